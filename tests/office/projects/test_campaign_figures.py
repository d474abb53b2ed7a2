"""The figures of a campaign: one answer for the report, Today and the newsletter."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest_office import done

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.newsletter.compose import NewsletterChoice, compose_newsletter
from mitzvah_desk.office.papers.print_request import PrintRequest
from mitzvah_desk.office.papers.report import make_report
from mitzvah_desk.office.projects.figures import read_figures
from mitzvah_desk.office.rota.assignments import Assign, SetStatus
from mitzvah_desk.rules.figures import FigureLine, Figures, Quantity, describe_figures
from mitzvah_desk.rules.privacy.disclosure import Audience
from tests.gate import release_bytes

DAY, TEN = date(2025, 11, 23), datetime(2025, 11, 23, 10)
AFTER = TEN + timedelta(days=1)
CAME = AssignmentStatus.ATTENDED


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Office]:
    """Two projects with three shifts; Ann, her child Ben, and the Scouts, of whom Ann is one."""
    with closing(Office.new(tmp_path / "figures.mitzvah")) as office:
        shift = {"role_id": 1, "starts_at": TEN, "ends_at": TEN + timedelta(hours=2), "maximum": 40}
        later = {"starts_at": TEN + timedelta(hours=4), "ends_at": TEN + timedelta(hours=6)}
        for action in (
            Add("campaign", {"name": "Day", "main_day": DAY}),
            Add("role", {"name": "Baker"}),
            Add("project", {"campaign_id": 1, "title": "Tea", "status": "planned"}),
            Add("project", {"campaign_id": 1, "title": "Bulbs", "status": "planned"}),
            Add("shift", {"project_id": 1, **shift}),
            Add("shift", {"project_id": 2, **shift}),
            Add("shift", {"project_id": 2, **shift, **later}),
            Add("person", {"given": "Ann", "family": "Cohen"}),
            Add("person", {"given": "Ben", "family": "Cohen", "born": date(2015, 1, 1)}),
            Add("group", {"name": "Scouts", "adults": 2, "children": 8}),
            Add("group_member", {"group_id": 1, "person_id": 1}),
        ):
            done(office, action, "on purpose")
        yield office


def assign(book: Office, status: AssignmentStatus = CAME) -> None:
    """Ben comes with ten Scouts, Ann alone, and later six Scouts."""
    done(book, Assign(1, (2,)), "on purpose")
    done(book, Assign(1, (), group_id=1, adults=2, children=8), "on purpose")
    done(book, Assign(2, (1,)), "on purpose")
    done(book, Assign(3, (), group_id=1, adults=1, children=5), "on purpose")
    done(book, SetStatus((1, 2, 3, 4), status))


def figures(book: Office, now: datetime = AFTER) -> Figures:
    found = book.query(read_figures, 1, now)
    assert found is not None
    return found


def newsletter(book: Office) -> str:
    news = book.query(compose_newsletter, 1, NewsletterChoice(), AFTER.date())
    return "\n".join(part.text for each in news.newsletter.sections for part in each.parts)


def lines(book: Office) -> dict[str, str]:
    return {each.what: each.number for each in describe_figures(figures(book))}


def test_people_are_counted_once_and_places_are_called_places(book: Office) -> None:
    assign(book, AssignmentStatus.CONFIRMED)
    found = figures(book)
    assert (found.people.adults, found.people.children) == (2, 9)
    assert (found.staffing.confirmed, found.staffing.asked) == (11 + 1 + 6, 0)
    assert found.by_project == {1: 11, 2: 6}
    assert found.came.total == 0
    told = lines(book)
    assert (told["people on the rota"], told["people who came"]) == ("11", "0")
    assert (told["places confirmed"], told["places asked"], told["gap"]) == ("18", "0", "0")
    assert (told["adults"], told["children"]) == ("2", "9")


def test_who_declined_and_what_was_cancelled_is_not_counted(book: Office) -> None:
    assign(book)
    done(book, SetField("project", 1, "status", "cancelled"))
    found = figures(book)
    assert (found.projects, found.people.total, found.hours, found.groups) == (1, 6, 2 * 7, 1)
    done(book, SetStatus((1, 2, 3, 4), AssignmentStatus.DECLINED))
    assert (figures(book).people.total, figures(book).hours) == (0, 0)


def test_guests_are_served_once_it_is_over(book: Office) -> None:
    done(book, Add("guest_party", {"project_id": 1, "label": "Lunch club", "heads": 30}))
    assert figures(book, TEN).guests == 0
    assert figures(book).guests == 30


def test_what_is_weighed_is_not_a_thing(book: Office) -> None:
    done(book, Receive(1, (DonationEntry(12, item_name="Soap"), DonationEntry(3, item_name="Rice")), TEN))
    done(book, SetField("item", 2, "unit", "kg"))
    done(book, Receive(1, (DonationEntry(250, item_name="Tea leaves"),), TEN))
    done(book, SetField("item", 3, "unit", "g"))
    assert figures(book).all_given == Quantity(12, 3250, loose=3250, unweighed=12)
    assert "Twelve things and 3.25 kg came through our doors" in newsletter(book)
    told = lines(book)
    assert (told["things given"], told["kilograms given"]) == ("12", "at least 3.25")
    done(book, SetField("item", 1, "grams_each", 100))
    assert lines(book)["kilograms given"] == "4.45"


def test_what_is_poured_is_neither_a_thing_nor_a_weight(book: Office) -> None:
    """The report and the newsletter tell it in litres, and say nothing of litres where nothing was poured."""
    assert not any("litre" in what for what in lines(book))
    done(book, Receive(1, (DonationEntry(12, item_name="Soap"), DonationEntry(3, item_name="Milk")), TEN))
    done(book, SetField("item", 2, "unit", "litres"))
    done(book, Receive(1, (DonationEntry(2500, item_name="Oil"),), TEN))
    done(book, SetField("item", 3, "unit", "ml"))
    assert figures(book).all_given == Quantity(12, unweighed=12 + 3 + 3, millilitres=5500)
    told = lines(book)
    assert (told["things given"], told["litres given"]) == ("12", "5.5")
    assert "litres delivered" not in told
    assert "Twelve things and 5.5 litres came through our doors" in newsletter(book)
    pdf = release_bytes(book, make_report(book, PrintRequest(1, audience=Audience.COMMITTEE, now=AFTER)))
    words = "".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))
    assert "litres given" in words
    assert "5.5 litres" in words.partition("Goods that came in by the litre")[2]


def test_report_newsletter_and_today_tell_the_same(book: Office) -> None:
    assign(book)
    found = figures(book)
    assert found.hours == 2 * 11 + 2 * 1 + 2 * 6
    assert "Eleven volunteers took part, giving 36 hours between them." in newsletter(book)
    pdf = release_bytes(book, make_report(book, PrintRequest(1, audience=Audience.COMMITTEE, now=AFTER)))
    first = extract_page_text(pdf, 0)
    for line in describe_figures(found):
        assert isinstance(line, FigureLine)
        assert line.what in first
        assert line.how.split(",")[0] in " ".join(first.split())
    assert page_count(pdf) > 1


def test_a_chart_shows_every_project(book: Office) -> None:
    for number in range(30):
        project = {"campaign_id": 1, "title": f"Project {number:02}", "status": "planned"}
        its = done(book, Add("project", project)).ids[0]
        values = {"project_id": its, "role_id": 1, "open_ended": True, "maximum": 4}
        shift = done(book, Add("shift", values)).ids[0]
        done(book, Assign(shift, (1,), status=CAME), "on purpose")
    pdf = release_bytes(book, make_report(book, PrintRequest(1, audience=Audience.COMMITTEE, now=AFTER)))
    told = "".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))
    assert all(f"Project {number:02}" in told for number in range(30))
