"""Kills the program while it adds, changes, erases, imports and undoes, and looks at what is left."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

from processes import killed_at_work

from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.model import Person
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.importing.accept import Import
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
from mitzvah_desk.office.importing.source import open_sheet
from mitzvah_desk.office.privacy.erase import ErasePerson
from tests.torture.trying import Outcome, Report

STEPS = 6
LOST, UNERASED = "lost", "not erased"


def letters(number: int) -> str:
    """A number as a name that a person may have."""
    digits: list[str] = []
    while number or not digits:
        number, digit = divmod(number, 26)
        digits.append(chr(97 + digit))
    return "Fam" + "".join(digits)


def secret(number: int) -> str:
    """What only somebody who is erased says."""
    return f"secret of {letters(number)} q{number * 7919:08}"


def expected(last: int) -> dict[str, str]:
    """Everybody's family name and note once the step of that number is kept; the first is 1."""
    held: dict[str, str] = {}
    for number in range(1, last + 1):
        work, step = divmod(number - 1, STEPS)
        name = letters(work)
        if step < 2:
            held[f"{name}a"] = f"{'second' if step else 'first'} {name}"
        elif step == 2:
            held[f"{name}b"] = secret(work)
        elif step == 3:
            del held[f"{name}b"]
        elif step == 4:
            held |= {f"{name}c": "", f"{name}d": ""}
        else:
            del held[f"{name}c"], held[f"{name}d"]
    return held


def work(path: Path, first: int, reports: Connection) -> None:
    """Does steps from ``first`` on, and reports each as soon as it is said to be kept."""
    office = Office.open(path)
    for number in range(first, first + 10_000):
        _do(office, *divmod(number - 1, STEPS))
        reports.send(number)


def _do(office: Office, work: int, step: int) -> None:
    name = letters(work)
    if step == 0:
        _done(office, Add("person", {"given": "A", "family": f"{name}a", "note": f"first {name}"}))
    elif step == 1:
        _done(office, SetField("person", _number(office, f"{name}a"), "note", f"second {name}"))
    elif step == 2:
        _done(office, Add("person", {"given": "B", "family": f"{name}b", "note": secret(work)}))
    elif step == 3:
        _done(office, ErasePerson(_number(office, f"{name}b")))
    elif step == 4:
        (sheet,) = read_sheets("a.csv", f"First name,Family name\nCyd,{name}c\nDan,{name}d\n".encode())
        prepared = prepare_import(
            open_sheet("a.csv", sheet), office.query(read_existing_records, None), today=date(2026, 11, 1)
        )
        _done(office, Import(compose_plan(prepared, {})))
    else:
        office.undo()


def _done(office: Office, action: Action) -> None:
    result = office.execute(action)
    assert isinstance(result, Done), result


def _number(office: Office, family: str) -> int:
    people = Person.__table__
    return int(office.query(lambda c: c.execute(people.select().where(people.c.family == family)).one().id))


def held(office: Office) -> dict[str, str]:
    """Everybody's family name and note."""
    return office.query(lambda c: {row.family: row.note for row in c.execute(Person.__table__.select())})


def kill(folder: Path, kills: int, seed: int = 1) -> Report:
    """Kills the program so many times, on one file after the other.

    Args:
        folder: where the files may be.
        kills: how many times.
        seed: for what is left to chance.
    """
    return Report(
        "killed while it writes",
        tuple(_killed(folder, kills, random.Random(seed))),
        frozenset({LOST, UNERASED}),
    )


def _killed(folder: Path, kills: int, chance: random.Random) -> Iterator[Outcome]:
    path, last = folder / "none.mitzvah", 0
    for number in range(kills):
        if number % 50 == 0:
            path, last = folder / f"killed-{number}.mitzvah", 0
            Office.new(path).close()
        began = perf_counter()
        last = killed_at_work(work, path, last + 1, chance)
        with closing(Office.open(path)) as office:
            found, findings = held(office), office.query(check_file)
        reached = next((n for n in (last + 1, last) if found == expected(n)), None)
        if reached is None or findings:
            yield Outcome(number, LOST, f"{path.name} after step {last}: {findings}", perf_counter() - began)
            return
        last = reached
        yield Outcome(number, *_traces(path, last), perf_counter() - began)


def _traces(path: Path, last: int) -> tuple[str, str]:
    """Looks for whoever was erased in the bytes of the file and of what lies beside it."""
    erased = range((last + STEPS - 4) // STEPS)
    for file in path.parent.glob(f"{path.name}*"):
        content = file.read_bytes()
        for work in erased:
            if secret(work).encode() in content:
                return UNERASED, f"{secret(work)} in {file.name}"
    return "sound", ""
