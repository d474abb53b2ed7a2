"""Papers for volunteers say whom to ring on the day; papers for everybody how to say yes."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from conftest_office import done
from conftest_rota import Year
from rich_year import NOW, fill_rich_year

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.lookup import list_skill_options
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.papers.kinds import KINDS, PaperKind, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.rules.privacy.disclosure import Audience

CAMPAIGN, PROJECT = "020 7946 0111", "020 7946 0222"
LINE = "To help, write to help@example.org"
NO_FOOT = {"badges", "gift-tags", "box-labels", "signs", "consent-forms", "address-labels", "envelopes"}
NO_FOOT |= {"certificates", "test-page", "delivery-note", "brochure"}
"""Labels and signs have no foot; a consent form comes weeks before; who gets goods is not asked to help; a
brochure says it on its cover and its back."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with closing(Office.new(tmp_path_factory.mktemp("ring") / "year.mitzvah")) as office:
        fill_rich_year(office)
        done(office, SetField("campaign", 1, "day_phone", CAMPAIGN))
        done(office, SetField("campaign", 1, "sign_up_line", LINE))
        done(office, SetField("project", 1, "day_phone", PROJECT))
        yield office


def pages(office: Office, kind: PaperKind, audience: Audience) -> list[str]:
    asked = PrintRequest(1, PrintScope(project_id=1), audience, now=NOW)
    content = make_print_job(office, kind.key, asked).release().content
    texts = [extract_page_text(content, page) for page in range(page_count(content))]
    return [text.replace("\xa0", " ") for text in texts]


@pytest.mark.parametrize("kind", [k for k in KINDS.values() if k.key not in NO_FOOT], ids=lambda k: k.key)
def test_every_page_for_volunteers_and_drivers_has_the_projects_number(
    office: Office, kind: PaperKind
) -> None:
    for audience in {Audience.VOLUNTEERS, Audience.DRIVER} & set(kind.audiences):
        for text in pages(office, kind, audience):
            assert f"On the day, ring {PROJECT}" in text, (kind.key, audience)


@pytest.mark.parametrize(
    "kind",
    [k for k in KINDS.values() if Audience.PUBLIC in k.audiences and k.key not in NO_FOOT],
    ids=lambda k: k.key,
)
def test_every_page_for_everybody_says_how_to_say_yes_and_no_number(office: Office, kind: PaperKind) -> None:
    for text in pages(office, kind, Audience.PUBLIC):
        assert LINE in text, kind.key
        assert CAMPAIGN not in text
        assert PROJECT not in text


@pytest.mark.parametrize("key", ["thank-you", "letters"])
def test_a_letter_says_neither(office: Office, key: str) -> None:
    told = "".join(pages(office, KINDS[key], Audience.COMMITTEE))
    assert told
    assert "On the day" not in told
    assert LINE not in told


def test_without_a_number_of_its_own_a_project_has_the_campaigns(office: Office) -> None:
    done(office, SetField("project", 1, "day_phone", ""))
    try:
        assert f"ring {CAMPAIGN}" in pages(office, KINDS["brief"], Audience.VOLUNTEERS)[0]
        done(office, SetField("campaign", 1, "day_phone", ""))
        assert "On the day, ring" not in pages(office, KINDS["brief"], Audience.VOLUNTEERS)[0]
    finally:
        done(office, SetField("campaign", 1, "day_phone", CAMPAIGN))
        done(office, SetField("project", 1, "day_phone", PROJECT))


def test_the_emergency_card_has_every_place_the_lead_and_a_page_for_the_coordinator(
    office: Office,
) -> None:
    year = Year(office, 1, {"Baker": 1})
    yard = year.add("place", name="The yard", address="9 Elm Road", postcode="N3 3AA", access="Left gate")
    done(office, SetField("place", yard, "emergency_department", "Barnet Hospital, EN5 3DJ"))
    shift = year.shift(1, place_id=yard)
    aider = year.person("Dana Doctor", mobile="07700 900555", emergency_contact="Her sister 07700 900556")
    skill = next(
        (o.id for o in office.query(list_skill_options) if o.label.casefold() == "first aid"), 0
    ) or year.add("skill", name="First aid")
    year.add("person_skill", person_id=aider, skill_id=skill)
    year.put(shift, aider)
    done(office, ChangeSetting("safeguarding_name", "Sarah Safe"))
    done(office, ChangeSetting("safeguarding_phone", "020 7946 0333"))
    told = pages(office, KINDS["emergency"], Audience.COMMITTEE)
    for words in ("The yard", "9 Elm Road", "N3 3AA", "Way in: Left gate", "Nearest A&E: Barnet Hospital"):
        assert words in told[0], words
    assert "First aid, 10:00–11:00" in told[0]
    assert "Sarah Safe" in told[0]
    assert "For the coordinator" in told[0]
    assert "Her sister 07700 900556" not in told[0]
    assert "Her sister 07700 900556" in told[-1]
    assert "destroy it after the day" in told[-1]
    shown = "".join(pages(office, KINDS["emergency"], Audience.VOLUNTEERS))
    assert "020 7946 0333" in shown  # the lead's number is for everybody who helps
    assert "07700 900555" not in shown
    assert "Her sister" not in shown
