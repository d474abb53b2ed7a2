"""The page of one person."""

from datetime import date

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QWidget

from mitzvah_desk.desk.people.availability import Availability
from mitzvah_desk.desk.people.gift_aid import GiftAidDeclarations
from mitzvah_desk.desk.people.links import LinkTable
from mitzvah_desk.desk.people.permissions import Permissions
from mitzvah_desk.desk.people.preferences import Wishes
from mitzvah_desk.desk.people.requests import Requests
from mitzvah_desk.desk.people.service_history import GivingTables
from mitzvah_desk.desk.privacy.hold_line import HoldLine
from mitzvah_desk.desk.records.exporting import make_calendar_action
from mitzvah_desk.desk.records.history import HistoryTable
from mitzvah_desk.desk.records.record_form import RecordForm
from mitzvah_desk.desk.records.reveal import RevealButton
from mitzvah_desk.desk.records.row_adding import add_row_action, stack_widgets
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.notice import StatusBadge
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.model import ContactStatus, DbsLevel, SkillLevel
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.removal_losses import preview_removal
from mitzvah_desk.office.people import queries as query
from mitzvah_desk.office.people import service_history as serving
from mitzvah_desk.office.privacy.copies import describe_copies
from mitzvah_desk.office.privacy.erase import ErasePerson
from mitzvah_desk.office.privacy.preview import preview_erasure

_FOR_GOOD = (
    "Their details go from the file and from its history. This cannot be undone, nor can earlier steps about "
    "them. Backups made before still hold them, and files and papers made from it: the details say which."
)
_SHOWN = 6
"""So many lines of what else changes are told at once."""


_PUBLIC = frozenset({"given", "family", "known_as", "pronouns", "title"})
"""What shows of somebody known only at a confidential partner, until it is asked for."""


