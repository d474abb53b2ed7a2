"""Whom we know at a partner."""

from mitzvah_desk.desk.records.row_adding import add_picker, add_row_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.partners import queries as query
from mitzvah_desk.office.partners.queries import ContactRow

_COLUMNS: tuple[Column[ContactRow], ...] = (
    Column("name", "Name", lambda r: r.name, width_chars=28),
    Column("job", "Job", lambda r: r.job, width_chars=24),
    Column("phone", "Telephone", lambda r: r.phone, width_chars=20),
    Column("email", "E-mail", lambda r: r.email, width_chars=36),
    Column("main", "Main contact", lambda r: "main" if r.is_main else "", width_chars=14),
)


class Contacts(SubTable[ContactRow]):
    """The contacts of a partner, a line that adds one, and the job of the one chosen.

    Attributes:
        picker: adds a person as a contact, and chooses the new one.
        job: the job of the contact chosen in the list.
    """

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            "partner contacts",
            "Contacts",
            _COLUMNS,
            session.memory,
            empty="Nobody yet. Type a name below.",
            on_open=self._open,
            on_remove=lambda ids: session.execute(Remove("partner_contact", tuple(ids)), self),
        )
        self.session = session
        self._partner_id = 0
        self._chosen_id = 0
        add_row_action(self, "check", "Main contact or not", self._change_main)
        self.job = TextField("Job of the contact chosen above", self._set_job)
        self.add_below(FieldRow([(self.job, 60)]))
        self.picker = add_picker(self, "Add a contact", session, "person", self._add)
        self.table.selected.connect(self._choose)
        self._choose()

    def show_partner(self, partner_id: int) -> None:
        """Shows a partner's contacts."""
        if partner_id != self._partner_id:
            self.picker.load(None)
        self._partner_id = partner_id
        self.set_rows(self.session.office.query(query.list_contacts, partner_id))

    def _choose(self) -> None:
        chosen = self._rows(self.table.selected_ids())
        self.job.setEnabled(len(chosen) == 1)
        row = chosen[0] if len(chosen) == 1 else None
        another, self._chosen_id = self._chosen_id != (row.id if row else 0), row.id if row else 0
        (self.job.load if another else self.job.set_value)(row.job if row else "")

    def _rows(self, ids: list[int]) -> list[ContactRow]:
        return [row for row in self.table.rows_model.rows() if row.id in ids]

    def _set_job(self, job: str) -> str:
        return self.session.commit(SetField("partner_contact", self._chosen_id, "job", job), self)

    def _add(self, person_id: int) -> str:
        values = {"partner_id": self._partner_id, "person_id": person_id}
        before = {row.id for row in self.table.rows_model.rows()}
        problem = self.session.commit(Add("partner_contact", values), self)
        self.table.select([row.id for row in self.table.rows_model.rows() if row.id not in before])
        return problem

    def _open(self, row_id: int) -> None:
        row = next(r for r in self.table.rows_model.rows() if r.id == row_id)
        self.session.open_requested.emit("person", row.person_id)

    def _change_main(self, ids: list[int]) -> None:
        for row in self._rows(ids):
            self.session.execute(SetField("partner_contact", row.id, "is_main", not row.is_main), self)
