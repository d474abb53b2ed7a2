"""The page of one project: details, shifts and who is on them, partners, programme, goods, history."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.projects.copy_dialog import CopyDialog
from mitzvah_desk.desk.projects.gifts import Gifts
from mitzvah_desk.desk.projects.guests import Guests, GuestsOfHonour
from mitzvah_desk.desk.projects.kind_notice import KindNotice, SafetyPoints
from mitzvah_desk.desk.projects.related_records import GoodsTab, Materials, Parts, Programme, Quotations
from mitzvah_desk.desk.projects.shifts import ShiftsTab
from mitzvah_desk.desk.records.exporting import make_calendar_action
from mitzvah_desk.desk.records.history import HistoryTable
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.records.to_dos import ToDoRows
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    MoneyField,
    NumberField,
    TextField,
)
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.notice import StatusBadge
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.office.core.crud import Remove, SetField
from mitzvah_desk.office.projects.kind_work import MakeKind
from mitzvah_desk.office.projects.queries import ProjectDetails, read_project
from mitzvah_desk.rules.fields.parsing import format_money

_STATUS_ICONS = {
    ProjectStatus.IDEA: "sparkles",
    ProjectStatus.PLANNED: "pencil",
    ProjectStatus.CONFIRMED: "circle-check",
    ProjectStatus.DONE: "check",
    ProjectStatus.CANCELLED: "circle-x",
}


class ProjectPage(RecordPage):
    """One project."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("Projects", parent)
        self.session = session
        self.project_id = 0
        self.fields: dict[str, Field] = {}
        rota = make_action(self, "printer", "Print the rota", self._print_rota, "Ctrl+P")
        self.add_action(rota, primary=True)
        self.add_action(make_calendar_action(session, self, lambda: {"project_id": self.project_id}))
        copy = make_action(self, "copy", "Copy to another day…", self._copy)
        self.add_action(copy)
        kind = make_action(self, "list-check", "Make a kind of this project…", self._make_kind)
        self.add_action(kind)
        remove = make_action(self, "trash", "Remove this project", self._remove)
        self.add_action(remove)
        self.kind_notice = KindNotice(session)
        self.safety = SafetyPoints(session)
        self.add_tab("Details", self._details())
        self.shifts = ShiftsTab(session)
        self.add_tab("Shifts", self.shifts, counts=[self.shifts.shifts])
        self.parts = Parts(session)
        self.add_tab("Partners", self.parts)
        self.guests = Guests(session)
        self.add_tab("Guests", self.guests)
        self.honour = GuestsOfHonour(session)
        self.add_tab("Guests of honour", self.honour)
        self.programme = Programme(session)
        self.add_tab("Programme", self.programme)
        self.materials = Materials(session)
        self.add_tab("Materials", self.materials)
        self.to_dos = ToDoRows(session)
        self.add_tab("To-dos", self.to_dos)
        self.gifts = Gifts(session)
        self.add_tab("Gifts", self.gifts)
        self.said = Quotations(session)
        self.add_tab("Quotations", self.said)
        self.goods = GoodsTab(session)
        self.add_tab("Goods", self.goods)
        self.history = HistoryTable(session)
        self.add_tab("History", self.history, counts=())

    def shown_record(self) -> tuple[str, int]:
        """The record shown."""
        return "project", self.project_id

    def show_project(self, project_id: int) -> bool:
        """Shows a project; returns whether it is there."""
        facts = self.session.office.query(read_project, project_id)
        if facts is None:
            return False
        another = project_id != self.project_id
        self.project_id = project_id
        if another:
            self.tabs.setCurrentIndex(0)
        self._fill(facts, another=another)
        return True

    def reload(self) -> bool:
        """Reads the project again; returns whether it is still there."""
        return self.show_project(self.project_id)

    def start_title(self) -> None:
        """Puts the keyboard into the title, to be typed over."""
        editor = self.fields["title"].editor
        editor.setFocus()
        select_all = getattr(editor, "selectAll", None)
        if select_all is not None:
            select_all()

    def _fill(self, facts: ProjectDetails, *, another: bool) -> None:
        money = f"{format_money(facts.given_pence)} given" if facts.given_pence else ""
        target = f" of {format_money(facts.target_pence)}" if money and facts.target_pence else ""
        self.set_head(
            facts.title, f"{money}{target}", [StatusBadge(str(facts.status), _STATUS_ICONS[facts.status])]
        )
        for column, field in self.fields.items():
            value = getattr(facts, column)
            if another:
                field.load(value)
            else:
                field.set_value(value)
        self._day.tell_meant(facts.main_day, "the main day")
        day = facts.on_day or facts.main_day
        self.shifts.show_project(self.project_id, day)
        for rows in (self.parts, self.guests, self.materials, self.honour, self.programme, self.gifts):
            rows.show_owner(self.project_id, day=day)
        self.kind_notice.show_project(self.project_id, facts.kind_id)
        self.safety.show_kind(facts.kind_id)
        self.said.show_owner(self.project_id, campaign_id=facts.campaign_id)
        self.to_dos.show_owner(self.project_id, campaign_id=facts.campaign_id)
        self.goods.show_project(self.project_id, facts.campaign_id)
        self.history.show_record("project", self.project_id)

    def _copy(self) -> None:
        from mitzvah_desk.office.projects.roll_forward import CopyProject

        facts = self.session.office.query(read_project, self.project_id)
        if facts is None or not self.flush():
            return
        day = (facts.on_day or facts.main_day) + timedelta(weeks=1)
        chosen = CopyDialog.ask(self.fields["title"].value or facts.title, day, self)
        done = self.session.execute(CopyProject(self.project_id, *chosen), self) if chosen else None
        if done is not None:
            self.session.open_requested.emit("project", done.id)

    def _details(self) -> Form:
        form = Form()
        form.add_widget(self.kind_notice)
        form.section("")
        self._add(form, "title", TextField("Title", self._commit("title")), wide=True)
        statuses = [(status, str(status).capitalize()) for status in ProjectStatus]
        self._add(form, "status", ChoiceField("Status", self._commit("status"), statuses))
        self._add(
            form,
            "kind_id",
            RecordField(
                self.session,
                "project_kind",
                "Kind",
                self._commit_kind,
                hint="Such as visit, collection, baking",
            ),
        )
        self._day = DateField("Day", self._commit("on_day"))
        self._add(form, "on_day", self._day)
        self._add(
            form,
            "place_id",
            RecordField(self.session, "place", "Place", self._commit("place_id")),
        )
        self._add(
            form,
            "coordinator_id",
            RecordField(self.session, "person", "Coordinator", self._commit("coordinator_id")),
        )
        self._add(
            form,
            "serves_food",
            CheckField("Food is cooked or served", self._commit("serves_food")),
        )
        self._add(
            form,
            "summary",
            LongTextField("What it is, for everybody", self._commit("summary"), lines=3),
            wide=True,
        )
        self._add(
            form,
            "note",
            LongTextField("Note, for the committee only", self._commit("note"), lines=3),
            wide=True,
        )
        self._add(
            form,
            "day_phone",
            TextField(
                "Telephone on the day",
                self._commit("day_phone"),
                remark="Where it is not the campaign’s own.",
            ),
        )
        form.add_widget(self.safety)
        form.section("Aim and outcome")
        self._add(form, "target_pence", MoneyField("Money hoped for", self._commit("target_pence")))
        self._add(form, "target_count", NumberField("Number hoped for", self._commit("target_count")))
        self._add(
            form,
            "target_unit",
            TextField(
                "Of what",
                self._commit("target_unit"),
                hint="Such as bulbs, hats",
                remark="An item, a kind of goods or a unit: only that counts. Empty counts anything.",
            ),
        )
        self._add(form, "made_count", NumberField("Number reached", self._commit("made_count")))
        self._add(form, "outcome", LongTextField("How it went", self._commit("outcome"), lines=3), wide=True)
        return form

    def _add(self, form: Form, column: str, field: Field, *, wide: bool = False) -> None:
        self.fields[column] = field
        form.add(field, wide=wide)

    def _commit(self, column: str) -> Callable[[Any], str]:
        return lambda value: self.session.commit(SetField("project", self.project_id, column, value), self)

    def _commit_kind(self, kind_id: int | None) -> str:
        self.kind_notice.offer()
        return self._commit("kind_id")(kind_id)

    def _make_kind(self) -> None:
        if not self.flush():
            return
        name = messages.ask_text(
            self, "Make a kind of this project", "What is the kind called? It keeps the work, not the people."
        )
        if name and name.strip():
            self.session.execute(MakeKind(self.project_id, name), self)

    def _print_rota(self) -> None:
        if self.flush():
            self.session.open_requested.emit("rota", self.project_id)

    def _remove(self) -> None:
        self.session.execute(Remove("project", (self.project_id,)), self)
