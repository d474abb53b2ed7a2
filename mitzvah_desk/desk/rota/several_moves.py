"""How several bars are moved together: the same steps and keys as for one."""

from collections.abc import Callable, Sequence

from mitzvah_desk.desk.rota.board_view import BarAction
from mitzvah_desk.desk.rota.plan import SNAP
from mitzvah_desk.rules.plurals import count_noun

_MOVES = (
    ("Move earlier", "Move {} earlier", "Alt+Left", -SNAP, -SNAP),
    ("Move later", "Move {} later", "Alt+Right", SNAP, SNAP),
    ("Make longer", "Let {} end later", "Alt+Shift+Right", 0, SNAP),
    ("Make shorter", "Let {} end earlier", "Alt+Shift+Left", 0, -SNAP),
)


def list_moves(
    ids: tuple[int, ...], move: Callable[[tuple[int, ...], int, int], object]
) -> Sequence[BarAction]:
    """What can be done with several bars, in words that tell how many they are.

    Args:
        ids: their shifts.
        move: lets them start and end so many minutes later.
    """

    def step(starts_by: int, ends_by: int) -> Callable[[], object]:
        return lambda: move(ids, starts_by, ends_by)

    many = count_noun(len(ids), "shift")
    return [BarAction(name, words.format(many), key, step(*by)) for name, words, key, *by in _MOVES]
