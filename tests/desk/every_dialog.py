"""Every dialog that the program has, with how it is made over the sample year; a new one cannot be forgotten.

``declared`` finds them in the code: the classes, and the functions that fill a bare ``QDialog``. ``Makers``
knows one way to make each; whoever walks through them holds the two against each other.
"""

import ast
import importlib
import pkgutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog
from sqlalchemy import text

from mitzvah_desk import desk as code
from mitzvah_desk.desk.goods.allocation import ShareDialog
from mitzvah_desk.desk.goods.amount_box import ask_amount
from mitzvah_desk.desk.goods.dialogs import AsideDialog, RequestDialog
from mitzvah_desk.desk.goods.found import FoundDialog
from mitzvah_desk.desk.goods.gift_aid_schedule import ScheduleDialog
from mitzvah_desk.desk.goods.going_out import OutDialog, make_write_off_dialog
from mitzvah_desk.desk.goods.handover import HandOverDialog, TakeBackDialog
from mitzvah_desk.desk.goods.money import MoneyDialog
from mitzvah_desk.desk.goods.send_on import SendOnDialog
from mitzvah_desk.desk.goods.splitting import SplitDialog
from mitzvah_desk.desk.importing.add_family import AddFamilyDialog
from mitzvah_desk.desk.importing.add_several import AddSeveralDialog
from mitzvah_desk.desk.importing.choose_match import ChooseMatchDialog
from mitzvah_desk.desk.importing.dialog import ImportDialog
from mitzvah_desk.desk.importing.mend_row import MendRowDialog
from mitzvah_desk.desk.importing.paste_person import PastePersonDialog
from mitzvah_desk.desk.merging.duplicates import DuplicatesDialog
from mitzvah_desk.desk.merging.merge import MergeDialog
from mitzvah_desk.desk.newsletter.sign_up_dialog import SignUpDialog
from mitzvah_desk.desk.newsletter.unconsented_names import UnnamedDialog
from mitzvah_desk.desk.people.about_dialog import AboutDialog
from mitzvah_desk.desk.people.consent_form_dialog import ConsentFormDialog
from mitzvah_desk.desk.people.put_on_shift import PutOnShiftDialog
from mitzvah_desk.desk.privacy.tidy_dialog import TidyDialog
from mitzvah_desk.desk.projects.add_shifts import AddShiftsDialog
from mitzvah_desk.desk.projects.copy_dialog import CopyDialog
from mitzvah_desk.desk.projects.new_project import NewProjectDialog
from mitzvah_desk.desk.projects.shift_dialog import ShiftDialog
from mitzvah_desk.desk.records.consent_forms import ConsentFormsDialog
from mitzvah_desk.desk.records.gate_panel import GateDialog
from mitzvah_desk.desk.records.gift_aid_declaration import DeclarationDialog
from mitzvah_desk.desk.records.history import HistoryDialog
from mitzvah_desk.desk.records.list_output import print_list
from mitzvah_desk.desk.records.several_dialog import SeveralDialog
from mitzvah_desk.desk.records.tracing import GiftsGiven
from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.board_key import show_board_key
from mitzvah_desk.desk.rota.repeating import RepeatDialog
from mitzvah_desk.desk.rota.ringing_off import RingingOff
from mitzvah_desk.desk.rota.still_here_paper import StillHereDialog
from mitzvah_desk.desk.rota.swapping import SwapDialog
from mitzvah_desk.desk.session.backup_settings import read_backup_plan
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import InlineRunner
from mitzvah_desk.desk.shell.backups_dialog import BackupsDialog
from mitzvah_desk.desk.shell.campaigns import CampaignDialog
from mitzvah_desk.desk.shell.door_mode import EnterDoorDialog
from mitzvah_desk.desk.shell.health_check_dialog import CheckDialog
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.passphrase_dialogs import (
    NewPassphraseDialog,
    PassphraseDialog,
    RecoveryDialog,
    SheetCheckDialog,
)
from mitzvah_desk.desk.shell.protection_commands import ProtectionCommands
from mitzvah_desk.desk.shell.search import SearchDialog
from mitzvah_desk.desk.shell.start_dialog import StartDialog
from mitzvah_desk.desk.support.about import AboutProgramDialog, LicenceDialog
from mitzvah_desk.desk.support.libraries import list_libraries
from mitzvah_desk.desk.support.problem_dialog import ProblemDialog
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.notice import DecisionDialog
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.exchange.tables_in import TableSheet
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.request_queries import list_request_lots, list_requests
from mitzvah_desk.office.goods.requests import propose_allocation
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.office.goods.stocktaking.stocktake_queries import StocktakeFacts
from mitzvah_desk.office.importing.plan import RowFate, RowOutcome
from mitzvah_desk.office.importing.source import Source
from mitzvah_desk.office.papers.list_printout import make_table_file
from mitzvah_desk.office.projects.queries import list_project_shifts
from mitzvah_desk.rules.findings import Finding, Severity
from mitzvah_desk.store.protection import PassphraseTries, protect_file

