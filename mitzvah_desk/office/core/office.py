"""The office: opens a file, answers questions about it, and does one action at a time."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from pathlib import Path
from threading import get_ident
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from mitzvah_desk.office.core.actions import Action, Done, RefusalError, Refused, Risky
from mitzvah_desk.office.core.constraints import translate_constraint_error
from mitzvah_desk.office.core.follow_ups import follow_up
from mitzvah_desk.office.core.guards import require_valid_replay
from mitzvah_desk.rules.findings import Severity, info_finding
from mitzvah_desk.store import journal
from mitzvah_desk.store.backup import restore_backup
from mitzvah_desk.store.backup_retention import EVERY, BackupPlan, default_backup_folder
from mitzvah_desk.store.data_file import DataFile
from mitzvah_desk.store.errors import (
    BackupFileError,
    CannotWriteError,
    DamagedFileError,
    InUseError,
    WorldError,
)
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.protection import derive_key
from mitzvah_desk.store.unit_of_work import UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


UNSWEPT = "file.unswept"
"""The rule of the finding that an erasure is kept while traces may still lie in the file's unused space."""


class ActionBatch:
    """Several actions as one step: all of them, or none."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def execute(self, action: Action, reason: str = "") -> tuple[int, ...]:
        """Does one action of the batch and returns the ids it made or changed.

        Raises:
            RefusalError: it was refused; the whole batch is rolled back.
        """
        self._work.reason = ""
        findings = [f for f in action.check(self._work) if f.severity is not Severity.INFO]
        if any(f.severity is Severity.HARD or not reason for f in findings):
            raise RefusalError(*findings)
        self._work.reason = reason if findings else ""
        applied = action.apply(self._work)
        self._work.session.flush()
        return applied.ids

    @property
    def tables(self) -> frozenset[str]:
        """The tables that the batch changed, once it is done."""
        return self._work.tables

    def query(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Reads what the batch has made of the file so far; see ``Office.query``."""
        return query(self._work.connection, *args, **kwargs)


def _nobody_hears(_tables: frozenset[str]) -> None:
    """Nobody wants to know what was read."""


