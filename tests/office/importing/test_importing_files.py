"""Files of other programs, from their bytes to the book."""

from datetime import date

import program_files as files
import pytest
from conftest_office import done
from conftest_rota import Year
from lists_in import bulbs_and_tea, fates, plan_of, source, take
from sqlalchemy import select

from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.model import DifferentPeople, ImportOf, Purpose
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.gift_aid.checks import find_uncovered_marks
from mitzvah_desk.office.goods.queries import list_donations, list_money_gifts
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.office.importing.accept import Import
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.plan import RowOutcome
from mitzvah_desk.office.importing.source import list_profiles, open_sheet, profile_action, with_header
from mitzvah_desk.office.people.queries import (
    list_groups,
    list_people,
    list_permissions,
    read_group,
    read_household,
    read_person,
)
from mitzvah_desk.rules.fields.columns import normalise_heading


def test_google_contacts(office: Office) -> None:
    take(office, "contacts.csv", files.GOOGLE_CONTACTS.encode())
    ann = office.query(read_person, 1)
    assert ann is not None
    assert (ann.title, ann.given, ann.family, ann.known_as) == ("Dr", "Ann", "Cohen", "Annie")
    assert (ann.email, ann.mobile, ann.phone) == ("ann@example.org", "07700 900123", "020 7946 0001")
    assert (ann.born, ann.position, ann.note) == (
        date(1970, 4, 3),
        "Owner",
        "Vegetarian\nOther e-mail: ann@bakers.example.org",
    )
    home = office.query(read_household, ann.household_id or 0)
    assert home is not None
    assert (home.name, home.address, home.postcode) == ("Cohen", "1 Elm Road\nLondon", "NW11 8QZ")


def test_outlook_with_days_in_british_order_and_a_lost_zero(office: Office) -> None:
    take(office, "outlook.csv", files.OUTLOOK.encode("cp1252"))
    zoe = office.query(read_person, 1)
    assert zoe is not None
    assert (zoe.given, zoe.family, zoe.born) == ("Zoë", "O’Neill", date(1965, 4, 3))
    assert (zoe.mobile, zoe.phone) == ("07700 900456", "0113 496 0001")


def test_google_contacts_of_before_2024(office: Office) -> None:
    take(office, "contacts.csv", files.GOOGLE_CONTACTS_OLD.encode("utf-16"))
    ruth = office.query(read_person, 1)
    assert ruth is not None
    assert (ruth.title, ruth.given, ruth.family, ruth.known_as) == ("Mrs", "Ruth", "Goldstein", "Ruthie")
    assert (ruth.email, ruth.mobile, ruth.phone) == ("ruth@example.org", "07700 900222", "020 7946 0222")
    assert ruth.note == "Sings\nOther e-mail: r@example.com\nNée Levy"
    assert not any(p.given for p in office.query(list_permissions, 1))
    home = office.query(read_household, ruth.household_id or 0)
    assert home is not None
    assert (home.address, home.postcode) == ("3 Elm Road\nLondon", "NW11 8QZ")


def test_one_person_of_three_programs_is_one_person(office: Office) -> None:
    take(office, "contacts.csv", files.GOOGLE_CONTACTS.encode())
    plan = take(office, "audience.csv", files.MAILCHIMP.encode())
    assert fates(plan) == [RowOutcome.UPDATE]
    assert {p.purpose: p.given for p in office.query(list_permissions, 1)}[Purpose.NEWSLETTER]


def test_churchsuite_with_semicolons(office: Office) -> None:
    take(office, "cs.csv", files.CHURCHSUITE.encode())
    peggy = office.query(read_person, 1)
    assert peggy is not None
    assert (peggy.known_as, peggy.born, peggy.is_child) == ("Peggy", date(1951, 3, 4), False)


def test_a_workbook_with_titles_merged_cells_formulas_and_totals(office: Office) -> None:
    plan = take(office, "helpers.xlsx", files.excel())
    assert [(row.id, row.fate, row.who) for row in plan.rows] == [
        (5, RowOutcome.NEW, "Maya Goldberg"),
        (6, RowOutcome.NEW, "Lior Goldberg"),
        (7, RowOutcome.PROBLEM, ""),
    ]
    maya = office.query(read_person, 1)
    assert maya is not None
    assert maya.mobile == "07700 900321"
    assert {p.purpose: p.given for p in office.query(list_permissions, 1)}[Purpose.PHOTO]
    assert not {p.purpose: p.given for p in office.query(list_permissions, 2)}[Purpose.PHOTO]


