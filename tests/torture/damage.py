"""Damages copies of the sample year in every way, and opens them: what SQLite can see must be told."""

import random
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mitzvah_desk.office.core.history import list_steps
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.goods.queries import list_stock
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.store.driver import sqlite
from tests.torture.trying import Report, try_each

PAGE = 4096
MISSED, WRONG = "missed", "silently wrong"
Contents = dict[str, list[tuple[Any, ...]]]


def contents(path: Path) -> Contents:
    """All rows of all tables but the journal's, as they lie in the file."""
    with closing(sqlite.connect(f"file:{path}?mode=ro", uri=True)) as file:
        file.text_factory = bytes
        names = [
            name.decode() for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: file.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
            for name in names
            if "journal" not in name
        }


def schema(path: Path) -> set[tuple[Any, ...]]:
    """What tables, indexes, triggers and views there are, but for what SQLite makes by itself."""
    with closing(sqlite.connect(f"file:{path}?mode=ro", uri=True)) as file:
        return set(file.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def seen(path: Path, whole: set[tuple[Any, ...]]) -> str:
    """What SQLite itself, or a look at the schema, finds wrong; empty where nothing is."""
    try:
        with closing(sqlite.connect(f"file:{path}?mode=ro", uri=True)) as file:
            found = [row[0] for row in file.execute("PRAGMA integrity_check(1)")]
            links = file.execute("PRAGMA foreign_key_check").fetchone()
        if found != ["ok"]:
            return str(found[0])[:100]
        if links:
            return f"link {links}"
        return "" if schema(path) == whole else "another schema"
    except (sqlite.Error, UnicodeDecodeError) as error:
        return str(error)[:100]


def _flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 20, 200))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _flip_head(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(100)] ^= 1 << chance.randrange(8)


def _page(content: bytearray, chance: random.Random) -> slice:
    first = chance.randrange(len(content) // PAGE) * PAGE
    return slice(first, first + PAGE)


def _zero(content: bytearray, chance: random.Random) -> None:
    content[_page(content, chance)] = bytes(PAGE)


def _noise(content: bytearray, chance: random.Random) -> None:
    content[_page(content, chance)] = chance.randbytes(PAGE)


def _swap(content: bytearray, chance: random.Random) -> None:
    one, other = _page(content, chance), _page(content, chance)
    content[one], content[other] = content[other], content[one]


def _double(content: bytearray, chance: random.Random) -> None:
    content[_page(content, chance)] = content[_page(content, chance)]


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _cut_pages(content: bytearray, chance: random.Random) -> None:
    del content[_page(content, chance).start :]


BYTES = (_flip, _flip, _flip_head, _zero, _noise, _swap, _double, _cut, _cut_pages)
FOREIGN = (
    "CREATE TRIGGER grow AFTER UPDATE ON person BEGIN INSERT INTO skill (name) VALUES ('more'); END",
    "CREATE TRIGGER keep BEFORE DELETE ON person BEGIN SELECT RAISE(IGNORE); END",
    "CREATE VIEW everybody AS SELECT * FROM person",
    "CREATE TABLE more (x)",
    "CREATE INDEX more_of_it ON person (note)",
    "ALTER TABLE person ADD COLUMN more TEXT",
    "ALTER TABLE person RENAME TO persons",
    "ALTER TABLE skill RENAME COLUMN name TO named",
)


def _change_schema(path: Path, chance: random.Random) -> str:
    with closing(sqlite.connect(path, isolation_level=None)) as file:
        if chance.random() < 0.4:
            sql = chance.choice(FOREIGN)
        else:
            known = file.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
            kind = chance.choice(sorted({kind for kind, _ in known}))
            sql = f'DROP {kind} "{chance.choice([name for what, name in known if what == kind])}"'
        with suppress(sqlite.Error):  # some drop what others lean upon
            file.execute(sql)
    return sql


def damage(original: Path, files: int, seed: int = 1) -> Report:
    """Opens so many damaged copies.

    Args:
        original: the sound file.
        files: how many.
        seed: of the first; each has its own.
    """
    items = [(original, seed * 1_000_003 + number) for number in range(files)]
    return try_each("damaged", attempt, items, bad=(MISSED,))


def attempt(item: tuple[Path, int]) -> tuple[str, str]:
    """Damages one copy and opens it."""
    original, seed = item
    chance = random.Random(seed)
    with TemporaryDirectory() as name:
        path = Path(name) / "year.mitzvah"
        shutil.copyfile(original, path)
        if chance.random() < 0.25:
            how = _change_schema(path, chance)
        else:
            content, change = bytearray(path.read_bytes()), chance.choice(BYTES)
            change(content, chance)
            path.write_bytes(content)
            how = change.__name__
        whole = schema(original)
        wrong = seen(path, whole)
        said = _used(path)
        if said:
            return "told", f"{how}: {said}"
        if wrong and seen(path, whole):  # it may have been put right while it was opened
            return MISSED, f"{how}: {wrong}"
        if contents(path) != contents(original):
            return WRONG, how
        return ("mended" if wrong else "sound"), how


def _used(path: Path) -> str:
    """Opens a file and reads it through; returns what was told at opening, or empty."""
    try:
        office = Office.open(path)
    except WorldError as error:
        return str(error)
    with closing(office):
        readings: tuple[Callable[..., object], ...] = (check_file, list_people, list_stock, list_steps)
        for reading in readings:
            with suppress(WorldError):
                office.query(reading)
    return ""
