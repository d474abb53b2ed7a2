"""The page of one group."""

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.people.links import LinkTable
from mitzvah_desk.desk.people.service_history import GivingTables
from mitzvah_desk.desk.records.history import HistoryTable
from mitzvah_desk.desk.records.record_form import RecordForm
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.office.people import queries as query
from mitzvah_desk.office.people import service_history as serving
from mitzvah_desk.rules.plurals import count_noun


class GroupPage(RecordPage):
    """One group: its leader, its head count, its members where they are known."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("People", parent)
        self.session = session
        self.form = form = RecordForm(session, "group")
        form.add_declared("name")
        form.pick("leader_id", "person")
        form.pick("partner_id", "partner")
        form.add_declared("ages", "adults")
        form.number("children", remark="Numbers are enough; no child's name is needed.")
        form.add_declared("diet", "access_needs", "note")
        self.add_tab("Details", form)
        self.add_action(form.remove_action())
        self.members = LinkTable(
            session,
            "group_member",
            "Members in the book",
            "Add a member",
            "group_id",
            "person_id",
            "person",
            opens="person",
        )
        self.add_tab("Members", self.members)
        self.giving = GivingTables(session)
        self.add_tab("Serving and giving", self.giving)
        self.history = HistoryTable(session)
        self.add_tab("History", self.history)

    def show_record(self, group_id: int) -> bool:
        """Shows a group; returns whether it is there."""
        ask = self.session.office.query
        facts = ask(query.read_group, group_id)
        if facts is None:
            return False
        self.set_head(facts.name, _heads(facts.adults, facts.children))
        self.form.fill(group_id, facts)
        self.members.show_links(group_id, ask(query.list_group_members, group_id))
        self.giving.show_rows(
            ask(serving.list_service_history, group_id=group_id),
            ask(serving.list_giving_history, group_id=group_id),
            ask(serving.list_thanks_sent, "group", group_id),
            [("group", group_id)],
        )
        self.history.show_record("group", group_id)
        return True


def _heads(adults: int, children: int) -> str:
    return f"{count_noun(adults, 'adult')} and {count_noun(children, 'child')}"
