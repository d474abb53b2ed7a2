"""Papers of everything that a day holds: “Where am I?”, arrivals, what to buy and bring, the brochure."""

from datetime import date, datetime

import pytest
from conftest_office import done
from conftest_rota import Year, at

from mitzvah_desk.documents.arrivals import ArrivalsValues, Entrance
from mitzvah_desk.documents.brochure import BrochureValues
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.documents.shopping import ShoppingValues
from mitzvah_desk.documents.where_am_i import DoorName, WhereAmIValues
from mitzvah_desk.model import AssignmentStatus, ProjectStatus
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.pack import make_day_pack
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.office.papers.whole_day.arrivals import make_arrivals
from mitzvah_desk.office.papers.whole_day.brochure import make_brochure
from mitzvah_desk.office.papers.whole_day.shopping import make_shopping_list
from mitzvah_desk.office.papers.whole_day.where_am_i import make_where_am_i
from mitzvah_desk.rules.privacy.disclosure import Audience

NOW = datetime(2026, 11, 15, 9, 5)
PHONE = "07700 900123"
NEW = ("where-am-i", "arrivals", "shopping", "brochure")


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    """Ann on two shifts in two places, her son Dan, scouts, a stand-by, and a mayor who comes to the tea."""
    year = Year(office, campaign)
    hall = year.add("place", name="The hall", address="3 Oak Road", postcode="N3 0XX")
    barn = year.add("place", name="Barn")
    planned = {"status": ProjectStatus.PLANNED}
    tea = year.project("Tea for all", place_id=hall, summary="Cake and songs", **planned)
    bulbs = year.project("Bulbs in the barn", place_id=barn, **planned)
    early, late = year.shift(tea, at(9, 30), at(11)), year.shift(tea, at(11), at(12))
    planting = year.shift(bulbs, at(14), at(15), maximum=50)
    ann = year.person("Ann Cohen", mobile=PHONE)
    year.put(early, ann, year.person("Dan Cohen", born=date(2018, 5, 1)), year.person("Éva Ábel"))
    year.put(late, ann)
    year.put(planting, ann)
    year.put(planting, group_id=year.add("group", name="Scouts", adults=2, children=9))
    year.put(planting, year.person("Bob Levy"), reserve=True)
    year.put(planting, year.person("Cat Stern"), status=AssignmentStatus.DECLINED)
    mayor = year.person("Una Clarke", title="Cllr", position="Mayor of Barnet")
    year.add("guest_of_honour", project_id=tea, person_id=mayor, arrives_at=at(11, 15))
    return year


def asked(year: Year, audience: Audience, **scope: object) -> PrintRequest:
    return PrintRequest(year.campaign, PrintScope(**scope), audience, now=NOW)  # type: ignore[arg-type]


def words(year: Year, key: str, audience: Audience, **scope: object) -> str:
    content = make_print_job(year.office, key, asked(year, audience, **scope)).release().content
    told = " ".join(extract_page_text(content, page) for page in range(page_count(content)))
    return " ".join(told.replace("\xa0", " ").split())


def door(year: Year, audience: Audience) -> dict[str, tuple[DoorName, ...]]:
    made = make_where_am_i(year.office, asked(year, audience)).value
    assert isinstance(made, WhereAmIValues)
    return {each.letter: each.names for each in made.letters}


def entrances(year: Year, audience: Audience) -> dict[str, Entrance]:
    made = make_arrivals(year.office, asked(year, audience)).value
    assert isinstance(made, ArrivalsValues)
    return {each.name: each for each in made.entrances}


def test_the_door_has_everybody_under_their_letter_with_all_their_shifts(year: Year) -> None:
    found = door(year, Audience.VOLUNTEERS)
    assert list(found) == ["A", "C", "L", "S"]
    assert [name.name for name in found["A"]] == ["Ábel, Éva"]
    dan, ann = found["C"]
    assert (dan.name, ann.name) == ("Dan C.", "Cohen, Ann")
    assert [(s.times, s.project, s.place) for s in ann.shifts] == [
        ("09:30–11:00", "Tea for all", "The hall"),
        ("11:00–12:00", "Tea for all", "The hall"),
        ("14:00–15:00", "Bulbs in the barn", ""),
    ], "a place that the title tells is not told twice"
    assert [(n.name, n.about) for n in found["S"]] == [("Scouts", "group of 11")]
    assert found["L"][0].shifts[0].times == "14:00–15:00 (stand by)"


