"""A row is said to be somebody of the book of whom it gives no hint: they are filled in, nobody is made."""

import pytest
from conftest_office import done
from conftest_rota import Year
from lists_in import fates, plan_of, source, take

from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.queries import list_money_gifts
from mitzvah_desk.office.importing.accept import Import
from mitzvah_desk.office.importing.plan import RowOutcome
from mitzvah_desk.office.partners.queries import list_partners
from mitzvah_desk.office.people.queries import list_people, read_person

ELLA = b"First name,Surname,E-mail,Address,Postcode\nElla,Katz,new@example.org,9 New Road,N1 1AA\n"


@pytest.fixture
def ella(office: Office) -> int:
    home = done(
        office, Add("household", {"name": "Cohen", "address": "1 Old Road", "postcode": "NW1 1AA"})
    ).id
    values = {"given": "Ella", "family": "Cohen", "email": "old@example.org", "household_id": home}
    return done(office, Add("person", values)).id


def test_whoever_is_chosen_is_filled_in(office: Office, ella: int) -> None:
    given = source("a.csv", ELLA, ImportOf.PEOPLE)
    assert fates(plan_of(office, given)) == [RowOutcome.NEW]
    plan = plan_of(office, given, decisions={2: ella})
    assert fates(plan) == [RowOutcome.UPDATE]
    assert plan.rows[0].candidates[0].id == ella
    assert plan.rows[0].detail.startswith("Ella Cohen (NW1 1AA): ")
    done(office, Import(plan))
    (row,) = office.query(list_people)
    assert row.email == "new@example.org"


def test_of_a_couple_the_first_is_whoever_is_chosen(office: Office, ella: int) -> None:
    both = b"Name,Postcode\nElla and Dan Katz,N1 1AA\n"
    plan = take(office, "a.csv", both, ImportOf.PEOPLE, decisions={2: ella})
    assert fates(plan) == [RowOutcome.NEW]
    assert sorted(row.given for row in office.query(list_people)) == ["Dan", "Ella"]


def test_whoever_is_chosen_among_the_likest_is_named_first(office: Office) -> None:
    one, other = (
        done(office, Add("person", {"given": "Ann", "family": "Levy", "mobile": f"07700 90000{n}"})).id
        for n in (1, 2)
    )
    given = source("a.csv", b"Name,E-mail\nAnn Levy,ann@example.org\n", ImportOf.PEOPLE)
    for chosen in (one, other):
        plan = plan_of(office, given, decisions={2: chosen})
        assert plan.rows[0].candidates[0].id == chosen


def test_who_is_gone_is_nobody(office: Office, ella: int) -> None:
    given = source("a.csv", ELLA, ImportOf.PEOPLE)
    assert fates(plan_of(office, given, decisions={2: 999})) == [RowOutcome.NEW]
    found = office.query(read_person, ella)
    assert found is not None
    assert found.email == "old@example.org"


def test_a_partner_is_chosen_by_hand(office: Office) -> None:
    felix = done(office, Add("partner", {"name": "Felix Project"})).id
    given = source("a.csv", b"Organisation,Website\nFood for All,felix.example\n", ImportOf.PARTNERS)
    done(office, Import(plan_of(office, given, decisions={2: felix})))
    (row,) = office.query(list_partners)
    assert row.name == "Felix Project"


def test_a_donor_and_a_helper_are_chosen_by_hand(office: Office, campaign: int, ella: int) -> None:
    year = Year(office, campaign)
    shift = year.shift(year.project("Tea"))
    signed = b"Project,Name\nTea,Mrs E Katz\n"
    plan = plan_of(office, source("a.csv", signed, ImportOf.SIGN_UPS), campaign, {2: ella})
    done(office, Import(plan), "asked")
    assert list(year.on(shift)) == ["Ella Cohen"]
    gave = b"Donor,Amount,Date\nE Katz,5.00,01/11/2026\n"
    plan = plan_of(office, source("b.csv", gave, ImportOf.DONATIONS), campaign, {2: ella})
    done(office, Import(plan))
    assert [row.donor for row in office.query(list_money_gifts, campaign)] == ["Ella Cohen"]
