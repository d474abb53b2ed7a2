"""What can be done with the shifts that are chosen, one or several: each act is one step to undo."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.rota.board import Board
from mitzvah_desk.desk.rota.repeating import RepeatDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.rota.shifts import CopyShift, MoveShifts, RepeatShift
from mitzvah_desk.rules.plurals import count_noun


class ChosenShifts:
    """Copies, repeats, removes and moves what is chosen on the board or in the list.

    Args:
        session: the open file.
        board: the board.
        chosen: the shifts that are chosen.
        go_to: chooses a shift.
        parent: whom a question is asked before.

    Attributes:
        actions: what its buttons and keys do; their words tell how many shifts they are about.
    """

    def __init__(
        self,
        session: FileSession,
        board: Board,
        *,
        chosen: Callable[[], tuple[int, ...]],
        go_to: Callable[[int], object],
        parent: QWidget,
    ) -> None:
        self._session, self._board, self._chosen = session, board, chosen
        self._go_to, self._parent = go_to, parent
        self._copying = make_action(parent, "copy", "Copy", self._copy, "Ctrl+D")
        self._repeating = make_action(parent, "repeat", "Repeat…", self._repeat, "R")
        self._removing = make_action(parent, "trash", "Remove", self._remove, "Del")
        self.actions = [self._copying, self._repeating, self._removing]
        for action in self.actions:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        board.moved.connect(self.move)

    def offer(self, *, writing: bool) -> None:
        """Says on its actions how many shifts they are about, and whether they can be done."""
        ids = self._chosen()
        what = f" {count_noun(len(ids), 'shift')}" if len(ids) > 1 else ""
        self._copying.setText(f"Copy{what}")
        self._removing.setText(f"Remove{what}")
        for action in self.actions:
            action.setEnabled(bool(ids) and writing)
        self._repeating.setEnabled(len(ids) == 1 and writing)

    def move(self, ids: tuple[int, ...], starts_by: int, ends_by: int) -> None:
        """Lets several start and end so many minutes later; they stay chosen."""
        self._session.execute(MoveShifts(ids, starts_by, ends_by), self._parent)

    def _copy(self) -> None:
        made: list[int] = []
        with self._session.one_step():
            for number in self._chosen():
                done = self._session.execute(CopyShift(number), self._parent)
                made += [done.id] if done is not None else []
        for place, number in enumerate(made):
            if place:
                self._board.pick(number)
            else:
                self._go_to(number)

    def _repeat(self) -> None:
        ids = self._chosen()
        bar = self._board.bar(ids[0]) if len(ids) == 1 else None
        asked = RepeatDialog.ask(bar, self._parent) if bar else None
        if bar is not None and asked is not None:
            self._session.execute(RepeatShift(bar.shift.id, *asked), self._parent)

    def _remove(self) -> None:
        ids, bars = self._chosen(), self._board.plan.bars()
        if not ids:
            return
        places = [place for place, bar in enumerate(bars) if bar.shift.id in ids]
        last = max(places, default=0)
        left = [bar for bar in bars[last + 1 :] + bars[:last][::-1] if bar.shift.id not in ids]
        if self._session.execute(Remove("shift", ids), self._parent) is not None and left:
            self._go_to(left[0].shift.id)
