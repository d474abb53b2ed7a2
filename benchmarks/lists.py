"""How long lists take to find whom they ask for, against the same question on bare sqlite3."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.lists.files import export_list
from mitzvah_desk.office.lists.reading import read_list
from mitzvah_desk.office.outgoing.gate import check_outgoing
from mitzvah_desk.rules.lists.definition import ConditionGroup, GroupMatch, ListCondition, ListDefinition
from mitzvah_desk.rules.lists.measures import Comparison, Measured
from mitzvah_desk.rules.lists.questions import ANY_CAMPAIGN
from mitzvah_desk.rules.lists.vocabulary import COLUMNS, RowFor, Subject
from mitzvah_desk.store.data_file import DataFile

PEOPLE, PROJECTS = 300, 40
BARE = (
    "SELECT p.id, p.given, p.family, h.name, p.email,"
    " coalesce(nullif(p.mobile, ''), nullif(p.phone, ''), h.phone, '')"
    " FROM person p LEFT JOIN household h ON h.id = p.household_id"
    " WHERE p.id IN (SELECT a.person_id FROM assignment a WHERE a.status = 'attended' AND a.person_id > 0)"
    " AND p.id IN (SELECT person_id FROM permission WHERE purpose = 'newsletter' AND given = 1)"
    " AND p.email = '' ORDER BY lower(p.family), lower(p.given)"
)
ASKED = ListDefinition(
    conditions=(
        ListCondition("attended", value=ANY_CAMPAIGN),
        ListCondition("agreed", value="newsletter"),
        ListCondition("email", holds=False),
    )
)

GROUPED = ListDefinition(
    conditions=(
        ConditionGroup(
            GroupMatch.ANY,
            (
                ListCondition("shifts", True, ANY_CAMPAIGN, Measured(Comparison.AT_LEAST, ("1",))),
                ListCondition("pounds", True, ANY_CAMPAIGN, Measured(Comparison.AT_LEAST, ("1000",))),
            ),
        ),
        ConditionGroup(
            GroupMatch.NONE,
            (
                ListCondition("last", True, "", Measured(Comparison.NOT_WITHIN, ("120",))),
                ListCondition("age", True, "", Measured(Comparison.AT_MOST, ("17",))),
            ),
        ),
    )
)


def fill(path: Path, size: int) -> None:
    """Makes a book of 300 people in households, 40 projects, an assignment each; times ``size``."""
    book, people = DataFile.new(path), PEOPLE * size
    with book.unit_of_work("Filled") as work:
        run = work.connection.exec_driver_sql
        run("INSERT INTO campaign (name, main_day, theme, note) VALUES ('Day', '2026-11-22', '', '')")
        run("INSERT INTO role (name, dbs_level) VALUES ('Baker', 'none')")
        run(
            "INSERT INTO household (name, salutation, address, postcode, phone, note)"
            " VALUES (?, '', '1 Elm Road', 'NW11 8QZ', '020 7946 0001', '')",
            [(f"Home {n}",) for n in range(people // 3)],
        )
        run(
            "INSERT INTO person (household_id, title, given, family, known_as, hebrew_name, is_child, email,"
            " phone, mobile, position, diet, access_needs, dbs_level, emergency_contact, note)"
            " VALUES (?, '', ?, ?, '', '', 0, ?, '', '', '', '', '', 'none', '', '')",
            [
                (n // 3 + 1, f"Given{n}", f"Family{n % 997}", f"p{n}@example.org" if n % 2 else "")
                for n in range(people)
            ],
        )
        run(
            "INSERT INTO project (campaign_id, title, status, summary, note, target_unit, outcome)"
            " VALUES (1, ?, 'done', '', '', '', '')",
            [(f"Project {n}",) for n in range(PROJECTS * size)],
        )
        run(
            "INSERT INTO shift (project_id, role_id, starts_at, ends_at, open_ended, minimum, maximum, note)"
            " VALUES (?, 1, '2026-11-22T10:00:00', '2026-11-22T12:00:00', 0, 1, 9, '')",
            [(n + 1,) for n in range(PROJECTS * size)],
        )
        run(
            "INSERT INTO assignment"
            " (shift_id, person_id, adults, children, status, reserve, override_reason, note)"
            " VALUES (?, ?, 0, 0, ?, 0, '', '')",
            [(n % (PROJECTS * size) + 1, n + 1, "attended" if n % 4 else "absent") for n in range(people)],
        )
        run(
            "INSERT INTO permission (person_id, purpose, given, given_on, how)"
            " VALUES (?, 'newsletter', ?, '2026-01-01', 'form')",
            [(n + 1, n % 3 > 0) for n in range(people)],
        )
    book.close()


def measure(folder: Path, size: int, timed: Callable[..., float], line: Callable[..., None]) -> None:
    """Prints its lines of the table."""
    path = folder / f"lists{size}.mitzvah"
    fill(path, size)
    with closing(sqlite3.connect(path)) as bare:
        base = timed(lambda: bare.execute(BARE).fetchall(), 3)
        every = timed(lambda: bare.execute("SELECT * FROM person").fetchall(), 3)
    whole = ListDefinition(columns=tuple(column.key for column in COLUMNS[Subject.PEOPLE]))
    homes = ListDefinition(row_for=RowFor.HOUSEHOLD)
    with closing(Office.open(path)) as office:
        many = f"{PEOPLE * size:,} people"
        line(f"a list of three questions, {many}", timed(lambda: office.query(read_list, ASKED), 3), base)
        line(f"two groups that compare, {many}", timed(lambda: office.query(read_list, GROUPED), 3), every)
        line(f"everybody, {many}", timed(lambda: office.query(read_list, ListDefinition()), 3), every)
        line(f"every household, {many}", timed(lambda: office.query(read_list, homes), 3), every)
        line(f"every column of everybody, {many}", timed(lambda: office.query(read_list, whole), 1), every)
        found = office.query(read_list, ListDefinition())
        line(
            f"everybody as xlsx, {many}",
            timed(lambda: check_outgoing(office, export_list("xlsx", "People", found)).release(), 1),
            every,
        )
