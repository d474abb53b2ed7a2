"""Several things that leave together into one folder: all of them, or none that may not."""

from collections.abc import Sequence
from pathlib import Path

from mitzvah_desk.office.outgoing.bound import BoundPapers
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing
from mitzvah_desk.office.outgoing.outgoing import Progress, RefusedOutgoingError, Released, save_released
from mitzvah_desk.store.errors import CannotWriteError

Leaving = CheckedOutgoing | BoundPapers
"""What leaves as one file."""


def write_all(
    checked: Sequence[Leaving], folder: Path, ending: str, progress: Progress | None = None
) -> list[Path]:
    """Writes what the gate looked at into a folder, a file each; what lies there is never overwritten.

    Args:
        checked: what to write; each one's name is its file's.
        folder: where to; it is made where it does not exist.
        ending: of the files.
        progress: told how many of how many are done; returns False to stop.

    Returns:
        The files written; where it was stopped, those written until then.

    Raises:
        CannotWriteError: a file of that name is there already, or the folder cannot be written.
        RefusedOutgoingError: one of them may not leave; none was written.
    """
    paths = [folder / f"{name}.{ending}" for name in _tell_apart([each.name for each in checked])]
    there = next((path for path in paths if path.exists()), None)
    if there is not None:
        raise CannotWriteError(
            f"There is already a file {there.name} in {folder}.",
            "Choose an empty folder, so that nothing is written over.",
        )
    refused = [each for each in checked if each.refusals]
    if refused:
        against = tuple(dict.fromkeys(o.finding for each in refused for o in each.refusals))
        raise RefusedOutgoingError(refused[0].title, against)
    written: list[Path] = []
    for number, (each, path) in enumerate(zip(checked, paths, strict=True)):
        if progress is not None and not progress(number, len(checked)):
            break
        folder.mkdir(parents=True, exist_ok=True)
        released: Released = each.release()
        save_released(path, released)
        written.append(path)
    return written


def _tell_apart(names: Sequence[str]) -> list[str]:
    """The names, with a number where one is there already; many disks take two cases for one name."""
    found: dict[str, str] = {}
    for name in names:
        number, own = 2, name
        while own.casefold() in found:
            own, number = f"{name} {number}", number + 1
        found[own.casefold()] = own
    return list(found.values())