def test_numbers_and_childrens_family_names_are_for_the_committee(year: Year) -> None:
    told = words(year, "where-am-i", Audience.VOLUNTEERS)
    assert PHONE not in told
    assert "Cohen, Dan" not in told
    ours = words(year, "where-am-i", Audience.COMMITTEE)
    assert PHONE in ours
    assert "Cohen, Dan" in ours


def test_a_childs_place_in_the_list_tells_no_more_than_its_initial(year: Year) -> None:
    shift = year.shift(year.project("Cards"))
    year.put(shift, year.person("Zoe Cymerman", is_child=True), year.person("Abe Caro"))
    assert [name.name for name in door(year, Audience.VOLUNTEERS)["C"]] == [
        "Dan C.",
        "Zoe C.",
        "Caro, Abe",
        "Cohen, Ann",
    ]


def test_arrivals_name_everybody_once_an_entrance_by_the_hour(year: Year) -> None:
    found = entrances(year, Audience.COMMITTEE)
    assert [(name, e.address, e.counted) for name, e in found.items()] == [
        ("Barn", "", "13 people"),
        ("The hall", "3 Oak Road, N3 0XX", "4 people"),
    ]
    told = {h.title: [(n.name, n.time, n.about) for n in h.names] for h in found["The hall"].hours}
    assert told == {
        "From 09:00": [("Ábel, Éva", "09:30", ""), ("Cohen, Ann", "09:30", ""), ("Cohen, Dan", "09:30", "")],
        "From 11:00": [("Cllr Una Clarke", "11:15", "guest of honour, Mayor of Barnet")],
    }
    assert ("Scouts", "14:00", "group of 11") in [
        (n.name, n.time, n.about) for h in found["Barn"].hours for n in h.names
    ]


def test_the_gate_reads_no_number_and_no_childs_family_name(year: Year) -> None:
    for audience in KINDS["arrivals"].audiences:
        told = words(year, "arrivals", audience)
        assert PHONE not in told
        assert ("Cohen, Dan" in told) is (audience is Audience.COMMITTEE)
        assert "Stern" not in told


@pytest.mark.parametrize("key", ["where-am-i", "arrivals"])
def test_a_day_without_anybody_says_so(year: Year, key: str) -> None:
    job = make_print_job(year.office, key, asked(year, Audience.VOLUNTEERS, day=date(2026, 6, 1)))
    assert [finding.rule for finding in job.findings] == ["print.nothing"]
    assert "Nobody is" in words(year, key, Audience.VOLUNTEERS, day=date(2026, 6, 1))


@pytest.mark.parametrize("key", ["where-am-i", "arrivals", "shopping"])
def test_a_refuge_is_no_entrance_and_no_place(year: Year, key: str) -> None:
    refuge = year.add("partner", name="Rosalind Haven", code_name="Olive", confidential=True)
    place = year.add("place", name="Rosalind Haven", address="9 Quillet Lane", partner_id=refuge)
    done(year.office, SetField("project", 1, "place_id", place), "on purpose")
    year.add("material", project_id=1, name="Cups", quantity=40)
    for audience in KINDS[key].audiences:
        told = words(year, key, audience)
        assert "Rosalind" not in told
        assert "Quillet" not in told
        assert "Place on request" in told


def test_the_same_materials_are_bought_once_and_brought_project_by_project(year: Year) -> None:
    for project, name, quantity, ready in (
        (1, "Aprons", 50, False),
        (1, "Urn", 1, True),
        (2, "apron", 12, False),
        (2, "Compost, kg", 25, False),
    ):
        year.add("material", project_id=project, name=name, quantity=quantity, ready=ready)
    made = make_shopping_list(year.office, asked(year, Audience.COMMITTEE)).value
    assert isinstance(made, ShoppingValues)
    assert [(line.amount, line.item, line.projects) for line in made.buy] == [
        ("62", "Aprons", ("Tea for all (50)", "Bulbs in the barn (12)")),
        ("25 kg", "Compost", ("Bulbs in the barn",)),
    ]
    tea, bulbs = made.bring
    assert (tea.project, tea.about) == ("Tea for all", "Sunday 22 November 2026, 09:30 · The hall")
    assert [(line.amount, line.item, line.ready) for line in tea.lines] == [
        ("50", "Aprons", False),
        ("1", "Urn", True),
    ]
    assert [line.amount for line in bulbs.lines] == ["12", "25 kg"]


