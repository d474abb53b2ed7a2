"""The gifts of a project: a list of recipients by name or room, ticked off as wrapped and as given."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt

from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import CheckField, LongTextField, TextField
from mitzvah_desk.desk.widgets.labels import make_action, make_label
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.projects.gifts import (
    AddGifts,
    GiftRow,
    TickGifts,
    describe_progress,
    find_only_beneficiary,
    list_gifts,
)
from mitzvah_desk.rules.goods.gift_list import natural_order, parse_recipients


def _tick(column: str, title: str, ticked: Callable[[GiftRow], bool]) -> Column[GiftRow]:
    return Column(
        column,
        title,
        lambda r: "yes" if ticked(r) else "not yet",
        width_chars=10,
        icon=lambda r: "check" if ticked(r) else "",
    )


_COLUMNS: tuple[Column[GiftRow], ...] = (
    Column("label", "For", lambda r: r.label, lambda r: natural_order(r.label), width_chars=22),
    Column("wish", "What", lambda r: r.wish, width_chars=26),
    Column("giver", "From", lambda r: r.giver, width_chars=20),
    Column("partner", "At", lambda r: r.partner, width_chars=20),
    _tick("wrapped", "Wrapped", lambda r: r.wrapped),
    _tick("given", "Given", lambda r: r.given),
)


class Gifts(EditableRows[GiftRow]):
    """Recipients, a line each; many are added by pasting lines, or by a range of rooms.

    Attributes:
        many: where many are typed or pasted.
        progress: how many are wrapped and given.
    """

    def __init__(self, session: FileSession) -> None:
        self.progress = make_label("", "muted")
        super().__init__(
            session,
            "gift_recipient",
            "project_id",
            "Gifts (a room or a first name is enough)",
            _COLUMNS,
            {
                "label": (lambda commit: TextField("For", commit, hint="Such as Room 12"), 24),
                "wish": (lambda commit: TextField("What", commit, hint="What it shall be"), 24),
                "giver": (lambda commit: TextField("From", commit, hint="Who gives it"), 22),
                "partner_id": (lambda commit: RecordField(session, "partner", "At", commit), 22),
                "wrapped": (lambda commit: CheckField("Wrapped", commit), 14),
                "given": (lambda commit: CheckField("Given", commit), 12),
            },
            list_gifts,
            empty="No gifts yet. Type whom one is for, or paste many below.",
            usual={"wrapped": False, "given": False},
            names={"partner_id": "partner"},
        )
        self._tick_action("gift", "Wrapped or not", "wrapped", "Ctrl+Shift+W")
        self._tick_action("check", "Given or not", "given", "Ctrl+Shift+G")
        self.many = LongTextField(
            "Many at once",
            self._add_many,
            lines=2,
            hint="Rooms 1 to 24, or a name a line; what it shall be after a tab. Tab adds them.",
        )
        self.add_below(self.many)
        self.add_below(self.progress)

    def set_rows(self, rows: Iterable[GiftRow]) -> None:
        """Shows these rows, and how far they are."""
        found = list(rows)
        super().set_rows(found)
        self.progress.setText(describe_progress(found))

    def flush(self) -> bool:
        """Commits what is typed, in the fields of a row and of many."""
        return self.many.flush() and super().flush()

    def _add_many(self, value: Any) -> str:  # noqa: ANN401
        if not value:
            return ""
        partner = self.session.office.query(find_only_beneficiary, self.owner_id)
        problem = self.session.commit(AddGifts(self.owner_id, tuple(parse_recipients(value)), partner), self)
        if not problem:
            self.many.load(None)
        return problem

    def _tick_action(self, icon: str, words: str, column: str, keys: str) -> None:
        action = make_action(self, icon, f"{words} ({keys})", lambda: self._tick(column), keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.add_action(action)
        self.addAction(action)  # for its keys, which the button has not
        self.table.selected.connect(lambda: action.setEnabled(bool(self.table.selected_ids())))
        action.setEnabled(False)

    def _tick(self, column: str) -> None:
        """Ticks what is chosen; where all of it is ticked, takes the ticks away."""
        chosen = set(self.table.selected_ids())
        rows = [row for row in self.table.rows_model.rows() if row.id in chosen]
        done = not all(getattr(row, column) for row in rows)
        self.session.execute(TickGifts(tuple(row.id for row in rows), column, done), self)
