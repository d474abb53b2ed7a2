"""The page of one household."""

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.fieldset import FieldSet
from mitzvah_desk.desk.history import HistoryTable
from mitzvah_desk.desk.people.serving import GivingTables
from mitzvah_desk.desk.picking import search_in
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.office.editing import SetField
from mitzvah_desk.office.queries import lookup, serving
from mitzvah_desk.office.queries import people as query
from mitzvah_desk.office.queries.people import Link


class HouseholdPage(RecordPage):
    """One household: where it lives, who belongs to it, what it gave."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("People", parent)
        self.bridge = bridge
        self.fields = FieldSet(bridge, "household", self)
        form = Form()
        self.fields.add(form, "text", "name", "Name")
        self.fields.add(
            form, "text", "salutation", "Letters begin with", remark="Empty means “Dear” and the first names."
        )
        self.fields.add(form, "long", "address", "Address", wide=True)
        self.fields.add(form, "text", "postcode", "Postcode")
        self.fields.add(form, "text", "phone", "Telephone")
        self.fields.add(form, "long", "note", "Note", wide=True)
        self.add_tab("Details", form)
        self.members: SubTable[Link] = SubTable(
            "household members",
            "Who belongs to it",
            (
                Column("name", "Name", lambda link: link.name, width_chars=36),
                Column("detail", "", lambda link: link.detail, width_chars=10),
            ),
            bridge.memory,
            empty="Nobody yet. Type a name below.",
            on_open=lambda person_id: bridge.wanted.emit("person", person_id),
            on_remove=self._leave_household,
        )
        self.adder = PickField("Add", self._join, search_in(lambda: bridge.office.ask(lookup.persons)))
        self.members.add_below(self.adder)
        self.add_tab("People", self.members)
        self.giving = GivingTables(bridge)
        self.add_tab("Giving", self.giving)
        self.history = HistoryTable(bridge)
        self.add_tab("History", self.history)

    def show_record(self, household_id: int) -> bool:
        """Shows a household; returns whether it is there."""
        ask = self.bridge.office.ask
        facts = ask(query.household, household_id)
        if facts is None:
            return False
        self.set_head(facts.name, "Household")
        self.fields.fill(household_id, facts)
        self.members.set_rows(ask(query.members, household_id))
        self.giving.show_rows(
            giving=ask(serving.giving, household_id=household_id),
            thanked=ask(serving.thanked, "household", household_id),
        )
        self.giving.serving.hide()
        self.history.show_record("household", household_id)
        return True

    def reload(self) -> bool:
        """Reads the household again; returns whether it is still there."""
        return self.show_record(self.fields.record_id)

    def start(self) -> None:
        """Puts the keyboard into the name."""
        self.fields.fields["name"].setFocus()

    def _join(self, person_id: int | None) -> str:
        if person_id is None:
            return ""
        action = SetField("person", person_id, "household_id", self.fields.record_id)
        said = self.bridge.commit(action, self)
        if not said:
            self.adder.load(None)
        return said

    def _leave_household(self, person_ids: list[int]) -> None:
        for person_id in person_ids:
            self.bridge.do(SetField("person", person_id, "household_id", None), self)