FINDINGS = (
    Finding(Severity.SOFT, "rota.overlap", "Ann", "Ann is on two shifts.", "Take her off one."),
    Finding(Severity.SOFT, "rota.age", "Dan", "Dan is nine.", "Ask a guardian."),
)
REFUGE = {"name": "Hidden House", "confidential": True, "code_name": "Rose", "address": "1 Quiet Road"}
TORN_ROW = RowFate(2, ("Ann Cohen", "nowhere"), RowOutcome.PROBLEM, "Ann Cohen", "“nowhere” is no address.")
TORN = Source(
    "list.csv",
    ImportOf.PEOPLE,
    TableSheet("list", ((1, ("Name", "E-mail")), (2, TORN_ROW.cells))),
    0,
    {0: "name", 1: "email"},
)
WORDS = "marble kettle orchard violin"
NOW = datetime(2026, 11, 22, 10)
BASES: frozenset[type[QDialog]] = frozenset({SeveralDialog})
"""What other dialogs are made of, and is none by itself."""


def declared() -> tuple[set[type[QDialog]], set[str]]:
    """The classes of dialogs, and the modules that fill a bare one."""
    classes: set[type[QDialog]] = set()
    bare: set[str] = set()
    for found in pkgutil.walk_packages(code.__path__, f"{code.__name__}."):
        module = importlib.import_module(found.name)
        classes |= {
            kind
            for kind in vars(module).values()
            if isinstance(kind, type) and issubclass(kind, QDialog) and kind.__module__ == found.name
        }
        if module.__file__ is not None and fills_bare(Path(module.__file__)):
            bare.add(found.name.removeprefix(f"{code.__name__}."))
    return classes - BASES, bare


