"""Between the office and the screens: one signal for every change, one way to ask, one way to do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.session.tasks import InlineRunner, Progress, Runner
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.notice import DecisionDialog
from mitzvah_desk.office.core.actions import Action, Done, Refused
from mitzvah_desk.office.core.crud import Remove, check_removal
from mitzvah_desk.office.core.join_steps import JoinSteps
from mitzvah_desk.office.core.office import UNSWEPT, Office, WorldError
from mitzvah_desk.office.core.removal_losses import preview_removal
from mitzvah_desk.office.core.settle_history import Settle
from mitzvah_desk.office.messages.change_notes import TO_TELL
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing, check_outgoing
from mitzvah_desk.office.outgoing.notes import note_left
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.rules.findings import Severity, worst_severity

_STANDS = "This step is undone already, or stands for good."


class SettingsMemory:
    """What this computer remembers of lists: their columns, widths and order."""

    def get(self, key: str) -> str | None:
        """What was remembered under ``key``."""
        value = QSettings().value(f"lists/{key}")
        return value if isinstance(value, str) else None

    def set(self, key: str, value: str) -> None:
        """Remembers ``value``."""
        QSettings().setValue(f"lists/{key}", value)


class FileSession(QObject):
    """The desk's view of one open office.

    Args:
        office: the open file.
        parent: Qt's.
        runner: what runs long work: at once, unless the window gives it a thread.

    Signals:
        changed: the tables (a frozenset of their names) of which something changed; screens read again.
        tables_read: the tables that a query has read; screens note what they show something of.
        told: a sentence for the foot of the window.
        wanted: a record to show, wherever it lives: its noun (``person``) and id.
        campaign_changed: another campaign was chosen.
        user_name_changed: somebody else is at the desk, by this name.
        lock_setting_changed: another number of idle minutes was set, after which a protected file is locked.
    """

    changed = Signal(object)
    tables_read = Signal(object)
    status_message = Signal(str)
    open_requested = Signal(str, int)
    campaign_changed = Signal()
    lock_setting_changed = Signal()
    user_name_changed = Signal(str)

    def __init__(
        self, office: Office, parent: QObject | None = None, *, runner: type[Runner] = InlineRunner
    ) -> None:
        super().__init__(parent)
        self.office = office
        office.on_read = self.tables_read.emit
        self._runner = runner
        self.memory = SettingsMemory()
        self._campaign_id: int | None = None
        self._joined: list[int] | None = None

    @property
    def campaign_id(self) -> int | None:
        """The chosen campaign; None in a file that has none yet."""
        return self._campaign_id

    def choose_campaign(self, campaign_id: int | None) -> None:
        """Lets everything follow another campaign."""
        if campaign_id != self._campaign_id:
            self._campaign_id = campaign_id
            self.campaign_changed.emit()

    def set_user_name(self, name: str) -> None:
        """From now on, the history says that this one did it; in files opened later too."""
        self.office.set_user_name(name)
        self.user_name_changed.emit(name)

    def runner(self) -> Runner:
        """A runner for one kind of long work, which has one task in flight."""
        return self._runner(self)

    def stop_work(self) -> None:
        """Stops all long work and waits until it has stopped."""
        for runner in self.findChildren(Runner):
            runner.close()

    def execute(self, action: Action, parent: QWidget | None = None) -> Done | None:
        """Does an action for a button or a key: asks for a reason where one is needed, tells what is refused.

        Returns:
            What was done; None where it was refused, or the user thought better of it.
        """
        if isinstance(action, Remove) and not self._may_go(action, parent):
            return None
        result = self._try(action, parent)
        if isinstance(result, Refused):
            if worst_severity(result.findings) is Severity.HARD:
                messages.show_message(parent, result.text)
            return None
        return result

    def execute_in_background(
        self,
        runner: Runner,
        words: str,
        action: Callable[[Progress], Action],
        done: Callable[[Done | None], object],
        parent: QWidget | None = None,
        reason: str = "",
    ) -> None:
        """Does an action that takes long, beside the window; otherwise as ``do``.

        Args:
            runner: what runs it.
            words: what is being done: ``Taking in 163 rows``.
            action: makes the action, which hears of its progress and ends where that raises.
            done: gets what was done; None where it was refused, stopped, or could not be done.
            parent: the window that asks for a reason and tells of errors.
            reason: the user's, for doing it in spite of soft findings.
        """

        def ended(result: Done | Refused) -> None:
            if isinstance(result, Done):
                self._tell(result)
                done(result)
            elif worst_severity(result.findings) is Severity.SOFT:
                why = DecisionDialog.ask(parent, result.findings)
                if why is None:
                    done(None)
                else:
                    self.execute_in_background(runner, words, action, done, parent, why)
            else:
                messages.show_message(parent, result.text)
                done(None)

        def failed(error: WorldError) -> None:
            self.tell_world(error, parent)
            done(None)

        runner.run(
            words,
            lambda progress: self.office.execute(action(progress), reason),
            ended,
            failed=failed,
            stopped=lambda: done(None),
        )

    def commit(self, action: Action, parent: QWidget | None = None) -> str:
        """Does an action for a field: returns an empty text, or the sentence that belongs beside it."""
        result = self._try(action, parent)
        if isinstance(result, Refused):
            return result.text
        return "" if result is not None else "This was not saved. Please try again."

    def check_outgoing(self, outgoing: Outgoing) -> CheckedOutgoing:
        """What the gate says of something that is to leave the program."""
        return check_outgoing(self.office, outgoing)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """What is done within is one step to undo, such as making a record and putting it into a field."""
        if self._joined is not None:
            yield
            return
        steps: list[int] = []
        self._joined = steps
        try:
            yield
        finally:
            self._joined = None
        if len(steps) < 2:
            return
        try:
            joined = self.office.execute(JoinSteps(tuple(steps)))
        except WorldError:
            return  # then they are taken back one by one, and nothing is lost
        if isinstance(joined, Done) and joined.label:
            self.status_message.emit(joined.label)
            self.changed.emit(frozenset())

    def note_left(self, *notes: Action | None) -> None:
        """Writes down in the file what has left it, where that is kept; says nothing at the foot."""
        try:
            tables = note_left(self.office, notes)
        except WorldError as error:
            self.tell_world(error)
            return
        if tables:
            self.changed.emit(tables)

    def settle(self, done: Done) -> None:
        """Lets what was done stand for good, so that Undo stops before it."""
        try:
            self.office.execute(Settle(done.step))
        except WorldError:
            return  # then it can be taken back, and nothing is lost
        self.changed.emit(frozenset())

    def undo(self) -> None:
        """Takes back the newest step."""
        self._replay(self.office.undo, "There is nothing to undo.")

    def redo(self) -> None:
        """Brings back the step undone last."""
        self._replay(self.office.redo, "There is nothing to do again.")

    def undo_step(self, step: int, parent: QWidget | None = None) -> None:
        """Takes back one step of the History page."""
        self._replay(
            lambda: self.office.undo(step), "This step is undone already, or stands for good.", parent
        )

    def redo_step(self, step: int, parent: QWidget | None = None) -> None:
        """Brings back one step of the History page."""
        self._replay(lambda: self.office.redo(step), "This step stands already.", parent)

    def tell_world(self, error: WorldError, parent: QWidget | None = None) -> None:
        """Tells an error of the world in plain words; the program stays open."""
        messages.show_error(parent, error)

    def _may_go(self, action: Remove, parent: QWidget | None) -> bool:
        """Asks where others lose something by a removal; what stands against it is told by doing it."""
        ask = self.office.query
        if ask(check_removal, action.record, action.record_ids):
            return True
        going = ask(preview_removal, action.record, action.record_ids)
        if not going.losses:
            return True
        choices = (f"Remove {going.this}",)
        asked = messages.ask_choice(parent, f"Remove {going.name}?", going.told, choices=choices, grave=True)
        return asked is not None

    def _try(self, action: Action, parent: QWidget | None) -> Done | Refused | None:
        try:
            result = self.office.execute(action)
            if isinstance(result, Refused) and worst_severity(result.findings) is Severity.SOFT:
                reason = DecisionDialog.ask(parent, result.findings)
                if reason is None:
                    return result
                result = self.office.execute(action, reason)
        except WorldError as error:
            self.tell_world(error, parent)
            return None
        if isinstance(result, Done):
            self._tell(result)
        return result

    def _tell(self, done: Done) -> None:
        if done.step:
            if self._joined is not None:
                self._joined.append(done.step)
            told = [finding for finding in done.findings if finding.rule in {UNSWEPT, TO_TELL}]
            more = [f"{finding.text} {finding.do}".strip() for finding in told]
            self.status_message.emit(". ".join([done.label, *more]))
            self.changed.emit(done.tables)

    def _replay(self, replay: Callable[[], Done | None], nothing: str, parent: QWidget | None = None) -> None:
        try:
            done = replay()
        except WorldError as error:
            self.tell_world(error, parent)
            return
        self.status_message.emit(done.label if done else nothing)
        if done:
            self.changed.emit(done.tables)


__all__ = ["FileSession", "SettingsMemory"]