NOTES = (b"Given,Family,Household,Notes\nAnn,Cohen,Cohen,", b"Organisation,Notes\nFelix Kitchen,")


@pytest.mark.parametrize(("head", "table"), [(NOTES[0], "person"), (NOTES[1], "partner")])
def test_a_note_is_added_to_once_and_never_repeated(office: Office, head: bytes, table: str) -> None:
    def note() -> str:
        read = f"SELECT note FROM {table}"
        return str(office.query(lambda connection: connection.exec_driver_sql(read).scalar()))

    kind = ImportOf.PARTNERS if table == "partner" else ImportOf.PEOPLE
    for told, kept in (
        (b"Keen", "Keen"),
        (b"keen", "Keen"),
        (b'"Brings cake"', "Keen\nBrings cake"),
        (b"Keen", "Keen\nBrings cake"),
        (b'"Brings cake\nSings"', "Keen\nBrings cake\nSings"),
        (b'"sings\nKeen"', "Keen\nBrings cake\nSings"),
    ):
        take(office, "list.csv", head + told + b"\n", kind)
        assert note() == kept


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return bulbs_and_tea(office, campaign)


def test_a_best_before_that_says_only_the_month_is_the_months_last_day(year: Year) -> None:
    text = (
        b"Donor,Item,Qty,Date,Best before,Expiry\n"
        b"Ann Cohen,Beans,6,3/4/26,Feb 2028,\n"
        b"Ann Cohen,Rice,1,3/4/26,,4/2027\n"
    )
    take(year.office, "tins.csv", text, ImportOf.DONATIONS, campaign=year.campaign)
    ends = {(row.item, row.best_before, row.use_by) for row in year.office.query(list_lots)}
    assert ends == {("Beans", date(2028, 2, 29), None), ("Rice", None, date(2027, 4, 30))}


def test_donations_of_goods_and_money(year: Year) -> None:
    year.add("partner", name="The Felix Project")
    plan = take(year.office, "gifts.csv", files.GIFTS.encode(), campaign=year.campaign)
    assert fates(plan) == [RowOutcome.NEW] * 5 + [RowOutcome.PROBLEM]
    found = {(row.donor, row.what) for row in year.office.query(list_donations, year.campaign)}
    assert len(found) == 2, found
    assert any("Rice" in what and "Soap" in what for _, what in found)
    gifts = {
        (row.donor, row.amount_pence, row.gift_aid)
        for row in year.office.query(list_money_gifts, year.campaign)
    }
    assert gifts == {("The Felix Project", 120_000, False), ("New Giver", 1250, False)}
    (left,) = [row.detail for row in plan.rows if row.who == "New Giver"]
    reason = "there is no Gift Aid declaration of theirs"
    assert left == f"£12.50 on 6 Apr 2026, taken in without Gift Aid: {reason}"


def test_a_list_that_carries_declarations_brings_the_mark_with_them(year: Year) -> None:
    text = (
        "First name,Surname,Email,Address,Postcode,Date,Amount,Gift Aid,Gift Aid declaration date\n"
        "Nora,Giver,nora@example.org,1 Wood Lane,N2 0AA,6/4/26,12.50,Y,1/4/26\n"
        "Nora,Giver,nora@example.org,1 Wood Lane,N2 0AA,7/4/26,20.00,Y,1/4/26\n"
        "Mila,Taker,mila@example.org,2 Oak Way,N2 0AB,31/3/26,30.00,Y,1/4/26\n"
        "Homeless,Giver,,,,6/4/26,5.00,Y,1/4/26\n"
    )
    plan = take(year.office, "aid.csv", text.encode(), ImportOf.DONATIONS, campaign=year.campaign)
    told = [row.detail.partition(", ")[2] for row in plan.rows]
    assert told[:2] == ["with the Gift Aid declaration of 1 Apr 2026", ""]
    assert told[2].endswith("taken in without Gift Aid: their Gift Aid declaration is not for that day")
    assert told[3].startswith(
        "the Gift Aid declaration was left out, since it needs a name and a home address"
    )
    marks = {row.amount_pence: row.gift_aid for row in year.office.query(list_money_gifts, year.campaign)}
    assert marks == {1250: True, 2000: True, 3000: False, 500: False}
    assert not year.office.query(find_uncovered_marks)


