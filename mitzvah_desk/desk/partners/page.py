"""The page of one partner."""

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.partners.contacts import Contacts
from mitzvah_desk.desk.partners.related_records import ContactLogTab, Needs, make_project_and_site_tables
from mitzvah_desk.desk.records.history import HistoryTable
from mitzvah_desk.desk.records.record_form import RecordForm
from mitzvah_desk.desk.records.reveal import RevealButton
from mitzvah_desk.desk.records.row_adding import stack_widgets
from mitzvah_desk.desk.records.targets import make_target_bars
from mitzvah_desk.desk.records.to_dos import ToDoRows
from mitzvah_desk.desk.records.tracing import GiftsGiven, make_gifts_received_table
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.bars import BarChart
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.notice import StatusBadge
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.model import PartnerLevel
from mitzvah_desk.office.goods.chart_queries import list_partner_targets, read_partner_weight
from mitzvah_desk.office.goods.delivery_queries import trace_partner_goods
from mitzvah_desk.office.partners import queries as query
from mitzvah_desk.office.projects.to_dos import list_partner_to_dos
from mitzvah_desk.rules.fields.registry import FIELDS

PROTECTED = tuple(key for key, declared in FIELDS["partner"].items() if declared.protected)
"""What a confidential partner's page shows only when asked."""


class PartnerPage(RecordPage):
    """Everything about one partner.

    What is protected of a confidential one, and whom we know there, shows when the button is pressed, for two
    minutes or until the page is left; the history keeps who pressed it.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("Partners", parent)
        self.session = session
        self.reveal = RevealButton(session, lambda: any(self.form.of[each].touched for each in PROTECTED))
        self.form = self._make_form()
        self.add_tab("Details", self.form)
        self.add_action(self.form.remove_action())
        self.visiting = self._make_visiting()
        self.add_tab("Visiting", self.visiting)
        self.contacts = Contacts(session)
        self.add_tab("Contacts", self.contacts)
        self.needs = Needs(session)
        self.add_tab("Needs", self.needs)
        self.got = make_gifts_received_table(session)
        self.targets = BarChart("What we hope to give, over all projects and years")
        self.weight = make_label("", "muted", wraps=True)
        self.got.add_below(self.weight)
        self.got.add_below(self.targets)
        self.add_tab("What they got", self.got)
        self.gave = GiftsGiven(session)
        self.add_tab("What they gave", self.gave)
        self.to_dos = ToDoRows(session, "partner_id", list_partner_to_dos)
        self.add_tab("To-dos", self.to_dos)
        self.log = ContactLogTab(session)
        self.add_tab("Contact log", self.log)
        self.parts, self.sites = make_project_and_site_tables(session)
        self.add_tab("Projects and sites", stack_widgets(self.parts, self.sites))
        self.history = HistoryTable(session)
        self.add_tab("History", self.history)
        self.reveal.covered.connect(self._cover)

    def show_record(self, partner_id: int) -> bool:
        """Shows a partner; returns whether there is one with this id."""
        ask = self.session.office.query
        facts = ask(query.read_partner, partner_id)
        if facts is None:
            return False
        other = partner_id != self.form.record_id
        badges = [StatusBadge("Confidential", "lock")] if facts.hidden else []
        hoped = make_target_bars(ask(list_partner_targets, partner_id=partner_id), titled=False)
        given = " · ".join(part for part in (facts.what, *(f"{bar.words} given" for bar in hoped)) if part)
        self.set_head(facts.shown_name, given, badges)
        self.targets.set_bars(hoped)
        self.targets.setVisible(bool(hoped))
        self.form.fill(partner_id, facts)
        self.visiting.fill(partner_id, facts)
        self.contacts.show_partner(partner_id)
        self.needs.show_owner(partner_id)
        self.got.set_rows(ask(trace_partner_goods, partner_id))
        self.gave.show_donor(("partner", partner_id), hidden=facts.hidden)
        weight = ask(read_partner_weight, partner_id)
        self.weight.setText(f"What they got weighs {weight}.")
        self.weight.setVisible(bool(weight))
        self.log.show_owner(partner_id)
        campaign = self.session.campaign_id
        self.to_dos.setEnabled(campaign is not None)
        if campaign is not None:
            self.to_dos.show_owner(partner_id, campaign_id=campaign)
        self.parts.set_rows(ask(query.list_partner_projects, partner_id))
        self.sites.set_rows(ask(query.list_sub_partners, partner_id))
        for table in self.findChildren(DataTable):
            table.stays = (lambda _: True) if facts.hidden else None  # in no file, on no paper
        self.reveal.protect(partner_id if facts.hidden else None, another=other)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: whoever comes back, from the list or from another area, has to ask again."""
        super().hideEvent(event)
        self.reveal.close_again()

    def _cover(self, hidden: bool) -> None:  # noqa: FBT001  # a signal's
        for column in PROTECTED:
            self.form.show_field(self.form.of[column], shown=not hidden)
        # Steps and conversations carry old names and addresses.
        for page in (self.contacts, self.to_dos, self.log, self.history):
            self.show_tab(page, shown=not hidden)
        if hidden:
            self.history.set_rows(())
        else:
            self.history.show_record("partner", self.form.record_id)

    def _make_form(self) -> RecordForm:
        form = RecordForm(self.session, "partner")
        form.section("Partner")
        form.add_declared("name")
        form.choice("level", PartnerLevel)
        form.pick("parent_id", "partner")
        form.add_declared("what")
        form.check("confidential", remark="Everywhere else, only the code name is shown.")
        form.add_declared("code_name")
        form.money("target_pence", remark="Such as for a building; gifts of all projects count.")
        form.add_widget(self.reveal)
        form.section("Reaching them")
        form.add_declared("address", "postcode", "country", "phone", "email", "website", "note")
        return form

    def _make_visiting(self) -> RecordForm:
        form = RecordForm(self.session, "partner")
        form.add_declared("visitor_limit", "minimum_age", "visiting_from", "visiting_until", "visiting_rules")
        form.section("Food and gifts", "What is shared out is matched to these.")
        form.add_declared("kosher_only", "halal_only")
        form.text("avoids", remark="Allergens, such as nuts, milk")
        form.add_declared("food_rules")
        return form
