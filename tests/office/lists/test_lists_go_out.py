"""Exactly the columns that a list shows go out: every column, in every form, for every use."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from conftest_office import done
from list_finding import EVERY_COLUMN, TODAY, find, texts

from mitzvah_desk.exchange.contact_shapes import SHAPES
from mitzvah_desk.exchange.csv_out import LETTERS
from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.model import AssignmentStatus, DbsLevel, PartnerRole, Purpose
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.lists.contacts import ContactList, export_cards, export_for
from mitzvah_desk.office.lists.files import KINDS, export_list
from mitzvah_desk.office.lists.full_export import export_partners
from mitzvah_desk.office.lists.reading import StoppedListError, list_audience
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.list_printout import make_list_job
from mitzvah_desk.rules.lists.definition import ConditionGroup, ListCondition, ListDefinition
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use, available_columns
from tests.gate import bare_bytes, release_bytes

TOLD = re.compile(r"\w*xq\w*|9009\d\d|\b19\d\d\b|8QZ|9ZZ|\b432\b")
"""What tells one column from another in what is written of these people and partners."""
Form = Callable[[Office, ListDefinition], Outgoing]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A person and a partner of whom everything is known, each column by words of its own."""
    office = Office.new(tmp_path_factory.mktemp("told") / "told.mitzvah")

    def add(record: str, **values: object) -> int:
        return done(office, Add(record, values)).id

    campaign = add("campaign", name="Day", main_day=date(1991, 11, 22))
    home = add("household", name="Homexq", address="Streetxq", postcode="NW11 8QZ", country="Ruritaniaxq")
    texts_of = "title given family known_as pronouns hebrew_name position honours diet access_needs"
    person = add(
        "person",
        household_id=home,
        email="mailxq@example.org",
        mobile="07700 900991",
        born=date(1971, 3, 4),
        dbs_level=DbsLevel.BASIC,
        dbs_renew_on=date(1981, 3, 4),
        recruited_on=date(1982, 3, 4),
        **{word: f"{word.replace('_', '')}xq" for word in f"{texts_of} emergency_contact note".split()},
    )
    add("person_skill", person_id=person, skill_id=add("skill", name="Skillxq"))
    add("group_member", person_id=person, group_id=add("group", name="Groupxq"))
    for purpose in (Purpose.NEWSLETTER, Purpose.PRINT):
        add("permission", person_id=person, purpose=purpose, given=True, given_on=TODAY, how="form")
    project = add("project", campaign_id=campaign, title="Tea")
    shift = add("shift", project_id=project, role_id=add("role", name="Baker"), open_ended=True)
    add("assignment", shift_id=shift, person_id=person, status=AssignmentStatus.ATTENDED)
    add("money_gift", campaign_id=campaign, donor_person_id=person, amount_pence=43210, on_day=TODAY)
    add("letter", campaign_id=campaign, person_id=person, thanked_on=date(1992, 1, 1), how="printed")
    partner = add(
        "partner",
        name="Namexq",
        what="Whatxq",
        address="Roadxq",
        postcode="N99 9ZZ",
        country="Freedoniaxq",
        phone="020 7946 0992",
        email="housexq@example.org",
        website="https://webxq.example.org",
        visiting_rules="Rulesxq",
        food_rules="Foodxq",
        note="Notesxq",
    )
    add("partner_contact", partner_id=partner, person_id=person)
    add("project_partner", project_id=project, partner_id=partner, role=PartnerRole.HOST)
    step = {"next_step": "Stepxq", "next_on": date(1993, 2, 3)}
    add("contact_log", partner_id=partner, on_day=TODAY, summary="Rang", **step)
    add("letter", campaign_id=campaign, partner_id=partner, thanked_on=date(1994, 1, 1), how="printed")
    yield office
    office.close()


def as_table(kind: str) -> Form:
    return lambda office, asked: export_list(kind, "List", find(office, asked), asked.use)


def on_paper(office: Office, asked: ListDefinition) -> Outgoing:
    found = find(office, asked)
    return make_list_job(office, "List", found.titles, found.cells, audience=list_audience(asked.use))


