"""Whatever a campaign holds, no newsletter names who did not agree, nor a confidential partner."""

import re

from conftest_news import AFTER, BEFORE, filled_year, gives, in_every_form, news, pays, person
from conftest_rota import Year
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.model import AssignmentStatus, NewsletterKind, PartnerRole, ProjectStatus
from mitzvah_desk.office.core.crud import SetFields
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.newsletter.compose import NewsletterChoice
from mitzvah_desk.office.newsletter.words import ChangeWords
from mitzvah_desk.rules.templates.sections import Order, Piece

ROLES = ("volunteer", "donor", "household", "giver", "guest", "quotation", "coordinator", "text")
SOMEBODY = st.tuples(st.sampled_from([None, False, True]), st.booleans(), st.sets(st.sampled_from(ROLES)))
FIRST = ("Zib", "Yob", "Xab", "Wub", "Vib", "Uob")
FAMILY = ("Quonk", "Plonk", "Ozonk", "Nimonk", "Mazonk", "Lobonk")
EVERY_CHIP = Piece(
    "On", Order.KIND, "{{ campaign }}\n- {{ project }}. {{ summary }} {{ coordinator }}. {{ honoured }}."
)


@settings(max_examples=20)
@given(st.lists(SOMEBODY, min_size=1, max_size=len(FIRST)))
def test_no_name_without_permission(people: list[tuple[bool | None, bool, set[str]]]) -> None:
    with filled_year() as year:
        with year.office.batch("People") as year.batch:
            project = year.project("Tea", status=ProjectStatus.DONE)
            coming = year.project("Cards", status=ProjectStatus.CONFIRMED)
            shift = year.shift(project, maximum=99)
            year.execute(ChangeWords(NewsletterKind.WHATS_ON, EVERY_CHIP))
            for number, (agreed, child, roles) in enumerate(people):
                _take_part(year, (project, coming, shift), number, (agreed, child, roles))
        before, after = in_every_form(news(year, BEFORE)), in_every_form(news(year, AFTER))
    for number, (agreed, child, _) in enumerate(people):
        for form in before:
            text = before[form] + after[form]
            assert agreed or FIRST[number] not in text, form
            assert (agreed and not child) or FAMILY[number] not in text, form


def _take_part(
    year: Year, where: tuple[int, int, int], number: int, somebody: tuple[bool | None, bool, set[str]]
) -> None:
    project, coming, shift = where
    agreed, child, roles = somebody
    name = f"{FIRST[number]} {FAMILY[number]}"
    home = year.add("household", name=f"{FAMILY[number]} family")
    who = person(year, name, agreed, child=child, household=home)
    if "volunteer" in roles:
        year.put(shift, who, status=AssignmentStatus.ATTENDED)
    if "donor" in roles:
        gives(year, "Rice", 2, ("person", who))
    if "household" in roles:
        gives(year, "Soap", 2, ("household", home))
    if "giver" in roles:
        pays(year, 100, donor_person_id=who, project_id=project)
    if "guest" in roles:
        year.add("guest_of_honour", project_id=coming, person_id=who)
    if "quotation" in roles:
        said = {"words": "Lovely", "said_by": f"{name}, neighbour", "person_id": who, "may_print": True}
        year.add("quotation", campaign_id=year.campaign, **said)
    if "coordinator" in roles:
        year.add(
            "project", campaign_id=year.campaign, title=f"P{number}", status="planned", coordinator_id=who
        )
    if "text" in roles:
        values = {"outcome": f"Good. {name} led.", "summary": f"With {name}!", "status": "done"}
        year.add("project", campaign_id=year.campaign, title=f"Led by {name}", **values)
        year.add("quotation", campaign_id=year.campaign, words="Yes", said_by=name, may_print=True)


