"""The pages of one household and of one group."""

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.people.person import links
from mitzvah_desk.desk.picking import search_in
from mitzvah_desk.desk.recordform import RecordForm, add_picker, history_table, read_history
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.office.editing import Add, SetField
from mitzvah_desk.office.queries import lookup
from mitzvah_desk.office.queries import people as query
from mitzvah_desk.office.queries.people import Link


class HouseholdPage(RecordPage):
    """A household and who lives in it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("People", parent)
        self.bridge = bridge
        self.record_id = 0
        self.form = form = RecordForm(bridge, "household")
        form.text("name", "Name")
        form.text("salutation", "Letters begin with")
        form.text("address", "Address")
        form.text("postcode", "Postcode")
        form.text("phone", "Phone")
        form.long("note", "Note")
        self.add_tab("Details", form)
        self.members: SubTable[Link] = SubTable(
            "household members",
            "Members",
            (
                Column("name", "Name", lambda r: r.name, width_chars=30),
                Column("detail", "", lambda r: r.detail, width_chars=12),
            ),
            bridge.memory,
            empty="Nobody yet. Type a name below.",
            on_open=lambda person_id: bridge.wanted.emit("person", person_id),
            on_remove=self._take_out,
        )
        self.picker = add_picker(
            self.members,
            "Add a member",
            search_in(lambda: bridge.office.ask(lookup.persons)),
            lambda i: bridge.commit(SetField("person", i, "household_id", self.record_id), self),
        )
        self.add_tab("Members", self.members)
        self.history = history_table(bridge)
        self.add_tab("History", self.history)

    def show_id(self, record_id: int) -> bool:
        """Shows a household; returns whether there is one with this id."""
        facts = self.bridge.office.ask(query.household, record_id)
        if facts is None:
            return False
        self.record_id = record_id
        self.set_head(facts.name, facts.address)
        self.form.fill(record_id, facts)
        self.members.set_rows(self.bridge.office.ask(query.members, record_id))
        self.history.set_rows(read_history(self.bridge, "household", record_id))
        return True

    def _take_out(self, ids: list[int]) -> None:
        for person_id in ids:
            self.bridge.do(SetField("person", person_id, "household_id", None), self)


class GroupPage(RecordPage):
    """A group and those of its members who are in the book."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("People", parent)
        self.bridge = bridge
        self.record_id = 0
        ask = bridge.office.ask
        self.form = form = RecordForm(bridge, "group")
        form.text("name", "Name")
        form.pick("leader_id", "Leader", search_in(lambda: ask(lookup.persons)))
        form.pick("partner_id", "Organisation", search_in(lambda: ask(lookup.partners)))
        form.number("adults", "Adults", blank=False)
        form.number("children", "Children", blank=False)
        form.text("ages", "Ages")
        form.text("diet", "Diet")
        form.text("access_needs", "Access needs")
        form.long("note", "Note")
        self.add_tab("Details", form)
        self.members = links(bridge, "Members", "group_member", "person", "")
        self.picker = add_picker(
            self.members,
            "Add a member",
            search_in(lambda: ask(lookup.persons)),
            lambda i: bridge.commit(Add("group_member", {"group_id": self.record_id, "person_id": i}), self),
        )
        self.add_tab("Members", self.members)
        self.history = history_table(bridge)
        self.add_tab("History", self.history)

    def show_id(self, record_id: int) -> bool:
        """Shows a group; returns whether there is one with this id."""
        facts = self.bridge.office.ask(query.group, record_id)
        if facts is None:
            return False
        self.record_id = record_id
        self.set_head(facts.name)
        self.form.fill(record_id, facts)
        self.members.set_rows(self.bridge.office.ask(query.group_members, record_id))
        self.history.set_rows(read_history(self.bridge, "group", record_id))
        return True
