"""Lists: whom they find, what they show, and whom they never show."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest_office import done
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mitzvah_desk.model import AssignmentStatus, PartnerLevel, Purpose
from mitzvah_desk.office.actions import Refused
from mitzvah_desk.office.editing import Add, Remove, SetField
from mitzvah_desk.office.lists import conditions as asked
from mitzvah_desk.office.lists.columns import OF_PARTNERS, OF_PEOPLE
from mitzvah_desk.office.lists.files import (
    KINDS,
    cards_bytes,
    list_bytes,
    mailchimp_bytes,
    saved_lists,
    share,
    shared,
)
from mitzvah_desk.office.lists.reading import Listed, listed, names
from mitzvah_desk.office.office import Office
from mitzvah_desk.office.rota import Assign
from mitzvah_desk.office.sample import make_sample
from mitzvah_desk.office.transfer import people_file
from mitzvah_desk.rules.list_definition import Condition, ListDefinition, first_value, written
from mitzvah_desk.rules.list_ready import READY
from mitzvah_desk.rules.list_words import (
    ANY_CAMPAIGN,
    COLUMNS,
    QUESTIONS,
    THIS_CAMPAIGN,
    RowFor,
    Subject,
    Use,
    Wanted,
    columns_for,
)

TODAY = date(2026, 11, 28)
EVERY_COLUMN = {subject: tuple(column.key for column in COLUMNS[subject]) for subject in Subject}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample year."""
    office = make_sample(tmp_path_factory.mktemp("lists") / "sample.mitzvah")
    yield office
    office.close()


def find(office: Office, definition: ListDefinition, campaign: int | None = 1) -> Listed:
    return office.ask(listed, definition, campaign, today=TODAY)


def ids(office: Office, *conditions: Condition, subject: Subject = Subject.PEOPLE) -> set[int]:
    return {row.record_id for row in find(office, ListDefinition(subject, conditions=conditions)).rows}


def test_every_question_and_column_is_known_to_the_office() -> None:
    assert set(asked.OF_PEOPLE) == set(QUESTIONS[Subject.PEOPLE])
    assert set(asked.OF_PARTNERS) == set(QUESTIONS[Subject.PARTNERS])
    assert {*OF_PEOPLE, "addressed", "greeting"} == set(EVERY_COLUMN[Subject.PEOPLE])
    assert set(OF_PARTNERS) == set(EVERY_COLUMN[Subject.PARTNERS])


QUESTIONED = [(subject, key) for subject in Subject for key in QUESTIONS[subject]]


@pytest.mark.parametrize(("subject", "key"), QUESTIONED, ids=str)
def test_a_question_and_its_opposite_part_everybody_in_two(year: Office, subject: Subject, key: str) -> None:
    question = QUESTIONS[subject][key]
    value = first_value(question) or {
        Wanted.PROJECT: "A thousand crocuses",
        Wanted.ROLE: "Driver",
        Wanted.SKILL: "Drive",
        Wanted.GROUP: "Hebrew class",
        Wanted.TEXT: "N1",
        Wanted.DAY: "2027-12-01",
        Wanted.NOTHING: "",
    }.get(question.wanted, "")
    yes = ids(year, Condition(key, True, value), subject=subject)
    no = ids(year, Condition(key, False, value), subject=subject)
    assert not yes & no
    assert yes | no == ids(year, subject=subject)


def test_what_the_issue_of_a_newsletter_asks(year: Office) -> None:
    found = ids(
        year,
        Condition("attended", value="Mitzvah Day 2025"),
        Condition("agreed", value=str(Purpose.NEWSLETTER)),
        Condition("email", holds=False),
    )
    rows = year.ask(
        lambda c: c.exec_driver_sql(
            "SELECT DISTINCT p.id FROM person p JOIN assignment a ON a.person_id = p.id"
            " JOIN shift s ON s.id = a.shift_id JOIN project j ON j.id = s.project_id"
            " JOIN campaign c ON c.id = j.campaign_id JOIN permission m ON m.person_id = p.id"
            " WHERE a.status = 'attended' AND c.name = 'Mitzvah Day 2025' AND m.purpose = 'newsletter'"
            " AND m.given = 1 AND p.email = ''"
        ).all()
    )
    assert found == {row[0] for row in rows}
    assert found


