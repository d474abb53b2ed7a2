"""Every paper of the sample year and of an awkward one, made through the office and read back."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from paper_reading import covered, letters_of, lonely_headings, outside, signs
from PIL import Image
from sample_year import sample_year

from mitzvah_desk.documents.layout.fonts import REPLACEMENT
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import AssignmentStatus, DeliveryStatus
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.goods.delivery_queries import list_deliveries, list_delivery_lines
from mitzvah_desk.office.goods.handover import HandOver
from mitzvah_desk.office.papers.kinds import KINDS, PaperKind, PaperScope, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope, SignOptions
from mitzvah_desk.office.papers.queries.rota_queries import read_rota_facts
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.privacy.disclosure import Audience

NOW = datetime(2026, 11, 15, 9, 5)
TITLE = "A very long title of a project that goes on and on " * 3
TITLE = TITLE[:119] + "!"
FIVE = "Garcia-Lopez de la Fuente y Montserrat Abravanel Toledano"
WHY = "Both tables are in one room, and we asked them."
HEBREW = "חֲנֻכָּה שְׂמֵחָה"


def squeezed(text: str) -> str:
    return "".join(text.split())


def campaign(office: Office) -> int:
    return office.query(lookup.list_campaign_options)[0].id


def done(office: Office, action: Action) -> int:
    result = office.execute(action, WHY)
    assert isinstance(result, Done), result
    return result.ids[0]


@cache
def logo(kind: str) -> str:
    """A picture of 8,000 × 8,000 points, or a file that is none."""
    out = BytesIO()
    if kind == "huge":
        Image.new("1", (8000, 8000), 1).save(out, "PNG")
    elif kind == "half":
        Image.new("RGB", (300, 300), "red").save(out, "PNG")
    content = out.getvalue()[: 200 if kind == "half" else None] or b"no picture at all"
    return b64encode(content).decode()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with closing(sample_year(tmp_path_factory.mktemp("year") / "year.mitzvah")) as office:
        yield office


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """60 helpers on one shift, a title of 120 letters, five family names, Hebrew, and an empty project."""
    with closing(Office.new(tmp_path_factory.mktemp("odd") / "odd.mitzvah", user_name="Ann")) as office:
        day = date(2026, 11, 22)
        main = done(office, Add("campaign", {"name": "Mitzvah Day 2026", "main_day": day}))
        role = done(office, Add("role", {"name": "Baker"}))
        for title in (TITLE, "Nothing yet", HEBREW):
            done(office, Add("project", {"campaign_id": main, "title": title}))
        full = next(p.id for p in office.query(lookup.list_project_options, main) if p.label == TITLE)
        times = {"starts_at": datetime(2026, 11, 22, 10), "ends_at": datetime(2026, 11, 22, 12)}
        shifts = [
            done(office, Add("shift", {"project_id": full, "role_id": role, "maximum": 70, **times}))
            for _ in range(2)
        ]
        names = [(f"Helper{number}", FIVE if number < 3 else "Levy") for number in range(58)]
        names += [("שָׂרָה", "כֹּהֵן"), ("O'Brien & <b>", "Sons</b>")]
        people = [
            done(office, Add("person", {"given": given, "family": family, "is_child": number % 10 == 9}))
            for number, (given, family) in enumerate(names)
        ]
        done(office, Assign(shifts[0], tuple(people), status=AssignmentStatus.CONFIRMED))
        done(office, Assign(shifts[1], tuple(people[:1]), status=AssignmentStatus.CONFIRMED))
        yield office


def asked(office: Office, kind: PaperKind, audience: Audience, project: str) -> PrintRequest:
    found = next(
        p.id for p in office.query(lookup.list_project_options, campaign(office)) if project in p.label
    )
    return PrintRequest(
        campaign(office),
        scope=PrintScope(project_id=found if PaperScope.PROJECT in (*kind.needs, *kind.takes) else None),
        audience=audience,
        paper=Paper(landscape=kind.landscape),
        sign=SignOptions(words=f"{HEBREW}\n{TITLE}"),
        now=NOW,
    )


EVERY = [(kind, audience) for kind in KINDS.values() for audience in kind.audiences]


def readable(pdf: bytes) -> str:
    """The letters of a paper on which nothing is off the page, over something else, or without a glyph."""
    found = letters_of(pdf)
    assert outside(pdf) == []
    assert covered(pdf) == []
    assert lonely_headings(pdf) == []
    assert REPLACEMENT not in found
    return found


@pytest.mark.parametrize(("kind", "audience"), EVERY, ids=lambda value: getattr(value, "key", str(value)))
def test_every_paper_of_the_sample_year_is_readable(
    year: Office, kind: PaperKind, audience: Audience
) -> None:
    projects = [p.label for p in year.query(lookup.list_project_options, campaign(year))]
    if PaperScope.PROJECT not in kind.needs:
        driver = year.query(list_deliveries, campaign(year))[0].driver_id
        alone = driver if kind.key == "delivery-sheet" else None  # one driver's, and nobody else's
        chosen = replace(asked(year, kind, audience, projects[0]), scope=PrintScope(person_id=alone))
        readable(make_print_job(year, kind.key, chosen).release().content)
        return
    for project in projects[:: 1 if kind.key == "rota" else 12]:
        readable(make_print_job(year, kind.key, asked(year, kind, audience, project)).release().content)


def test_a_rota_names_everybody_on_it_and_the_hebrew_day(year: Office) -> None:
    for project in year.query(lookup.list_project_options, campaign(year)):
        facts = year.query(read_rota_facts, project.id)
        assert facts is not None
        wanted = asked(year, KINDS["rota"], Audience.COMMITTEE, project.label)
        its = replace(wanted, scope=PrintScope(project_id=project.id))
        found = readable(make_print_job(year, "rota", its).release().content)
        for helper in facts.helpers:
            assert squeezed(helper.group or f"{helper.given} {helper.family}") in found
        assert "תשפ״ז"[::-1] in found or "תשפ״ז" in found


@pytest.mark.parametrize("picture", ["", "huge", "half", "none"])
@pytest.mark.parametrize(("kind", "audience"), EVERY, ids=lambda value: getattr(value, "key", str(value)))
def test_awkward_content_is_printed_whole(
    awkward: Office, kind: PaperKind, audience: Audience, picture: str
) -> None:
    assert isinstance(awkward.execute(ChangeSetting("logo", logo(picture) if picture else "")), Done)
    for project in (TITLE, "Nothing yet", HEBREW):
        if PaperScope.PROJECT in kind.needs or project == TITLE:
            pdf = make_print_job(awkward, kind.key, asked(awkward, kind, audience, project)).release().content
            readable(pdf)
            assert len(pdf) < 2_000_000  # a large logo is not carried along whole


@pytest.mark.parametrize("key", ["rota", "sign-in", "badges", "schedule"])
def test_sixty_helpers_are_all_there(awkward: Office, key: str) -> None:
    found = readable(
        make_print_job(awkward, key, asked(awkward, KINDS[key], Audience.COMMITTEE, TITLE)).release().content
    )
    for number in range(58):
        assert f"Helper{number}" in found
    assert squeezed(FIVE) in found
    assert "O'Brien&<b>" in found
    if key != "badges":
        assert squeezed(TITLE) in found


def test_only_the_committee_reads_why_something_stands(awkward: Office) -> None:
    for key in ("rota", "day-rota"):
        for audience in KINDS[key].audiences:
            pdf = make_print_job(awkward, key, asked(awkward, KINDS[key], audience, TITLE)).release().content
            assert (squeezed(WHY).rstrip(".") in letters_of(pdf)) is (audience is Audience.COMMITTEE)


@pytest.mark.parametrize("paper", [Paper(landscape=True), Paper(landscape=True, large_print=True)])
def test_a_wall_rota_begins_on_its_first_page_and_tells_a_reason_once_a_shift(
    awkward: Office, paper: Paper
) -> None:
    wanted = replace(asked(awkward, KINDS["day-rota"], Audience.COMMITTEE, TITLE), paper=paper)
    pages = signs(make_print_job(awkward, "day-rota", wanted).release().content)
    told = ["".join(sign.char for sign in page) for page in pages]
    assert "Helper0" in told[0]
    assert sum(page.count(squeezed(WHY).rstrip(".")) for page in told) == 2
    assert "EverybodyonBakerat10:00" in told[-1]


def test_the_report_of_a_year_whose_goods_went_out_has_two_pages_before_its_tables(
    tmp_path: Path,
) -> None:
    with closing(sample_year(tmp_path / "year.mitzvah")) as year:
        for row in year.query(list_deliveries, campaign(year)):
            if row.status is not DeliveryStatus.DELIVERED:
                lines = year.query(list_delivery_lines, row.id)
                taken = tuple((line.id, line.quantity, "") for line in lines)
                done(year, HandOver(row.id, taken, datetime(2026, 11, 22, 15), "Grace"))
        wanted = PrintRequest(campaign(year), audience=Audience.COMMITTEE, now=datetime(2026, 11, 24, 9))
        pdf = make_print_job(year, "report", wanted).release().content
    readable(pdf)
    told = ["".join(sign.char for sign in page) for page in signs(pdf)]
    assert "Goodsinstock" in told[0]
    assert "Whatwassaid" in told[1]
    assert "Everyproject" in told[2]
    assert not any("(continued)" in page for page in told[:2])


@pytest.mark.parametrize("paper", [Paper("A5"), Paper(large_print=True)])
def test_no_time_is_broken_on_a_narrow_sign_in_sheet(awkward: Office, paper: Paper) -> None:
    wanted = replace(asked(awkward, KINDS["sign-in"], Audience.COMMITTEE, TITLE), paper=paper)
    pdf = make_print_job(awkward, "sign-in", wanted).release().content
    told = "\n".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))
    assert told.count("Baker, 10:00–12:00") == 61


def test_a_reason_that_everybody_has_is_told_once_on_a_rota(awkward: Office) -> None:
    found = readable(
        make_print_job(awkward, "rota", asked(awkward, KINDS["rota"], Audience.COMMITTEE, TITLE))
        .release()
        .content
    )
    assert found.count(squeezed(f"Everybody here: {WHY}")) == 1
    assert found.count(squeezed(WHY)) == 2, "and once for whoever is alone on another shift"