def test_partners_with_contacts_and_what_they_are_part_of(office: Office) -> None:
    plan = take(office, "charities.csv", files.PARTNERS.encode(), ImportOf.PARTNERS)
    assert fates(plan) == [RowOutcome.NEW, RowOutcome.NEW, RowOutcome.SAME]
    known = office.query(read_existing_records, None)
    named = {row["name"]: row for row in known.partners.values()}
    assert named.keys() == {"The Felix Project Ltd", "Otto House", "Big Care"}
    assert named["Otto House"]["parent_id"] == named["Big Care"]["id"]
    assert named["The Felix Project Ltd"]["postcode"] == "E1 1AA"
    assert len(known.contacts) == 1


def test_groups_by_their_head_counts(office: Office) -> None:
    plan = take(office, "groups.csv", b"Group,Adults,Children\nBeavers,4,20\nHebrew class,2,18\n")
    assert fates(plan) == [RowOutcome.NEW, RowOutcome.NEW]
    assert {(g.name, g.adults, g.children) for g in office.query(list_groups)} == {
        ("Beavers", 4, 20),
        ("Hebrew class", 2, 18),
    }


def test_groups_with_their_leaders_and_what_is_said_of_them(office: Office) -> None:
    text = (
        "Group,Leader,Adults,Children,Email,Note\nBeavers,Sam Smith,4,20,sam@example.org,Bring trowels\n"
        "Year 6,Mrs Katz,2,28,,\nBeavers,Sam Smith,5,20,sam@example.org,Two with asthma\n"
    )
    plan = plan_of(office, source("groups.csv", text.encode()))
    assert [row.who for row in plan.rows[:2]] == ["Beavers, led by Sam Smith", "Year 6, led by Mrs Katz"]
    assert fates(plan) == [RowOutcome.NEW, RowOutcome.NEW, RowOutcome.UPDATE]
    assert "adults “4” → “5”" in plan.rows[2].detail
    done(office, Import(plan))
    beavers, year_6 = office.query(list_groups)
    assert (beavers.name, beavers.leader, beavers.adults, beavers.children) == ("Beavers", "Sam Smith", 5, 20)
    assert year_6.leader.endswith("Katz")
    kept = office.query(read_group, beavers.id)
    assert kept is not None
    assert kept.note == "Bring trowels\nTwo with asthma"
    assert not next(row for row in office.query(list_people) if row.given == "Sam").skills


def test_a_household_that_nobody_can_tell_is_asked_for(office: Office) -> None:
    take(
        office, "a.csv", b"Household,Address,Post code\nCohen,1 Elm Road,NW11 8QZ\nCohen,2 Mill Lane,N2 9AA\n"
    )
    plan = plan_of(office, source("b.csv", b"Name,Household\nZoe Cohen,Cohen\nThe Levy family,\n"))
    assert fates(plan) == [RowOutcome.PROBLEM, RowOutcome.NEW]
    assert "2 households called Cohen (NW11 8QZ; N2 9AA)" in plan.rows[0].detail
    take(office, "c.csv", b"Name,Household,Postcode\nZoe Cohen,Cohen,n29aa\n")
    zoe = next(row for row in office.query(list_people) if row.given == "Zoe")
    assert zoe.household == "Cohen"


def test_nothing_that_a_row_says_is_lost(office: Office) -> None:
    text = (
        "Name,Email,Mobile,Notes\n"
        "Ann & Bob Cohen,ann@example.org; bob@example.org,07700 900123/07700 900124,Keen\n"
        "The Green family,green@example.org,07700 900125,Ring twice\n"
    )
    take(office, "a.csv", text.encode())
    ann, bob = (office.query(read_person, number) for number in (1, 2))
    assert ann is not None
    assert bob is not None
    assert (ann.email, ann.mobile, ann.note) == ("ann@example.org", "07700 900123", "Keen")
    assert (bob.email, bob.mobile) == ("bob@example.org", "07700 900124")
    green = office.query(read_household, 2)
    assert green is not None
    assert green.note == "Ring twice\nE-mail: green@example.org\nTelephone: 07700 900125"
    take(office, "b.csv", b"Name,Email,Notes\nAnn Cohen,ann@example.org,Brings cake\n")
    ann = office.query(read_person, 1)
    assert ann is not None
    assert ann.note == "Keen\nBrings cake"


