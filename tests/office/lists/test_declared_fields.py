"""Each declared field is in every place that its declaration names: made from the declarations themselves."""

from datetime import date
from typing import Any

import pytest
from conftest_office import done
from list_finding import EVERY_COLUMN
from lists_in import take

from mitzvah_desk.exchange.csv_out import csv_bytes
from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.model import (
    Base,
    ContactStatus,
    DbsLevel,
    ImportOf,
    KosherKind,
    PartnerLevel,
    Purpose,
    Storage,
)
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.history import list_record_history
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.lists.contacts import ContactList, export_cards
from mitzvah_desk.office.lists.full_export import export_partners, export_people
from mitzvah_desk.office.lists.reading import read_list
from mitzvah_desk.office.people.merge import Merge, compare_fields
from mitzvah_desk.rules.fields.field import FieldDeclaration, FieldKind, ListReach
from mitzvah_desk.rules.fields.registry import CARD_FIELDS, FIELDS, field_noun
from mitzvah_desk.rules.lists.definition import ListCondition, ListDefinition
from mitzvah_desk.rules.lists.vocabulary import COLUMNS, Subject, Use
from tests.gate import release_bytes

RECORD_NAMES = {
    "person": {"given": "Ann", "family": "Cohen"},
    "household": {"name": "Cohen"},
    "group": {"name": "Beavers"},
    "partner": {"name": "Rubens House"},
    "item": {"name": "Rice"},
}
VALUES: dict[FieldKind, Any] = {
    FieldKind.EMAIL: "zed@example.org",
    FieldKind.PHONE: "020 7946 0999",
    FieldKind.POSTCODE: "NW1 9ZZ",
    FieldKind.DAY: date(1971, 3, 4),
    FieldKind.TIME: "09:15",
    FieldKind.YES_NO: True,
    FieldKind.NUMBER: 7,
    FieldKind.MONEY: 700,
}
AGREED = {"purpose": Purpose.NEWSLETTER, "given": True, "given_on": date(2026, 11, 1), "how": "a form"}
CHOICES: dict[tuple[str, str], Any] = {
    ("person", "dbs_level"): DbsLevel.BASIC,
    ("person", "contact_status"): ContactStatus.MOVED_AWAY,
    ("partner", "level"): PartnerLevel.HOME,
    ("item", "kosher_kind"): KosherKind.PAREV,
    ("item", "storage"): Storage.FROZEN,
}
DECLARED = [
    each
    for record in RECORD_NAMES
    for each in FIELDS[record].values()
    if each.kind is not FieldKind.LINK and each.key != "confidential"  # it wants a code name beside it
]


def named(field: FieldDeclaration) -> str:
    return f"{field.record}.{field.key}"


def some(field: FieldDeclaration) -> Any:
    """A value that a field may hold, and that nothing else here has."""
    return CHOICES.get((field.record, field.key), VALUES.get(field.kind, f"Zed{field.key.replace('_', '')}"))


def add(office: Office, record: str, **values: Any) -> int:
    return done(office, Add(record, {**RECORD_NAMES[record], **values})).id


def add_with(office: Office, field: FieldDeclaration) -> int:
    """A record that holds a value in a field; of a household, somebody who lives there."""
    number = add(office, field.record, **{field.key: some(field)})
    return add(office, "person", household_id=number) if field.record == "household" else number


def subject(field: FieldDeclaration) -> Subject:
    return Subject.PARTNERS if field.record == "partner" else Subject.PEOPLE


@pytest.mark.parametrize("field", [each for each in DECLARED if each.in_list], ids=named)
def test_a_list_shows_it_beneath_its_heading_for_the_uses_it_may_have(
    office: Office, field: FieldDeclaration
) -> None:
    number = add_with(office, field)
    column = next(each for each in COLUMNS[subject(field)] if each.key == field.list_key)
    assert field.in_list is not None
    may = {Use.COMMITTEE}
    if field.in_list.reach is not ListReach.COMMITTEE:
        may.add(Use.NEWSLETTER)
    if field.in_list.reach is ListReach.PRINT:
        may.add(Use.PRINT)
    assert column.title == field.list_title
    assert set(column.uses) == may
    found = office.query(read_list, ListDefinition(subject(field), columns=(field.list_key,)))
    (row,) = (row for row in found.rows if row.record_id == number)
    assert found.titles == [field.list_title]
    assert row.cells[field.list_key] == ("yes" if field.kind is FieldKind.YES_NO else some(field))


