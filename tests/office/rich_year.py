"""A small file with something in every typed field that may reach what leaves, and one refuge."""

from datetime import date, datetime
from typing import Any

from conftest_office import done
from conftest_rota import DAY, Year, at

from mitzvah_desk.model import (
    AssignmentStatus,
    LetterFor,
    NewsletterKind,
    PartnerRole,
    ProjectStatus,
    Purpose,
)
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.goods.deliveries import ChangeDelivery, PlanDelivery
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.lots import Recall
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stocktaking.stocktake import BeginStocktake
from mitzvah_desk.rules.lists.definition import ListCondition, ListDefinition
from mitzvah_desk.rules.lists.kept_text import format_definition

NOW = datetime(2026, 11, 15, 9, 5)
REFUGE = {
    "name": "Rosalind Haven",
    "code_name": "Partner Olive",
    "confidential": True,
    "address": "9 Quillet Lane",
    "postcode": "N99 9ZZ",
    "phone": "020 7946 0666",
    "email": "door@rosalind-haven.example.org",
    "website": "https://www.rosalind-haven.example.org",
}
SECRETS = ("rosalind", "quillet", "n99 9zz", "n999zz", "7946 0666", "79460666")
"""By which it would be known, in small letters."""


def fill_rich_year(office: Office) -> Year:
    """Fills a new file: an open home and a refuge, people, goods on their way, words."""
    campaign = done(office, Add("campaign", {"name": "Day", "main_day": DAY, "theme": "Together"})).id
    year = Year(office, campaign)
    done(office, ChangeSetting("organisation", "Our Shul"))
    done(office, ChangeSetting("signatory_name", "Miriam"))
    done(office, ChangeSetting("email", "desk@our-shul.example.org"))
    home = year.add(
        "partner", name="Rubens House", address="2 Elm Road", postcode="NW11 1AA", country="Wales"
    )
    refuge = year.add("partner", **REFUGE)
    worker = year.person("Zelda Quince", mobile="07700 900777", email="zelda@example.org")
    year.add("partner_contact", partner_id=refuge, person_id=worker, job="Manager", is_main=True)
    people = _fill_people(year, home)
    _fill_projects(year, home, refuge, people)
    _fill_goods(year, home, refuge, people["bob"])
    _fill_gift_aid(year, people["ann"])
    _fill_words(year)
    return year


def _fill_people(year: Year, home: int) -> dict[str, int]:
    house = year.add("household", name="Levy", address="1 High Road", postcode="N1 1AA", note="Ring twice")
    more: dict[str, Any] = {"title": "Mrs", "position": "Chair", "diet": "vegan", "note": "kind"}
    ann = year.person("Ann Levy", household_id=house, email="ann@example.org", **more)
    bob = year.person("Bob Cohen", mobile="07700 900123", emergency_contact="Ann", email="bob@example.org")
    maya = year.person("Maya Levy", born=date(2015, 5, 1), household_id=house, email="maya@example.org")
    mayor = year.person("Una Mayor", position="Mayor")
    for person, purpose in ((ann, Purpose.PRINT), (bob, Purpose.PRINT), (ann, Purpose.NEWSLETTER)):
        year.add("permission", person_id=person, purpose=purpose, given=True, given_on=DAY, how="form")
    year.add("guardian", child_id=maya, adult_id=ann, relation="mother")
    skill = year.add("skill", name="Drive")
    year.add("person_skill", person_id=bob, skill_id=skill)
    year.add("unavailability", person_id=bob, starts_at=at(20), ends_at=at(21), reason="work")
    scouts = year.add(
        "group", name="Scouts", leader_id=bob, children=9, adults=2, ages="8-10", partner_id=home
    )
    year.add("group_member", group_id=scouts, person_id=mayor)
    year.add("partner_contact", partner_id=home, person_id=bob, job="Friend")
    year.add("contact_log", partner_id=home, on_day=DAY, summary="Spoke", next_step="Ring", by_whom="Ann")
    return {"ann": ann, "bob": bob, "maya": maya, "mayor": mayor, "scouts": scouts}


