"""The page of one person."""

from datetime import date, datetime, timedelta

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.fieldset import FieldSet
from mitzvah_desk.desk.history import HistoryTable
from mitzvah_desk.desk.people.links import LinkTable
from mitzvah_desk.desk.people.serving import GivingTables
from mitzvah_desk.desk.widgets.fields import DateTimeField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.notice import Badge
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.model import DbsLevel, Purpose, SkillLevel
from mitzvah_desk.office.editing import Add, ErasePerson, Remove, SetFields
from mitzvah_desk.office.queries import lookup, serving
from mitzvah_desk.office.queries import people as query
from mitzvah_desk.office.queries.people import AwayRow, PermissionRow
from mitzvah_desk.rules.parsing import show_date, show_datetime


class _Purpose:
    """A line of the permissions with a number of its own, for the table."""

    def __init__(self, number: int, row: PermissionRow) -> None:
        self.id = number
        self.row = row


class PersonPage(RecordPage):
    """One person."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("People", parent)
        self.bridge = bridge
        self.fields = FieldSet(bridge, "person", self)
        for text, icon_name, pressed in (
            ("Remove", "trash", self._remove),
            ("Erase for good…", "shield-check", self.erase),
        ):
            action = QAction(theme.icon(icon_name), text, self)
            action.triggered.connect(pressed)
            self.add_action(action)
        self.add_tab("Details", self._details())
        self.add_tab("Family, groups and skills", self._belongs())
        self.add_tab("Availability", self._availability())
        self.add_tab("Permissions", self._permissions())
        self.giving = GivingTables(bridge)
        self.add_tab("Serving and giving", self.giving)
        self.history = HistoryTable(bridge)
        self.add_tab("History", self.history)

    def show_record(self, person_id: int) -> bool:
        """Shows a person; returns whether they are there."""
        ask = self.bridge.office.ask
        facts = ask(query.person, person_id)
        if facts is None:
            return False
        badges = [Badge("child", "school")] if facts.is_child else []
        self.set_head(f"{facts.given} {facts.family}".strip(), facts.position or facts.hebrew_name, badges)
        self.fields.fill(person_id, facts)
        self.groups.show_links(person_id, ask(query.groups_of, person_id))
        self.skills.show_links(person_id, ask(query.skills_of, person_id))
        family = query.guardians_of if facts.is_child else query.children_of
        self.guardians.show_links(person_id, ask(family, person_id))
        self.guardians.setVisible(facts.is_child or bool(ask(query.children_of, person_id)))
        self.guardians.allow_adding(allowed=facts.is_child)
        self.away.set_rows(ask(query.away, person_id))
        said = ask(query.permissions, person_id)
        self.permissions.set_rows([_Purpose(number, row) for number, row in enumerate(said, start=1)])
        self.giving.show_rows(
            ask(serving.serving, person_id=person_id),
            ask(serving.giving, person_id=person_id, household_id=facts.household_id),
            ask(serving.thanked, "person", person_id),
        )
        self.history.show_record("person", person_id)
        return True

    def reload(self) -> bool:
        """Reads the person again; returns whether they are still there."""
        return self.show_record(self.fields.record_id)

    def start(self) -> None:
        """Puts the keyboard into the first name."""
        self.fields.fields["given"].setFocus()

    def erase(self) -> None:
        """Erases the person for good, once the user is sure: this is the one thing that cannot be undone."""
        box = QMessageBox(
            QMessageBox.Icon.Warning, "Erase for good", "Erase this person for good?", parent=self
        )
        box.setInformativeText(
            "Their details go from the file and from its history. This cannot be undone, nor can earlier "
            "steps about them. Backups made before still hold them."
        )
        go = box.addButton("Erase for good", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is go:
            self.bridge.do(ErasePerson(self.fields.record_id), self)

    def _remove(self) -> None:
        self.bridge.do(Remove("person", (self.fields.record_id,)), self)

    def _details(self) -> Form:
        form, add = Form(), self.fields.add
        form.section("Name")
        for column, label in (
            ("given", "First name"),
            ("family", "Family name"),
            ("known_as", "Known as"),
            ("title", "Title"),
            ("hebrew_name", "Hebrew name"),
            ("position", "Position"),
        ):
            add(form, "text", column, label)
        self.fields.pick(form, "household_id", "Household", lookup.households, new="household")
        self.fields.pick(form, "partner_id", "Works at", lookup.partners)
        form.section("To reach them", "Addresses belong to the household, so that a family gets one letter.")
        for column, label in (("email", "E-mail"), ("mobile", "Mobile"), ("phone", "Telephone")):
            add(form, "text", column, label)
        add(form, "text", "emergency_contact", "In an emergency, ring")
        form.section("What to know")
        add(form, "check", "is_child", "A child")
        add(form, "day", "born", "Born on")
        add(form, "text", "diet", "Diet and allergies")
        add(form, "text", "access_needs", "Access needs")
        levels = [(level, str(level).capitalize()) for level in DbsLevel]
        self.fields.choice(form, "dbs_level", "DBS check", levels)
        add(
            form, "day", "dbs_renew_on", "DBS check to be renewed on", remark="The certificate is never kept."
        )
        add(form, "long", "note", "Note", wide=True)
        return form

    def _belongs(self) -> QWidget:
        bridge = self.bridge
        self.groups = LinkTable(
            bridge, "group_member", "Groups", "person_id", "group_id", lookup.groups, opens="group"
        )
        self.skills = LinkTable(
            bridge, "person_skill", "Skills", "person_id", "skill_id", lookup.skills, new="skill"
        )
        teach = QAction(theme.icon("school"), "Can teach it", self)
        teach.triggered.connect(self._teaches)
        self.skills.add_action(teach)
        self.guardians = LinkTable(
            bridge,
            "guardian",
            "Parents and guardians, or children",
            "child_id",
            "adult_id",
            lookup.persons,
            opens="person",
        )
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        for table in (self.guardians, self.groups, self.skills):
            layout.addWidget(table, 1)
        return page

    def _teaches(self) -> None:
        for link in self.skills.table.selected_ids():
            self.bridge.do(SetFields("person_skill", link, {"level": SkillLevel.TEACHES}), self)

    def _availability(self) -> QWidget:
        self.away: SubTable[AwayRow] = SubTable(
            "away",
            "Cannot come",
            (
                Column(
                    "from",
                    "From",
                    lambda r: show_datetime(r.starts_at),
                    lambda r: r.starts_at,
                    width_chars=20,
                ),
                Column(
                    "until", "Until", lambda r: show_datetime(r.ends_at), lambda r: r.ends_at, width_chars=20
                ),
                Column("why", "Why", lambda r: r.reason, width_chars=30),
            ),
            self.bridge.memory,
            empty="Free at any time, as far as is known.",
            on_remove=lambda ids: self.bridge.do(Remove("unavailability", tuple(ids)), self),
        )
        self.away_from = DateTimeField("Cannot come from", lambda _: "")
        self.away_until = DateTimeField("until", lambda _: "")
        add = QPushButton(theme.icon("plus"), "Add")
        add.clicked.connect(self._add_away)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.away_from, self.away_until, add):
            row.addWidget(widget)
        self.away.add_below(line)
        return self.away

    def _add_away(self) -> None:
        if not (self.away_from.flush() and self.away_until.flush()) or self.away_from.value is None:
            return
        start: datetime = self.away_from.value
        values = {
            "person_id": self.fields.record_id,
            "starts_at": start,
            "ends_at": self.away_until.value or start + timedelta(days=1),
        }
        if self.bridge.do(Add("unavailability", values), self) is not None:
            self.away_from.load(None)
            self.away_until.load(None)

    def _permissions(self) -> QWidget:
        self.permissions: SubTable[_Purpose] = SubTable(
            "permissions",
            "What they allow",
            (
                Column(
                    "what", "For", lambda p: str(p.row.purpose).capitalize(), lambda p: p.id, width_chars=22
                ),
                Column(
                    "said",
                    "They said",
                    lambda p: ("yes" if p.row.given else "no") if p.row.id else "not asked, so no",
                    width_chars=18,
                    icon=lambda p: "check" if p.row.given else "x",
                ),
                Column(
                    "on", "On", lambda p: show_date(p.row.given_on), lambda p: p.row.given_on, width_chars=14
                ),
                Column("how", "How", lambda p: p.row.how, width_chars=24),
            ),
            self.bridge.memory,
        )
        for text, given, how in (
            ("Yes, in writing", True, "in writing"),
            ("Yes, said so", True, "said so"),
            ("No", False, "said so"),
        ):
            action = QAction(theme.icon("check" if given else "x"), text, self)
            action.triggered.connect(lambda _=False, given=given, how=how: self.allow(given=given, how=how))
            self.permissions.add_action(action)
        return self.permissions

    def allow(self, *, given: bool, how: str) -> None:
        """Writes down what the person said of the chosen purposes, or of all where none is chosen."""
        chosen = set(self.permissions.table.selected_ids())
        for line in self.permissions.table.rows_model.rows():
            if line.id in chosen:
                self._write(line.row.purpose, line.row.id, given=given, how=how)

    def _write(self, purpose: Purpose, permission_id: int | None, *, given: bool, how: str) -> None:
        values = {"given": given, "given_on": date.today(), "how": how}
        if permission_id is not None:
            self.bridge.do(SetFields("permission", permission_id, values), self)
        else:
            whose = {"person_id": self.fields.record_id, "purpose": purpose}
            self.bridge.do(Add("permission", {**whose, **values}), self)
