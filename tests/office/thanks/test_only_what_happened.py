"""Nobody is thanked for what has not happened, and a letter says of a gift only what is true of it.

The promise is in the design's rules for letters: they thank for what was done and promise nothing that a gift
was not given for.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest_office import done
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.model import AssignmentStatus, LetterFor, MovementKind, ProjectStatus
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import HandOver, PlanDelivery
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.handover import TakeBack
from mitzvah_desk.office.goods.issue import IssueLots
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.office.thanks.letters import LetterChoice, compose_campaign_letters, default_letter_words
from mitzvah_desk.office.thanks.thank_you_ledger import Thanks, list_thanks
from mitzvah_desk.rules.templates.whereabouts import describe_whereabouts

DAY, TEN = date(2025, 11, 23), datetime(2025, 11, 23, 10)
BEFORE, BETWEEN, AFTER = TEN - timedelta(days=1), TEN + timedelta(hours=1), TEN + timedelta(hours=2)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Office]:
    """Ann; a shift from ten to twelve; Rubens House."""
    with closing(Office.new(tmp_path / "true.mitzvah")) as office:
        shift = {"project_id": 1, "role_id": 1, "starts_at": TEN, "ends_at": AFTER, "maximum": 40}
        for action in (
            Add("campaign", {"name": "Day", "main_day": DAY}),
            Add("person", {"given": "Ann", "family": "Cohen"}),
            Add("partner", {"name": "The Rubens House"}),
            Add("project", {"campaign_id": 1, "title": "Tea", "status": "planned"}),
            Add("role", {"name": "Baker"}),
            Add("shift", shift),
        ):
            done(office, action, "on purpose")
        yield office


def reasons(office: Office, now: datetime) -> dict[str, tuple[str, ...]]:
    return {line.name: line.reasons for line in office.query(list_thanks, 1, now)}


@pytest.mark.parametrize("status", AssignmentStatus)
def test_a_shift_is_thanked_for_once_it_was_served(book: Office, status: AssignmentStatus) -> None:
    done(book, Assign(1, (1,), status=status), "on purpose")
    served = {"Ann Cohen": ("you baked at Tea",)}
    came = status is AssignmentStatus.ATTENDED
    assert reasons(book, BETWEEN) == (served if came else {})
    assert reasons(book, AFTER) == (served if came or status is AssignmentStatus.CONFIRMED else {})
    done(book, SetField("project", 1, "status", ProjectStatus.CANCELLED))
    assert reasons(book, AFTER) == {}


def test_who_stood_by_and_was_not_needed_did_not_serve(book: Office) -> None:
    done(book, Assign(1, (1,), status=AssignmentStatus.CONFIRMED, reserve=True), "on purpose")
    assert reasons(book, AFTER) == {}


def test_a_host_and_a_guest_of_honour_are_thanked_once_it_was_held(book: Office) -> None:
    done(book, Add("project_partner", {"project_id": 1, "partner_id": 1, "role": "host"}))
    done(book, Add("guest_of_honour", {"project_id": 1, "person_id": 1}))
    assert reasons(book, BETWEEN) == {}
    assert set(reasons(book, AFTER)) == {"Ann Cohen", "The Rubens House"}
    done(book, SetField("project", 1, "status", ProjectStatus.DONE))
    assert set(reasons(book, BEFORE)) == {"Ann Cohen", "The Rubens House"}


def test_a_mere_idea_without_a_shift_was_never_held(book: Office) -> None:
    idea = done(book, Add("project", {"campaign_id": 1, "title": "Choir"})).ids[0]
    done(book, Add("project_partner", {"project_id": idea, "partner_id": 1, "role": "host"}))
    assert reasons(book, AFTER + timedelta(days=9)) == {}
    done(book, SetField("project", idea, "status", ProjectStatus.PLANNED))
    assert reasons(book, BETWEEN) == {}
    assert reasons(book, TEN + timedelta(days=1)) == {"The Rubens House": ("hosting Choir",)}


def test_gifts_still_to_come_are_not_thanked_for_nor_for_a_project_that_was_cancelled(book: Office) -> None:
    money = {"campaign_id": 1, "donor_person_id": 1, "amount_pence": 500, "on_day": DAY, "project_id": 1}
    done(book, Add("money_gift", money))
    give(book)
    assert reasons(book, BEFORE) == {}
    assert reasons(book, AFTER) == {"Ann Cohen": ("12 × rice", "your generous gift of money for Tea")}
    done(book, SetField("project", 1, "status", ProjectStatus.CANCELLED))
    assert reasons(book, AFTER) == {"Ann Cohen": ("12 × rice", "your generous gift of money")}


def give(book: Office) -> None:
    done(book, Receive(1, (DonationEntry(12, item_name="Rice"),), TEN, donor=("person", 1)))


def ann(book: Office) -> Thanks:
    (line,) = book.query(list_thanks, 1, AFTER)
    return line


def said(book: Office) -> str:
    (letter,), _ = compose_campaign_letters(book, 1, choice=LetterChoice("Donor of goods"), now=AFTER)
    return "\n".join(part.text for part in letter.parts)


def test_a_gift_is_where_the_ledger_says(book: Office) -> None:
    give(book)
    assert ann(book).whereabouts == "Your gift is kept ready for those who need it."
    done(book, Add("request", {"partner_id": 1, "item_id": 1, "quantity": 12}))
    done(book, Allocate(((1, 1, 12),), DAY))
    done(book, PlanDelivery(1, 1))
    assert ann(book).whereabouts == "Your gift is kept ready for those who need it."
    done(book, HandOver(1, ((1, 12, ""),), TEN))
    assert ann(book).went_to == ("The Rubens House",)
    assert "Your gift has gone to the Rubens House." in said(book)
    done(book, TakeBack((1,), 5, TEN, as_it_was=True))
    both = "Part of your gift has gone to the Rubens House and part is kept ready for those who need it."
    assert ann(book).whereabouts == both
    done(book, TakeBack((1,), 7, TEN, as_it_was=True))
    assert ann(book).went_to == ()
    done(book, SetField("lot", 1, "recalled", "glass in it"))
    assert ann(book).whereabouts == ""
    assert "12 × rice" in said(book)
    assert "kept" not in said(book)


def test_what_was_written_off_is_in_nobodys_hands(book: Office) -> None:
    give(book)
    done(book, IssueLots(((1, 4),), MovementKind.USED, TEN, project_id=1))
    done(book, IssueLots(((1, 8),), MovementKind.WRITTEN_OFF, TEN, reason="burst"))
    assert ann(book).whereabouts == "Part of your gift has been used at Tea."


def test_shipped_words_promise_nothing_of_a_gift() -> None:
    """A gift of money may be for one project alone, so words for all gifts say nothing of its use."""
    words = {each.for_whom: each.body for each in default_letter_words()}
    for kind in (LetterFor.DONOR_OF_MONEY, LetterFor.DONOR_OF_GOODS, LetterFor.ANYBODY):
        for promise in ("nothing else", "in the hands of", "goes to"):
            assert promise not in words[kind]


PLACES = st.dictionaries(st.sampled_from(["Rose", "Hope", ""]), st.integers(0, 9))


@given(PLACES.filter(lambda places: "" not in places), PLACES, st.integers(0, 9), st.integers(0, 9))
def test_a_whole_gift_is_spoken_of_only_where_all_of_it_is_there(
    gone: dict[str, int], used: dict[str, int], kept: int, lost: int
) -> None:
    told = sum(gone.values()) + sum(used.values()) + kept
    sentence = describe_whereabouts(told + lost, gone, used, kept)
    assert (sentence == "") is (told == 0)
    whole = [part for part in (sum(gone.values()), sum(used.values()), kept) if part]
    assert sentence.startswith("Your gift") is (len(whole) == 1 and not lost)
    assert all((name in sentence) is (gone.get(name, 0) + used.get(name, 0) > 0) for name in ("Rose", "Hope"))
    assert ("kept" in sentence) is (kept > 0)