def as_cards(office: Office, asked: ListDefinition) -> Outgoing:
    return office.query(export_cards, ContactList("List", asked, 1))


def as_program(program: str) -> Form:
    return lambda office, asked: office.query(export_for, program, ContactList("List", asked, 1))


FORMS: dict[str, Form] = {kind: as_table(kind) for kind in KINDS}
FORMS |= {"paper": on_paper, "vcf": as_cards, **{program: as_program(program) for program in SHAPES}}


def written(office: Office, form: str, out: Outgoing) -> str:
    """What is in a file or on a paper, as text."""
    if form == "paper":
        return str(out.value)
    return texts(form if form in {*KINDS, "vcf"} else "csv", release_bytes(office, out))


def words(cells: object) -> set[str]:
    plain = str(cells).replace("datetime.date(", "").replace(" 0992", " 900992")
    return set(TOLD.findall(plain))


WAYS_OUT = [
    (subject, use, row_for, form)
    for subject in Subject
    for use in Use
    for row_for in (RowFor if subject is Subject.PEOPLE else (RowFor.PERSON,))
    for form in FORMS
]


@pytest.mark.parametrize(("subject", "use", "row_for", "form"), WAYS_OUT, ids=str)
def test_exactly_the_columns_shown_go_out(
    told: Office, subject: Subject, use: Use, row_for: RowFor, form: str
) -> None:
    shape = SHAPES.get(form)
    needed = (shape.needs,) if shape and shape.needs else ()
    whole = ListDefinition(subject, use, row_for, columns=EVERY_COLUMN[subject])
    everything = words(find(told, whole).cells)
    assert len(everything) >= (2 if use is Use.PRINT else 6)
    gone_out = refused = 0
    for column in available_columns(subject, use):
        asked = replace(whole, columns=(column.key, *needed), sort=(column.key, False))
        try:
            out = FORMS[form](told, asked)
        except WorldError:
            refused += 1
            continue
        found = find(told, replace(asked, row_for=RowFor.PERSON if form in {*SHAPES, "vcf"} else row_for))
        may, is_out = words(found.cells), words(written(told, form, out))
        assert is_out <= may | words("List")
        assert not (is_out & everything) - may, column.key
        left = any(column.title in finding.text for finding in out.findings)
        assert left or may <= is_out, column.key
        gone_out += not left
    assert shape is not None or not refused
    if form in {*KINDS, "paper"}:
        assert gone_out == len(available_columns(subject, use))
    elif not (form == "mailchimp" and use is Use.PRINT) and not (shape and subject is Subject.PARTNERS):
        assert gone_out >= 2


@pytest.mark.parametrize("form", [*SHAPES, "vcf", *KINDS, "paper"])
def test_a_list_that_asks_for_what_is_gone_leaves_in_no_form(told: Office, form: str) -> None:
    """“Do not have” what is gone would be everybody."""
    for condition in (ListCondition("skill", False, "Gone"), ListCondition("skill"), ConditionGroup()):
        asked = ListDefinition(conditions=(condition,), columns=("given", "family", "email"))
        if form == "paper":
            assert not find(told, asked).rows
            continue
        with pytest.raises(StoppedListError, match=r"no skill “Gone”|not finished|asks nothing"):
            FORMS[form](told, asked)


MAIL = "zoe@example.org"


def family(office: Office) -> None:
    home = {"name": "Cohen", "address": "1 Elm Road\nLondon", "postcode": "NW11 8QZ"}
    home_id = done(office, Add("household", home)).id
    ann: dict[str, object] = {"title": "Dr", "given": "Zoë", "family": "Cohen", "email": MAIL}
    ann |= {"household_id": home_id, "born": date(1970, 4, 3), "known_as": "Zo"}
    number = done(office, Add("person", ann)).id
    said = {
        "person_id": number,
        "purpose": Purpose.NEWSLETTER,
        "given": True,
        "given_on": TODAY,
        "how": "form",
    }
    done(office, Add("permission", said))


COLUMNS_SHOWN = ("title", "given", "family", "known_as", "email", "born", "address", "postcode", "skills")


