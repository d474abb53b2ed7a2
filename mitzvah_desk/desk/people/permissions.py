"""What a person allows: photographs, their name in print, the newsletter."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from mitzvah_desk.desk.records.row_adding import add_row_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.crud import Add, SetFields
from mitzvah_desk.office.people.queries import PermissionRow, list_permissions
from mitzvah_desk.rules.fields.parsing import format_date


@dataclass(frozen=True, slots=True)
class _Purpose:
    """One purpose with a number of its own, since what was never asked has no record."""

    id: int
    row: PermissionRow


_COLUMNS: tuple[Column[_Purpose], ...] = (
    Column("what", "For", lambda p: str(p.row.purpose).capitalize(), lambda p: p.id, width_chars=22),
    Column(
        "said",
        "They said",
        lambda p: ("yes" if p.row.given else "no") if p.row.id else "not asked, so no",
        width_chars=22,
        icon=lambda p: "check" if p.row.given else "x",
    ),
    Column("on", "On", lambda p: format_date(p.row.given_on), lambda p: p.row.given_on, width_chars=16),
    Column("how", "How", lambda p: p.row.how, width_chars=24),
)


class Permissions(SubTable[_Purpose]):
    """Each purpose with what the person said, and buttons that write down their answer."""

    def __init__(self, session: FileSession) -> None:
        super().__init__("permissions", "What they allow", _COLUMNS, session.memory)
        self._session = session
        self._person_id = 0
        for text, given, how in (
            ("Yes, in writing", True, "in writing"),
            ("Yes, said so", True, "said so"),
            ("No", False, "said so"),
        ):
            add_row_action(self, "check" if given else "x", text, partial(self._write, given=given, how=how))

    def show_person(self, person_id: int) -> None:
        """Shows a person's."""
        self._person_id = person_id
        said = self._session.office.query(list_permissions, person_id)
        self.set_rows([_Purpose(number, row) for number, row in enumerate(said, start=1)])

    def _write(self, chosen: list[int], *, given: bool, how: str) -> None:
        values = {"given": given, "given_on": date.today(), "how": how}
        for line in [line for line in self.table.rows_model.rows() if line.id in chosen]:
            if line.row.id is not None:
                self._session.execute(SetFields("permission", line.row.id, values), self)
            else:
                whose = {"person_id": self._person_id, "purpose": line.row.purpose}
                self._session.execute(Add("permission", {**whose, **values}), self)
