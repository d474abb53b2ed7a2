"""How long a list takes to be taken in with its duplicates found, against bare rapidfuzz and sqlite3.

At 100 times a synagogue's size it is 10,000 rows against 30,000 people, which may take 10 seconds. The bare
work is what any import would do: read the rows, compare each with those of the same family name, insert them.
"""

import csv
import io
import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from itertools import product
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from mitzvah_desk.exchange.csv_out import csv_bytes
from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.importing.accept import Import, dry_run
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.find_duplicates import find_duplicates, read_comparison
from mitzvah_desk.office.importing.plan import NEW, RowOutcome
from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
from mitzvah_desk.office.importing.source import open_sheet

PEOPLE, ROWS = 300, 100
SIGN_UPS = {1: (200, 1), 10: (1000, 1), 100: (10_000, 100)}
"""How many sign up for how many shifts, by size."""
TITLES = ("First name", "Family name", "E-mail", "Mobile", "Address", "Postcode")
GIVEN = [
    a + b
    for a, b in product("Ra Mi Do Le Sha Ye Ben Tal".split(), "chel ri v na el m".split())  # noqa: SIM905
]
FAMILY = [
    a + b + c
    for a, b, c in product(
        ("Gold", "Rosen", "Fried", "Green", "Lev", "Kap", "Mar", "Sil"),
        ("", "en", "er", "a", "i"),
        ("berg", "man", "stein", "ski", "feld", "", "baum"),
    )
]


def entries(draw: random.Random, number: int) -> list[list[str]]:
    """People who are nobody."""
    made = []
    for _ in range(number):
        given, family = draw.choice(GIVEN), draw.choice(FAMILY)
        email = f"{given}.{family}{draw.randrange(10**6)}@example.org".lower()
        mobile = f"07{draw.randrange(10**9):09d}"
        postcode = f"NW{draw.randint(1, 11)} {draw.randint(1, 9)}{draw.choice('ABDEF')}{draw.choice('ABDEF')}"
        made.append([given, family, email, mobile, f"{draw.randint(1, 99)} Elm Road", postcode])
    return made


def measure(
    folder: Path,
    size: int,
    timed: Callable[[Callable[[], object], int], float],
    line: Callable[[str, float, float], None],
) -> None:
    """Times one list into one book."""
    draw = random.Random(5787)
    book = entries(draw, PEOPLE * size)
    again = [[e[0], e[1].replace("e", "a", 1), *e[2:]] for e in draw.sample(book, ROWS * size // 2)]
    content = csv_bytes(TITLES, again + entries(draw, ROWS * size - len(again)))
    office = Office.new(folder / f"import{size}.mitzvah")
    take(office, csv_bytes(TITLES, book), everybody_new=True)

    def ours() -> None:
        take(office, content)
        office.undo()

    def bare() -> None:
        file = sqlite3.connect(folder / f"bareimport{size}.db")
        by_family: dict[str, list[str]] = defaultdict(list)
        for given, family, *_ in book:
            by_family[family].append(given)
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        for row in rows:
            for given in by_family[row[1]]:
                JaroWinkler.similarity(row[0], given)
        file.execute(f"CREATE TABLE IF NOT EXISTS person ({', '.join(f'c{n}' for n in range(len(TITLES)))})")
        file.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", rows)
        file.commit()
        file.close()

    times = 3 if size < 100 else 1
    line(
        f"{ROWS * size:,} rows into {PEOPLE * size:,} people, and undone",
        timed(ours, times),
        timed(bare, times),
    )
    given = office.query(read_comparison)
    line(
        f"duplicates among {PEOPLE * size:,} people",
        timed(lambda: find_duplicates(given), times),
        timed(bare, times),
    )
    office.close()
    sign_ups(folder, SIGN_UPS[size], timed, line)


def sign_ups(
    folder: Path,
    size: tuple[int, int],
    timed: Callable[[Callable[[], object], int], float],
    line: Callable[[str, float, float], None],
) -> None:
    """Times a list of sign-ups: so many rows, for so many shifts; read, rehearsed, taken in, and undone.

    The bare work is to insert the people and who comes where.
    """
    rows, shifts = entries(random.Random(5787), size[0]), size[1]
    office = Office.new(folder / f"signups{len(rows)}.mitzvah")
    campaign = made(office, "campaign", name="Day", main_day=date(2026, 11, 22))
    role = made(office, "role", name="Gardener")
    for number in range(shifts):
        project = made(office, "project", campaign_id=campaign, title=f"Bulbs {number}")
        known = {"project_id": project, "role_id": role, "minimum": 1, "maximum": len(rows)}
        starts, ends = datetime(2026, 11, 22, 10), datetime(2026, 11, 22, 12)
        made(office, "shift", **known, starts_at=starts, ends_at=ends)
    where = [[*entry, f"Bulbs {number % shifts}", "Gardener"] for number, entry in enumerate(rows)]
    content = csv_bytes((*TITLES, "Project", "Role"), where)
    source = open_sheet("list.csv", read_sheets("list.csv", content)[0], ImportOf.SIGN_UPS)

    def ours() -> None:
        prepared = prepare_import(source, office.query(read_existing_records, campaign))
        plan = compose_plan(prepared, {})
        told = dry_run(office, plan)
        assert len(plan.deeds) == plan.count(RowOutcome.NEW) == len(rows), plan.summary
        assert isinstance(office.execute(Import(compose_plan(prepared, {}, told))), Done)
        office.undo()

    def bare() -> None:
        file = sqlite3.connect(folder / f"baresignups{len(rows)}.db")
        file.execute(f"CREATE TABLE IF NOT EXISTS person ({', '.join(f'c{n}' for n in range(len(TITLES)))})")
        file.execute("CREATE TABLE IF NOT EXISTS comes (person, project)")
        file.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", rows)
        file.executemany("INSERT INTO comes VALUES (?, ?)", [(row[0], row[-2]) for row in where])
        file.commit()
        file.close()

    times = 3 if len(rows) < 1000 else 1
    where_to = "one shift" if shifts == 1 else f"{shifts} shifts"
    line(f"{len(rows):,} sign-ups for {where_to}, and undone", timed(ours, times), timed(bare, times))
    office.close()


def made(office: Office, record: str, **values: object) -> int:
    """Adds a record; returns its id."""
    done = office.execute(Add(record, values))
    assert isinstance(done, Done), done
    return done.id


def take(office: Office, content: bytes, *, everybody_new: bool = False) -> None:
    """Reads, matches, plans and takes in."""
    source = open_sheet("list.csv", read_sheets("list.csv", content)[0], ImportOf.PEOPLE)
    prepared = prepare_import(source, office.query(read_existing_records, None))
    plan = compose_plan(
        prepared, dict.fromkeys([row.line for row in prepared.rows], NEW) if everybody_new else {}
    )
    assert plan.count(RowOutcome.NEW), plan.summary
    office.execute(Import(plan))
