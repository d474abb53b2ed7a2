"""The open file: read from it, and write to it one turn at a time."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Self

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mitzvah_desk.store import journal
from mitzvah_desk.store.backup import back_up
from mitzvah_desk.store.engine import make_engine, recover
from mitzvah_desk.store.errors import CannotWriteError, InUseError, ReadOnlyError
from mitzvah_desk.store.identify import SCHEMA_VERSION, SUFFIX, identify, interrupted
from mitzvah_desk.store.lock import WriterLock
from mitzvah_desk.store.translate import world_errors


class Turn:
    """One transaction of one action.

    Attributes:
        session: loads and keeps ORM objects; they never leave the turn.
        step: the journal step under which everything is kept; 0 once it turns out that nothing changed.
        erases: what it deletes must be nowhere in the file: its step is kept without images, and once it is
            committed the file is written afresh, since SQLite leaves copies in a page that it rearranged.
    """

    def __init__(self, session: Session, step: int) -> None:
        self.session = session
        self.step = step
        self.erases = False

    @property
    def connection(self) -> Connection:
        """The turn's connection, for reads that need no objects."""
        return self.session.connection()


class Book:
    """One open file. Make it with ``Book.open`` or ``Book.new``; close it when done.

    It has one connection, so one thread at a time: who comes meanwhile waits.
    """

    def __init__(self, path: Path, user_name: str, lock: WriterLock | None) -> None:
        self.path = path
        self.user_name = user_name
        self._lock = lock
        self._alone = RLock()
        self._engine = make_engine(path, read_only=lock is None)

    @classmethod
    def new(cls, path: Path, *, user_name: str = "") -> Self:
        """Makes a new, empty file and opens it.

        Raises:
            CannotWriteError: a file of that name exists, or the folder cannot be written.
        """
        from mitzvah_desk.store.migrate import migrate

        if path.suffix != SUFFIX:
            raise CannotWriteError(
                f"A Mitzvah Desk file's name ends in {SUFFIX}.", f"Call it {path.stem}{SUFFIX}."
            )
        if path.exists():
            raise CannotWriteError(
                f"There is already a file {path.name} in {path.parent}.",
                "Choose another name, or open that file.",
            )
        lock = WriterLock(path)
        lock.take(user_name)
        part = path.with_name(f".{path.name}.part")
        try:
            part.unlink(missing_ok=True)
            with world_errors(path):
                migrate(part, new=True)
                part.replace(path)
            return cls(path, user_name, lock)
        except BaseException:
            part.unlink(missing_ok=True)
            lock.release()
            raise

    @classmethod
    def open(
        cls, path: Path, *, user_name: str = "", read_only: bool = False, backups: Path | None = None
    ) -> Self:
        """Opens a file: version first, newer refused, then the lock, a backup, and only then the migration.

        Args:
            path: the file.
            user_name: who is at the desk; written into the journal and the lock.
            read_only: take no lock and refuse every write; an older file must be opened for writing once.
            backups: where the backup before a migration goes; beside the file where None.

        Raises:
            WorldError: of the kinds that ``identify``, ``WriterLock.take`` and ``migrate`` raise.
        """
        header = identify(path)
        if read_only:
            if interrupted(path):
                cls._recover(path, user_name)
                header = identify(path)
            if header.version < SCHEMA_VERSION:
                raise ReadOnlyError(
                    f"{path.name} is from an older Mitzvah Desk and must be brought up to date first.",
                    "Open it for writing once; a backup is made before anything is changed.",
                )
            return cls._checked(cls(path, user_name, None))
        lock = WriterLock(path)
        lock.take(user_name)
        try:
            if interrupted(path):
                with world_errors(path):
                    recover(path)
            header = identify(path)  # again, now that nobody else can change it
            if header.version < SCHEMA_VERSION:
                from mitzvah_desk.store.migrate import migrate

                back_up(
                    path, backups or path.parent, now=datetime.now(), why=f"before version {SCHEMA_VERSION}"
                )
                with world_errors(path):
                    migrate(path)
            return cls._checked(cls(path, user_name, lock))
        except BaseException:
            lock.release()
            raise

    @staticmethod
    def _recover(path: Path, user_name: str) -> None:
        """Takes back what a killed program left half written, since a reader may not."""
        lock = WriterLock(path)
        try:
            lock.take(user_name)
        except InUseError:  # it is being written now, by a program that lives
            return
        try:
            with world_errors(path):
                recover(path)
        finally:
            lock.release()

    @classmethod
    def _checked(cls, book: Self) -> Self:
        try:
            book.read_one("SELECT count(*) FROM journal_state")
        except BaseException:
            book.close()
            raise
        return book

    @property
    def read_only(self) -> bool:
        """Whether every write is refused."""
        return self._lock is None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the file; nothing is written through it."""
        with self._alone, world_errors(self.path), self._engine.connect() as connection:
            yield connection

    def read_one(self, sql: str) -> object:
        """The first value of a plain statement."""
        with self.reading() as connection:
            return connection.execute(text(sql)).scalar()

    @contextmanager
    def turn(self, label: str, areas: str, reason: str = "") -> Iterator[Turn]:
        """One action's transaction: committed when the block ends, rolled back when it raises.

        Raises:
            ReadOnlyError: the file was opened for reading only.
            WorldError: the disk is full, the file locked or damaged; nothing of the turn was kept.
        """
        self._writable()
        with (
            self._alone,
            world_errors(self.path),
            Session(self._engine, autoflush=False) as session,
            session.begin(),
        ):
            step = journal.open_step(session.connection(), label, areas, reason, self.user_name)
            turn = Turn(session, step)
            yield turn
            session.flush()
            if not journal.close_step(session.connection(), step, keep=turn.erases):
                turn.step = 0
        if turn.erases:
            with (
                self._alone,
                world_errors(self.path),
                closing(self._engine.raw_connection()) as connection,
            ):
                connection.cursor().execute("VACUUM")

    def undo(
        self, step: int | None = None, *, also: Callable[[Connection], None] | None = None
    ) -> journal.Replayed | None:
        """Takes back ``step``, or the newest one; returns what it was, None where there is nothing.

        Args:
            step: the step; the newest where None.
            also: looks at the file as it would be, and raises UndoConflictError where that may not be.

        Raises:
            UndoConflictError: something it touched was changed since.
        """
        return self._replay(step, also, backwards=True)

    def redo(
        self, step: int | None = None, *, also: Callable[[Connection], None] | None = None
    ) -> journal.Replayed | None:
        """Brings back ``step``, or the one undone last; returns what it was, None where there is nothing.

        Args:
            step: the step; the one undone last where None.
            also: looks at the file as it would be, and raises UndoConflictError where that may not be.

        Raises:
            UndoConflictError: something it touched was changed since.
        """
        return self._replay(step, also, backwards=False)

    def _replay(
        self, step: int | None, also: Callable[[Connection], None] | None, *, backwards: bool
    ) -> journal.Replayed | None:
        self._writable()
        try:
            with self._alone, world_errors(self.path), self._engine.begin() as connection:
                if step is not None:
                    target = journal.find(connection, step, undone=not backwards)
                else:
                    target = journal.next_undo(connection) if backwards else journal.next_redo(connection)
                if target is None:
                    return None
                if backwards:
                    journal.undo(connection, target.step, self.user_name)
                else:
                    journal.redo(connection, target.step)
                if also is not None:
                    also(connection)
                return target
        except (IntegrityError, sqlite3.IntegrityError) as error:
            raise journal.changed_since() from error

    def _writable(self) -> None:
        if self.read_only:
            raise ReadOnlyError(
                f"{self.path.name} is open for reading only.",
                "Close it and open it for writing to make changes.",
            )

    def back_up(self, folder: Path, *, now: datetime) -> Path:
        """Copies the file into ``folder``; see ``store.backup.back_up``."""
        return back_up(self.path, folder, now=now)

    def close(self) -> None:
        """Closes the file and gives its lock back."""
        with self._alone:
            self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
