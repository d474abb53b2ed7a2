"""No mark without a declaration; what loses its declaration is told, and is not on the schedule."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest_office import done
from conftest_rota import Year
from sqlalchemy import insert

from mitzvah_desk.model import DeclarationScope, MoneyGift
from mitzvah_desk.office.core.actions import Applied, Refused
from mitzvah_desk.office.core.crud import Add, AddMany, Remove, SetField, SetFields
from mitzvah_desk.office.core.history import list_record_history
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.gift_aid.checks import find_uncovered_marks
from mitzvah_desk.office.gift_aid.coverage import explain_no_gift_aid, list_declarations, read_home
from mitzvah_desk.office.gift_aid.schedule import read_schedule
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.people.merge import Merge
from mitzvah_desk.office.privacy.about import read_about
from mitzvah_desk.office.today.tasks import list_tasks
from mitzvah_desk.store.unit_of_work import UnitOfWork

DAY = date(2026, 11, 22)
TODAY = date(2026, 11, 30)
ANN, BOB = 1, 2


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    """Ann, who declared, and Bob, who did not."""
    with closing(Office.new(tmp_path / "year.mitzvah")) as office:
        year = Year(office, done(office, Add("campaign", {"name": "Day", "main_day": DAY})).id)
        home = year.add("household", name="Cohen", address="12 Elm Road\nLondon", postcode="N2 0AA")
        year.person("Ann Cohen", household_id=home)
        year.person("Bob Levy")
        year.add("group", name="Scouts")
        year.add("partner", name="Rubens House")
        declare(year)
        yield year


def declare(year: Year, person: int = ANN, made_on: date = DAY, **more: object) -> int:
    values = {"given": "Ann", "family": "Cohen", "address": "12 Elm Road\nLondon", "postcode": "N2 0AA"}
    return year.add("gift_aid_declaration", **{**values, "person_id": person, "made_on": made_on, **more})


def gift(
    donor: str = "person", number: int | None = ANN, day: date = DAY, pence: int = 2000
) -> dict[str, Any]:
    values: dict[str, Any] = {"campaign_id": 1, "amount_pence": pence, "on_day": day, "gift_aid": True}
    return values | ({f"donor_{donor}_id": number} if number else {})


def refused(office: Office, action: Add | AddMany | SetFields) -> str:
    result = office.execute(action)
    assert isinstance(result, Refused), result
    return result.text


class WriteGift:
    """Writes a gift past the guards, as files from before declarations hold them."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def check(self, work: UnitOfWork) -> tuple[()]:
        return ()

    def apply(self, work: UnitOfWork) -> Any:
        work.connection.execute(insert(MoneyGift).values(**self.values, method="cash", note=""))
        return Applied("Wrote a gift")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (gift(number=BOB), "This gift of Bob Levy cannot be marked for Gift Aid: there is no"),
        (gift(day=DAY - timedelta(days=1)), "is not for that day"),
        (gift("household", 1), "only for a gift of one person"),
        (gift("group", 1), "only for a gift of one person"),
        (gift("partner", 1), "only for a gift of one person"),
        (gift(number=None), "nobody is named as the donor"),
    ],
)
def test_a_gift_is_not_marked_without_a_declaration(year: Year, values: dict[str, Any], why: str) -> None:
    assert why in refused(year.office, Add("money_gift", values))
    assert why in refused(year.office, AddMany("money_gift", (values,)))
    number = done(year.office, Add("money_gift", values | {"gift_aid": False})).id
    assert why in refused(year.office, SetField("money_gift", number, "gift_aid", True))


def test_a_marked_gift_takes_no_other_donor_or_day_that_is_not_covered(year: Year) -> None:
    number = done(year.office, Add("money_gift", gift())).id
    other = {"donor_person_id": None, "donor_household_id": 1}
    assert "one person" in refused(year.office, SetFields("money_gift", number, other))
    earlier = SetField("money_gift", number, "on_day", DAY - timedelta(days=1))
    assert "not for that day" in refused(year.office, earlier)
    done(year.office, SetFields("money_gift", number, {**other, "gift_aid": False}))
    done(year.office, SetField("money_gift", number, "note", "Thanked"))


