"""Fields are declared once, and whole."""

from collections import Counter

import pytest

from mitzvah_desk.model import Base, ImportOf
from mitzvah_desk.model.base import Retention
from mitzvah_desk.rules.fields.columns import FIELDS as IMPORTED
from mitzvah_desk.rules.fields.columns import match_headings, normalise_heading
from mitzvah_desk.rules.fields.field import CardLine, FieldDeclaration, ListPlace
from mitzvah_desk.rules.fields.registry import DONATIONS, FIELDS, PARTNERS, PEOPLE, field_noun
from mitzvah_desk.rules.privacy.disclosure import Audience

WHOLE = ("person", "household", "group", "partner", "item")
"""The records of which every field is declared."""
STORED = [each for record in FIELDS.values() for each in record.values()]


def named(field: FieldDeclaration) -> str:
    return f"{field.record}.{field.key}"


@pytest.mark.parametrize("record", WHOLE)
def test_every_column_is_declared_and_every_declaration_has_its_column(record: str) -> None:
    columns = {column.name for column in Base.metadata.tables[record].columns}
    assert {*FIELDS[record], "id"} == columns
    assert all(each.purpose and each.label for each in FIELDS[record].values())


@pytest.mark.parametrize("field", STORED, ids=named)
def test_a_declared_field_stands_in_the_file_and_the_committee_sees_it(field: FieldDeclaration) -> None:
    assert field.key in Base.metadata.tables[field.record].columns
    assert Audience.COMMITTEE in field.audiences


@pytest.mark.parametrize("record", ["person", "household"])
def test_every_column_about_people_says_how_long_it_is_kept(record: str) -> None:
    for column in Base.metadata.tables[record].columns:
        assert column.primary_key or isinstance(column.info.get("retention"), Retention), column


def test_only_the_committee_sees_where_and_how_somebody_is_reached_or_what_is_remembered() -> None:
    person = FIELDS["person"]
    for key in ("email", "note", "born", "diet", "emergency_contact"):
        assert person[key].audiences == {Audience.COMMITTEE}, key
    assert Audience.VOLUNTEERS in person["given"].audiences
    assert Audience.VOLUNTEERS not in person["mobile"].audiences | FIELDS["household"]["address"].audiences


@pytest.mark.parametrize("fields", [PEOPLE, PARTNERS], ids=["people", "partners"])
def test_no_two_fields_have_one_column_of_lists(fields: tuple[FieldDeclaration, ...]) -> None:
    keys = Counter(each.list_key for each in fields if each.in_list)
    assert max(keys.values()) == 1
    assert max(Counter(each.list_title for each in fields if each.in_list).values()) == 1


@pytest.mark.parametrize("kind", ImportOf)
def test_every_heading_is_known_and_its_words_before_all(kind: ImportOf) -> None:
    known: dict[str, str] = {}
    for each in IMPORTED[kind]:
        assert match_headings(kind, [each.words]) == {0: each.key}
        known.setdefault(normalise_heading(each.words), each.key)
    for each in IMPORTED[kind]:
        for heading in each.headings:
            assert heading == normalise_heading(heading)
            assert match_headings(kind, [heading]) == {0: known.setdefault(heading, each.key)}


def test_a_field_is_called_in_a_sentence_as_it_is_declared_else_by_its_column() -> None:
    assert field_noun("person", "given") == "first name"
    assert field_noun("permission", "given") == "given"
    assert field_noun("partner", "visitor_limit") == "visitor limit"
    assert field_noun("shift", "role_id") == "role"
    assert field_noun("donation", "donor_group_id") == "donor"


def test_pronouns_stand_wherever_a_text_about_a_person_may_and_stay_within_the_committee() -> None:
    pronouns = FIELDS["person"]["pronouns"]
    assert pronouns.in_list == ListPlace(exported=True)
    assert pronouns.question is not None
    assert pronouns.in_import is not None
    assert not pronouns.in_import.composed
    assert pronouns.card == CardLine("PRONOUNS", written=True)
    assert pronouns.audiences == FIELDS["person"]["given"].audiences


def test_a_list_of_donations_tells_of_its_donors_only_who_they_are_and_how_to_reach_them() -> None:
    names = ["title", "given", "middle", "family", "name", "known_as"]
    reach = ["email", "email_2", "mobile", "phone", "phone_2", "address", "postcode"]
    told = [each.key for each in IMPORTED[ImportOf.DONATIONS]]
    assert told == names + reach + [each.key for each in DONATIONS if not each.record]
    assert "position" not in {each.key for each in IMPORTED[ImportOf.SIGN_UPS]}
