"""Nothing leaks, by construction: every typed field of the model x every way out x every audience.

First every field holds a word of its own: what is written tells no word that the gate has not read. Then a
secret is planted field by field, and every way out that the field reaches refuses it or tells nothing of it.
"""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import fields
from email import message_from_bytes
from email.policy import default
from urllib.parse import unquote

import docx
import pytest
from rich_year import REFUGE, SECRETS, fill_rich_year
from sqlalchemy import select
from ways_out import WAYS, WayOut

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import Base, Person
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting, FileSettings
from mitzvah_desk.office.outgoing.gate import CHILD, CONSENT, SECRET, CheckedOutgoing
from mitzvah_desk.office.outgoing.outgoing import RefusedOutgoingError
from mitzvah_desk.office.outgoing.typed_places import typed_columns
from mitzvah_desk.office.outgoing.walk import walk_texts
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.privacy.disclosure import Audience

FIELDS = [
    (record, column.name)
    for record, columns in typed_columns().items()
    for column in columns
    # Settings are of many kinds, and those that are texts are planted by their names; nothing is typed into a
    # calendar's notice, and a step that changes one cannot be undone.
    if record not in {"setting", "calendar_notice"}
]
SETTINGS = [each.name for each in fields(FileSettings) if isinstance(each.default, str)]
OWN_NAMES = {("person", "given"), ("person", "family"), ("person", "known_as")}
"""Who is given another name there is no longer who is looked for."""
UNTYPED = {"settled_finding", "import_profile", "newsletter_template"}
"""What the program writes there itself, or what is planted in another test's way."""
PLANTED = (
    "Ask at Rosalind Haven, 9 Quillet Lane",
    "N99 9ZZ",
    "020 7946 0666",
    "door@rosalind-haven.example.org",
)
"""As sentences go, and as a field that takes nothing else would hold it."""
UNDRAWABLE = "with \u9f98"
"""A sign of which no shipped typeface knows."""
SCRIPTS = (
    "王 伟",
    "فاطمة الزهراء",
    "Ирина Иванова",
    "प्रिया शर्मा",
    "Thị Nguyễn",
    "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "አበበ ቢቂላ",
    "Joy 🎉",
)
PAPERS = tuple(
    way for way in WAYS if " for " in str(way) and not str(way).startswith(("list", "cards", "people"))
)
PUBLIC_ALREADY = {("partner", "name"), ("partner", "address")}
"""What everybody may read of an open partner; a person's name within it is not that person."""
CHILDS_NAME, UNASKED = "With Maya Levy", "With Una Mayor"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with closing(Office.new(tmp_path_factory.mktemp("gate") / "year.mitzvah")) as office:
        fill_rich_year(office)
        yield office


def own_rows(office: Office, record: str) -> set[int]:
    """The records whose secret it is: the refuge and who works there."""
    wanted = {"partner": ("name", REFUGE["name"]), "person": ("family", "Quince")}.get(record)
    if wanted is None:
        return set()
    table = Base.metadata.tables[record]
    query = select(table.c.id).where(table.c[wanted[0]] == wanted[1])
    return set(office.query(lambda c: c.execute(query).scalars().all()))


def rows_of(office: Office, record: str) -> list[int]:
    table = Base.metadata.tables[record]
    found = office.query(lambda c: c.execute(select(table.c.id).order_by(table.c.id)).scalars().all())
    return [number for number in found if number not in own_rows(office, record)]


def plant(office: Office, record: str, column: str, *words: str) -> tuple[int, int]:
    """Types the first of some words that the field takes into a table; how many steps, and where."""
    steps, first = 0, 0
    for number in rows_of(office, record):
        for word in words:
            try:
                result = office.execute(SetField(record, number, column, word), "planted")
            except Exception:  # noqa: BLE001  # a field of another kind of text
                continue
            if isinstance(result, Done):
                steps += 1 if result.step else 0
                first = first or number
                break
    return steps, first


def readable(content: bytes) -> str:
    """What can be read in a file of any kind, in small letters."""
    if content.startswith(b"%PDF"):
        text = "\n".join(extract_page_text(content, page) for page in range(page_count(content)))
        return (text + content.decode("latin-1")).lower()
    if content.startswith(b"PK"):
        document = docx.Document(io.BytesIO(content))
        return "\n".join(paragraph.text for paragraph in document.paragraphs).lower()
    if b"X-Unsent" in content:
        message = message_from_bytes(content, policy=default)
        body = message.get_body(("plain",))
        return f"{message} {body.get_content() if body else ''}".lower()
    return unquote(content.decode("utf-8-sig")).replace("\r\n ", "").lower()


