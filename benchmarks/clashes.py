"""How long the rota's checks take, against the bare sweep for overlaps that any of them would need."""

import random
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.office.rota.asking.candidates import list_candidates
from mitzvah_desk.office.rota.asking.stand_ins import list_stand_ins
from mitzvah_desk.office.rota.assignments import find_campaign_clashes
from mitzvah_desk.office.rota.checks import check_assignment_changes
from mitzvah_desk.office.rota.queries import list_board_rows
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import AssignmentFacts, RotaFacts
from mitzvah_desk.store.data_file import DataFile

PEOPLE, SHIFTS, EACH, DAYS = 400, 200, 4, 5
DAY = datetime(2026, 11, 22)


def fill(path: Path, size: int) -> None:
    """Makes a file with 400 people on 200 shifts, times ``size``; the larger, the more days it takes."""
    draw = random.Random(7)
    book = DataFile.new(path)
    with book.unit_of_work("Filled") as work:
        run = work.connection.exec_driver_sql
        run("INSERT INTO campaign (name, main_day, theme, note) VALUES ('Day', '2026-11-22', '', '')")
        run("INSERT INTO skill (name) VALUES ('Drive')")
        run("INSERT INTO role (name, skill_id, minimum_age, dbs_level) VALUES ('Driver', 1, 16, 'none')")
        run(
            "INSERT INTO partner (name, level, what, confidential, code_name, address, postcode, country,"
            " phone, email, website, visitor_limit, visiting_from, visiting_until, visiting_rules,"
            " food_rules, note)"
            " VALUES (?, 'home', '', 0, '', '', '', '', '', '', '', 20, '10:00', '17:00', '', '', '')",
            [(f"Home {n}",) for n in range(10 * size)],
        )
        run(
            "INSERT INTO place (name, address, postcode, access, permission_note, partner_id)"
            " VALUES (?, '', ?, '', '', ?)",
            [(f"Home {n}", f"NW{n % 11 + 1} {n % 9}AA", n + 1) for n in range(10 * size)],
        )
        run(
            "INSERT INTO person (given, family, email, title, known_as, hebrew_name, is_child, born, phone,"
            " mobile, position, diet, access_needs, dbs_level, emergency_contact, note)"
            " VALUES (?, 'Levy', '', '', '', '', ?, ?, '', '', '', '', '', 'none', '', '')",
            [(f"P{n}", int(n % 5 == 0), "2015-01-01" if n % 5 == 0 else None) for n in range(PEOPLE * size)],
        )
        run(
            "INSERT INTO person_skill (person_id, skill_id, level) VALUES (?, 1, 'can')",
            [(n + 1,) for n in range(0, PEOPLE * size, 2)],
        )
        run(
            "INSERT INTO project (campaign_id, title, status, place_id, summary, note, target_unit, outcome)"
            " VALUES (1, ?, 'planned', ?, '', '', '', '')",
            [(f"Project {n}", n % (10 * size) + 1) for n in range(20 * size)],
        )
        shifts = []
        for n in range(SHIFTS * size):
            start = DAY + timedelta(days=n % (DAYS * size), minutes=15 * draw.randrange(36, 64))
            shifts.append((n % (20 * size) + 1, start.isoformat(), (start + timedelta(hours=1)).isoformat()))
        run(
            "INSERT INTO shift (project_id, role_id, starts_at, ends_at, open_ended, minimum, maximum, note)"
            " VALUES (?, 1, ?, ?, 0, 2, 10, '')",
            shifts,
        )
        run(
            "INSERT INTO assignment (shift_id, person_id, adults, children, status, reserve, override_reason,"
            " note) VALUES (?, ?, 0, 0, 'confirmed', 0, '', '')",
            [
                (shift, person + 1)
                for person in range(PEOPLE * size)
                for shift in draw.sample(range(1, SHIFTS * size + 1), EACH)
            ],
        )
    book.close()


def measure(
    folder: Path,
    size: int,
    timed: Callable[[Callable[[], object], int], float],
    line: Callable[[str, float, float], None],
) -> None:
    """Prints the checks' lines of the table."""
    path = folder / f"clashes{size}.mitzvah"
    fill(path, size)
    office = Office.open(path)
    facts = office.query(rota_facts.load_campaign_facts, 1)
    number = f"{PEOPLE * size:,} people x {SHIFTS * size:,} shifts"
    sweep = timed(lambda: bare(facts), 5)
    line(f"all rules, {number}, facts in hand", timed(lambda: checks.check_rota(facts), 5), sweep)
    line(
        f"all rules, {number}, from the file", timed(lambda: office.query(find_campaign_clashes, 1), 5), sweep
    )
    free = next(n for n in facts.people if all(a.shift_id != 1 for a in facts.of.get(("person", n), ())))
    new = AssignmentFacts(0, 1, ("person", free))
    line(
        "after one assignment, from the file",
        timed(lambda: office.query(check_assignment_changes, {}, [new]), 9),
        sweep,
    )
    line(
        "who could serve, the candidates of a shift",
        timed(lambda: office.query(list_candidates, 1), 5),
        sweep,
    )
    line(
        "who could stand in for somebody",
        timed(lambda: office.query(list_stand_ins, 1), 5),
        sweep,
    )
    line("the board of a day", timed(lambda: office.query(list_board_rows, 1, date(2026, 11, 22)), 5), sweep)
    office.close()


def bare(facts: RotaFacts) -> int:
    """Nothing but the overlaps: each person's shifts sorted and compared with the next."""
    own: dict[object, list[tuple[datetime, datetime]]] = defaultdict(list)
    for a in facts.assignments:
        shift = facts.shifts[a.shift_id]
        if shift.starts_at is not None and shift.ends_at is not None:
            own[a.who].append((shift.starts_at, shift.ends_at))
    found = 0
    for times in own.values():
        times.sort()
        found += sum(second[0] < first[1] for first, second in pairwise(times))
    return found