@pytest.mark.parametrize(
    ("program", "titles", "cells", "left"),
    [
        (
            "google",
            (
                "Name Prefix,First Name,Last Name,Nickname,E-mail 1 - Value,Birthday,Address 1 - Street,"
                "Address 1 - Postal Code,Labels"
            ),
            ["Dr", "Zoë", "Cohen", "Zo", MAIL, "1970-04-03", "1 Elm Road, London", "NW11 8QZ", "Ours"],
            "Skills",
        ),
        (
            "outlook",
            "Title,First Name,Last Name,E-mail Address,Birthday,Home Street,Home Postal Code,Categories",
            ["Dr", "Zoë", "Cohen", MAIL, "03/04/1970", "1 Elm Road, London", "NW11 8QZ", "Ours"],
            "Known as, Skills",
        ),
        (
            "churchsuite",
            "Title,First name,Last name,Known as,Email,Date of birth,Address,Postcode",
            ["Dr", "Zoë", "Cohen", "Zo", MAIL, "03/04/1970", "1 Elm Road, London", "NW11 8QZ"],
            "Skills",
        ),
        (
            "mailchimp",
            "Email Address,Title,First Name,Last Name,Known as,Address,Tags",
            [MAIL, "Dr", "Zoë", "Cohen", "Zo", "1 Elm Road  London  NW11 8QZ", "Ours"],
            "Date of birth, Skills",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) and each in SHAPES else "",
)
def test_each_program_gets_the_columns_that_it_takes_in(
    office: Office, program: str, titles: str, cells: list[str], left: str
) -> None:
    family(office)
    asked = ContactList("Ours", ListDefinition(columns=COLUMNS_SHOWN))
    out = office.query(export_for, program, asked)
    content = release_bytes(office, out)
    assert not content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode()))) == [titles.split(","), cells]
    assert [each.text for each in out.findings] == [
        f"Left out of the file, which has no place for {'them' if ',' in left else 'it'}: {left}."
    ]


def test_what_a_program_cannot_take_in_is_told(office: Office) -> None:
    family(office)
    for asked, program, said in (
        (ListDefinition(Subject.PARTNERS), "churchsuite", "takes in people"),
        (ListDefinition(columns=("given",)), "mailchimp", "by the column “E-mail”"),
        (ListDefinition(columns=("skills",)), "outlook", "none of the columns"),
    ):
        with pytest.raises(WorldError, match=said):
            office.query(export_for, program, ContactList("Ours", asked))


@pytest.mark.parametrize("letters", LETTERS)
def test_a_list_is_written_in_the_letters_chosen_or_not_at_all(office: Office, letters: str) -> None:
    family(office)
    found = find(office, ListDefinition(columns=("given",)))
    if letters == "windows-1255":
        with pytest.raises(WorldError, match="“Zoë” cannot be written in Windows-1255"):
            export_list("csv", "Ours", found, letters=letters)
    else:
        content = bare_bytes(export_list("csv", "Ours", found, letters=letters))
        assert content.decode(letters) == "First name\r\nZoë\r\n"
    hebrew = {"given": "כהן", "family": "=1+1"}
    done(office, Add("person", hebrew))
    found = find(office, ListDefinition(columns=("given",)))
    if letters == "windows-1252":
        with pytest.raises(WorldError, match="“כהן” cannot be written in Windows-1252"):
            export_list("csv", "Ours", found, letters=letters)
        asked = ContactList("Ours", ListDefinition(columns=("given",)))
        with pytest.raises(WorldError, match="“כהן” cannot be written"):
            office.query(export_for, "outlook", asked, letters)


def test_a_partner_is_a_card_of_an_organisation(told: Office) -> None:
    content = release_bytes(told, told.query(export_partners, "vcf"))
    text = content.decode()
    for line in ("FN:Namexq", "ORG:Namexq", "X-ABSHOWAS:COMPANY", "URL:https://webxq.example.org"):
        assert line in text.splitlines()
    (sheet,) = read_sheets("partners.vcf", content)
    assert "housexq@example.org" in str(sheet.rows)