@pytest.mark.parametrize("field", [each for each in DECLARED if each.question], ids=named)
def test_a_list_asks_for_it(office: Office, field: FieldDeclaration) -> None:
    has, lacks = add_with(office, field), add(office, field.record)
    assert field.question is not None
    value = str(some(field))[1:6].lower() if "{}" in field.question.yes else ""
    for holds, expected in ((True, has), (False, lacks)):
        asked = ListDefinition(subject(field), conditions=(ListCondition(field.list_key, holds, value),))
        assert [row.record_id for row in office.query(read_list, asked).rows] == [expected]


@pytest.mark.parametrize(
    "field", [each for each in DECLARED if each.in_list and each.in_list.exported], ids=named
)
def test_an_export_of_the_whole_book_writes_it(office: Office, field: FieldDeclaration) -> None:
    add_with(office, field)
    made = release_bytes(
        office, office.query(export_partners if field.record == "partner" else export_people, "csv")
    )
    titles, cells = made.decode("utf-8-sig").splitlines()[:2]
    place = titles.split(",").index(field.list_title)
    shown = "yes" if field.kind is FieldKind.YES_NO else str(some(field))
    assert cells.split(",")[place] == shown


@pytest.mark.parametrize(
    "field", [each for each in DECLARED if each.in_import and not each.in_import.composed], ids=named
)
def test_an_import_takes_it(office: Office, field: FieldDeclaration) -> None:
    people = field.record == "person"
    titles = ("First name", "Family name") if people else ("Name", "Note")
    names = ("Ann", "Cohen") if people else ("Rubens House", "Knocks twice")
    content = csv_bytes((*titles, field.import_words), [(*names, some(field))])
    take(office, "a.csv", content, ImportOf.PEOPLE if people else ImportOf.PARTNERS)
    table = Base.metadata.tables[field.record]
    kept = office.query(lambda c: c.execute(table.select()).mappings().one())
    assert kept[field.key] == some(field)


@pytest.mark.parametrize(
    "field",
    [
        each
        for each in DECLARED
        if each.record in {"person", "partner"} and each.in_import and not each.in_import.composed
    ],
    ids=named,
)
def test_an_import_changes_it_unless_it_is_only_filled(office: Office, field: FieldDeclaration) -> None:
    mail = {"email": "ann@example.org"}
    number = add(office, field.record, **{field.key: "As it was", **mail})
    people = field.record == "person"
    titles = ("First name", "Family name") if people else ("Name",)
    content = csv_bytes(
        (*titles, "E-mail", field.import_words),
        [(*RECORD_NAMES[field.record].values(), *mail.values(), some(field))],
    )
    take(office, "a.csv", content, ImportOf.PEOPLE if people else ImportOf.PARTNERS)
    table = Base.metadata.tables[field.record]
    kept = office.query(lambda c: c.execute(table.select()).mappings().one())
    assert kept["id"] == number
    assert kept[field.key] == ("As it was" if field.fills_only else some(field))


def card_of(office: Office, number: int, use: Use) -> str:
    """A person's card as a list of a use makes it that shows all it may."""
    shown = ListDefinition(use=use, columns=EVERY_COLUMN[Subject.PEOPLE])
    asked = ContactList("People", shown, only=(number,))
    return release_bytes(office, office.query(export_cards, asked)).decode()


