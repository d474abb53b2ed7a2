"""Lists: what households and permissions make of them, and nobody who did not agree in any file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from conftest_office import done
from hypothesis import given, settings
from hypothesis import strategies as st
from list_finding import EVERY_COLUMN, TODAY, find, ids, texts

from mitzvah_desk.exchange.contact_shapes import SHAPES
from mitzvah_desk.model import AssignmentStatus, Purpose
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.lists.contacts import ContactList, export_cards, export_for
from mitzvah_desk.office.lists.files import KINDS, export_list
from mitzvah_desk.office.lists.full_export import export_people
from mitzvah_desk.office.lists.names import list_condition_names
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.lists.definition import ConditionGroup, ListCondition, ListDefinition
from mitzvah_desk.rules.lists.presets import READY
from mitzvah_desk.rules.lists.questions import QuestionNeeds
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use
from tests.gate import release_bytes


def family(office: Office) -> tuple[int, int, int]:
    """Ann and Bob Cohen, and their child Maya."""
    home = done(
        office, Add("household", {"name": "Cohen", "address": "1 Elm Road", "postcode": "NW11 8QZ"})
    ).id
    members = (
        {"given": "Ann", "email": "home@example.org", "phone": "020 7946 0001"},
        {"given": "Bob", "email": "home@example.org", "mobile": "07700 900001", "diet": "Vegan"},
        {"given": "Maya", "is_child": True, "born": date(2017, 1, 2)},
    )
    made = [done(office, Add("person", {"family": "Cohen", "household_id": home, **m})).id for m in members]
    return made[0], made[1], made[2]


def allow(office: Office, person: int, purpose: Purpose, *, given: bool = True) -> None:
    values = {"person_id": person, "purpose": purpose, "given": given, "given_on": TODAY, "how": "form"}
    done(office, Add("permission", values))


def every_column(use: Use) -> ListDefinition:
    return ListDefinition(use=use, columns=EVERY_COLUMN[Subject.PEOPLE])


def cards_of(office: Office, use: Use, *persons: int) -> str:
    """The cards of some people as a list of a use makes them that shows all it may."""
    asked = ContactList("People", every_column(use), only=persons)
    return texts("vcf", release_bytes(office, office.query(export_cards, asked)))


def test_a_household_is_addressed_by_those_who_agreed(office: Office) -> None:
    ann, bob, maya = family(office)
    everybody = find(
        office, ListDefinition(row_for=RowFor.HOUSEHOLD, columns=("addressed", "greeting", "email"))
    )
    assert everybody.cells == [["Ann and Bob Cohen", "Dear Ann and Bob", "home@example.org"]]
    allow(office, bob, Purpose.NEWSLETTER)
    allow(office, maya, Purpose.NEWSLETTER)
    newsletter = ListDefinition(
        use=Use.NEWSLETTER, row_for=RowFor.HOUSEHOLD, columns=("addressed", "greeting")
    )
    found = find(office, newsletter)
    assert found.cells == [["Bob Cohen", "Dear Bob"]]
    assert found.rows[0].persons == (bob,)
    assert found.findings[0].text == (
        "2 more people match, but did not agree to the newsletter, or are under 18."
    )
    assert ann not in found.rows[0].persons


def test_in_print_a_child_goes_by_the_first_name(office: Office) -> None:
    ann, _, maya = family(office)
    allow(office, ann, Purpose.PRINT)
    allow(office, maya, Purpose.PRINT)
    found = find(office, ListDefinition(use=Use.PRINT))
    assert found.titles == ["First name", "Family name"]
    assert sorted(map(str, found.cells)) == ["['Ann', 'Cohen']", "['Maya', '']"]
    cards = cards_of(office, Use.PRINT, ann, maya)
    assert "Cohen" in cards
    assert "Maya" in cards
    assert "Maya Cohen" not in cards
    assert "Cohen;Maya" not in cards
    assert "example.org" not in cards


def test_in_print_a_child_stands_on_a_line_of_their_own(office: Office) -> None:
    ann, bob, maya = family(office)
    for person in (ann, bob, maya):
        allow(office, person, Purpose.PRINT)
    done(office, SetField("person", maya, "is_child", False))  # the date of birth says it still
    found = find(office, ListDefinition(use=Use.PRINT, row_for=RowFor.HOUSEHOLD))
    assert found.cells == [["Ann and Bob", "Cohen"], ["Maya", ""]]
    assert "Cohen" not in cards_of(office, Use.PRINT, maya)


def test_letters_begin_as_the_household_wishes_where_all_of_it_are_greeted(office: Office) -> None:
    ann, _, _ = family(office)
    home = find(office, ListDefinition(row_for=RowFor.HOUSEHOLD)).rows[0].record_id
    done(office, SetField("household", home, "salutation", "Dear Annie and Bobby"))
    allow(office, ann, Purpose.NEWSLETTER)
    greeting = ListDefinition(row_for=RowFor.HOUSEHOLD, columns=("greeting",))
    assert find(office, greeting).cells == [["Dear Annie and Bobby"]]
    one = greeting.asking(ConditionGroup(conditions=(ListCondition("name", value="Ann"),)))
    assert find(office, one).cells == [["Dear Ann"]]
    assert find(office, replace(greeting, use=Use.NEWSLETTER)).cells == [["Dear Ann"]]


def test_what_was_given_stands_with_who_gave_it(office: Office) -> None:
    ann, _, _ = family(office)
    home = find(office, ListDefinition(row_for=RowFor.HOUSEHOLD)).rows[0].record_id
    campaign = done(office, Add("campaign", {"name": "Day", "main_day": date(2026, 11, 22)})).id
    for donor, pence in (("donor_person_id", 1000), ("donor_household_id", 500)):
        who = ann if donor == "donor_person_id" else home
        values = {"campaign_id": campaign, donor: who, "amount_pence": pence, "on_day": TODAY}
        done(office, Add("money_gift", values))
    adults = (ListCondition("child", holds=False),)
    shown = ListDefinition(conditions=adults, columns=("given", "pounds"))
    assert find(office, shown).cells == [["Ann", 15.0], ["Bob", 5.0]]
    only_bob = (ListCondition("name", value="Bob"),)
    wide = ListDefinition(row_for=RowFor.HOUSEHOLD, conditions=only_bob, columns=("given", "pounds"))
    assert find(office, wide).cells == [["Bob", 15.0]]


def on_the_rota(office: Office, **statuses: AssignmentStatus) -> dict[str, int]:
    """People by their first names, each with one shift in “Tea” of the year that their name begins with."""
    role = done(office, Add("role", {"name": "Baker"})).id
    shifts = {}
    for year, day in ((2025, 23), (2026, 22)):
        campaign = done(office, Add("campaign", {"name": f"Day {year}", "main_day": date(year, 11, day)})).id
        tea = done(office, Add("project", {"campaign_id": campaign, "title": "Tea"})).id
        times = {"starts_at": datetime(year, 11, day, 10), "ends_at": datetime(year, 11, day, 12)}
        shifts[year] = done(
            office, Add("shift", {"project_id": tea, "role_id": role, "maximum": 9, **times})
        ).id
    people = {}
    for name, status in statuses.items():
        people[name] = done(office, Add("person", {"given": name, "family": "Gold"})).id
        year = 2025 if name.startswith("last") else 2026
        done(office, Assign(shifts[year], person_ids=(people[name],), status=status))
    return people


def test_who_said_yes_had_said_it_whatever_came_of_it(office: Office) -> None:
    kinds = {status.name.lower(): status for status in AssignmentStatus}
    people = on_the_rota(office, **kinds)
    year = "Day 2026"
    yes = {people["confirmed"], people["attended"], people["absent"]}
    assert ids(office, ListCondition("confirmed", value=year)) == yes
    assert ids(office, ListCondition("confirmed", False, year)) == {people["invited"], people["declined"]}
    assert ids(office, ListCondition("absent", value=year)) == {people["absent"]}
    ready = dict(READY)
    helpers = find(office, ready["Helpers of this campaign"], campaign=2)
    assert {row.record_id for row in helpers.rows} == {people["confirmed"], people["attended"]}
    assert not find(office, ready["Helped before, not yet this time"], campaign=2).rows


def test_a_project_that_came_again_is_asked_about_by_its_campaign_too(office: Office) -> None:
    yes = AssignmentStatus.CONFIRMED
    people = on_the_rota(office, last=yes, this=yes)
    assert office.query(list_condition_names, QuestionNeeds.PROJECT) == [
        "Tea",
        "Tea (Day 2026)",
        "Tea (Day 2025)",
    ]
    assert ids(office, ListCondition("project", value="Tea")) == set(people.values())
    assert ids(office, ListCondition("project", value="Tea (Day 2026)")) == {people["this"]}
    asked_for = ListDefinition(conditions=(ListCondition("project", value="Tea (Day 2025)"),))
    assert not find(office, asked_for).findings


def test_who_shares_an_address_is_one_subscriber(office: Office) -> None:
    ann, bob, _ = family(office)
    for person in (ann, bob):
        allow(office, person, Purpose.NEWSLETTER)
    asked = ContactList("Mitzvah Day, 2026", ListDefinition(columns=("given", "family", "email")))
    text = release_bytes(office, office.query(export_for, "mailchimp", asked)).decode("utf-8")
    assert list(csv.reader(io.StringIO(text))) == [
        ["Email Address", "First Name", "Last Name", "Tags"],
        ["home@example.org", "Ann", "Cohen", "Mitzvah Day 2026"],
    ]


STATES = st.sampled_from([None, False, True])
PEOPLE = st.lists(
    st.tuples(STATES, STATES, STATES, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=6
)


def exports(office: Office, use: Use) -> Iterator[str]:
    """Everything that can be written of everybody for one use."""
    for row_for in RowFor:
        definition = ListDefinition(use=use, row_for=row_for, columns=EVERY_COLUMN[Subject.PEOPLE])
        found = find(office, definition)
        for kind in KINDS:
            yield texts(kind, release_bytes(office, export_list(kind, "Everybody", found, use)))
    everybody = tuple(row.record_id for row in find(office, ListDefinition()).rows)
    yield cards_of(office, use, *everybody)
    for kind in (*KINDS, "vcf"):
        yield texts(kind, release_bytes(office, office.query(export_people, kind, use)))
    asked = ContactList("tag", every_column(use), only=everybody)
    for program in SHAPES if use is not Use.PRINT else ("google", "outlook", "churchsuite"):
        yield texts("csv", release_bytes(office, office.query(export_for, program, asked)))


@settings(max_examples=40)
@given(PEOPLE)
def test_nobody_without_the_permission_is_in_any_file(
    tmp_path_factory: pytest.TempPathFactory,
    people: list[tuple[bool | None, bool | None, bool | None, bool, bool, bool]],
) -> None:
    """Every state of every permission, grown up or not, alone or in a household: in every kind of file."""
    office = Office.new(tmp_path_factory.mktemp("permissions") / "book.mitzvah")
    home = done(
        office, Add("household", {"name": "Homely", "address": "1 Elm Road", "postcode": "NW11 8QZ"})
    ).id
    for number, (newsletter, in_print, photo, child, young, shares) in enumerate(people):
        person = done(
            office,
            Add(
                "person",
                {
                    "given": f"Given{number}",
                    "family": f"Family{number}",
                    "email": f"mail{number}@example.org",
                    "known_as": f"Called{number}",
                    "is_child": child,
                    "born": date(2015, 5, 5) if young else None,
                    "household_id": home if shares else None,
                },
            ),
        ).id
        said = {Purpose.NEWSLETTER: newsletter, Purpose.PRINT: in_print, Purpose.PHOTO: photo}
        for purpose, given_to in said.items():
            if given_to is not None:
                allow(office, person, purpose, given=given_to)
    for use, place in ((Use.NEWSLETTER, 0), (Use.PRINT, 1)):
        for text in exports(office, use):
            for number, facts in enumerate(people):
                may = facts[place] is True and not (use is Use.NEWSLETTER and (facts[3] or facts[4]))
                for word in (f"Given{number}", f"Family{number}", f"mail{number}@", f"Called{number}"):
                    assert may or word not in text
                if use is Use.PRINT:
                    assert f"mail{number}@" not in text
                    assert not (facts[3] or facts[4]) or f"Family{number}" not in text
            assert "Homely" not in text  # a household's name may name others who live there
    office.close()
