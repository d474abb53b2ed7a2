"""The office: opens a file, answers questions about it, and does one action at a time."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from mitzvah_desk.office.actions import Action, Area, Done, RefusalError, Refused, joined, split
from mitzvah_desk.office.constraints import in_words
from mitzvah_desk.office.ledger import never_below_nothing
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.store import journal
from mitzvah_desk.store.backup import keep_backup, restore
from mitzvah_desk.store.book import Book, Turn
from mitzvah_desk.store.errors import CannotWriteError, InUseError, WorldError

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


class Batch:
    """Several actions as one step: all of them, or none."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn

    def do(self, action: Action, reason: str = "") -> tuple[int, ...]:
        """Does one action of the batch and returns the ids it made or changed.

        Raises:
            RefusalError: it was refused; the whole batch is rolled back.
        """
        findings = [f for f in action.check(self._turn) if f.severity is not Severity.INFO]
        if any(f.severity is Severity.HARD or not reason for f in findings):
            raise RefusalError(*findings)
        applied = action.apply(self._turn, reason if findings else "")
        self._turn.session.flush()
        return applied.ids

    def ask(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Reads what the batch has made of the file so far; see ``Office.ask``."""
        return query(self._turn.connection, *args, **kwargs)


class Office:
    """One open file and everything that can be asked of it or done to it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._touched = False

    @classmethod
    def open(
        cls, path: Path, *, user_name: str = "", read_only: bool = False, backups: Path | None = None
    ) -> Self:
        """Opens a file; see ``Book.open`` for the order of things and for what may be raised."""
        return cls(Book.open(path, user_name=user_name, read_only=read_only, backups=backups))

    @classmethod
    def new(cls, path: Path, *, user_name: str = "") -> Self:
        """Makes a new, empty file and opens it; see ``Book.new``."""
        return cls(Book.new(path, user_name=user_name))

    @property
    def path(self) -> Path:
        """The open file."""
        return self._book.path

    @property
    def read_only(self) -> bool:
        """Whether the file was opened for reading only."""
        return self._book.read_only

    def ask(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answers a query of ``office.queries`` with frozen rows, ready to show."""
        with self._book.reading() as connection:
            return query(connection, *args, **kwargs)

    def do(self, action: Action, reason: str = "") -> Done | Refused:
        """Applies an action in one transaction, or says what stands against it.

        Args:
            action: what to do.
            reason: why it is done in spite of soft findings; kept in the journal.

        Raises:
            WorldError: the disk is full, the file read-only, and so on; nothing was changed.
        """
        try:
            with self._book.turn("", joined(action.areas), reason) as turn:
                findings = tuple(action.check(turn))
                against = [f for f in findings if f.severity is not Severity.INFO]
                if any(f.severity is Severity.HARD or not reason for f in against):
                    raise RefusalError(*findings)  # noqa: TRY301  # leaving the turn rolls it back
                applied = action.apply(turn, reason if against else "")
                turn.session.flush()
                journal.relabel(turn.connection, turn.step, applied.label)
        except RefusalError as refusal:
            return Refused(refusal.findings)
        except IntegrityError as error:
            return Refused((in_words(error),))
        self._touched = True
        return Done(applied.label, action.areas, applied.ids, findings, turn.step)

    @contextmanager
    def batch(self, label: str, *areas: Area) -> Iterator[Batch]:
        """Several actions as one step and one undo.

        Raises:
            WorldError: nothing was kept.
            RefusalError: one of them was refused; nothing was kept.
        """
        try:
            with self._book.turn(label, joined(frozenset(areas or Area))) as turn:
                yield Batch(turn)
            self._touched = True
        except IntegrityError as error:
            raise RefusalError(in_words(error)) from error

    def undo(self, step: int | None = None) -> Done | None:
        """Takes back the newest step, or ``step``; None where there is nothing to take back.

        Raises:
            WorldError: it could not be written, or it was changed since (``UndoConflictError``).
        """
        replayed = self._book.undo(step, also=never_below_nothing)
        if replayed is None:
            return None
        self._touched = True
        return Done(f"Undone: {replayed.label}", split(replayed.areas), step=replayed.step)

    def redo(self, step: int | None = None) -> Done | None:
        """Brings back the step undone last, or ``step``; None where there is nothing to bring back.

        Raises:
            WorldError: it could not be written, or it was changed since (``UndoConflictError``).
        """
        replayed = self._book.redo(step, also=never_below_nothing)
        if replayed is None:
            return None
        self._touched = True
        return Done(f"Done again: {replayed.label}", split(replayed.areas), step=replayed.step)

    def undo_label(self) -> str:
        """What Undo would take back; empty where there is nothing."""
        with self._book.reading() as connection:
            step = journal.next_undo(connection)
        return step.label if step else ""

    def redo_label(self) -> str:
        """What Redo would bring back; empty where there is nothing."""
        with self._book.reading() as connection:
            step = journal.next_redo(connection)
        return step.label if step else ""

    def back_up(self, folder: Path) -> Path:
        """Copies the file into ``folder``, checks the copy and returns its path; see ``store.backup``."""
        return self._book.back_up(folder, now=datetime.now())

    def keep_backup(self, folder: Path) -> Path | None:
        """Backs the file up into ``folder`` if anything was done since it was opened; ten backups stay.

        Returns:
            The backup's path; None where there was nothing to back up.

        Raises:
            WorldError: it could not be written; what is in the file itself is safe.
        """
        if not self._touched:
            return None
        made = keep_backup(self.path, folder, now=datetime.now())
        self._touched = False
        return made

    def close(self) -> None:
        """Closes the file. What was done is on the disk already."""
        self._book.close()


__all__ = ["Batch", "CannotWriteError", "InUseError", "Office", "WorldError", "restore"]