def test_questions_go_together_with_and_or_or(year: Office) -> None:
    one, other = Condition("child"), Condition("email", holds=False)
    both = find(year, ListDefinition(conditions=(one, other)))
    either = find(year, ListDefinition(conditions=(one, other), every=False))
    assert {row.record_id for row in both.rows} == ids(year, one) & ids(year, other)
    assert {row.record_id for row in either.rows} == ids(year, one) | ids(year, other)


def test_this_campaign_is_the_one_that_is_chosen(year: Office) -> None:
    question = ListDefinition(conditions=(Condition("attended", value=THIS_CAMPAIGN),))
    second = find(year, question, campaign=2)
    assert {row.record_id for row in second.rows} == ids(
        year, Condition("attended", value="Mitzvah Day 2025")
    )
    assert second.rows
    nobody = find(year, question, campaign=None)
    assert not nobody.rows
    assert [finding.rule for finding in nobody.findings] == ["list.no_campaign"]
    assert ids(year, Condition("attended", value=ANY_CAMPAIGN)) >= {row.record_id for row in second.rows}


def test_a_name_that_is_not_there_is_told(year: Office) -> None:
    found = find(year, ListDefinition(conditions=(Condition("skill", value="Juggling"),)))
    assert [finding.text for finding in found.findings] == ["There is no skill “Juggling” in this file."]
    assert not found.rows


def test_what_is_not_complete_is_not_asked_and_told(year: Office) -> None:
    found = find(year, ListDefinition(conditions=(Condition("skill"), Condition("child"))))
    assert {row.record_id for row in found.rows} == ids(year, Condition("child"))
    assert [finding.rule for finding in found.findings] == ["list.incomplete"]


def test_the_names_to_choose_from(year: Office) -> None:
    assert year.ask(names, Wanted.CAMPAIGN) == ["Mitzvah Day 2026", "Mitzvah Day 2025"]
    assert "Drive" in year.ask(names, Wanted.SKILL)
    assert len(year.ask(names, Wanted.PROJECT)) > 30


def test_one_line_a_household(year: Office) -> None:
    found = find(year, ListDefinition(row_for=RowFor.HOUSEHOLD, columns=EVERY_COLUMN[Subject.PEOPLE]))
    persons = [person for row in found.rows for person in row.persons]
    assert sorted(persons) == sorted(ids(year))
    homes = [row.record_id for row in found.rows if row.record == "household"]
    assert len(homes) == len(set(homes))


SORTED = [(s, r, c.key) for s in Subject for r in RowFor for c in columns_for(s, Use.COMMITTEE)]


@pytest.mark.parametrize(("subject", "row_for", "key"), SORTED, ids=str)
def test_every_column_sorts_and_the_empty_stand_last(
    year: Office, subject: Subject, row_for: RowFor, key: str
) -> None:
    up, down = (
        [
            row[0]
            for row in find(year, ListDefinition(subject, row_for=row_for, columns=(key,), sort=by)).cells
        ]
        for by in ((key, False), (key, True))
    )
    for cells in (up, down):
        told = [cell for cell in cells if cell not in {None, ""}]
        assert cells[: len(told)] == told
    known: list[Any] = [c.casefold() if isinstance(c, str) else c for c in up if c not in {None, ""}]
    assert known == sorted(known)
    assert sorted(map(str, up)) == sorted(map(str, down))


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
    cards = office.ask(cards_bytes, [ann, maya], Use.PRINT).decode()
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
    assert "Cohen" not in office.ask(cards_bytes, [maya], Use.PRINT).decode()


