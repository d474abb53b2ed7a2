"""A person's Gift Aid declarations."""

from datetime import date

from mitzvah_desk.desk.records.gift_aid_declaration import DeclarationDialog
from mitzvah_desk.desk.records.row_adding import add_row_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.crud import Add, Remove, SetField, SetFields
from mitzvah_desk.office.gift_aid.coverage import list_declarations
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.people.names import full_name
from mitzvah_desk.rules.privacy.gift_aid import Declaration

_COLUMNS: tuple[Column[Declaration], ...] = (
    Column("made", "Made on", lambda d: format_date(d.made_on), lambda d: d.made_on, width_chars=14),
    Column("scope", "For", lambda d: str(d.scope), width_chars=26),
    Column("name", "Name", lambda d: full_name(d.title, full_name(d.given, d.family)), width_chars=22),
    Column("home", "Home", lambda d: ", ".join([*d.address.splitlines(), d.postcode]), width_chars=34),
    Column("how", "How", lambda d: d.how, width_chars=16),
    Column(
        "cancelled",
        "Cancelled on",
        lambda d: format_date(d.cancelled_on) or "no",
        lambda d: d.cancelled_on or date.max,
        width_chars=14,
    ),
)


class GiftAidDeclarations(SubTable[Declaration]):
    """The declarations, with buttons to write one down, to cancel it and to remove it."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            "gift aid",
            "Gift Aid declarations",
            _COLUMNS,
            session.memory,
            empty="None yet. Without one, no Gift Aid can be claimed on their gifts of money.",
            on_add=self._write_down,
            on_open=self._change,
            on_remove=lambda ids: session.execute(Remove("gift_aid_declaration", tuple(ids)), self),
        )
        self._session = session
        self._person_id = 0
        add_row_action(self, "x", "They cancelled it today", self._cancel)

    def show_person(self, person_id: int) -> None:
        """Shows a person's."""
        self._person_id = person_id
        self.set_rows(self._session.office.query(list_declarations, person_id))

    def _write_down(self) -> None:
        values = DeclarationDialog.ask(self._session, self._person_id, self)
        if values is not None:
            mine = {"person_id": self._person_id}
            self._session.execute(Add("gift_aid_declaration", {**values, **mine}), self)

    def _change(self, declaration_id: int) -> None:
        known = next(row for row in self.table.rows_model.rows() if row.id == declaration_id)
        values = DeclarationDialog.ask(self._session, self._person_id, self, known=known)
        changed = {k: v for k, v in (values or {}).items() if v != getattr(known, k)}
        if changed:
            self._session.execute(SetFields("gift_aid_declaration", declaration_id, changed), self)

    def _cancel(self, chosen: list[int]) -> None:
        with self._session.one_step():
            for each in chosen:
                self._session.execute(
                    SetField("gift_aid_declaration", each, "cancelled_on", date.today()), self
                )