def texts_of(checked: CheckedOutgoing) -> str:
    told = [each.text for each in walk_texts(checked.outgoing.value)]
    return "\n".join([*told, checked.name, checked.title]).lower()


def gather(office: Office, ways: Iterable[WayOut]) -> Iterator[tuple[WayOut, CheckedOutgoing]]:
    """What goes out by some ways, while nothing changes: what several ask is read once."""
    with office.remember_answers():
        for way in ways:
            for checked in way.gather(office):
                yield way, checked


def test_every_field_that_is_typed_has_a_record_to_be_planted_in(office: Office) -> None:
    empty = {record for record, _ in FIELDS if not rows_of(office, record)}
    assert empty <= UNTYPED | {"letter", "delivery_line"}, empty


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, dict[str, tuple[str, str]]]]:
    """The year with a word of its own in every field that takes one, by word."""
    marks: dict[str, tuple[str, str]] = {}
    with closing(Office.new(tmp_path_factory.mktemp("marks") / "year.mitzvah")) as office:
        fill_rich_year(office)
        for number, (record, column) in enumerate(FIELDS):
            if record in UNTYPED or (record, column) == ("saved_list", "definition"):
                continue
            mark = f"zq{number:03d}x"
            if plant(office, record, column, mark, f"{mark}@example.org")[0]:
                marks[mark] = (record, column)
        for number, key in enumerate(SETTINGS, start=len(FIELDS)):
            mark = f"zq{number:03d}x"
            if isinstance(office.execute(ChangeSetting(key, mark)), Done):
                marks[mark] = ("setting", key)
        yield office, marks


@pytest.fixture(scope="module")
def reached(marked: tuple[Office, dict[str, tuple[str, str]]]) -> dict[tuple[str, str], set[WayOut]]:
    """By field the ways out that it reaches."""
    office, marks = marked
    found: dict[tuple[str, str], set[WayOut]] = {
        field: set() for field in (*FIELDS, *(("setting", key) for key in SETTINGS))
    }
    for way, checked in gather(office, WAYS):
        for mark in re.findall(r"zq\d{3}x", texts_of(checked)):
            found[marks[mark]].add(way)
    return found


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_what_is_written_tells_nothing_that_the_gate_has_not_read(
    marked: tuple[Office, dict[str, tuple[str, str]]], way: WayOut
) -> None:
    office, _ = marked
    for checked in way.gather(office):
        written = set(re.findall(r"zq\d{3}x", readable(checked.release().content)))
        assert written <= set(re.findall(r"zq\d{3}x", texts_of(checked)))


@pytest.mark.parametrize(("record", "column"), FIELDS, ids=lambda value: value)
def test_a_secret_typed_anywhere_reaches_nobody(
    office: Office, reached: dict[tuple[str, str], set[WayOut]], record: str, column: str
) -> None:
    steps, _ = plant(office, record, column, *PLANTED)
    refused = 0
    try:
        for way, checked in gather(office, reached[record, column]):
            if checked.refusals:
                refused += 1
                assert {each.finding.rule for each in checked.refusals} == {SECRET}
                places = {(each.place.record, each.place.column) for each in checked.refusals if each.place}
                assert places <= {(record, column)}, "the field is named"
                with pytest.raises(RefusedOutgoingError):
                    checked.release()
            elif way.audience is not Audience.DRIVER:
                told = texts_of(checked)
                assert not [secret for secret in SECRETS if secret in told], way
        if steps and reached[record, column]:
            assert refused or {way.audience for way in reached[record, column]} == {Audience.DRIVER}
    finally:
        for _ in range(steps):
            office.undo()


def names_the_child_to_strangers(office: Office, checked: CheckedOutgoing) -> bool:
    """Whether it has the child's name where it is not her own family's paper."""
    query = select(Person.id).where(Person.given == "Maya", Person.family == "Levy")
    maya = office.query(lambda c: c.execute(query).scalar_one())
    outgoing = checked.outgoing
    told = walk_texts((outgoing.value, outgoing.name, outgoing.title), outgoing.granted)
    return any(CHILDS_NAME.lower() in each.text.lower() and maya not in each.granted.persons for each in told)