def test_a_couple_with_one_first_name_is_found_again(office: Office) -> None:
    plan = take(office, "a.csv", b"Name,Email\nMr and Mrs B Levy,levy@example.org\n")
    assert plan.rows[0].who == "B Levy and Mrs Levy"


def test_a_donor_of_one_word_may_be_a_shop(year: Year) -> None:
    text = b"Donor,Item,Date\nTesco,Pasta,4 April\nWaitrose,Rice,3/4/26\n"
    year.add("partner", name="Waitrose")
    plan = plan_of(year.office, source("a.csv", text), campaign=year.campaign)
    assert fates(plan) == [RowOutcome.PROBLEM, RowOutcome.NEW]
    assert "may be a person or an organisation" in plan.rows[0].detail


def test_columns_put_right_by_hand_are_remembered(office: Office) -> None:
    text = b"Who,Code word,Code word\nann,Vegan,Chair\n"
    given = source("a.csv", text, ImportOf.PEOPLE)
    assert given.matched == {}
    given = with_header(given, 0).matching(0, "name").matching(1, "diet").matching(2, "position")
    done(office, office.query(profile_action, given, "Ours"))
    kept = office.query(list_profiles, ImportOf.PEOPLE)["Ours"]
    again = open_sheet("b.csv", read_sheets("b.csv", text)[0], ImportOf.PEOPLE, kept)
    assert dict(again.matched) == {0: "name", 1: "diet", 2: "position"}
    assert normalise_heading("E-mail 1 - Value") == "e mail 1 value"


def test_two_of_a_row_are_decided_apart(office: Office) -> None:
    text = b"Name,Email\nAnn & Bob Cohen,new@example.org\n"
    ann = take(office, "a.csv", b"Name,Mobile,Email\nAnn Cohen,07700 900123,new@example.org\n")
    assert fates(ann) == [RowOutcome.NEW]
    take(office, "b.csv", b"Name,Mobile\nBob Cohen,07700 900999\n")
    given = source("c.csv", text)
    plan = plan_of(office, given)
    assert fates(plan) == [RowOutcome.ASK]
    bob = next(c.id for c in plan.rows[0].candidates if c.label.startswith("Bob"))
    done(office, Import(plan_of(office, given, decisions={2: bob})))
    assert {row.name for row in office.query(list_people)} == {"Ann Cohen", "Bob Cohen"}
    assert office.query(read_person, bob) is not None
    office.undo()
    done(office, Import(plan_of(office, given, decisions={2: "new"})))
    assert sorted(row.name for row in office.query(list_people)) == ["Ann Cohen", "Bob Cohen", "Bob Cohen"]
    pairs = select(DifferentPeople.person_id, DifferentPeople.other_id)
    assert office.query(lambda connection: connection.execute(pairs).all()) == [(2, 3)]


@pytest.mark.parametrize("kind", [ImportOf.PEOPLE, ImportOf.PARTNERS])
def test_somebody_new_who_is_like_a_row_that_stays_out(office: Office, kind: ImportOf) -> None:
    given = source("a.csv", b"Name,Part of\nAnn Levi,X\nAnnie Levi,X\nAnnie Levi,X\n", kind)
    plan = plan_of(office, given, decisions={2: "leave", 3: "leave", 4: "new"})
    assert fates(plan) == [RowOutcome.LEFT, RowOutcome.LEFT, RowOutcome.NEW]
    done(office, Import(plan))


def test_names_that_differ_by_a_number_are_two(office: Office) -> None:
    take(office, "groups.csv", b"Group,Adults,Children\nClass 3,2,18\nClass 4,2,20\n")
    assert len(office.query(list_groups)) == 2


def test_a_no_is_not_turned_by_a_list_and_blanks_overwrite_nothing(office: Office) -> None:
    take(office, "a.csv", b"Name,Email,Photo consent,Diet\nAnn Cohen,a@example.org,yes,Vegan\n")
    take(office, "b.csv", b"Name,Email,Photo consent,Diet\nAnn Cohen,a@example.org,no,\n")
    plan = take(office, "a.csv", b"Name,Email,Photo consent,Diet\nAnn Cohen,a@example.org,yes,n/a\n")
    assert fates(plan) == [RowOutcome.SAME]
    assert not {p.purpose: p.given for p in office.query(list_permissions, 1)}[Purpose.PHOTO]
    ann = office.query(read_person, 1)
    assert ann is not None
    assert ann.diet == "Vegan"
