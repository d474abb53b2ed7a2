"""The page of one group."""

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.fieldset import FieldSet
from mitzvah_desk.desk.history import HistoryTable
from mitzvah_desk.desk.people.links import LinkTable
from mitzvah_desk.desk.people.serving import GivingTables
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.office.queries import lookup, serving
from mitzvah_desk.office.queries import people as query


class GroupPage(RecordPage):
    """One group: its leader, its head count, its members where they are known."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("People", parent)
        self.bridge = bridge
        self.fields = FieldSet(bridge, "group", self)
        form = Form()
        self.fields.add(form, "text", "name", "Name")
        self.fields.pick(form, "leader_id", "Leader", lookup.persons)
        self.fields.pick(form, "partner_id", "From", lookup.partners)
        self.fields.add(form, "text", "ages", "Ages of the children")
        self.fields.add(form, "number", "adults", "Adults")
        self.fields.add(
            form, "number", "children", "Children", remark="Numbers are enough; no child's name is needed."
        )
        self.fields.add(form, "text", "diet", "Diets and allergies")
        self.fields.add(form, "text", "access_needs", "Access needs")
        self.fields.add(form, "long", "note", "Note", wide=True)
        self.add_tab("Details", form)
        self.members = LinkTable(
            bridge,
            "group_member",
            "Members in the book",
            "group_id",
            "person_id",
            lookup.persons,
            opens="person",
        )
        self.add_tab("Members", self.members)
        self.giving = GivingTables(bridge)
        self.add_tab("Serving and giving", self.giving)
        self.history = HistoryTable(bridge)
        self.add_tab("History", self.history)

    def show_record(self, group_id: int) -> bool:
        """Shows a group; returns whether it is there."""
        ask = self.bridge.office.ask
        facts = ask(query.group, group_id)
        if facts is None:
            return False
        self.set_head(facts.name, f"{facts.adults} adults and {facts.children} children")
        self.fields.fill(group_id, facts)
        self.members.show_links(group_id, ask(query.group_members, group_id))
        self.giving.show_rows(
            ask(serving.serving, group_id=group_id),
            ask(serving.giving, group_id=group_id),
            ask(serving.thanked, "group", group_id),
        )
        self.history.show_record("group", group_id)
        return True

    def reload(self) -> bool:
        """Reads the group again; returns whether it is still there."""
        return self.show_record(self.fields.record_id)

    def start(self) -> None:
        """Puts the keyboard into the name."""
        self.fields.fields["name"].setFocus()
