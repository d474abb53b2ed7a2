"""The open file: read from it, and write to it one turn at a time."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Self

from sqlalchemy import Connection, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mitzvah_desk.model import FileIdentity
from mitzvah_desk.store import journal
from mitzvah_desk.store.atomic_write import discard_file, remove_file, replace_file
from mitzvah_desk.store.backup import back_up_file, read_backup_series
from mitzvah_desk.store.backup_retention import BackupPlan, prune_backups
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.engine import make_engine, recover_file, recover_to_memory
from mitzvah_desk.store.error_words import Doing, translate_errors
from mitzvah_desk.store.errors import CannotWriteError, GoneError, ReadOnlyError, WorldError
from mitzvah_desk.store.file_header import (
    SCHEMA_VERSION,
    SUFFIX,
    Header,
    is_interrupted,
    is_protected,
    read_header,
    require_short_name,
)
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.integrity import require_sound
from mitzvah_desk.store.journal import driver_connection
from mitzvah_desk.store.lock import WriterLock
from mitzvah_desk.store.opening import (
    inspect_file,
    recover_for_reading,
    require_current_version,
    rewrite_path,
)
from mitzvah_desk.store.table_reads import TableReads
from mitzvah_desk.store.unit_of_work import UnitOfWork

_SHOWN = 40
"""Letters of a name that a temporary file carries, so that its own is never too long."""


class DataFile:
    """One open file. Make it with ``DataFile.open`` or ``DataFile.new``; close it when done.

    It has one connection, so one thread at a time: who comes meanwhile waits.
    """

    def __init__(
        self,
        path: Path,
        user_name: str,
        lock: WriterLock | None,
        key: FileKey | None = None,
        given: sqlite.Connection | None = None,
    ) -> None:
        self.path = path
        self.key = key
        self.user_name = user_name
        self._lock = lock
        self._alone = RLock()
        self._engine = make_engine(path, key=key, read_only=lock is None, given=given)
        self._reads = TableReads(self._engine)
        self._opened = _file_id(path)

    @classmethod
    def new(cls, path: Path, *, user_name: str = "", key: FileKey | None = None) -> Self:
        """Makes a new, empty file and opens it; protected where there is a key.

        Raises:
            CannotWriteError: a file of that name exists, the name is too long, or the folder is
                read-only.
        """
        from mitzvah_desk.store.migrate import create_file

        if path.suffix.casefold() != SUFFIX:
            raise CannotWriteError(
                f"A Mitzvah Desk file's name ends in {SUFFIX}.", f"Call it {path.stem}{SUFFIX}."
            )
        require_short_name(path)
        if path.exists():
            raise CannotWriteError(
                f"There is already a file {path.name} in {path.parent}.",
                "Choose another name, or open that file.",
            )
        lock = WriterLock(path)
        lock.take(user_name)
        part = path.with_name(f".{path.name[:_SHOWN]}.part")
        try:
            with translate_errors(path, Doing.OPENING):
                remove_file(part)
                create_file(part, key)
                replace_file(part, path)
            lock.take_same_file()
        except BaseException:
            discard_file(part)
            lock.release()
            raise
        return cls._ready(cls(path, user_name, lock, key))

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        user_name: str = "",
        read_only: bool = False,
        take_over: bool = False,
        backups: BackupPlan | None = None,
        key: FileKey | None = None,
    ) -> Self:
        """Opens a file: version first, newer refused, then the lock, a look, a backup, and the migration.

        Args:
            path: the file.
            user_name: who is at the desk; written into the journal and the lock.
            read_only: take no lock and refuse every write; an older file must be opened for writing once.
            take_over: open it also where another computer says that it has it open.
            backups: where the backup before a migration goes; beside the file where it names no folder.
            key: of a protected file.

        Raises:
            WorldError: of the kinds that ``read_header``, ``WriterLock.take``, ``require_sound`` and
                ``migrate`` raise; ``BackupFileError`` where a backup is opened for writing.
        """
        header = read_header(path, key)
        key = key if is_protected(path) else None
        if read_only:
            if is_interrupted(path) and not recover_for_reading(path, user_name, key):
                return cls._in_memory(path, user_name, key)
            header = read_header(path, key)
            require_current_version(path, header)
            inspect_file(path, header.version, key=key)
            return cls(path, user_name, None, key)
        require_short_name(path)
        lock = WriterLock(path)
        lock.take(user_name, take_over=take_over)
        try:
            with translate_errors(path, Doing.OPENING):
                remove_file(rewrite_path(path))
                if is_interrupted(path):
                    recover_file(path, key)
            header = read_header(path, key)  # again, now that nobody else can change it
            inspect_file(path, header.version, key=key, to_write=True)
            if header.version < SCHEMA_VERSION:
                from mitzvah_desk.store.migrate import migrate

                back_up_file(
                    path,
                    (backups and backups.folder) or path.parent,
                    now=datetime.now(),
                    why=f"before version {SCHEMA_VERSION}",
                    key=key,
                )
                with translate_errors(path, Doing.OPENING):
                    migrate(path, key=key)
                inspect_file(path, SCHEMA_VERSION, key=key)
        except BaseException:
            lock.release()
            raise
        return cls._ready(cls(path, user_name, lock, key))

    @classmethod
    def _ready(cls, book: Self) -> Self:
        try:
            book._make_ready()
        except BaseException:
            book.close()
            raise
        return book

    @classmethod
    def _in_memory(cls, path: Path, user_name: str, key: FileKey | None) -> Self:
        """Opens for reading what a killed program left half written in a folder that cannot be written."""
        with translate_errors(path, Doing.OPENING):
            memory = recover_to_memory(path, key)
        try:
            version = memory.execute("PRAGMA user_version").fetchone()[0]
            require_current_version(path, Header(version))
            require_sound(memory, path, version=version)
        except BaseException:
            memory.close()
            raise
        return cls(path, user_name, None, key, memory)

    def _make_ready(self) -> None:
        """Makes the journal's triggers anew where they are not ours, and sweeps what an erasure left over."""
        with self._alone, translate_errors(self.path, Doing.OPENING), self._engine.begin() as connection:
            have = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            if {row.name: row.sql for row in have} != journal.expected_triggers():
                journal.install_triggers(connection)
            # The whole schema has been held against our own text by now; the triggers need json_object, which
            # SQLite before 3.41 runs for a trusted schema alone.
            connection.exec_driver_sql("PRAGMA trusted_schema = ON")
            due = connection.execute(select(FileIdentity.sweep_due)).scalar()
        if due:
            with suppress(WorldError):
                self._sweep()

    @property
    def read_only(self) -> bool:
        """Whether every write is refused."""
        return self._lock is None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the file; nothing is written through it."""
        with self._alone, translate_errors(self.path, Doing.READING), self._engine.connect() as connection:
            yield connection

    def take_tables_read(self) -> frozenset[str]:
        """The tables that were read since this was last asked."""
        return self._reads.take()

    def read_one(self, sql: str) -> object:
        """The first value of a plain statement."""
        with self.reading() as connection:
            return connection.execute(text(sql)).scalar()

    @contextmanager
    def unit_of_work(self, label: str, reason: str = "") -> Iterator[UnitOfWork]:
        """One action's transaction: committed when the block ends, rolled back when it raises.

        Raises:
            ReadOnlyError: the file was opened for reading only.
            WorldError: the disk is full, the file locked or damaged; nothing of it was kept.
        """
        self._writable()
        with (
            self._alone,
            translate_errors(self.path),
            Session(self._engine, autoflush=False) as session,
            session.begin(),
        ):
            step = journal.open_step(session.connection(), label, reason, self.user_name)
            work = UnitOfWork(session, step)
            yield work
            session.flush()
            if work.erases:
                work.connection.execute(update(FileIdentity).values(sweep_due=True))
                work.tables = journal.ALL_TABLES  # the images that would tell which are gone
            else:
                work.tables = journal.touched_tables(session.connection(), step)
            journal.close_step(session.connection(), step, keep=bool(work.tables))
            if not work.tables:
                work.step = 0
        if work.erases:
            try:
                self._sweep()
            except WorldError as error:
                work.unswept = error

    def _sweep(self) -> None:
        """Writes the file afresh, so that nothing of what was erased is left in it."""
        with self._alone, translate_errors(self.path, Doing.SWEEPING):
            with closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("VACUUM")
            with self._engine.begin() as connection:
                connection.execute(update(FileIdentity).values(sweep_due=False))

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
            with self._alone, translate_errors(self.path), self._engine.begin() as connection:
                if step is not None:
                    target = journal.find_step(connection, step, undone=not backwards)
                else:
                    target = (
                        journal.read_next_undo(connection)
                        if backwards
                        else journal.read_next_redo(connection)
                    )
                if target is None:
                    return None
                if backwards:
                    journal.undo_step(connection, target.step, self.user_name)
                else:
                    journal.redo_step(connection, target.step)
                if also is not None:
                    also(connection)
                return target
        except (IntegrityError, sqlite.IntegrityError) as error:
            raise journal.undo_conflict() from error

    def _writable(self) -> None:
        if self.read_only:
            raise ReadOnlyError(
                f"{self.path.name} is open for reading only.",
                "Close it and open it for writing to make changes.",
            )
        self.require_there()

    def require_there(self) -> None:
        """Makes sure that the file is still the one that was opened.

        Raises:
            GoneError: it was deleted, moved or replaced; what would be written now would be lost.
        """
        if _file_id(self.path) != self._opened:
            raise GoneError(
                f"{self.path.name} was deleted, moved or replaced while it was open here, so nothing"
                " more can be kept in it.",
                "Choose Back up… in the File menu to save what you see under another name, then open that.",
            )

    def back_up(self, folder: Path, *, now: datetime, why: str = "") -> Path:
        """Copies the file into ``folder``; see ``store.backup.back_up_file``.

        It copies what is open, so that it also saves a file that was deleted meanwhile.
        """
        with self._alone, closing(self._engine.raw_connection()) as connection:
            driver = driver_connection(connection)
            return back_up_file(self.path, folder, now=now, why=why, source=driver, key=self.key)

    def keep_backups(self, plan: BackupPlan, *, now: datetime, why: str = "") -> list[Path]:
        """Backs the file up into every place of a plan, and thins out what lies there.

        Returns:
            The copies.

        Raises:
            WorldError: of the first place that failed; the others have theirs.
        """
        made: list[Path] = []
        failed: WorldError | None = None
        pile = self.pile()
        for folder in plan.folders:
            try:
                if folder == plan.second:
                    plan.require_second()
                made.append(self.back_up(folder, now=now, why=why))
                if pile is not None:
                    prune_backups(folder, pile, now=now, key=self.key)
            except WorldError as error:
                failed = failed or error
        if failed is not None:
            raise failed
        return made

    def pile(self) -> tuple[str, str] | None:
        """What the backups of this file have in common."""
        with self._alone, closing(self._engine.raw_connection()) as connection:
            return read_backup_series(self.path, driver_connection(connection))

    def close(self) -> None:
        """Closes the file and gives its lock back."""
        with self._alone:
            self._engine.dispose()
        if self._lock is not None:
            self._lock.release()


def _file_id(path: Path) -> tuple[int, int] | None:
    """What the disk knows the file by; None where there is none."""
    try:
        facts = os.stat(path)  # noqa: PTH116  # also called before every write: as short as can be
    except OSError:
        return None
    return facts.st_dev, facts.st_ino
