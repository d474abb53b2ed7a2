"""A report for whoever helps: what the program, its file and its log are like, and no value of the file.

It is put together of numbers, versions and words of the program's own. Names, paths and what was typed into
the file are never read into it; what somebody says in their own words is the one exception, and stands first.
"""

import platform
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from mitzvah_desk import __version__
from mitzvah_desk.frozen import is_built
from mitzvah_desk.model import Base
from mitzvah_desk.office.core.backups import list_file_backups
from mitzvah_desk.office.core.office import BackupPlan, Office
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.rules.log_extract import extract_log
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.atomic_write import write_atomically
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.error_words import Doing
from mitzvah_desk.store.errors import NewerFileError, WorldError
from mitzvah_desk.store.file_header import SCHEMA_VERSION, is_interrupted, is_protected, read_header
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.journal import driver_connection
from mitzvah_desk.store.program_version import read_program_version

FILE_FORMAT = SCHEMA_VERSION
"""Of the files that this program reads and writes; one that is open has it, or it was brought up to it."""
REPORT_NAME = "Mitzvah Desk report"
_HEAD = (
    "A report of Mitzvah Desk, for whoever helps. It holds no name, no address and nothing else out of the"
    " file, but what is said in somebody's own words."
)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One part of the report.

    Attributes:
        title: what stands above it.
        lines: what it says.
    """

    title: str
    lines: tuple[str, ...]


def describe_program() -> ReportSection:
    """The versions that matter, and the system."""
    kind = "built into a folder" if is_built() else "run by an installed Python"
    return ReportSection(
        "The program",
        (
            f"Mitzvah Desk {__version__}, {kind}",
            f"File format {FILE_FORMAT}",
            f"System: {platform.system()} {platform.release()} on {platform.machine()}",
            f"Python {platform.python_version()}, SQLite {sqlite.sqlite_version}",
            f"Encoding of file names: {sys.getfilesystemencoding()}",
        ),
    )


def describe_open_file(office: Office, now: datetime) -> tuple[ReportSection, ...]:
    """What an open file is like: kind, size, numbers of records, what its check found, its backups."""
    return (
        ReportSection(
            "The file that is open",
            (
                f"Protected by a passphrase: {_yes(office.key is not None)}",
                f"Open for reading only: {_yes(office.read_only)}",
                *_try(lambda: (_describe_size(office.path),)),
                *_try(lambda: (_describe_maker(office.query(read_file_program)),)),
            ),
        ),
        ReportSection("How many of what", tuple(_try(lambda: office.query(count_records)))),
        ReportSection("What its check found", tuple(_try(lambda: office.query(summarise_check)))),
        ReportSection(
            "Its backups",
            tuple(_try(lambda: describe_backups(office.backups, office.path, office.key, now))),
        ),
    )


def describe_closed_file(path: Path, error: WorldError | None = None) -> tuple[ReportSection, ...]:
    """What can be told of a file that is not open: whether it is there, its size, and why it does not open.

    Args:
        path: the file.
        error: what happened when it was opened; where None, its beginning is looked at.
    """
    lines = [f"It is there: {_yes(path.is_file())}"]
    if path.is_file():
        lines += _try(
            lambda: (_describe_size(path), f"Protected by a passphrase: {_yes(is_protected(path))}")
        )
        lines += _try(lambda: (f"A change is half written: {_yes(is_interrupted(path))}",))
    try:
        if error is None:
            lines.append(f"Its beginning is sound, of file format {read_header(path).version}")
    except WorldError as found:
        error = found
    if error is not None:
        lines.append(f"Why it does not open: {type(error).__name__}")
    if isinstance(error, NewerFileError) and error.needed:
        lines.append(f"It needs Mitzvah Desk {error.needed}")
    return (ReportSection("The file that is not open", tuple(lines)),)


def describe_log(text: str) -> ReportSection:
    """The last events of the log, without a word that is not the program's own."""
    return ReportSection("The log", tuple(extract_log(text)) or ("Nothing went wrong that was noted.",))


def read_file_program(connection: Connection) -> str:
    """The version of the program that last brought the file up to date; empty where it does not say so."""
    return read_program_version(driver_connection(connection.connection))


def count_records(connection: Connection) -> list[str]:
    """How many rows each table has that has any: numbers alone."""
    found = []
    for table in Base.metadata.sorted_tables:
        number = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if number:
            found.append(f"{table.name.replace('_', ' ')}: {number}")
    return sorted(found)


def summarise_check(connection: Connection) -> list[str]:
    """What the check of a file found: how often which rule, and how grave; never a sentence of it."""
    findings = check_file(connection)
    counted = Counter((finding.rule, str(finding.severity)) for finding in findings)
    if not counted:
        return ["Nothing: the file is whole."]
    return [f"{rule} ({grave}): {number}" for (rule, grave), number in sorted(counted.items())]


def describe_backups(plan: BackupPlan, path: Path, key: FileKey | None, now: datetime) -> list[str]:
    """How many backups there are, and how old the newest is."""
    found = list_file_backups(plan, path, key)
    lines = [
        f"Kept on this computer: {_yes(plan.folder is not None)}",
        f"A second place is set: {_yes(plan.second is not None)}",
    ]
    if plan.second is not None:
        lines.append(f"The second place is there: {_yes(plan.second.is_dir())}")
    lines.append(count_noun(len(found), "backup"))
    if found:
        lines.append(f"The newest is {count_noun(max((now - found[0].at).days, 0), 'day')} old")
    return lines


def list_database_parts() -> list[tuple[str, str, str]]:
    """What lies inside the driver of the database: name, version and licence of each."""
    with closing(sqlite.connect(":memory:")) as memory:
        memory.execute("PRAGMA key = 'none'")  # only then does it say with what it would encrypt
        cipher, provider = (
            str((memory.execute(f"PRAGMA {fact}").fetchone() or ("",))[0])
            for fact in ("cipher_version", "cipher_provider_version")
        )
    name, _, version = provider.partition(" ")
    return [
        ("SQLite", sqlite.sqlite_version, "public domain"),
        ("SQLCipher", cipher, "BSD-3-Clause"),
        (name, version, "Apache-2.0" if name == "OpenSSL" else "as it says itself"),
    ]


def compose_report(words: str, sections: Sequence[ReportSection], now: datetime) -> str:
    """The whole text of the report.

    Args:
        words: what somebody says happened; nothing of it stands there where it is empty.
        sections: the facts, in their order.
        now: when it is made.
    """
    parts = [f"{_HEAD}\nMade on {now:%d %B %Y at %H:%M}."]
    if words.strip():
        parts.append(f"IN THEIR OWN WORDS\n{words.strip()}")
    parts += ["\n".join([section.title.upper(), *section.lines]) for section in sections]
    return "\n\n".join(parts) + "\n"


def save_report(path: Path, text: str) -> None:
    """Writes a report, whole or not at all.

    Raises:
        WorldError: the disk is full or the folder cannot be written.
    """
    write_atomically(path, text.encode("utf-8", "replace"), doing=Doing.WRITING_OUT)


def _describe_size(path: Path) -> str:
    return f"Size: {path.stat().st_size} bytes"


def _describe_maker(version: str) -> str:
    return f"Last brought up to date by Mitzvah Desk {version or 'that does not say its version'}"


def _yes(fact: bool) -> str:  # noqa: FBT001  # one fact
    return "yes" if fact else "no"


def _try(look: Callable[[], Sequence[str]]) -> Sequence[str]:
    """What a look finds; where that fails too, of what class the error was: it may be what is wrong."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001  # told in the report, without its words
        return [f"This could not be told: {type(error).__name__}"]
