"""What a person allows: photographs, their name in print, the newsletter; and what they said before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mitzvah_desk.desk.records.row_adding import add_row_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.model import LawfulBasis
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.people.queries import (
    PermissionRow,
    list_guardians,
    list_permissions,
    list_statements,
)
from mitzvah_desk.office.people.statements import Answer, WriteAnswers
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.privacy.permissions import WAYS

_HOW_TO = (
    "Choose one or more lines above, say when and how they answered, then press “They said yes” or “They said"
    " no”. A no takes back a yes from its day on; nothing is overwritten."
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of either list; its number is its own where nobody was asked, since there is no record then."""

    id: int
    row: PermissionRow


def _keep(_: object) -> str:
    return ""


def _how(row: PermissionRow) -> str:
    return ", ".join(part for part in (row.how, f"by {row.guardian}" if row.guardian else "") if part)


def _ground(row: PermissionRow) -> str:
    return str(row.basis) if row.given else ""


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("what", "For", lambda p: str(p.row.purpose).capitalize(), lambda p: p.id, width_chars=20),
    Column(
        "said",
        "They said",
        lambda p: ("yes" if p.row.given else "no") if p.row.id else "not asked, so no",
        width_chars=20,
        icon=lambda p: "check" if p.row.given else "x",
    ),
    Column("on", "On", lambda p: format_date(p.row.given_on), lambda p: p.row.given_on, width_chars=14),
    Column("how", "How", lambda p: _how(p.row), width_chars=30, tooltip=lambda p: _how(p.row)),
    Column("basis", "Ground", lambda p: _ground(p.row), width_chars=22),
)


class Permissions(QWidget):
    """What stands for each purpose, the fields of a new answer, and the answers of before.

    Attributes:
        stands: a line for each purpose.
        day: when a new answer was given.
        how: how it was given.
        basis: on what ground details are used after a yes.
        guardian: who said it for a child; hidden for whoever has no guardian.
        earlier: the answers that no longer stand, the newest first.
    """

    def __init__(self, session: FileSession) -> None:
        super().__init__()
        self._session = session
        self._person_id = 0
        self.stands: SubTable[_Line] = SubTable(
            "permissions", "What they allow", _COLUMNS, session.memory, on_remove=self._remove_standing
        )
        for icon, text, given in (("check", "They said yes", True), ("x", "They said no", False)):
            add_row_action(self.stands, icon, text, self._writer(given=given))
        self.day = DateField("They said it on", _keep)
        self.how = ChoiceField("How", _keep, [(way, way.capitalize()) for way in WAYS])
        bases = [(basis, str(basis).capitalize()) for basis in LawfulBasis]
        self.basis = ChoiceField("Ground for a yes", _keep, bases)
        self.guardian = ChoiceField("Said by", _keep, (), blank="Themselves")
        parts = ((self.day, 22), (self.how, 18), (self.basis, 24), (self.guardian, 26))
        self.answer = FieldRow(parts)
        self.stands.add_below(make_label(_HOW_TO, "muted", wraps=True))
        self.stands.add_below(self.answer)
        self.earlier: SubTable[_Line] = SubTable(
            "earlier permissions",
            "Earlier answers",
            _COLUMNS,
            session.memory,
            empty="There are none. What somebody said before stays here when they change their mind.",
            on_remove=self._remove,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stands, 2)
        layout.addWidget(self.earlier, 1)

    def show_person(self, person_id: int, *, child: bool) -> None:
        """Shows a person's; for another person the fields of a new answer begin anew.

        Args:
            person_id: whose.
            child: a guardian may answer for them.
        """
        ask = self._session.office.query
        said = ask(list_permissions, person_id)
        self.stands.set_rows([_Line(number, row) for number, row in enumerate(said, start=1)])
        self.stands.table.show_whole(len(said))
        earlier = [row for row in ask(list_statements, person_id) if not row.stands]
        self.earlier.set_rows([_Line(row.id or 0, row) for row in earlier])
        guardians = ask(list_guardians, person_id) if child else []
        self.guardian.set_options([(link.other_id, link.name) for link in guardians])
        self.guardian.setVisible(bool(guardians))
        if person_id != self._person_id:
            self._person_id = person_id
            self.day.load(date.today())
            self.how.load(WAYS[0])
            self.basis.load(LawfulBasis.CONSENT)
            self.guardian.load(guardians[0].other_id if guardians else None)

    def _writer(self, *, given: bool) -> Callable[[list[int]], None]:
        def write(chosen: list[int]) -> None:
            if not self.answer.flush():
                return
            purposes = [each.row.purpose for each in self._chosen(chosen)]
            guardian = None if self.guardian.isHidden() else self.guardian.value
            answers = tuple(Answer(self._person_id, each, given, guardian) for each in purposes)
            day = self.day.value or date.today()
            action = WriteAnswers(answers, day, self.how.value or "", self.basis.value)
            self._session.execute(action, self)

        return write

    def _chosen(self, numbers: list[int]) -> list[_Line]:
        return [line for line in self.stands.table.rows_model.rows() if line.id in numbers]

    def _remove_standing(self, numbers: list[int]) -> None:
        self._remove([each.row.id for each in self._chosen(numbers) if each.row.id is not None])

    def _remove(self, ids: list[int]) -> None:
        if ids:
            self._session.execute(Remove("permission", tuple(ids)), self)
