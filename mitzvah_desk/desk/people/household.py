"""The page of one household."""

from PySide6.QtWidgets import QDialog, QWidget

from mitzvah_desk.desk.people.service_history import GivingTables
from mitzvah_desk.desk.records.history import HistoryTable
from mitzvah_desk.desk.records.record_form import RecordForm
from mitzvah_desk.desk.records.row_adding import add_picker
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.people import queries as query
from mitzvah_desk.office.people import service_history as serving
from mitzvah_desk.office.people.queries import Link


class HouseholdPage(RecordPage):
    """One household: where it lives, who belongs to it, what it gave."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("People", parent)
        self.session = session
        self.form = form = RecordForm(session, "household")
        form.add_declared("name")
        form.text("salutation", remark="Empty means “Dear” and the first names.")
        form.add_declared("address", "postcode", "country", "phone", "note")
        self.add_tab("Details", form)
        paper = make_action(self, "file-text", "Permission form…", self.show_consent_form)
        paper.setToolTip("A form on which this household ticks what we may do")
        self.add_action(paper)
        self.add_action(form.remove_action())
        self.members: SubTable[Link] = SubTable(
            "household members",
            "Who belongs to it",
            (
                Column("name", "Name", lambda link: link.name, width_chars=36),
                Column("detail", "Child", lambda link: link.detail, width_chars=10),
            ),
            session.memory,
            empty="Nobody yet. Type a name below.",
            on_open=lambda person_id: session.open_requested.emit("person", person_id),
            on_remove=self._leave_household,
        )
        self.adder = add_picker(self.members, "Add a person", session, "person", self._join)
        self.add_tab("People", self.members)
        self.giving = GivingTables(session)
        self.giving.serving.hide()  # shifts are a person's, not a household's
        self.add_tab("Giving", self.giving)
        self.history = HistoryTable(session)
        self.add_tab("History", self.history, counts=())

    def shown_record(self) -> tuple[str, int]:
        """The record shown."""
        return "household", self.form.record_id

    def show_record(self, household_id: int) -> bool:
        """Shows a household; returns whether it is there."""
        ask = self.session.office.query
        facts = ask(query.read_household, household_id)
        if facts is None:
            return False
        self.set_head(facts.name, "Household")
        self.form.fill(household_id, facts)
        self.members.set_rows(ask(query.list_household_members, household_id))
        self.giving.show_rows(
            giving=ask(serving.list_giving_history, household_id=household_id),
            thanked=ask(serving.list_thanks_sent, "household", household_id),
            gifts_of=[("household", household_id)],
        )
        self.history.show_record("household", household_id)
        return True

    def show_consent_form(self) -> QDialog | None:
        """Shows the form on which the household says what it allows; None where a field was refused."""
        from mitzvah_desk.desk.people.consent_form_dialog import ConsentFormDialog

        if not self.flush():
            return None
        dialog = ConsentFormDialog(self.session, self.form.record_id, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _join(self, person_id: int) -> str:
        action = SetField("person", person_id, "household_id", self.form.record_id)
        return self.session.commit(action, self)

    def _leave_household(self, person_ids: list[int]) -> None:
        for person_id in person_ids:
            self.session.execute(SetField("person", person_id, "household_id", None), self)