class Office:
    """One open file and everything that can be asked of it or done to it.

    Attributes:
        backups: where backups are kept by themselves.
        on_read: called after each query with the tables that it read.
    """

    def __init__(self, book: DataFile, backups: BackupPlan | None = None) -> None:
        self._book = book
        self.backups = backups or BackupPlan()
        self.on_read: Callable[[frozenset[str]], object] = _nobody_hears
        self._touched = False
        self._answers: dict[object, tuple[Any, frozenset[str]]] = {}
        self._remembers = 0
        self._backed_up_at = datetime.now()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        user_name: str = "",
        read_only: bool = False,
        take_over: bool = False,
        backups: BackupPlan | None = None,
        passphrase: str = "",
        key: FileKey | None = None,
    ) -> Self:
        """Opens a file; see ``DataFile.open`` for the order of things and for what may be raised.

        Args:
            path: the file.
            user_name: who is at the desk.
            read_only: every write is refused.
            take_over: open it also where another computer says that it has it open.
            backups: where backups are kept by themselves; nowhere where None.
            passphrase: of a protected file; a plain one needs none and is opened whatever it is.
            key: the key itself, where it is known already; deriving it takes a tenth of a second.
        """
        if key is None and passphrase:
            key = derive_key(path, passphrase)
        book = DataFile.open(
            path, user_name=user_name, read_only=read_only, take_over=take_over, backups=backups, key=key
        )
        return cls(book, backups)

    @classmethod
    def new(
        cls, path: Path, *, user_name: str = "", backups: BackupPlan | None = None, key: FileKey | None = None
    ) -> Self:
        """Makes a new, empty file and opens it; see ``DataFile.new``."""
        return cls(DataFile.new(path, user_name=user_name, key=key), backups)

    @property
    def path(self) -> Path:
        """The open file."""
        return self._book.path

    @property
    def user_name(self) -> str:
        """Who is at the desk."""
        return self._book.user_name

    def set_user_name(self, user_name: str) -> None:
        """From now on, this is who is at the desk: the history says so of every step that follows."""
        self._book.user_name = user_name

    @property
    def key(self) -> FileKey | None:
        """What opens the file and its backups; None where it is plain."""
        return self._book.key

    @property
    def read_only(self) -> bool:
        """Whether the file was opened for reading only."""
        return self._book.read_only

    def query(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answers a query with frozen rows, ready to show."""
        known = self._answers if self._remembers == get_ident() else None
        asked = (query, args, tuple(kwargs.items()))
        try:
            before = known.get(asked) if known is not None else None
        except TypeError:  # something that is asked for can be changed, so it is asked anew
            known = before = None
        if before is None:
            with self._book.reading() as connection:
                answer = query(connection, *args, **kwargs)
                before = answer, self._book.take_tables_read()
            if known is not None:
                known[asked] = before
        answer, read = before
        self.on_read(read)
        return copy(answer) if known is not None else answer

    @contextmanager
    def remember_answers(self) -> Iterator[None]:
        """Within, whoever asks the same again in this thread is told the same, and nothing is read twice.

        It is for much that is made of the same facts, such as all papers of a day; nothing is written within.
        """
        if self._remembers == get_ident():
            yield
            return
        self._answers, self._remembers = {}, get_ident()
        try:
            yield
        finally:
            self._answers, self._remembers = {}, 0

    def execute(self, action: Action, reason: str = "") -> Done | Refused:
        """Applies an action in one transaction, or says what stands against it.

        Args:
            action: what to do.
            reason: why it is done in spite of soft findings; kept in the journal.

        Raises:
            WorldError: the disk is full, the file read-only, the backup before a risky action could not be
                made, and so on; nothing was changed.
        """
        if isinstance(action, Risky):
            self.keep_backup(why=action.backup_why)
        try:
            with self._book.unit_of_work("", reason) as work:
                findings = tuple(action.check(work))
                against = [f for f in findings if f.severity is not Severity.INFO]
                if any(f.severity is Severity.HARD or not reason for f in against):
                    raise RefusalError(*findings)  # noqa: TRY301  # leaving the turn rolls it back
                work.reason = reason if against else ""
                applied = action.apply(work)
                work.session.flush()
                findings = (*findings, *follow_up(work))
                journal.relabel_step(work.connection, work.step, applied.label)
        except RefusalError as refusal:
            return Refused(refusal.findings)
        except IntegrityError as error:
            return Refused((translate_constraint_error(error),))
        self._touched = True
        if work.unswept is not None:
            findings = (*findings, info_finding(UNSWEPT, "File", work.unswept.text, work.unswept.do))
        return Done(applied.label, work.tables, applied.ids, findings, work.step)

    @contextmanager
    def batch(self, label: str) -> Iterator[ActionBatch]:
        """Several actions as one step and one undo.

        Raises:
            WorldError: nothing was kept.
            RefusalError: one of them was refused; nothing was kept.
        """
        try:
            with self._book.unit_of_work(label) as work:
                yield ActionBatch(work)
                follow_up(work)
            self._touched = True
        except IntegrityError as error:
            raise RefusalError(translate_constraint_error(error)) from error

    def undo(self, step: int | None = None) -> Done | None:
        """Takes back the newest step, or ``step``; None where there is nothing to take back.

        Raises:
            WorldError: it could not be written, or it was changed since (``UndoConflictError``).
        """
        replayed = self._book.undo(step, also=require_valid_replay)
        if replayed is None:
            return None
        self._touched = True
        return Done(f"Undone: {replayed.label}", replayed.tables, step=replayed.step)

    def redo(self, step: int | None = None) -> Done | None:
        """Brings back the step undone last, or ``step``; None where there is nothing to bring back.

        Raises:
            WorldError: it could not be written, or it was changed since (``UndoConflictError``).
        """
        replayed = self._book.redo(step, also=require_valid_replay)
        if replayed is None:
            return None
        self._touched = True
        return Done(f"Done again: {replayed.label}", replayed.tables, step=replayed.step)

    def undo_label(self) -> str:
        """What Undo would take back; empty where there is nothing."""
        with self._book.reading() as connection:
            step = journal.read_next_undo(connection)
        return step.label if step else ""

    def redo_label(self) -> str:
        """What Redo would bring back; empty where there is nothing."""
        with self._book.reading() as connection:
            step = journal.read_next_redo(connection)
        return step.label if step else ""

    def back_up(self, folder: Path) -> Path:
        """Copies the file into ``folder``, checks the copy and returns its path; see ``store.backup``."""
        return self._book.back_up(folder, now=datetime.now())

    def keep_backup(self, *, why: str = "") -> list[Path]:
        """Backs the file up as planned, if anything was done since the last time.

        Args:
            why: before what; such a backup is made also where nothing was done since the file was opened.

        Returns:
            The copies; none where there was nothing to back up, or nowhere.

        Raises:
            WorldError: one could not be made; what is in the file itself is safe.
        """
        if self.read_only or not (self._touched or why):
            return []
        made = self._book.keep_backups(self.backups, now=datetime.now(), why=why)
        self._touched = False
        self._backed_up_at = datetime.now()
        return made

    def backup_is_due(self, *, now: datetime) -> bool:
        """Whether there was half an hour's work since the last backup."""
        return self._touched and bool(self.backups.folders) and now - self._backed_up_at >= EVERY

    def close(self) -> None:
        """Closes the file. What was done is on the disk already."""
        self._book.close()


__all__ = [
    "UNSWEPT",
    "ActionBatch",
    "BackupFileError",
    "BackupPlan",
    "CannotWriteError",
    "DamagedFileError",
    "InUseError",
    "Office",
    "WorldError",
    "default_backup_folder",
    "restore_backup",
]