def _fill_projects(year: Year, home: int, refuge: int, people: dict[str, int]) -> None:
    kind = year.add("project_kind", name="Tea", summary="A visit", safety="Two adults with each child")
    year.add("kind_to_do", kind_id=kind, what="Ring the home", lead_days=14)
    year.add("kind_material", kind_id=kind, name="Cups")
    year.add("kind_partner_role", kind_id=kind, role=PartnerRole.HOST)
    year.add(
        "kind_shift",
        kind_id=kind,
        role_id=year.role("Host"),
        starts_at="14:00",
        ends_at="16:00",
        note="Smile",
    )
    place = year.add(
        "place",
        name="The hall",
        address="3 Oak Road",
        postcode="NW4 1AA",
        access="Ramp",
        permission_note="Asked",
    )
    texts = {"summary": "Tea for all", "note": "Bring cups", "outcome": "It went well", "target_unit": "cups"}
    project = year.project(
        "Tea for all", kind_id=kind, place_id=place, coordinator_id=people["ann"], target_count=9,
        status=ProjectStatus.CONFIRMED, **texts,
    )  # fmt: skip
    over = year.project("Bulbs", on_day=date(2026, 11, 1), status=ProjectStatus.DONE, place_id=place, **texts)
    for each in (project, over):
        year.add("project_partner", project_id=each, partner_id=home, role=PartnerRole.HOST)
    year.add("project_partner", project_id=project, partner_id=refuge)
    item = year.add(
        "programme_item", project_id=project, title="Songs", performer="Choir", note="Loud", position=1
    )
    year.add("material", project_id=project, name="Needles")
    year.add(
        "to_do",
        campaign_id=year.campaign,
        project_id=project,
        what="Ring the home",
        owner_id=people["ann"],
        note="Early",
    )
    party = {"label": "Residents", "heads": 5, "diet": "soft", "access_needs": "chairs"}
    year.add("guest_party", project_id=project, programme_item_id=item, **party)
    year.add(
        "guest_of_honour", project_id=project, person_id=people["mayor"], host_id=people["ann"], note="Car"
    )
    year.add(
        "quotation",
        campaign_id=year.campaign,
        project_id=over,
        words="Lovely",
        said_by="A guest",
        may_print=True,
    )
    ann, day = people["ann"], date(2026, 11, 1)
    year.add("consent_form", person_id=ann, printed_on=day, note="On paper")
    year.add("subject_request", person_id=ann, asked_on=day, note="Rang")
    year.add("retention_hold", person_id=ann, decided_on=day, reason="Sings each year")
    year.add(
        "gift_aid_declaration",
        person_id=ann,
        given="Ann",
        family="Levy",
        address="1 Wood Lane",
        postcode="N1 1AA",
        made_on=day,
        how="In writing",
    )
    year.add("gift_recipient", project_id=project, label="Room 1", wish="Scarf", giver="Families")
    shift = year.shift(project, note="At the back", place_id=place)
    year.put(shift, people["ann"], people["bob"], people["maya"])
    done_shift = year.shift(over, datetime(2026, 11, 1, 10), datetime(2026, 11, 1, 11), note="In the yard")
    year.put(done_shift, people["bob"], people["ann"], people["maya"], status=AssignmentStatus.ATTENDED)
    told: dict[str, Any] = {"person_id": people["bob"], "project_id": project}
    year.add("project_wish", **told)
    year.add("print_notice", **told, shift_number=shift, printed_at=NOW)
    year.add(
        "shift_notice",
        **told,
        campaign_id=year.campaign,
        shift_number=shift,
        title="Host in Tea for all",
        starts_at=at(9),
        ends_at=at(10),
    )
    year.add(
        "calendar_notice",
        uid="shift-1",
        campaign_id=year.campaign,
        **told,
        title="Tea for all: Host",
        starts_at=at(10),
        ends_at=at(11),
        exported_at=NOW,
    )
    later = year.shift(project, at(14), at(15))
    year.add("assignment", shift_id=later, group_id=people["scouts"], children=9, adults=2, note="By coach")


def _fill_goods(year: Year, home: int, refuge: int, driver: int) -> None:
    year.add("storage_location", name="Shelf A", note="Left")
    year.add("item_category", name="Toiletries")
    soap = DonationEntry(9, item_name="Soap", note="Blue", size="Big")
    lines = (soap, DonationEntry(3, item_name="Soap", batch="L77"))
    _, lot, bad = year.execute(Receive(year.campaign, lines, at(9), ("partner", home), 1), "asked").ids
    year.execute(Recall((bad,), "Rancid"), "asked")
    for partner in (home, refuge):
        wish = year.add(
            "request",
            partner_id=partner,
            campaign_id=year.campaign,
            item_id=1,
            quantity=4,
            note="Soon",
            size="Big",
        )
        year.execute(Allocate(((wish, lot, 4),), date(2026, 11, 20)), "asked")
        delivery = year.execute(PlanDelivery(year.campaign, partner), "asked").ids[0]
        hour = 16 if partner == home else 18
        year.execute(ChangeDelivery(delivery, at(hour), at(hour + 1), driver, note="Side door"), "asked")
    year.add(
        "money_gift",
        campaign_id=year.campaign,
        amount_pence=100,
        on_day=DAY,
        donor_person_id=driver,
        note="x",
    )
    year.execute(BeginStocktake(at(8)), "asked")
    year.add("item_code", item_id=1, code="5012345678900")
    year.add("recall_call", lot_id=1, partner_id=home, rung_at=at(9), note="Rang twice")


def _fill_gift_aid(year: Year, donor: int) -> None:
    home = {"title": "Ms", "given": "Ann", "family": "Levy", "address": "3 Elm Road", "postcode": "N2 0AA"}
    year.add("gift_aid_declaration", **home, person_id=donor, made_on=DAY, how="on paper")
    gift = {"amount_pence": 2500, "on_day": DAY, "gift_aid": True}
    year.add("money_gift", campaign_id=year.campaign, donor_person_id=donor, **gift)


def _fill_words(year: Year) -> None:
    for whom in LetterFor:
        year.add(
            "letter_template", name=f"Words for {whom}", for_whom=whom, subject="Thanks", body="Dear all"
        )
    for kind in NewsletterKind:
        year.add("newsletter_template", kind=kind, body="Hello")
    asked = ListDefinition(conditions=(ListCondition("name", value="Ann"),))
    year.add("saved_list", name="Friends", definition=format_definition(asked))
