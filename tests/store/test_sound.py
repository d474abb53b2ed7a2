"""A file is looked over before it is opened: damage, foreign parts, missing parts."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.errors import DamagedFileError, ForeignPartsError, InUseError, WorldError
from mitzvah_desk.store.file_header import SCHEMA_VERSION
from mitzvah_desk.store.migrate import migrate


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sound") / "year.mitzvah"
    with closing(Office.new(file)) as office:
        for number in range(200):
            office.execute(Add("skill", {"name": f"Skill {number:03d}"}))
    return file


@pytest.fixture
def path(start: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(start, tmp_path / "year.mitzvah"))


def run(path: Path, *statements: str) -> None:
    with closing(sqlite.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE TRIGGER grow AFTER UPDATE ON person BEGIN SELECT 1; END", "trigger grow"),
        ("CREATE TRIGGER journal_spy AFTER INSERT ON skill BEGIN SELECT 1; END", "trigger journal_spy"),
        ("CREATE VIEW everybody AS SELECT * FROM person", "view everybody"),
        ("CREATE TABLE extra (x)", "“extra” is unknown"),
        ("CREATE INDEX extra ON person (note)", "“extra” is unknown"),
        ("DROP INDEX ix_person_household_id", "“ix_person_household_id” is missing"),
        ("DROP TABLE alembic_version", "“alembic_version” is missing"),
        ("DROP TABLE skill", "“skill” is missing"),
        ("ALTER TABLE person ADD COLUMN x TEXT", "“person” differs"),
        ("CREATE VIRTUAL TABLE find USING fts5(words)", "find"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_this_program_never_makes_is_refused_by_name(
    path: Path, statement: str, named: str, read_only: bool
) -> None:
    run(path, statement)
    before = path.read_bytes()
    with pytest.raises(ForeignPartsError, match=named):
        Office.open(path, read_only=read_only)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_view_in_an_older_file_is_refused_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.mitzvah"
    migrate(path, to=SCHEMA_VERSION - 1, new=True)
    run(path, "CREATE VIEW everybody AS SELECT * FROM person")
    with pytest.raises(ForeignPartsError, match="view everybody"):
        Office.open(path)


OTHERWISE = "CREATE TRIGGER journal_skill_insert AFTER INSERT ON skill BEGIN DELETE FROM person; END"


@pytest.mark.parametrize("statements", [(), (OTHERWISE,)])
def test_the_journals_own_triggers_are_made_anew(path: Path, statements: tuple[str, ...]) -> None:
    run(path, "DROP TRIGGER journal_skill_insert", *statements)
    with closing(Office.open(path)) as office:
        office.execute(Add("skill", {"name": "Bake"}))
        assert office.undo_label() == "Added Bake"


def zero_a_page(path: Path, table: str) -> None:
    with closing(sqlite.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = bytes(size)
    path.write_bytes(bytes(content))


def break_a_link(path: Path) -> None:
    run(
        path,
        "DROP TRIGGER journal_person_skill_insert",
        "INSERT INTO person_skill (person_id, skill_id, level) VALUES (9, 9, 'can')",
    )


def empty_a_name(path: Path) -> None:
    run(
        path,
        "DROP TRIGGER journal_skill_update",
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE skill SET name = '' WHERE id = 1",
    )


def undecodable(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE skill", b"CREATE TABLE \xff\xfeill"))


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda path: zero_a_page(path, "skill"), "skill"),
        (lambda path: zero_a_page(path, "journal_row"), "journal row"),
        (break_a_link, "person skill"),
        (empty_a_name, "skill"),
        (undecodable, ""),
    ],
)
def test_damage_is_told_with_what_is_damaged(path: Path, spoil: Callable[[Path], None], named: str) -> None:
    spoil(path)
    with pytest.raises(DamagedFileError) as told:
        Office.open(path)
    assert named in " ".join(told.value.what)
    assert named in told.value.text
    assert told.value.do


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for no other program, as who works with it does for some seconds."""
    monkeypatch.setattr("mitzvah_desk.store.engine.BUSY_MS", 0)


@pytest.mark.usefixtures("_impatient")
def test_another_program_that_holds_the_file_is_told_as_that(path: Path) -> None:
    with closing(sqlite.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(InUseError, match="Another program is using year"):
            Office.open(path)
    Office.open(path).close()


@pytest.mark.usefixtures("_impatient")
def test_reading_what_another_program_holds_is_an_error_of_the_world(path: Path) -> None:
    with closing(Office.open(path)) as office, closing(sqlite.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(WorldError, match="was kept is safe"):
            office.undo_label()
        other.execute("ROLLBACK")
        assert office.undo_label() == "Added Skill 199"