def test_nothing_is_bought_for_ideas_what_is_over_or_another_day(year: Year) -> None:
    year.add("material", project_id=1, name="Aprons", quantity=50)
    year.add("material", project_id=2, name="Trowels", quantity=5)
    done(year.office, SetField("project", 2, "status", ProjectStatus.IDEA), "on purpose")
    job = make_print_job(year.office, "shopping", asked(year, Audience.COMMITTEE))
    assert "print.ideas" in [finding.rule for finding in job.findings]
    assert "Trowels" not in words(year, "shopping", Audience.COMMITTEE)
    done(year.office, SetField("project", 1, "status", ProjectStatus.DONE), "on purpose")
    assert "No project has any materials" in words(year, "shopping", Audience.COMMITTEE)
    done(year.office, SetField("project", 1, "status", ProjectStatus.PLANNED), "on purpose")
    assert "Aprons" not in words(year, "shopping", Audience.COMMITTEE, day=date(2026, 6, 1))


def test_what_is_ready_need_not_be_bought(year: Year) -> None:
    year.add("material", project_id=1, name="Urn", quantity=1, ready=True)
    told = words(year, "shopping", Audience.COMMITTEE)
    assert "Nothing is left to buy" in told
    assert "Urn (ready)" in told


def brochure(year: Year) -> BrochureValues:
    made = make_brochure(year.office, asked(year, Audience.PUBLIC)).value
    assert isinstance(made, BrochureValues)
    return made


def test_the_brochure_tells_what_when_from_what_age_and_how_to_say_yes(year: Year) -> None:
    done(year.office, SetField("campaign", year.campaign, "sign_up_line", "Write to desk@example.org."))
    done(year.office, SetField("role", year.role(), "minimum_age", 8))
    tea = brochure(year).projects[0]
    assert (tea.title, tea.summary) == ("Tea for all", "Cake and songs.")
    assert tea.when == "Sunday 22 November, 09:30 to 12:00"
    assert tea.ages == "From the age of 8, children with an adult"
    assert brochure(year).code == "mailto:desk@example.org"
    job = make_print_job(year.office, "brochure", asked(year, Audience.PUBLIC))
    assert [(finding.rule, "short edge" in finding.do) for finding in job.findings] == [
        ("print.booklet", True)
    ]
    done(year.office, SetField("campaign", year.campaign, "day_phone", "020 7946 0111"))
    told = words(year, "brochure", Audience.PUBLIC)
    assert told.count("Write to desk@example.org.") == 2, "on the cover and on the back"
    for said in (
        "What you can do",
        "Write to desk@example.org.",
        "Yes, I would like to help",
        "1 Tea for all",
    ):
        assert said in told
    for kept in ("Cohen", "Clarke", "The hall", "Oak Road", PHONE, "0111"):
        assert kept not in told


def test_the_brochure_leaves_out_ideas_what_was_called_off_and_what_is_over(year: Year) -> None:
    for status in (ProjectStatus.IDEA, ProjectStatus.CANCELLED, ProjectStatus.DONE):
        done(year.office, SetField("project", 2, "status", status), "on purpose")
        assert [each.title for each in brochure(year).projects] == ["Tea for all"]
    done(year.office, SetField("project", 1, "on_day", date(2026, 11, 1)), "on purpose")
    assert brochure(year).projects == ()
    assert "still being planned" in words(year, "brochure", Audience.PUBLIC)


def test_a_home_that_asks_for_an_age_is_heard(year: Year) -> None:
    above = year.add("partner", name="Oak Homes", minimum_age=12)
    home = year.add("partner", name="Oak House", parent_id=above)
    done(year.office, SetField("place", 1, "partner_id", home), "on purpose")
    assert brochure(year).projects[0].ages == "From the age of 12, children with an adult"


def test_a_sentence_that_names_somebody_stays_out_of_the_brochure(year: Year) -> None:
    done(year.office, SetField("project", 1, "summary", "Cake and songs. Ask Ann Cohen."), "on purpose")
    job = make_print_job(year.office, "brochure", asked(year, Audience.PUBLIC))
    assert brochure(year).projects[0].summary == "Cake and songs."
    assert "newsletter.name" in [finding.rule for finding in job.findings]


def test_the_hall_has_the_door_and_the_gate_in_its_file(year: Year) -> None:
    hall = next(
        each for each in make_day_pack(year.office, year.campaign, asked=asked(year, Audience.PUBLIC))
    )
    content = hall.release().content
    first = extract_page_text(content, 0)
    assert "Where am I?" in first
    assert "Arrivals, for the gate" in first


@pytest.mark.parametrize("key", NEW)
def test_each_says_for_whom_it_is(year: Year, key: str) -> None:
    others = set(Audience) - set(KINDS[key].audiences)
    for audience in others:
        with pytest.raises(ValueError, match="not for"):
            make_print_job(year.office, key, asked(year, audience))
