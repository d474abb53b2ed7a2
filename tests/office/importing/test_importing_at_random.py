"""Lists at random: nothing falls over, nothing is taken in by halves, every row is accounted for."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pytest
from conftest_office import done
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitzvah_desk.exchange.tables_in import UnreadableError, read_sheets
from mitzvah_desk.exchange.tables_out import table_bytes
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.importing.accept import Import, dry_run
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.plan import LEAVE, NEW, REJECTED, Decision, ImportPlan, RowOutcome
from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
from mitzvah_desk.office.importing.source import open_sheet
from mitzvah_desk.office.lists.full_export import KINDS, export_partners, export_people
from mitzvah_desk.rules.fields.columns import FIELDS
from mitzvah_desk.rules.matching.partners import core_name
from mitzvah_desk.store.driver import sqlite
from tests.gate import release_bytes

TODAY = date(2026, 11, 1)
NAMES = (
    "Ann",
    "Annie",
    "Bob",
    "Cohen",
    "Levi",
    "Levy",
    "Ann & Bob Cohen",
    "The Cohen family",
    "Levy, Ann",
    "Dr X",
)
TEXTS = """
a@example.org|b@example.org|07700 900123|7700900124|NW11 8QZ|1 Elm Road|yes|no|3/4/70|2026-11-22|9|12.50|6
|Rice|Bulbs|Baker|10:00|n/a|=1+1||
""".replace("\n", "")
CELLS = st.one_of(st.sampled_from((*NAMES, *TEXTS.split("|"))), st.text(max_size=12))


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite.connect(path) as file:
        names = [n for (n,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = {
            n: file.execute(f'SELECT * FROM "{n}"').fetchall()
            for n in names
            if not n.startswith(("journal", "sqlite"))
        }
    file.close()
    return kept


@pytest.fixture
def book(office: Office, campaign: int) -> Office:
    home = done(
        office, Add("household", {"name": "Cohen", "postcode": "NW11 8QZ", "address": "1 Elm Road"})
    ).id
    done(
        office,
        Add("person", {"given": "Ann", "family": "Cohen", "email": "a@example.org", "household_id": home}),
    )
    done(office, Add("person", {"given": "Bob", "family": "Levy", "mobile": "07700 900123"}))
    done(office, Add("partner", {"name": "Rice"}))
    project = done(office, Add("project", {"campaign_id": campaign, "title": "Bulbs"})).id
    role = done(office, Add("role", {"name": "Baker"})).id
    done(office, Add("shift", {"project_id": project, "role_id": role, "open_ended": True, "maximum": 3}))
    return office


@st.composite
def tables(draw: st.DrawFn) -> tuple[ImportOf, list[str], list[list[str]]]:
    kind = draw(st.sampled_from(ImportOf))
    words = draw(
        st.lists(st.sampled_from([each.words for each in FIELDS[kind]]), min_size=2, max_size=7, unique=True)
    )
    row = st.lists(CELLS, min_size=len(words), max_size=len(words))
    return kind, words, draw(st.lists(row, min_size=1, max_size=6))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    tables(),
    st.sampled_from(["csv", "xlsx", "ods"]),
    st.dictionaries(st.integers(2, 7), st.sampled_from([NEW, LEAVE])),
)
def test_every_row_has_a_fate_and_an_import_is_whole_or_not_at_all(
    book: Office, table: tuple[ImportOf, list[str], list[list[str]]], kind: str, decided: dict[int, Decision]
) -> None:
    of, titles, rows = table
    before = dump(book.path)
    content = table_bytes(kind, titles, rows)
    source = open_sheet("list", read_sheets("list", content)[0], of)
    known = book.query(read_existing_records, 1)
    prepared = prepare_import(source, known, today=TODAY)
    plan = compose_plan(prepared, decided, dry_run(book, compose_plan(prepared, decided)))
    assert dump(book.path) == before, "a rehearsal keeps nothing"
    assert plan.count(*RowOutcome) == len(plan.rows) == len(source.rows)
    assert len(plan.rejected) == plan.count(*REJECTED) + sum(bool(row.left) for row in plan.rows)
    assert all(row.detail for row in plan.rows if row.fate in REJECTED)
    result = book.execute(Import(plan), "at random")
    if isinstance(result, Done) and result.step:
        assert dump(book.path) != before
        assert plan.count(RowOutcome.NEW, RowOutcome.UPDATE)
        book.undo()
    else:
        assert not plan.count(RowOutcome.NEW) or not isinstance(result, Done)
    assert dump(book.path) == before


PERSON = st.fixed_dictionaries(
    {
        "given": st.sampled_from(("Ann", "Annie", "Bob", "A", "Zoë")),
        "family": st.sampled_from(("Cohen", "Levy", "Kohn")),
    },
    optional={
        "email": st.sampled_from(("a@example.org", "b@example.org")),
        "mobile": st.sampled_from(("07700 900123", "07700 900124")),
        "phone": st.just("020 7946 0001"),
        "is_child": st.booleans(),
        "position": st.sampled_from(("=1+1", "-", "'tis", "+x", "Chair")),
        "household_id": st.just(1),
        "known_as": st.sampled_from(("Nan", "")),
    },
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(PERSON, min_size=1, max_size=5), st.sampled_from((*KINDS, "vcf")))
def test_importing_our_own_export_changes_nothing(
    book: Office, persons: list[dict[str, object]], kind: str
) -> None:
    steps = [done(book, Add("person", values)) for values in persons]
    before = dump(book.path)
    source = open_sheet(
        f"people.{kind}", read_sheets("people", release_bytes(book, book.query(export_people, kind)))[0]
    )
    plan = compose_plan(prepare_import(source, book.query(read_existing_records, 1), today=TODAY), {})
    assert plan.count(RowOutcome.NEW, RowOutcome.UPDATE, RowOutcome.PROBLEM) == 0, plan.rows
    done(book, Import(plan))
    assert dump(book.path) == before
    for _ in steps:
        book.undo()


PARTNER = st.fixed_dictionaries(
    {"name": st.sampled_from(("Felix", "The Felix Project", "Otto House", "=1+1", "'tis", "Rice Ltd"))},
    optional={
        "what": st.sampled_from(("food", "-", "+x")),
        "phone": st.just("020 7946 0001"),
        "email": st.just("a@example.org"),
        "website": st.sampled_from(("felix.example.org", "https://otto.example.org/us")),
        "postcode": st.just("NW11 8QZ"),
        "address": st.just("1 Elm Road\nLondon"),
    },
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(PARTNER, min_size=1, max_size=4, unique_by=lambda p: core_name(p["name"])),
    st.sampled_from(KINDS),
)
def test_importing_our_own_list_of_partners_changes_nothing(
    book: Office, partners: list[dict[str, object]], kind: str
) -> None:
    steps = [done(book, Add("partner", values)) for values in partners]
    before = dump(book.path)
    source = open_sheet(
        f"p.{kind}",
        read_sheets("p", release_bytes(book, book.query(export_partners, kind)))[0],
        ImportOf.PARTNERS,
    )
    plan = compose_plan(prepare_import(source, book.query(read_existing_records, 1), today=TODAY), {})
    assert plan.count(RowOutcome.NEW, RowOutcome.UPDATE, RowOutcome.PROBLEM) == 0, plan.rows
    done(book, Import(plan))
    assert dump(book.path) == before
    for _ in steps:
        book.undo()


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(tables())
def test_a_list_that_was_taken_in_brings_nobody_new_the_second_time(
    book: Office, table: tuple[ImportOf, list[str], list[list[str]]]
) -> None:
    of, titles, rows = table
    before = dump(book.path)
    sheet = read_sheets("list", table_bytes("csv", titles, rows))[0]

    def plan() -> ImportPlan:
        source = open_sheet("list", sheet, of)
        prepared = prepare_import(source, book.query(read_existing_records, 1), today=TODAY)
        return compose_plan(prepared, {}, dry_run(book, compose_plan(prepared, {})))

    result = book.execute(Import(plan()))
    if isinstance(result, Done) and result.step:
        again = plan()
        assert not again.count(RowOutcome.NEW), again.rows
        book.undo()
    assert dump(book.path) == before


CARDS = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Levi\r\nN:Levi;Ann;;;\r\nTEL:020 7946 0001\r\nEND:VCARD\r\n"
Damage = Callable[[bytes], bytes]
AT = st.integers(0, 20_000)


def flipped(at: int, bit: int) -> Damage:
    return lambda content: bytes(
        b ^ (1 << bit) if n == at % len(content) else b for n, b in enumerate(content)
    )


def cut(at: int) -> Damage:
    return lambda content: content[: at % (len(content) + 1)]


def without(at: int, size: int) -> Damage:
    return lambda content: content[: at % len(content)] + content[at % len(content) + size :]


def twice(at: int, size: int) -> Damage:
    return lambda content: content[: at % len(content) + size] + content[at % len(content) :]


def with_bytes(at: int, more: bytes) -> Damage:
    return lambda content: content[: at % len(content)] + more + content[at % len(content) :]


DAMAGE = st.one_of(
    st.builds(flipped, AT, st.integers(0, 7)),
    st.builds(cut, AT),
    st.builds(without, AT, st.integers(1, 60)),
    st.builds(twice, AT, st.integers(1, 60)),
    st.builds(
        with_bytes, AT, st.sampled_from([b"\0", b"\0" * 50, b'"', b"\xff\xfe", b"<", b"&#0;", b",;\t" * 20])
    ),
)


def inside(content: bytes, change: Damage) -> bytes:
    """A workbook whose parts were changed before they were packed, so that no checksum tells."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as was, ZipFile(out, "w") as file:
        for name in was.namelist():
            part = was.read(name)
            file.writestr(
                name, change(part) if part and name.endswith(("sheet1.xml", "content.xml")) else part
            )
    return out.getvalue()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    tables(),
    st.sampled_from(["csv", "xlsx", "ods", "vcf"]),
    st.lists(DAMAGE, min_size=1, max_size=3),
    st.booleans(),
)
def test_mutated_files_are_read_or_refused_and_never_half_taken(
    book: Office,
    table: tuple[ImportOf, list[str], list[list[str]]],
    kind: str,
    damage: list[Damage],
    packed: bool,
) -> None:
    of, titles, rows = table
    content = CARDS if kind == "vcf" else table_bytes(kind, titles, rows)
    for change in damage:
        if content:
            with suppress(BadZipFile):
                content = inside(content, change) if packed and kind in {"xlsx", "ods"} else change(content)
    before = dump(book.path)
    try:
        source = open_sheet("a", read_sheets("a", content)[0], of)
    except UnreadableError:
        return
    prepared = prepare_import(source, book.query(read_existing_records, 1), today=TODAY)
    plan = compose_plan(prepared, {}, dry_run(book, compose_plan(prepared, {})))
    assert plan.count(*RowOutcome) == len(plan.rows) == len(source.rows)
    result = book.execute(Import(plan))
    assert isinstance(result, Done)
    if result.step:
        book.undo()
    assert dump(book.path) == before