def fills_bare(path: Path) -> bool:
    """Whether a module makes a dialog that has no class of its own."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return any(isinstance(call.func, ast.Name) and call.func.id == "QDialog" for call in calls)


class Makers:
    """Makes each dialog over a window with the sample year."""

    def __init__(self, desk: Desk, path: Path) -> None:
        assert desk.session is not None
        self._desk, self._session, self._path = desk, desk.session, path

    def classes(self) -> dict[type[QDialog], Callable[[], QDialog]]:
        """A maker for each class."""
        desk, session, ask = self._desk, self._session, self._session.office.query
        campaign = session.campaign_id or 0
        row = next(each for each in ask(list_requests) if ask(list_request_lots, each.id, NOW.date()))
        delivery = self._first("delivery_line", "delivery_id")
        lines = ask(list_delivery_lines, delivery)
        return {
            AboutDialog: lambda: AboutDialog(session, self._first("person"), desk),
            AboutProgramDialog: lambda: AboutProgramDialog(session.office, desk),
            AddFamilyDialog: lambda: AddFamilyDialog(session, desk),
            AddSeveralDialog: lambda: AddSeveralDialog(session, ImportOf.PEOPLE, desk),
            AddShiftsDialog: lambda: AddShiftsDialog(session, self._first("project"), NOW.date(), desk),
            AsideDialog: lambda: AsideDialog(row, ask(list_request_lots, row.id, NOW.date()), desk),
            BackupsDialog: lambda: BackupsDialog(InlineRunner(), read_backup_plan(), self._path, desk),
            CampaignDialog: lambda: CampaignDialog(ask(lookup.list_campaign_options), desk),
            CheckDialog: lambda: CheckDialog(FINDINGS, desk),
            ChooseMatchDialog: lambda: ChooseMatchDialog(session, ImportOf.PEOPLE, "Ella Katz", desk),
            ConsentFormDialog: lambda: ConsentFormDialog(session, self._first("household"), desk),
            ConsentFormsDialog: lambda: ConsentFormsDialog(session, desk),
            CopyDialog: lambda: CopyDialog("Tea", NOW.date(), desk),
            DecisionDialog: lambda: DecisionDialog(FINDINGS, desk),
            DeclarationDialog: lambda: DeclarationDialog(session, self._first("person"), parent=desk),
            DuplicatesDialog: lambda: DuplicatesDialog(session, desk),
            EnterDoorDialog: lambda: EnterDoorDialog(protected=False, parent=desk),
            FoundDialog: lambda: FoundDialog(session, StocktakeFacts(1, "All", NOW, None, None), desk),
            GateDialog: self._make_gate,
            HandOverDialog: lambda: HandOverDialog(lines, desk),
            HistoryDialog: lambda: HistoryDialog(session, desk),
            ImportDialog: lambda: ImportDialog(session, None, desk),
            LicenceDialog: lambda: LicenceDialog(list_libraries()[0], desk),
            MendRowDialog: lambda: MendRowDialog(TORN, TORN_ROW, desk),
            MergeDialog: lambda: MergeDialog(session, "person", 1, 2, desk),
            MoneyDialog: lambda: MoneyDialog(session, campaign, desk),
            NewPassphraseDialog: lambda: NewPassphraseDialog("A passphrase", parent=desk),
            NewProjectDialog: lambda: NewProjectDialog(session, desk),
            OutDialog: lambda: make_write_off_dialog(ask(list_lots)[:2], desk),
            PassphraseDialog: lambda: PassphraseDialog("?", lambda _: "No.", PassphraseTries(), desk),
            PastePersonDialog: lambda: PastePersonDialog(session, "Ann Cohen\nChair, Jewish Care", desk),
            ProblemDialog: lambda: ProblemDialog(session, None, desk, runner=InlineRunner),
            PutOnShiftDialog: lambda: PutOnShiftDialog(session, "1 person", desk),
            RecoveryDialog: lambda: RecoveryDialog(desk),
            RepeatDialog: self._make_repeat,
            RequestDialog: lambda: RequestDialog(session, desk),
            RingingOff: lambda: RingingOff(session, self._first("assignment", "person_id"), parent=desk),
            ScheduleDialog: lambda: ScheduleDialog(session, desk),
            SearchDialog: lambda: SearchDialog(session, desk),
            SendOnDialog: lambda: SendOnDialog(session, "Rice, from Ann", desk),
            ShareDialog: lambda: ShareDialog(ask(list_requests), ask(propose_allocation, NOW.date()), desk),
            SheetCheckDialog: lambda: SheetCheckDialog("AAAA BBBB CCCC", (1, 3), desk),
            ShiftDialog: self._make_shift,
            SplitDialog: lambda: SplitDialog(session, ask(list_lots)[0], lambda _: True, desk),
            StartDialog: lambda: StartDialog(desk),
            StillHereDialog: lambda: StillHereDialog(session, NOW.date(), NOW, desk),
            SwapDialog: lambda: SwapDialog(session, self._first("assignment"), "Ann, Driver", desk),
            SignUpDialog: lambda: SignUpDialog(session, [(1, "Tea")], NOW.date(), desk),
            TakeBackDialog: lambda: TakeBackDialog(lines[0], (), lambda _: True, desk),
            TidyDialog: lambda: TidyDialog(session, desk),
            UnnamedDialog: lambda: UnnamedDialog(session, (), desk),
        }

    def functions(self) -> dict[str, Callable[[], object]]:
        """What fills a bare dialog and shows it, by its module."""
        desk, session = self._desk, self._session
        return {
            "records.tracing": self._print_gifts,
            "records.list_output": lambda: print_list(session, self._people()),
            "goods.amount_box": lambda: ask_amount(desk, "Change", "How many?", "", 3, 9),
            "shell.protection_commands": self._print_recovery_sheet,
            "rota.board_key": lambda: show_board_key(desk),
        }

    def boxes(self) -> dict[str, Callable[[], object]]:
        """What Qt's own boxes ask, by the function that shows them."""
        desk = self._desk
        return {
            "show_message": lambda: messages.show_message(desk, "It is so.", "Go on.", details="More."),
            "ask_choice": lambda: messages.ask_choice(desk, "Go?", choices=("Go", "Run"), details="More."),
            "ask_text": lambda: messages.ask_text(desk, "Name", "What is it called?"),
            "ask_number": lambda: messages.ask_number(desk, "Begin", "At which label?", 1, 8),
            "ask_item": lambda: messages.ask_item(desk, "Count", "What is counted?", ("All", "Hall")),
        }

    def _first(self, table: str, column: str = "id") -> int:
        statement = text(f'SELECT {column} FROM "{table}" WHERE {column} IS NOT NULL ORDER BY id LIMIT 1')
        found: int = self._session.office.query(lambda session: session.scalar(statement))
        return found

    def _people(self) -> DataTable[Any]:
        self._desk.go_to("people")
        return next(table for table in self._desk.area("people").findChildren(DataTable) if table.isVisible())

    def _print_gifts(self) -> None:
        given = GiftsGiven(self._session)
        given.setParent(self._desk)
        given.show_donor(("household", self._first("donation", "donor_household_id")))
        given.print_sheet()

    def _print_recovery_sheet(self) -> None:
        sealed = self._path.with_name("sealed.mitzvah")
        sealed.write_bytes(self._path.read_bytes())
        protect_file(sealed, WORDS)
        with closing(Office.open(sealed, passphrase=WORDS)) as office:
            session = FileSession(office)
            ProtectionCommands(self._desk, lambda: session, lambda: True, "Ann").print_sheet()

    def _make_gate(self) -> QDialog:
        self._session.office.execute(Add("partner", REFUGE))
        rows = [["Cakes for Hidden House, 1 Quiet Road"]]
        checked = self._session.check_outgoing(make_table_file("csv", "Projects", ["Title"], rows))
        assert checked.refusals
        return GateDialog(self._session, checked, self._desk)

    def _make_repeat(self) -> QDialog:
        self._desk.go_to("rota")
        rota = self._desk.area("rota")
        assert isinstance(rota, RotaArea)
        bar = next(each for each in rota.board.plan.bars() if each.shift.starts_at is not None)
        return RepeatDialog(bar, self._desk)

    def _make_shift(self) -> QDialog:
        row = self._session.office.query(list_project_shifts, self._first("shift", "project_id"))[0]
        columns = ("starts_at", "ends_at", "minimum", "maximum", "open_ended", "role_id", "place_id", "note")
        return ShiftDialog(self._session, {column: getattr(row, column) for column in columns}, self._desk)
