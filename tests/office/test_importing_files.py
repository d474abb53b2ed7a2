"""Files of other programs, from their bytes to the book."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import program_files as files
import pytest
from conftest_office import done
from conftest_rota import Year, at

from mitzvah_desk.model import ImportOf, Purpose
from mitzvah_desk.office.importing.accept import Import, rehearse
from mitzvah_desk.office.importing.known import read_known
from mitzvah_desk.office.importing.plan import Decision, Fate, Plan
from mitzvah_desk.office.importing.preview import compose, prepare
from mitzvah_desk.office.importing.source import Source, open_sheet, profile_action, profiles, read_sheets
from mitzvah_desk.office.office import Office
from mitzvah_desk.office.queries.goods import donations, money
from mitzvah_desk.office.queries.people import groups, household, people, permissions, person
from mitzvah_desk.rules.columns import folded

TODAY = date(2026, 11, 1)


def source(name: str, content: bytes, kind: ImportOf | None = None) -> Source:
    return open_sheet(name, read_sheets(name, content)[0], kind)


def plan_of(
    office: Office,
    given: Source,
    campaign: int | None = None,
    decisions: Mapping[int, Decision] | None = None,
) -> Plan:
    prepared = prepare(given, office.ask(read_known, campaign), today=TODAY)
    plan = compose(prepared, decisions or {})
    return compose(prepared, decisions or {}, rehearse(office, plan))


def take(office: Office, name: str, content: bytes, kind: ImportOf | None = None, **more: Any) -> Plan:
    plan = plan_of(office, source(name, content, kind), **more)
    done(office, Import(plan), "asked")
    again = plan_of(office, source(name, content, kind), **more)
    assert again.count(Fate.NEW, Fate.UPDATE) == 0, [row for row in again.rows if row.fate is not Fate.SAME]
    return plan


def fates(plan: Plan) -> list[Fate]:
    return [row.fate for row in plan.rows]


def test_google_contacts(office: Office) -> None:
    take(office, "contacts.csv", files.GOOGLE_CONTACTS.encode())
    ann = office.ask(person, 1)
    assert ann is not None
    assert (ann.title, ann.given, ann.family, ann.known_as) == ("Dr", "Ann", "Cohen", "Annie")
    assert (ann.email, ann.mobile, ann.phone) == ("ann@example.org", "07700 900123", "020 7946 0001")
    assert (ann.born, ann.position, ann.note) == (date(1970, 4, 3), "Owner", "Vegetarian")
    home = office.ask(household, ann.household_id or 0)
    assert home is not None
    assert (home.name, home.address, home.postcode) == ("Cohen", "1 Elm Road\nLondon\nUK", "NW11 8QZ")


def test_outlook_with_days_in_british_order_and_a_lost_zero(office: Office) -> None:
    take(office, "outlook.csv", files.OUTLOOK.encode("cp1252"))
    zoe = office.ask(person, 1)
    assert zoe is not None
    assert (zoe.given, zoe.family, zoe.born) == ("Zoë", "O’Neill", date(1965, 4, 3))
    assert (zoe.mobile, zoe.phone) == ("07700 900456", "0113 496 0001")


def test_one_person_of_three_programs_is_one_person(office: Office) -> None:
    take(office, "contacts.csv", files.GOOGLE_CONTACTS.encode())
    plan = take(office, "audience.csv", files.MAILCHIMP.encode())
    assert fates(plan) == [Fate.UPDATE]
    assert {p.purpose: p.given for p in office.ask(permissions, 1)}[Purpose.NEWSLETTER]


def test_churchsuite_with_semicolons(office: Office) -> None:
    take(office, "cs.csv", files.CHURCHSUITE.encode())
    peggy = office.ask(person, 1)
    assert peggy is not None
    assert (peggy.known_as, peggy.born, peggy.is_child) == ("Peggy", date(1951, 3, 4), False)


def test_a_workbook_with_titles_merged_cells_formulas_and_totals(office: Office) -> None:
    plan = take(office, "helpers.xlsx", files.excel())
    assert [(row.id, row.fate, row.who) for row in plan.rows] == [
        (5, Fate.NEW, "Maya Goldberg"),
        (6, Fate.NEW, "Lior Goldberg"),
        (7, Fate.PROBLEM, ""),
    ]
    maya = office.ask(person, 1)
    assert maya is not None
    assert maya.mobile == "07700 900321"
    assert {p.purpose: p.given for p in office.ask(permissions, 1)}[Purpose.PHOTO]
    assert not {p.purpose: p.given for p in office.ask(permissions, 2)}[Purpose.PHOTO]


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    year = Year(office, campaign)
    bulbs, tea = year.project("Bulbs"), year.project("Tea")
    year.shift(bulbs, at(11), at(12), role_id=year.role("Driver"))
    year.shift(tea, at(10), at(12), role_id=year.role("Baker"))
    return year


def test_a_google_form_with_the_checks_of_the_rota(year: Year) -> None:
    given = source("form.csv", files.GOOGLE_FORM.encode("utf-8-sig"), ImportOf.SIGN_UPS)
    plan = plan_of(year.office, given, campaign=year.campaign)
    assert fates(plan) == [Fate.NEW, Fate.ASK]
    assert "guardian" in plan.rows[1].detail
    plan = plan_of(year.office, given, campaign=year.campaign, decisions={3: "anyway"})
    assert fates(plan) == [Fate.NEW, Fate.NEW]
    assert plan.findings
    year.do(Import(plan), "His mother comes too")
    assert year.on(1).keys() == {"Ann Cohen"}
    assert year.on(2).keys() == {"Tom Cohen"}
    tom = next(row for row in year.office.ask(people) if row.given == "Tom")
    assert tom.is_child
    assert set(fates(plan_of(year.office, given, campaign=year.campaign))) == {Fate.SAME}
    year.office.undo()
    assert not year.on(1)
    assert not year.office.ask(people)


def test_sign_up_genius(year: Year) -> None:
    plan = take(year.office, "report.csv", files.SIGN_UP_GENIUS.encode("utf-16"), campaign=year.campaign)
    assert fates(plan) == [Fate.NEW]
    assert year.on(1).keys() == {"Ann Cohen"}


def test_a_shift_that_is_not_there_is_told(year: Year) -> None:
    text = b"Project,Role,Time,Name\nBulbs,Singer,11:00,Ann Cohen\nTea,,,Ann Cohen\n"
    plan = plan_of(year.office, source("a.csv", text, ImportOf.SIGN_UPS), campaign=year.campaign)
    assert fates(plan) == [Fate.PROBLEM, Fate.NEW]
    assert "no shift that fits Bulbs, Singer and 11:00" in plan.rows[0].detail


def test_donations_of_goods_and_money(year: Year) -> None:
    year.add("partner", name="The Felix Project")
    plan = take(year.office, "gifts.csv", files.GIFTS.encode(), campaign=year.campaign)
    assert fates(plan) == [Fate.NEW] * 5 + [Fate.PROBLEM]
    found = {(row.donor, row.what) for row in year.office.ask(donations, year.campaign)}
    assert len(found) == 2, found
    assert any("Rice" in what and "Soap" in what for _, what in found)
    gifts = {(row.donor, row.amount_pence, row.gift_aid) for row in year.office.ask(money, year.campaign)}
    assert gifts == {("The Felix Project", 120_000, False), ("New Giver", 1250, True)}


def test_partners_with_contacts_and_what_they_are_part_of(office: Office) -> None:
    plan = take(office, "charities.csv", files.PARTNERS.encode(), ImportOf.PARTNERS)
    assert fates(plan) == [Fate.NEW, Fate.NEW, Fate.SAME]
    known = office.ask(read_known, None)
    named = {row["name"]: row for row in known.partners.values()}
    assert named.keys() == {"The Felix Project Ltd", "Otto House", "Big Care"}
    assert named["Otto House"]["parent_id"] == named["Big Care"]["id"]
    assert named["The Felix Project Ltd"]["postcode"] == "E1 1AA"
    assert len(known.contacts) == 1


def test_groups_by_their_head_counts(office: Office) -> None:
    plan = take(office, "groups.csv", b"Group,Adults,Children\nBeavers,4,20\nHebrew class,2,18\n")
    assert fates(plan) == [Fate.NEW, Fate.NEW]
    assert {(g.name, g.adults, g.children) for g in office.ask(groups)} == {
        ("Beavers", 4, 20),
        ("Hebrew class", 2, 18),
    }


def test_columns_put_right_by_hand_are_remembered(office: Office) -> None:
    text = b"Helper,Code word\nAnn Cohen,Vegan\n"
    given = source("a.csv", text, ImportOf.PEOPLE)
    assert given.matched == {}
    given = given.matching(0, "name").matching(1, "diet")
    done(office, office.ask(profile_action, given, "Ours"))
    kept = office.ask(profiles, ImportOf.PEOPLE)["Ours"]
    again = open_sheet("b.csv", read_sheets("b.csv", text)[0], ImportOf.PEOPLE, kept)
    assert dict(again.matched) == {0: "name", 1: "diet"}
    assert folded("E-mail 1 - Value") == "e mail 1 value"


def test_two_of_a_row_are_decided_apart(office: Office) -> None:
    text = b"Name,Email\nAnn & Bob Cohen,new@example.org\n"
    ann = take(office, "a.csv", b"Name,Mobile,Email\nAnn Cohen,07700 900123,new@example.org\n")
    assert fates(ann) == [Fate.NEW]
    take(office, "b.csv", b"Name,Mobile\nBob Cohen,07700 900999\n")
    given = source("c.csv", text)
    plan = plan_of(office, given)
    assert fates(plan) == [Fate.ASK]
    bob = next(c.id for c in plan.rows[0].candidates if c.label.startswith("Bob"))
    done(office, Import(plan_of(office, given, decisions={2: bob})))
    assert {row.name for row in office.ask(people)} == {"Ann Cohen", "Bob Cohen"}
    assert office.ask(person, bob) is not None
    office.undo()
    done(office, Import(plan_of(office, given, decisions={2: "new"})))
    assert sorted(row.name for row in office.ask(people)) == ["Ann Cohen", "Bob Cohen", "Bob Cohen"]
    assert office.ask(read_known, None).different == {(2, 3)}


def test_names_that_differ_by_a_number_are_two(office: Office) -> None:
    take(office, "groups.csv", b"Group,Adults,Children\nClass 3,2,18\nClass 4,2,20\n")
    assert len(office.ask(groups)) == 2


def test_a_no_is_not_turned_by_a_list_and_blanks_overwrite_nothing(office: Office) -> None:
    take(office, "a.csv", b"Name,Email,Photo consent,Diet\nAnn Cohen,a@example.org,yes,Vegan\n")
    take(office, "b.csv", b"Name,Email,Photo consent,Diet\nAnn Cohen,a@example.org,no,\n")
    plan = take(office, "a.csv", b"Name,Email,Photo consent,Diet\nAnn Cohen,a@example.org,yes,n/a\n")
    assert fates(plan) == [Fate.SAME]
    assert not {p.purpose: p.given for p in office.ask(permissions, 1)}[Purpose.PHOTO]
    ann = office.ask(person, 1)
    assert ann is not None
    assert ann.diet == "Vegan"