def test_letters_begin_as_the_household_wishes_where_all_of_it_are_greeted(office: Office) -> None:
    ann, _, _ = family(office)
    home = find(office, ListDefinition(row_for=RowFor.HOUSEHOLD)).rows[0].record_id
    done(office, SetField("household", home, "salutation", "Dear Annie and Bobby"))
    allow(office, ann, Purpose.NEWSLETTER)
    greeting = ListDefinition(row_for=RowFor.HOUSEHOLD, columns=("greeting",))
    assert find(office, greeting).cells == [["Dear Annie and Bobby"]]
    one = greeting.having((Condition("name", value="Ann"),))
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
    adults = (Condition("child", holds=False),)
    shown = ListDefinition(conditions=adults, columns=("given", "pounds"))
    assert find(office, shown).cells == [["Ann", 15.0], ["Bob", 5.0]]
    only_bob = (Condition("name", value="Bob"),)
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
    assert ids(office, Condition("confirmed", value=year)) == yes
    assert ids(office, Condition("confirmed", False, year)) == {people["invited"], people["declined"]}
    assert ids(office, Condition("absent", value=year)) == {people["absent"]}
    ready = dict(READY)
    helpers = find(office, ready["Helpers of this campaign"], campaign=2)
    assert {row.record_id for row in helpers.rows} == {people["confirmed"], people["attended"]}
    assert not find(office, ready["Helped before, not yet this time"], campaign=2).rows


def test_a_project_that_came_again_is_asked_about_by_its_campaign_too(office: Office) -> None:
    yes = AssignmentStatus.CONFIRMED
    people = on_the_rota(office, last=yes, this=yes)
    assert office.ask(names, Wanted.PROJECT) == ["Tea", "Tea (Day 2026)", "Tea (Day 2025)"]
    assert ids(office, Condition("project", value="Tea")) == set(people.values())
    assert ids(office, Condition("project", value="Tea (Day 2026)")) == {people["this"]}
    asked_for = ListDefinition(conditions=(Condition("project", value="Tea (Day 2025)"),))
    assert not find(office, asked_for).findings


def test_who_shares_an_address_is_one_subscriber(office: Office) -> None:
    ann, bob, _ = family(office)
    for person in (ann, bob):
        allow(office, person, Purpose.NEWSLETTER)
    text = office.ask(mailchimp_bytes, [ann, bob], "Mitzvah Day, 2026").decode("utf-8")
    assert list(csv.reader(io.StringIO(text))) == [
        ["Email Address", "First Name", "Last Name", "Tags"],
        ["home@example.org", "Ann", "Cohen", "Mitzvah Day 2026"],
    ]