@pytest.mark.parametrize("field", [each for each, _ in CARD_FIELDS], ids=named)
def test_a_card_that_holds_it_is_read_and_one_that_leaves_holds_it_where_declared(
    office: Office, field: FieldDeclaration
) -> None:
    number = add_with(office, field)
    assert field.card is not None
    told = some(field).isoformat() if isinstance(some(field), date) else some(field)
    line = f"{field.card.name}:{told}"
    card = card_of(office, number, Use.COMMITTEE)
    assert (line in card.splitlines()) is field.card.written
    done(office, Add("permission", {"person_id": number, **AGREED}))
    public = card_of(office, number, Use.NEWSLETTER)
    assert "FN:Ann Cohen" in public
    reach = field.in_list.reach if field.in_list else ListReach.COMMITTEE
    assert (line in public.splitlines()) is (field.card.written and reach is not ListReach.COMMITTEE)
    for kept in (line, f"X-{line}"):
        foreign = f"BEGIN:VCARD\nVERSION:4.0\nN:Levy;Bob;;;\nFN:Bob Levy\n{kept}\nEND:VCARD\n"
        titles, cells = (row for _, row in read_sheets("a.vcf", foreign.encode())[0].rows)
        assert dict(zip(titles, cells, strict=True))[field.import_words] == told
    take(office, "a.vcf", foreign.encode(), ImportOf.PEOPLE)
    query = "SELECT {} FROM person WHERE given = 'Bob'".format(field.key)  # noqa: UP032
    assert office.query(lambda c: c.exec_driver_sql(query).scalar_one()) == told


@pytest.mark.parametrize("field", DECLARED, ids=named)
def test_history_and_a_merge_name_it_and_keep_it(office: Office, field: FieldDeclaration) -> None:
    if field.key == "visiting_until":
        number = add(office, field.record, visiting_from="08:00")
    else:
        number = add(office, field.record)
    done(office, SetField(field.record, number, field.key, some(field)))
    noun = field_noun(field.record, field.key)
    step = office.query(list_record_history, field.record, number)[0]
    assert step.label.startswith(f"Changed the {noun} of ")
    assert step.detail.startswith(f"{noun}: ")
    if field.record not in {"person", "partner", "item"}:
        return
    other = add(office, field.record, **({"name": "Other"} if field.record == "item" else {}))
    (pair,) = (
        pair for pair in office.query(compare_fields, field.record, other, number) if pair.column == field.key
    )
    assert pair.label == noun
    assert pair.other == some(field)
    if field.record != "item":
        done(office, Merge(field.record, other, number, {field.key: pair.other}), "the same")
        table = RECORDS[field.record].table
        kept = office.query(lambda c: c.execute(table.select().where(table.c.id == other)).mappings().one())
        assert kept[field.key] == some(field)


@pytest.mark.parametrize("field", [each for each in DECLARED if each.record == "partner"], ids=named)
def test_a_merge_shows_what_is_protected_of_a_confidential_partner_to_nobody(
    office: Office, field: FieldDeclaration
) -> None:
    hidden = {"confidential": True, "code_name": "Rose"}
    number = add(office, "partner", visiting_from="08:00", **hidden)
    done(office, SetField("partner", number, field.key, some(field)))
    other = add(office, "partner", name="Another House")
    pairs = {pair.column: pair for pair in office.query(compare_fields, "partner", other, number)}
    assert (pairs[field.key].other_words == "(confidential)") is field.protected
    assert pairs[field.key].kept_words != "(confidential)"


@pytest.mark.parametrize(
    "field",
    [
        each
        for each in DECLARED
        if each.record in {"person", "partner", "item"} and each.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT}
    ],
    ids=named,
)
def test_a_merge_offers_both_texts_only_where_both_may_be_true(
    office: Office, field: FieldDeclaration
) -> None:
    ids = []
    for words in ("Otherwise", some(field)):
        name = {"name": words} if field.record == "item" else {}
        ids.append(add(office, field.record, **{**name, field.key: words}))
    pairs = {pair.column: pair for pair in office.query(compare_fields, field.record, *ids)}
    assert pairs[field.key].both == (f"Otherwise\n{some(field)}" if field.adds_up else "")