class PersonPage(RecordPage):
    """One person.

    Of whoever is in the book for a confidential partner alone, no more than the name shows until the button
    is pressed, as on the partner's own page.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("People", parent)
        self.session = session
        self.reveal = RevealButton(session, lambda: any(field.touched for field in self._protected()))
        self.form = self._make_form()
        self.add_action(make_calendar_action(session, self, lambda: {"person_id": self.form.record_id}))
        self.add_action(self.form.remove_action())
        about = make_action(self, "file-text", "What we hold about them…", self.show_about)
        self.add_action(about)
        erase = make_action(self, "shield-check", "Erase for good…", self.erase)
        self.add_action(erase)
        self.add_tab("Details", self.form)
        self.add_tab("Family and groups", self._family_and_groups())
        self.skills = self._make_skills()
        self.add_tab("Skills", self.skills)
        self.away = Availability(session)
        self.add_tab("Availability", self.away)
        self.wishes = Wishes(session)
        self.add_tab("Wishes", self.wishes)
        self.permissions = Permissions(session)
        self.requests = Requests(session)
        self.add_tab("Permissions", stack_widgets(self.permissions, self.requests), counts=())
        self.gift_aid = GiftAidDeclarations(session)
        self.add_tab("Gift Aid", self.gift_aid)
        self.giving = GivingTables(session)
        self.add_tab("Serving and giving", self.giving)
        self.history = HistoryTable(session)
        self.add_tab("History", self.history, counts=())
        self._about, self._covers = about, False
        self.reveal.covered.connect(self._cover)

    def shown_record(self) -> tuple[str, int]:
        """The record shown."""
        return "person", self.form.record_id

    def show_record(self, person_id: int) -> bool:
        """Shows a person; returns whether they are there."""
        ask = self.session.office.query
        facts = ask(query.read_person, person_id)
        if facts is None:
            return False
        hides = ask(query.read_confidential_partner, person_id)
        another = person_id != self.form.record_id
        badges = [StatusBadge("child", "school")] if facts.child else []
        badges += [StatusBadge("kept on purpose", "info-circle")] if self.hold.show_person(person_id) else []
        badges += [StatusBadge("Confidential", "lock")] if hides is not None else []
        self.set_head(facts.name, "" if hides is not None else facts.position or facts.hebrew_name, badges)
        self.form.fill(person_id, facts)
        self.guardians.show_links(person_id, ask(query.list_guardians, person_id))
        self.guardians.setVisible(facts.child)
        self.dependants.show_links(person_id, ask(query.list_children, person_id))
        self.dependants.setVisible(not facts.child)
        self.groups.show_links(person_id, ask(query.list_person_groups, person_id))
        self.skills.show_links(person_id, ask(query.list_person_skills, person_id))
        self.away.show_owner(person_id)
        self.wishes.show_person(person_id)
        self.permissions.show_person(person_id, child=facts.child)
        self.requests.show_owner(person_id)
        self.gift_aid.show_person(person_id)
        home = [("household", facts.household_id)] if facts.household_id is not None else []
        self.giving.show_rows(
            ask(serving.list_service_history, person_id=person_id),
            ask(serving.list_giving_history, person_id=person_id, household_id=facts.household_id),
            ask(serving.list_thanks_sent, "person", person_id, household_id=facts.household_id),
            [("person", person_id), *home],
        )
        self.history.show_record("person", person_id)
        self.reveal.protect(hides, another=another)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: whoever comes back has to ask again."""
        super().hideEvent(event)
        self.reveal.close_again()

    def _protected(self) -> list[Field]:
        return [field for column, field in self.form.of.items() if column not in _PUBLIC]

    def _cover(self, hidden: bool) -> None:  # noqa: FBT001  # a signal's
        if hidden == self._covers:
            return
        self._covers = hidden
        for field in self._protected():
            self.form.show_field(field, shown=not hidden)
        for number in range(1, self.tabs.count()):
            self.tabs.setTabVisible(number, not hidden)
        self._about.setEnabled(not hidden)

    def show_about(self) -> QDialog | None:
        """Shows what is held about the person as the paper that they may ask for."""
        from mitzvah_desk.desk.people.about_dialog import AboutDialog

        if not self.flush():
            return None
        dialog = AboutDialog(self.session, self.form.record_id, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def erase(self) -> None:
        """Erases the person for good, once the user is sure: this is the one thing that cannot be undone."""
        person, office = self.form.record_id, self.session.office
        going = office.query(preview_removal, "person", (person,))
        erasing = office.query(preview_erasure, person, date.today())
        lines = list(erasing.describe()) if erasing is not None else []
        more = [f"… and {len(lines) - _SHOWN} more, under the details"] if len(lines) > _SHOWN else []
        told = "\n".join([*going.losses, *lines[:_SHOWN], *more, "", _FOR_GOOD])
        details = "\n\n".join(["\n".join(lines), *describe_copies(office)]).strip()
        asked = f"Erase {going.name} for good?"
        choices = ("Erase for good",)
        if messages.ask_choice(self, asked, told, choices=choices, grave=True, details=details) is not None:
            self.session.execute(ErasePerson(person), self)

    def _make_form(self) -> RecordForm:
        form = RecordForm(self.session, "person")
        form.section("Name")
        form.add_declared(
            "given", "family", "known_as", "pronouns", "title", "hebrew_name", "position", "honours"
        )
        form.pick("household_id", "household")
        form.pick("partner_id", "partner")
        form.add_widget(self.reveal)
        form.section(
            "To reach them",
            "Addresses belong to the household, so that a family gets one letter."
            " Only who is in touch is asked to serve and written to.",
        )
        form.add_declared("email", "mobile", "phone", "emergency_contact")
        form.choice("contact_status", ContactStatus)
        form.section("What to know")
        form.add_declared("is_child", "born", "told_age", "told_on", "diet", "access_needs")
        form.choice("dbs_level", DbsLevel)
        form.day("dbs_renew_on", remark="The certificate is never kept.")
        form.add_declared("recruited_on", "also_volunteers", "note")
        self.hold = HoldLine(self.session)
        form.add_widget(self.hold)
        return form

    def _family_and_groups(self) -> QWidget:
        session = self.session
        self.guardians = LinkTable(
            session,
            "guardian",
            "Parents and guardians",
            "Add a parent or guardian",
            "child_id",
            "adult_id",
            "person",
            opens="person",
        )
        self.dependants = LinkTable(
            session,
            "guardian",
            "Children they answer for",
            "Add a child",
            "adult_id",
            "child_id",
            "child",
            opens="person",
        )
        self.groups = LinkTable(
            session,
            "group_member",
            "Groups",
            "Add a group",
            "person_id",
            "group_id",
            "group",
            opens="group",
        )
        return stack_widgets(self.guardians, self.dependants, self.groups)

    def _make_skills(self) -> LinkTable:
        table = LinkTable(
            self.session,
            "person_skill",
            "Skills",
            "Add a skill",
            "person_id",
            "skill_id",
            "skill",
        )
        add_row_action(table, "school", "Can teach it", self._teach)
        return table

    def _teach(self, links: list[int]) -> None:
        with self.session.one_step():
            for link in links:
                self.session.execute(SetField("person_skill", link, "level", SkillLevel.TEACHES), self)
