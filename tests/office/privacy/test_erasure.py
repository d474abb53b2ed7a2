"""An erasure takes what was typed too, keeps the figures of past years, and says what it will do before."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest_office import done
from conftest_rota import Year
from rich_year import fill_rich_year
from sample_year import sample_year
from sqlalchemy import select
from typed_everywhere import TypeEverywhere, everything

from mitzvah_desk.model import AssignmentStatus, Campaign, GiftMethod, MoneyGift, Person
from mitzvah_desk.model.person import ERASED_NAME
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import Add, SetField, SetFields
from mitzvah_desk.office.core.history import list_steps
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.search import list_searchable_records
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.office.privacy.erase import ErasePerson
from mitzvah_desk.office.privacy.preview import ErasurePreview, preview_erasure
from mitzvah_desk.office.projects.figures import read_figures
from mitzvah_desk.office.rota.assignments import Assign, SetStatus
from mitzvah_desk.office.thanks.thank_you_ledger import list_thanks
from mitzvah_desk.rules.figures import Figures
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.unit_of_work import UnitOfWork

TODAY = date.today()
PAST = datetime(2024, 11, 17, 10)
TOLD = ("bob", "cohen", "900123", "bob@example.org")


@dataclass(frozen=True)
class MarkWithoutDeclaration:
    """Writes gifts as files from before declarations hold them."""

    rows: tuple[dict[str, object], ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        for row in self.rows:
            work.session.add(MoneyGift(**row))
        work.session.flush()
        return Applied("Marked gifts")


def preview(office: Office, person: int) -> ErasurePreview:
    found = office.query(preview_erasure, person, TODAY)
    assert found is not None
    return found


def figures(office: Office) -> list[Figures | None]:
    campaigns = office.query(lambda c: list(c.execute(select(Campaign.id)).scalars()))
    return [office.query(read_figures, each) for each in campaigns]


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    with closing(Office.new(tmp_path / "year.mitzvah", user_name="Bob Cohen")) as office:
        yield fill_rich_year(office)


def test_nothing_that_was_typed_of_an_erased_person_is_left(year: Year, tmp_path: Path) -> None:
    office = year.office
    bob = next(each.id for each in office.query(lookup.list_person_options) if each.label == "Bob Cohen")
    done(
        office, TypeEverywhere("Ask Bob Cohen’s number, 07700-900123, or BOB@example.org: Cohen, Bob", (bob,))
    )
    done(office, ChangeSetting("signatory_name", "Bob Cohen"))
    done(office, SetField("partner", 1, "phone", "07700 900124"))
    told = preview(office, bob)
    assert len(told.places) >= 30
    assert len({each.place.record for each in told.places}) >= 20
    emptied = {each.place.column for each in told.places if "details were erased" not in each.instead}
    assert emptied == {"postcode", "value"}
    done(office, ErasePerson(bob))
    assert not [word for word in TOLD if word in everything(office).casefold()]
    assert {each.user_name for each in office.query(list_steps)} == {""}
    office.close()
    kept = (tmp_path / "year.mitzvah").read_bytes().lower()
    assert not [word for word in TOLD if word.encode() in kept]


def test_those_who_were_erased_are_nowhere_to_be_chosen(year: Year) -> None:
    office = year.office
    bob = next(each.id for each in office.query(lookup.list_person_options) if each.label == "Bob Cohen")
    assert preview(office, bob).served
    done(office, ErasePerson(bob))
    shell = office.query(lambda c: c.execute(select(Person.family).where(Person.id == bob)).scalar())
    assert shell == ERASED_NAME
    assert bob not in {each.id for each in office.query(lookup.list_person_options)}
    assert bob not in {each.id for each in office.query(list_people)}
    found = office.query(list_searchable_records)
    assert bob not in {each.id for each in found if each.record == "person"}
    assert ("person", bob) not in {each.key for each in office.query(list_thanks, year.campaign)}


def test_past_figures_of_the_sample_stay_whoever_is_erased(tmp_path: Path) -> None:
    with closing(sample_year(tmp_path / "sample.mitzvah")) as office:
        last = office.query(
            lambda c: c.execute(select(Campaign.id).order_by(Campaign.main_day)).scalars().first()
        )
        assert last is not None
        before = office.query(read_figures, last)
        for each in office.query(lookup.list_person_options)[::25]:
            name = preview(office, each.id).name
            done(office, ErasePerson(each.id))
            assert office.query(read_figures, last) == before, name
        assert not [each for each in office.query(check_file) if ERASED_NAME in each.text]


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Year]:
    """A campaign of 2024: Zoe Quince, who was a child in its first shift and none in its second."""
    with closing(Office.new(tmp_path / "past.mitzvah")) as office:
        campaign = done(office, Add("campaign", {"name": "Day", "main_day": PAST.date()})).id
        year = Year(office, campaign)
        home = year.add("household", name="Quince", address="7 Quillet Lane\nLondon", postcode="N2 0AA")
        year.person("Zoe Quince", household_id=home, born=date(2006, 11, 20), mobile="07700 900321")
        project = year.project("Bulbs")
        for day in (PAST, PAST + timedelta(days=7)):
            year.put(year.shift(project, day, day + timedelta(hours=2)), 1, status=AssignmentStatus.ATTENDED)
        yield year


def test_a_child_of_then_is_counted_as_one_without_a_date_of_birth(past: Year) -> None:
    office, before = past.office, figures(past.office)
    done(office, ErasePerson(1))
    assert figures(office) == before
    born, child = office.query(lambda c: tuple(c.execute(select(Person.born, Person.is_child)).one()))
    assert (born, child) == (date(2006, 11, 24), False)
    assert "Quince" not in everything(office)
    assert "Quillet" not in everything(office)


def test_with_a_group_the_leader_and_members_are_still_counted_once(past: Year) -> None:
    office = past.office
    group = past.add("group", name="Zoe Quince’s class", adults=2, children=8, leader_id=1)
    past.add("group_member", group_id=group, person_id=1)
    done(office, Assign(1, (), group_id=group, adults=2, children=8), "on purpose")
    done(office, SetStatus((3,), AssignmentStatus.ATTENDED))
    before = figures(office)
    done(office, ErasePerson(1))
    assert figures(office) == before
    assert "Quince" not in everything(office)


def test_what_is_to_come_loses_them(past: Year) -> None:
    soon = datetime.combine(TODAY + timedelta(days=9), PAST.time())
    shift = past.shift(1, soon, soon + timedelta(hours=1))
    past.put(shift, 1)
    assert len(preview(past.office, 1).served) == 2
    done(past.office, ErasePerson(1))
    assert not past.on(shift)


def test_a_gift_without_a_declaration_keeps_its_donor_for_six_years_and_says_why(past: Year) -> None:
    office = past.office
    gift = {"campaign_id": past.campaign, "donor_person_id": 1, "gift_aid": True, "method": GiftMethod.CARD}
    days = {2000: TODAY - timedelta(days=9), 500: date(TODAY.year - 9, 1, 1)}
    rows = [{**gift, "amount_pence": pence, "on_day": day} for pence, day in days.items()]
    done(office, MarkWithoutDeclaration(tuple(rows)))
    done(office, Receive(past.campaign, (DonationEntry(3, item_name="Soap"),), PAST, donor=("person", 1)))
    (kept,) = preview(office, 1).kept
    assert any("£20.00" in line and "HMRC" in line for line in preview(office, 1).describe())
    before = figures(office)
    done(office, ErasePerson(1))
    notes = office.query(lambda c: list(c.execute(select(MoneyGift.note)).scalars()))
    assert notes == [kept.note, ""]
    assert kept.donor == "Zoe Quince, 7 Quillet Lane, London, N2 0AA"
    assert everything(office).count("Quince") == 1
    assert figures(office) == before


def test_a_namesake_and_a_family_keep_what_is_theirs(past: Year) -> None:
    office = past.office
    past.person("Zoe Quince", mobile="07700 900321")
    child = past.person("Max Quince", household_id=1, emergency_contact="Zoe, 07700 900321")
    done(office, SetFields("household", 1, {"salutation": "Zoe and Max", "note": "Zoe Quince is poorly"}))
    done(office, SetField("project", 1, "note", "Zoe Quince asked"))
    told = preview(office, 1)
    assert told.namesake
    assert any("Please look" in line for line in told.describe())
    done(office, ErasePerson(1))
    left = everything(office)
    assert "Zoe Quince asked" in left
    assert "poorly" in left
    assert "Zoe Quince is poorly" not in left
    assert "Somebody whose details were erased and Max" in left
    rung = office.query(
        lambda c: c.execute(select(Person.emergency_contact).where(Person.id == child)).scalar()
    )
    assert rung == "Somebody whose details were erased, 07700 900321"
