"""What was hoped for and what came: of a project, and of a partner across projects."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from mitzvah_desk.model import AssignmentStatus, PartnerRole
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.chart_queries import list_partner_targets, list_targets
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.queries import list_money_gifts

DAY = date(2026, 11, 22)
TEN = datetime(2026, 11, 22, 10)


class Book:
    """A hospice that builds, two campaigns, and projects that give to it or to others."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.campaign = self.add("campaign", name="Mitzvah Day 2026", main_day=DAY)
        self.year_before = self.add("campaign", name="Mitzvah Day 2025", main_day=date(2025, 11, 16))
        self.hospice = self.add("partner", name="Hospice", target_pence=100_000)
        self.home = self.add("partner", name="Home")

    def add(self, record: str, **values: object) -> int:
        done = self.office.execute(Add(record, values))
        assert isinstance(done, Done), done
        return done.id

    def project(self, *partners: int, campaign: int = 0, title: str = "Cakes", **values: object) -> int:
        made = self.add("project", campaign_id=campaign or self.campaign, title=title, **values)
        for partner in partners:
            self.add("project_partner", project_id=made, partner_id=partner, role=PartnerRole.BENEFICIARY)
        return made

    def gift(self, pence: int, campaign: int = 0, **towards: int) -> None:
        self.add(
            "money_gift",
            campaign_id=campaign or self.campaign,
            amount_pence=pence,
            on_day=DAY,
            **towards,
        )

    def reached(self, campaign: int | None = None) -> list[int]:
        return [each.reached for each in self.office.query(list_partner_targets, campaign)]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    office = Office.new(tmp_path / "targets.mitzvah")
    yield Book(office)
    office.close()


def test_a_partner_to_whom_nothing_came_yet_has_reached_nothing(book: Book) -> None:
    (target,) = book.office.query(list_partner_targets, partner_id=book.hospice)
    assert target.reached == 0


def test_gifts_for_the_partner_and_through_its_projects_are_one_sum(book: Book) -> None:
    book.gift(1_000, partner_id=book.hospice)
    book.gift(200, project_id=book.project(book.hospice))
    book.gift(30, project_id=book.project(book.hospice, title="Bulbs"))
    book.gift(4, project_id=book.project(book.home, title="Others"))
    assert book.reached() == [1_230]


def test_a_gift_through_a_project_counts_for_the_partner_it_names_and_never_twice(book: Book) -> None:
    other = book.add("partner", name="Other hospice", target_pence=50_000)
    shared = book.project(book.hospice, other)
    book.gift(500, project_id=shared)
    assert book.reached() == [0, 0], "nobody said for whom"
    book.gift(70, project_id=shared, partner_id=other)
    book.gift(8, project_id=book.project(book.hospice, title="Cards"), partner_id=other)
    assert book.reached() == [0, 78]
    assert "Other hospice, through Cards" in {
        row.towards for row in book.office.query(list_money_gifts, book.campaign)
    }


def test_a_building_takes_years_and_stands_where_something_goes_on(book: Book) -> None:
    assert book.reached(book.campaign) == [], "this campaign has nothing to do with it"
    book.gift(
        600, campaign=book.year_before, project_id=book.project(book.hospice, campaign=book.year_before)
    )
    assert book.reached(book.campaign) == []
    book.gift(50, partner_id=book.hospice)
    assert book.reached(book.campaign) == [650]


def test_a_project_without_gifts_yet_shows_what_its_partner_hopes_for(book: Book) -> None:
    book.project(book.hospice)
    assert book.reached(book.campaign) == [0]


def test_a_refuge_hopes_under_its_code_name(book: Book) -> None:
    refuge = book.add("partner", name="Hope House", confidential=True, code_name="Rose", target_pence=100)
    (target,) = book.office.query(list_partner_targets, partner_id=refuge)
    assert target.title == "Rose"


def test_a_projects_own_target_counts_what_it_raised(book: Book) -> None:
    cakes = book.project(book.hospice, target_pence=9_000)
    book.gift(250, project_id=cakes)
    book.gift(40, project_id=cakes, partner_id=book.home)
    assert [
        (each.title, each.reached, each.hoped) for each in book.office.query(list_targets, book.campaign)
    ] == [("Cakes", 290, 9_000)]


def test_a_thousand_bulbs_are_not_bulbs_and_pots(book: Book) -> None:
    bulbs = book.project(book.home, title="Bulbs", target_count=1_000, target_unit="bulbs")
    lines = (DonationEntry(940, item_name="Daffodil bulb"), DonationEntry(60, item_name="Plant pot"))
    assert isinstance(book.office.execute(Receive(book.campaign, lines, TEN, project_id=bulbs)), Done)
    (target,) = book.office.query(list_targets, book.campaign)
    assert (target.reached, target.hoped, target.unit) == (940, 1_000, "bulbs")
    assert target.beside == "not counted: 60 Plant pot"
    assert isinstance(book.office.execute(SetField("project", bulbs, "made_count", 990)), Done)
    (target,) = book.office.query(list_targets, book.campaign)
    assert (target.reached, target.beside) == (990, "")


def test_volunteers_hoped_for_are_who_is_on_the_rota_and_not_goods(book: Book) -> None:
    crowd = book.project(book.home, title="Crowd", target_count=150, target_unit="volunteers")
    line = (DonationEntry(940, item_name="Daffodil bulb"),)
    assert isinstance(book.office.execute(Receive(book.campaign, line, TEN, project_id=crowd)), Done)
    role = book.add("role", name="Baker")
    shift = book.add("shift", project_id=crowd, role_id=role, starts_at=TEN, ends_at=TEN.replace(hour=12))
    person = book.add("person", given="Ann", family="Cohen")
    book.add("assignment", shift_id=shift, person_id=person, status=AssignmentStatus.CONFIRMED)
    assert [each.reached for each in book.office.query(list_targets, book.campaign)] == [1]