def test_what_loses_its_declaration_is_told_and_left_out(year: Year) -> None:
    office = year.office
    done(office, Add("money_gift", gift()))
    assert not office.query(find_uncovered_marks)
    assert office.query(read_schedule, DAY, TODAY, TODAY).pence == 2000
    done(office, SetField("gift_aid_declaration", 1, "cancelled_on", DAY))
    (finding,) = office.query(find_uncovered_marks)
    assert finding in office.query(check_file)
    (task,) = [each for each in office.query(list_tasks, 1, TODAY) if each.kind == "Gift Aid"]
    assert (task.what, task.record, task.record_id) == (finding.text, "person", ANN)
    schedule = office.query(read_schedule, DAY, TODAY, TODAY)
    assert (schedule.rows, schedule.pence) == ((), 0)
    assert schedule.left_out == (
        "£20.00 of Ann Cohen on 22 Nov 2026: their Gift Aid declaration was cancelled before.",
    )
    done(office, Remove("gift_aid_declaration", (1,)))
    assert "there is no Gift Aid declaration" in office.query(find_uncovered_marks)[0].text
    office.undo()
    office.undo()
    assert not office.query(find_uncovered_marks)


def test_gifts_of_files_from_before_are_told_and_stay(year: Year) -> None:
    done(year.office, WriteGift(gift("household", 1)))
    (finding,) = year.office.query(find_uncovered_marks)
    assert "one person" in finding.text
    (task,) = [each for each in year.office.query(list_tasks, 1, TODAY) if each.kind == "Gift Aid"]
    assert (task.record, task.record_id) == ("money_gift", 1)


def test_the_schedule_has_each_covered_gift_once_and_names_the_others(year: Year) -> None:
    office = year.office
    declare(year, BOB, given="Bob", family="Levy", postcode="")
    declare(year, ANN, DAY + timedelta(days=2), address="3 New Street", postcode="X")
    declare(year, ANN, date(2020, 6, 1), scope=DeclarationScope.FOUR_YEARS_BACK)
    for each in (
        gift(pence=1000),
        gift(pence=1250, day=DAY + timedelta(days=3)),
        gift(number=BOB, pence=700),
        gift(pence=900, day=date(2019, 5, 1)),
    ):
        done(office, Add("money_gift", each))
    done(office, Add("money_gift", gift(pence=99) | {"gift_aid": False}))
    schedule = office.query(read_schedule, date(2019, 1, 1), TODAY, TODAY)
    assert [(row[3], row[4], row[8]) for row in schedule.rows] == [
        ("12", "N2 0AA", 10.0),
        ("3 New Street", "X", 12.5),
    ]
    assert (schedule.pence, schedule.claim_pence) == (2250, 562)
    assert schedule.totals == "2 gifts, £22.50 together: £5.62 may be claimed."
    assert [each.partition(": ")[2] for each in schedule.left_out] == [
        "it could be claimed until 5 Apr 2024 only.",
        "the declaration has no postcode (“X” for a home abroad).",
    ]


def test_a_merge_moves_declarations(year: Year) -> None:
    declare(year, BOB, given="Bob", family="Levy")
    done(year.office, Merge("person", ANN, BOB), "asked")
    assert {each.given for each in year.office.query(list_declarations, ANN)} == {"Ann", "Bob"}


def test_it_is_told_in_words_in_the_history_and_of_what_is_held(year: Year) -> None:
    office = year.office
    done(office, SetField("gift_aid_declaration", 1, "scope", DeclarationScope.ONE_GIFT))
    labels = [step.label for step in office.query(list_record_history, "gift_aid_declaration", 1)]
    assert labels == [
        "Changed the gifts covered of the Gift Aid declaration of Ann Cohen",
        "Added Gift Aid declaration of Ann Cohen",
    ]
    about = office.query(read_about, ANN)
    assert about is not None
    (section,) = [each for each in about.sections if each.key == "gift_aid_declaration.person_id"]
    told = {field.label: field.text for field in section.records[0]}
    assert told["Made on"] == "22 Nov 2026"
    assert told["For which gifts"] == "this gift only"
    assert "six years" in section.kept


def test_what_is_proposed_is_the_persons_home(year: Year) -> None:
    home = year.office.query(read_home, ANN)
    assert home is not None
    assert (home.given, home.address, home.postcode) == ("Ann", "12 Elm Road\nLondon", "N2 0AA")
    assert year.office.query(read_home, BOB).address == ""  # type: ignore[union-attr]
    assert year.office.query(read_home, 99) is None
    assert year.office.query(explain_no_gift_aid, ("person", ANN), DAY) == ""
