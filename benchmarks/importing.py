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
from itertools import product
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from mitzvah_desk.exchange.csv_out import csv_bytes
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.duplicates import compared, find
from mitzvah_desk.office.importing.accept import Import
from mitzvah_desk.office.importing.known import read_known
from mitzvah_desk.office.importing.plan import NEW, Fate
from mitzvah_desk.office.importing.preview import compose, prepare
from mitzvah_desk.office.importing.source import open_sheet, read_sheets
from mitzvah_desk.office.office import Office

PEOPLE, ROWS = 300, 100
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
    given = office.ask(compared)
    line(f"duplicates among {PEOPLE * size:,} people", timed(lambda: find(given), times), timed(bare, times))
    office.close()


def take(office: Office, content: bytes, *, everybody_new: bool = False) -> None:
    """Reads, matches, plans and takes in."""
    source = open_sheet("list.csv", read_sheets("list.csv", content)[0], ImportOf.PEOPLE)
    prepared = prepare(source, office.ask(read_known, None))
    plan = compose(prepared, dict.fromkeys([row.line for row in prepared.rows], NEW) if everybody_new else {})
    assert plan.count(Fate.NEW), plan.summary
    office.do(Import(plan))