STATES = st.sampled_from([None, False, True])
PEOPLE = st.lists(
    st.tuples(STATES, STATES, STATES, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=6
)


def texts(kind: str, content: bytes) -> str:
    if kind in {"xlsx", "ods"}:
        return str(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())
    return content.decode("utf-8-sig").replace("\r\n ", "")


def exports(office: Office, use: Use) -> Iterator[str]:
    """Everything that can be written of everybody for one use."""
    for row_for in RowFor:
        definition = ListDefinition(use=use, row_for=row_for, columns=EVERY_COLUMN[Subject.PEOPLE])
        found = find(office, definition)
        for kind in KINDS:
            yield texts(kind, list_bytes(kind, "Everybody", found))
    everybody = [row.record_id for row in find(office, ListDefinition()).rows]
    yield texts("vcf", office.ask(cards_bytes, everybody, use))
    for kind in (*KINDS, "vcf"):
        yield texts(kind, office.ask(people_file, kind, use))
    if use is Use.NEWSLETTER:
        yield texts("csv", office.ask(mailchimp_bytes, everybody, "tag"))


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


@pytest.mark.parametrize("use", list(Use))
@pytest.mark.parametrize("kind", KINDS)
def test_a_confidential_partner_is_in_no_list(year: Office, use: Use, kind: str) -> None:
    found = find(year, ListDefinition(Subject.PARTNERS, use, columns=EVERY_COLUMN[Subject.PARTNERS]))
    told = texts(kind, list_bytes(kind, "Partners", found))
    secret = year.ask(
        lambda c: c.exec_driver_sql(
            "SELECT name, code_name, postcode, phone FROM partner WHERE confidential = 1"
        ).all()
    )
    assert secret
    for word in (word for row in secret for word in row if word):
        assert word not in told
    assert any(finding.rule == "list.confidential" for finding in found.findings)


def test_a_confidential_partner_above_another_is_not_named(office: Office) -> None:
    house = done(
        office, Add("partner", {"name": "Secret House", "confidential": True, "code_name": "Olive"})
    ).id
    done(office, Add("partner", {"name": "Shop", "parent_id": house, "level": PartnerLevel.SITE}))
    found = find(office, ListDefinition(Subject.PARTNERS, columns=("name", "parent")))
    assert found.cells == [["Shop", ""]]


@pytest.mark.parametrize(
    ("name", "definition"), READY, ids=lambda each: each if isinstance(each, str) else ""
)
def test_the_ready_made_lists_stand_in_the_sample_year(
    year: Office, name: str, definition: ListDefinition
) -> None:
    kept = {each.name: each.definition for each in year.ask(saved_lists)}
    assert kept[name] == definition
    found = find(year, definition)
    assert not [each for each in found.findings if each.severity != "info"]
    assert set(definition.columns) <= {c.key for c in columns_for(definition.subject, definition.use)}


def test_a_list_is_kept_changed_and_undone(office: Office) -> None:
    kept = done(office, Add("saved_list", {"name": "Drivers", "definition": written(ListDefinition())})).id
    drivers = ListDefinition(conditions=(Condition("skill", value="Drive"),))
    done(office, SetField("saved_list", kept, "definition", written(drivers)))
    assert [(each.name, each.definition) for each in office.ask(saved_lists)] == [("Drivers", drivers)]
    office.undo()
    assert [each.definition for each in office.ask(saved_lists)] == [ListDefinition()]
    done(office, Remove("saved_list", (kept,)))
    assert office.ask(saved_lists) == []
    office.undo()
    assert len(office.ask(saved_lists)) == 1


def test_what_is_no_list_is_not_kept(office: Office) -> None:
    refused = office.do(Add("saved_list", {"name": "Broken", "definition": '{"asks": 1}'}))
    assert isinstance(refused, Refused)
    assert "not understood" in refused.text or "newer" in refused.text


def test_a_list_that_is_not_understood_says_so_instead_of_finding_everybody(office: Office) -> None:
    kept = done(office, Add("saved_list", {"name": "Newer", "definition": written(ListDefinition())})).id
    newer = written(ListDefinition()).replace('"format": 1', '"format": 9')
    with office._book.turn("Written by a newer version", "") as turn:
        turn.connection.exec_driver_sql("UPDATE saved_list SET definition = ?", (newer,))
    broken = office.ask(saved_lists)[0]
    assert broken.id == kept
    assert broken.problem == "This list was made by a newer version of Mitzvah Desk. It can only be removed."


def test_half_a_letter_is_no_list() -> None:
    text = share("Name", ListDefinition(conditions=(Condition("name", value="X"),))).decode()
    for broken in (text.replace("Name", "\\ud800"), text.replace('"X"', '"\\ud800"')):
        with pytest.raises(ValueError, match="not a list"):
            shared(broken.encode())


def test_a_list_is_shared_as_a_file(tmp_path: Path) -> None:
    definition = READY[0][1]
    out = tmp_path / "list.mitzvah-list"
    out.write_bytes(share("O'Brien & <b>כהן</b>", definition))
    assert shared(out.read_bytes()) == ("O'Brien & <b>כהן</b>", definition)


@given(st.binary(max_size=200))
def test_any_other_file_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^This .*\.$"):
        shared(content)