@pytest.mark.parametrize(
    ("record", "column"), [each for each in FIELDS if each not in OWN_NAMES], ids=lambda value: value
)
def test_a_childs_full_name_typed_anywhere_is_for_the_committee_alone(
    office: Office, reached: dict[tuple[str, str], set[WayOut]], record: str, column: str
) -> None:
    steps, _ = plant(office, record, column, CHILDS_NAME)
    try:
        ways = [way for way in reached[record, column] if way.audience is not Audience.COMMITTEE]
        for _, checked in gather(office, ways):
            if names_the_child_to_strangers(office, checked):
                assert {each.finding.rule for each in checked.refusals} == {CHILD}
    finally:
        for _ in range(steps):
            office.undo()


@pytest.mark.parametrize(
    ("record", "column"),
    [each for each in FIELDS if each not in {*OWN_NAMES, *PUBLIC_ALREADY}],
    ids=lambda value: value,
)
def test_somebody_who_was_never_asked_is_told_of_where_everybody_may_read_it(
    office: Office, reached: dict[tuple[str, str], set[WayOut]], record: str, column: str
) -> None:
    steps, _ = plant(office, record, column, UNASKED)
    try:
        ways = [way for way in reached[record, column] if way.audience is Audience.PUBLIC]
        for way, checked in gather(office, ways):
            if UNASKED.lower() not in texts_of(checked):
                continue
            told = [finding for finding in checked.findings if finding.rule == CONSENT]
            assert told, way
            assert all(finding.severity is Severity.SOFT for finding in told)
    finally:
        for _ in range(steps):
            office.undo()


@pytest.mark.parametrize(("record", "column"), FIELDS, ids=lambda value: value)
def test_what_no_typeface_can_draw_is_told_wherever_it_was_typed(
    office: Office, reached: dict[tuple[str, str], set[WayOut]], record: str, column: str
) -> None:
    steps, _ = plant(office, record, column, UNDRAWABLE)
    try:
        for way, checked in gather(office, reached[record, column].intersection(PAPERS)):
            if UNDRAWABLE in texts_of(checked):
                told = [each for each in checked.findings if each.rule == "outgoing.no_glyph"]
                assert any(UNDRAWABLE[-1] in each.text for each in told), way
    finally:
        for _ in range(steps):
            office.undo()


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_name_in_any_script_is_on_every_paper_that_names_her(office: Office, name: str) -> None:
    given, family = name.split(" ", 1)
    for column, value in (("given", given), ("family", family)):
        assert isinstance(office.execute(SetField("person", 2, column, value)), Done)
    try:
        papers = [each for _, each in gather(office, PAPERS) if name.lower() in texts_of(each)]
        assert len(papers) > 8
        for checked in papers:
            told = [each.text for each in checked.findings if each.rule == "outgoing.no_glyph"]
            assert not [text for text in told if UNDRAWABLE[-1] not in text]
            if UNDRAWABLE[-1] not in texts_of(checked):  # the history tells for ever of what was planted
                assert "\ufffd" not in readable(checked.release().content)
    finally:
        for _ in range(2):
            office.undo()


@pytest.mark.parametrize("key", SETTINGS)
def test_a_secret_typed_in_settings_reaches_nobody(
    office: Office, reached: dict[tuple[str, str], set[WayOut]], key: str
) -> None:
    result = office.execute(ChangeSetting(key, "Rosalind Haven"))
    if not isinstance(result, Done):
        return  # it takes no such text
    try:
        for _, checked in gather(office, reached["setting", key]):
            if not checked.refusals:
                assert "rosalind" not in texts_of(checked)
    finally:
        office.undo()


def test_it_is_clean_before_anything_is_planted(office: Office) -> None:
    against = Counter(
        (str(way), each.finding.text) for way, checked in gather(office, WAYS) for each in checked.obstacles
    )
    assert not against


def test_the_drivers_sheet_alone_has_the_door(office: Office) -> None:
    told = {str(way): "".join(texts_of(c) for c in way.gather(office)) for way in WAYS}
    with_door = {name for name, text in told.items() if "quillet" in text}
    assert with_door == {"delivery-sheet for driver"}
