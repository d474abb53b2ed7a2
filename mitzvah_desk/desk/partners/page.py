"""The page of one partner."""

from PySide6.QtWidgets import QPushButton, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.partners.belongings import ContactLogTab, Contacts, Needs, projects_and_sites
from mitzvah_desk.desk.picking import search_in
from mitzvah_desk.desk.recordform import RecordForm, history_table, read_history, stacked
from mitzvah_desk.desk.widgets.notice import Badge
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.model import PartnerLevel
from mitzvah_desk.office.queries import lookup
from mitzvah_desk.office.queries import partners as query

PROTECTED = ("name", "address", "postcode", "phone", "email")
"""What a confidential partner's page shows only when asked."""


class PartnerPage(RecordPage):
    """Everything about one partner."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("Partners", parent)
        self.bridge = bridge
        self.record_id = 0
        self.form = self._make_form()
        self.add_tab("Details", self.form)
        self.visiting = RecordForm(bridge, "partner")
        self.visiting.number("visitor_limit", "Most visitors at once")
        self.visiting.number("minimum_age", "Minimum age")
        self.visiting.time("visiting_from", "Visits from")
        self.visiting.time("visiting_until", "Visits until")
        self.visiting.long("visiting_rules", "Rules for visitors")
        self.visiting.long("food_rules", "Rules about food")
        self.add_tab("Visiting", self.visiting)
        self.contacts = Contacts(bridge)
        self.add_tab("Contacts", self.contacts)
        self.needs = Needs(bridge)
        self.add_tab("Needs", self.needs)
        self.log = ContactLogTab(bridge)
        self.add_tab("Contact log", self.log)
        self.parts, self.sites = projects_and_sites(bridge)
        self.add_tab("Projects and sites", stacked(self.parts, self.sites))
        self.history = history_table(bridge)
        self.add_tab("History", self.history)

    def _make_form(self) -> RecordForm:
        form = RecordForm(self.bridge, "partner")
        form.section("Partner")
        self.reveal = QPushButton(theme.icon("eye"), "Show the protected details")
        self.reveal.clicked.connect(lambda: self._protect(hidden=False))
        form.text("name", "Name")
        form.choice("level", "Level", PartnerLevel)
        form.pick("parent_id", "Part of", search_in(lambda: self.bridge.office.ask(lookup.partners)))
        form.text("what", "What they do")
        form.check("confidential", "Confidential", "Everywhere else, only the code name is shown.")
        form.text("code_name", "Code name")
        form.add_widget(self.reveal)
        form.section("Reaching them")
        for column, label in (
            ("address", "Address"),
            ("postcode", "Postcode"),
            ("country", "Country"),
            ("phone", "Phone"),
            ("email", "E-mail"),
            ("website", "Website"),
        ):
            form.text(column, label)
        form.long("note", "Note")
        return form

    def show_id(self, record_id: int) -> bool:
        """Shows a partner; returns whether there is one with this id."""
        ask = self.bridge.office.ask
        facts = ask(query.partner, record_id)
        if facts is None:
            return False
        other = record_id != self.record_id
        self.record_id = record_id
        badges = [Badge("Confidential", "lock")] if facts.confidential else []
        self.set_head(facts.shown_name, facts.what, badges)
        self.form.fill(record_id, facts)
        self.visiting.fill(record_id, facts)
        if other or not facts.confidential:
            self._protect(hidden=facts.confidential)
        self.contacts.fill(record_id)
        self.needs.fill(record_id)
        self.log.fill(record_id)
        self.parts.set_rows(ask(query.parts, record_id))
        self.sites.set_rows(ask(query.below, record_id))
        self._protect_history(record_id, hidden=facts.confidential and not self.reveal.isHidden())
        return True

    def hide_protected(self) -> None:
        """Forgets that the protected details were shown; the next showing hides them again."""
        self.record_id = 0

    def _protect(self, *, hidden: bool) -> None:
        self.reveal.setVisible(hidden)
        for column in PROTECTED:
            self.form.of[column].setVisible(not hidden)
        if self.record_id and not hidden:
            self._protect_history(self.record_id, hidden=False)

    def _protect_history(self, record_id: int, *, hidden: bool) -> None:
        # Steps carry old names and addresses.
        self.history.set_rows([] if hidden else read_history(self.bridge, "partner", record_id))