TELLING = (
    *("Hope House Refuge", "HOPE-HOUSE", "Partner Olive", "7 Hidden Lane", "n99 9zz"),
    *("020 7946 0262", "+44 20 7946 0262", "key@hopehouse.example", "Jane Keyworker"),
)
SECRET = re.compile(r"hope.?house|partner olive|hidden lane|n99 ?9zz|7946 ?0262|keyworker", re.IGNORECASE)
PLACES: tuple[str, ...] = (
    "title",
    "summary",
    "outcome",
    "words",
    "said_by",
    "group",
    "item",
    "material",
    "kind",
    "place",
)
PLACES += (
    "theme",
    "campaign",
    "heading",
    "line",
    "organisation",
    "category",
    "unit",
    "role",
    "counted",
    "size",
)


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(PLACES), st.sampled_from(TELLING), min_size=1))
def test_a_confidential_partner_is_in_none(told: dict[str, str]) -> None:
    with filled_year() as year:
        with year.office.batch("A refuge") as year.batch:
            _refuge(year, {place: f"For {text}" for place, text in told.items()})
        for day in (BEFORE, AFTER):
            composed = news(year, day, NewsletterChoice(venues=True))
            texts = in_every_form(composed)
            for form, text in texts.items():
                assert not SECRET.search(text), form
            assert not any(SECRET.search(each.text) for each in composed.findings)
        assert "Ours is told" in texts["txt"]


def _refuge(year: Year, told: dict[str, str]) -> None:
    """A campaign in which a refuge takes part, with what gives it away in some places."""
    about = {"address": "7 Hidden Lane, London", "postcode": "N99 9ZZ", "phone": "020 7946 0262"}
    refuge = year.add(
        "partner",
        name="Hope House Refuge",
        confidential=True,
        code_name="Partner Olive",
        email="key@hopehouse.example",
        **about,
    )
    below = year.add("partner", name="Annexe of Hope House", parent_id=refuge)
    home = year.add(
        "place", name="Hope House", address="7 Hidden Lane", postcode="N99 9ZZ", partner_id=refuge
    )
    elsewhere = year.add("place", name=told.get("place", "The hall"), address="1 High Road")
    worker = person(year, "Jane Keyworker", agreed=True, partner_id=refuge)  # type: ignore[arg-type]
    year.add("project", campaign_id=year.campaign, title="Ours is told", status="done", place_id=home)
    kind = year.add("project_kind", name=told.get("kind", "Visit"))
    texts = {"summary": f"Good. {told.get('summary', '')}.", "outcome": told.get("outcome", "")}
    for title, status in ((told.get("title", "Tea"), "confirmed"), (told.get("title", "Cards"), "done")):
        values: dict[str, object] = {
            "kind_id": kind,
            "place_id": elsewhere,
            "coordinator_id": worker,
            "target_count": 9,
        }
        values["target_unit"] = told.get("unit", "cards")
        project = year.project(title, status=status, **values, **texts)
        for partner in (refuge, below):
            for role in PartnerRole:
                year.add("project_partner", project_id=project, partner_id=partner, role=role)
        shift = year.shift(project, minimum=50, maximum=99, role_id=year.role(told.get("role", "Baker")))
        group = year.add("group", name=told.get("group", "Scouts"), adults=2, partner_id=None)
        staff = year.add("group", name="Staff", adults=2, partner_id=refuge)
        for each in (group, staff):
            year.put(shift, group_id=each, adults=2, children=0, status=AssignmentStatus.ATTENDED)
        year.put(shift, worker, status=AssignmentStatus.ATTENDED)
        year.add("guest_of_honour", project_id=project, person_id=worker)
        year.add("material", project_id=project, name=told.get("material", "Cups"), quantity=3)
    category = year.add("item_category", name=told.get("category", "Food"))
    unit = told.get("counted", "bars")
    item = year.add("item", name=told.get("item", "Soap"), category_id=category, unit=unit)
    asked = {"item_id": item, "quantity": 9, "size": told.get("size", "")}
    year.add("request", partner_id=refuge, campaign_id=year.campaign, **asked)
    gives(year, told.get("item", "Soap"), 3, ("partner", refuge))
    pays(year, 300, donor_partner_id=below)
    words, by = told.get("words", "Lovely"), told.get("said_by", "")
    year.add("quotation", campaign_id=year.campaign, words=words, said_by=by, may_print=True)
    year.execute(
        ChangeWords(NewsletterKind.WHATS_ON, Piece(told.get("heading", "On"), Order.KIND, EVERY_CHIP.words))
    )
    line = f"{{{{ money }}}} {told.get('line', '')}\n- {{{{ project }}}} {{{{ story }}}} {{{{ place }}}}"
    year.execute(
        ChangeWords(NewsletterKind.WHAT_WE_DID, Piece("Did", Order.DAY, f"{line}\n- {{{{ project }}}}"))
    )
    year.execute(ChangeSetting("organisation", told.get("organisation", "Beit Chaverim")))
    names = {"theme": told.get("theme", ""), "name": told.get("campaign", "Mitzvah Day")}
    year.execute(SetFields("campaign", year.campaign, names))
