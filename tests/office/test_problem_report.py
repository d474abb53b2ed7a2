"""The report for whoever helps tells nothing of the file: marks in every field, name and path prove it."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path

import pytest
from rich_year import fill_rich_year
from sqlalchemy import Connection, String, Text, literal, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.expression import cast

from mitzvah_desk import __version__
from mitzvah_desk.cli import main
from mitzvah_desk.desk.session.log_file import DiscreetFormatter, configure_logging, find_log_file, read_log
from mitzvah_desk.model import Base
from mitzvah_desk.office.core.actions import Applied, Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import BackupPlan, Office
from mitzvah_desk.office.core.settings import ChangeSetting, FileSettings
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.problem_report import (
    compose_report,
    describe_closed_file,
    describe_log,
    describe_open_file,
    describe_program,
)
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.errors import DamagedFileError
from mitzvah_desk.store.file_header import SCHEMA_VERSION
from mitzvah_desk.store.journal import list_journalled_tables
from mitzvah_desk.store.protection import protect_file
from mitzvah_desk.store.unit_of_work import UnitOfWork

MARK = "zqx"
BORN = date(1931, 7, 13)
NOW = datetime(2026, 11, 22, 18, 0)
WORDS = "marble kettle orchard violin"
FORMS = {"setting", "saved_list", "import_profile", "newsletter_template"}
"""Tables whose texts have a form of the program's own; settings are planted by their names."""
CLOCK = {"visiting_from", "visiting_until"}
"""Times of day that the file itself does not hold to be such."""


@dataclass(frozen=True)
class PlantEverywhere:
    """Writes a mark into every text that takes it, and a day of birth, of every row."""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        for table in list_journalled_tables():
            if table.name in FORMS:
                continue
            for column in table.columns:
                if type(column.type) in {Text, String} and column.name not in CLOCK:
                    own = literal(f"{MARK} ") + cast(table.c.id, Text)
                    with suppress(IntegrityError), work.connection.begin_nested():
                        work.connection.execute(update(table).values({column.name: own}))
        work.connection.execute(update(Base.metadata.tables["person"]).values(born=BORN))
        return Applied(f"Changed {MARK}")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose folder, name and user are marked too."""
    home = tmp_path / f"home of {MARK}"
    (home / "Documents").mkdir(parents=True)
    for name in ("HOME", "USERPROFILE", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("LOGNAME", "USER", "USERNAME", "COMPUTERNAME", "HOSTNAME"):
        monkeypatch.setenv(name, f"{MARK}user")
    return home / "Documents" / f"{MARK} year.mitzvah"


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    plan = BackupPlan(path.parent / f"backups of {MARK}", path.parent / f"stick of {MARK}")
    with closing(Office.new(path, user_name=f"{MARK} Cohen", backups=plan)) as office:
        fill_rich_year(office)
        assert isinstance(office.execute(PlantEverywhere()), Done)
        for setting in fields(FileSettings):
            if isinstance(setting.default, str) and setting.name != "logo":
                office.execute(ChangeSetting(setting.name, f"{MARK} {setting.name}"))
        yield office


def count_marked(connection: Connection) -> int:
    """How many columns hold the mark."""
    columns = [(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns]
    return sum(
        bool(
            connection.execute(text(f'SELECT 1 FROM "{table}" WHERE "{name}" LIKE \'{MARK}%\' LIMIT 1')).all()
        )
        for table, name in columns
    )


def report(office: Office) -> str:
    sections = (describe_program(), *describe_open_file(office, NOW), describe_log(read_log()))
    return compose_report("", sections, NOW)


def test_a_mark_in_every_field_name_and_path_is_nowhere_in_it(office: Office) -> None:
    planted = office.query(count_marked)
    assert planted > 60
    office.backups.second.mkdir()  # type: ignore[union-attr]
    assert office.keep_backup(why=f"before {MARK}")
    assert any(MARK in finding.text for finding in office.query(check_file))
    told = report(office)
    assert MARK not in told.lower()
    assert "1931" not in told
    assert not re.search(r"[/\\](home|tmp|Users)", told)


def test_it_tells_what_helps(office: Office) -> None:
    office.backups.second.mkdir()  # type: ignore[union-attr]
    office.keep_backup()
    told = report(office)
    people = office.query(lambda c: c.exec_driver_sql("SELECT count(*) FROM person").scalar_one())
    for line in (
        f"File format {SCHEMA_VERSION}",
        "Protected by a passphrase: no",
        f"Last brought up to date by Mitzvah Desk {__version__}",
        f"person: {people}",
        "2 backups",
        "The newest is 0 days old",
        "Nothing went wrong that was noted.",
    ):
        assert line in told.splitlines(), line
    assert re.search(r"^\S+\.\S+ \((hard|soft|info)\): \d+$", told, re.MULTILINE), "rules of the check"


def test_damage_within_is_counted_and_not_quoted(office: Office, path: Path) -> None:
    with closing(sqlite.connect(path, isolation_level=None)) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE shift SET role_id = 4711")
    told = report(office)
    assert re.search(r"^file\.integrity \(hard\): \d+$", told, re.MULTILINE)
    assert MARK not in told.lower()
    assert "4711" not in told


def test_what_went_wrong_is_in_it_and_whom_it_was_about_is_not(office: Office) -> None:
    find_log_file(make=True)
    root = logging.getLogger()
    before = list(root.handlers)
    configure_logging()
    (handler,) = [each for each in root.handlers if each not in before]
    assert isinstance(handler.formatter, DiscreetFormatter)
    try:
        for name in (
            "mitzvah_desk",
            "mitzvah_desk.exchange.foreign_files",
            "pypdf._reader",
            f"{MARK}.module",
        ):
            try:
                date.fromisoformat(f"{MARK} Cohen")
            except ValueError as error:
                facts = (type(error), error, error.__traceback__)
                record = {"name": name, "levelno": logging.ERROR, "levelname": "ERROR", "exc_info": facts}
                words = {"msg": "Nobody is called %s", "args": (f"{MARK} Cohen",)}
                handler.handle(logging.makeLogRecord(record | words))
                handler.handle(logging.makeLogRecord(record | {"msg": "Unexpected error", "args": None}))
    finally:
        root.removeHandler(handler)
        handler.close()
    assert "ValueError" in read_log()
    assert f"home of {MARK}" not in read_log() or "site-packages" in read_log()
    told = report(office)
    assert "ERROR mitzvah_desk: Unexpected error" in told
    assert "  ValueError" in told.splitlines()
    assert MARK not in told.lower()


def test_what_an_older_program_wrote_into_the_log_stays_there(office: Office) -> None:
    find_log_file(make=True).write_text(
        f"2026-11-22 18:00:00,1 WARNING pypdf {MARK} is odd\n{MARK}\nValueError: {MARK}\n"
        f'  File "/home/{MARK}/x.py", line 1, in f\n',
        "utf-8",
    )
    told = report(office)
    assert "2026-11-22 18:00:00 WARNING another library: (words left out)" in told
    assert MARK not in told.lower()


def test_their_own_words_stand_first() -> None:
    told = compose_report("  I pressed Print.\n", (describe_program(),), NOW)
    assert "IN THEIR OWN WORDS\nI pressed Print.\n\nTHE PROGRAM\n" in told
    assert "OWN WORDS" not in compose_report(" ", (), NOW)


def test_a_file_that_does_not_open_is_described_from_outside(path: Path) -> None:
    Office.new(path).close()
    path.write_bytes(path.read_bytes()[:-5000])
    (section,) = describe_closed_file(path)
    assert section.lines[0] == "It is there: yes"
    assert "Why it does not open: DamagedFileError" in section.lines
    (section,) = describe_closed_file(path, DamagedFileError(f"{MARK} is damaged.", "Restore it."))
    assert MARK not in str(section.lines)
    (section,) = describe_closed_file(path.with_name("gone.mitzvah"))
    assert section.lines == ("It is there: no", "Why it does not open: MissingFileError")


def test_it_is_told_also_where_the_file_has_gone_meanwhile(office: Office, path: Path) -> None:
    path.unlink()
    told = report(office)
    assert "This could not be told: FileNotFoundError" in told
    assert MARK not in told.lower()


def test_the_command_line_makes_it_and_overwrites_nothing(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Office.new(path)) as office:
        office.execute(Add("person", {"given": MARK}))
    to = path.parent / "report.txt"
    assert main(["report-problem", str(path), "--to", str(to)]) == 0
    told = to.read_text("utf-8")
    assert "person: 1" in told.splitlines()
    assert MARK not in told
    assert main(["report-problem", str(path), "--to", str(to)]) == 2
    assert "already" in capsys.readouterr().err
    protect_file(path, WORDS)
    for name, line in (("closed.txt", "Why it does not open: KeyNeededError"), ("open.txt", "person: 1")):
        assert main(["report-problem", str(path), "--to", str(path.with_name(name))]) == 0
        written = path.with_name(name).read_text("utf-8").splitlines()
        assert "Protected by a passphrase: yes" in written
        assert line in written
        monkeypatch.setenv("MITZVAH_PASSPHRASE", WORDS)
