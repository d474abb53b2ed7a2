"""What stands below a confidential organisation is confidential too, at any depth, wherever it is named."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from typing import Any

import pytest
from conftest_office import done
from conftest_rota import DAY, Year, at
from list_finding import EVERY_COLUMN, find

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import PartnerLevel, PartnerRole
from mitzvah_desk.office.core import history, lookup, records, search
from mitzvah_desk.office.core.crud import Add, Remove, SetField, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods import chart_queries, delivery_queries, queries, request_queries, stock_queries
from mitzvah_desk.office.goods.deliveries import ChangeDelivery, PlanDelivery
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.importing import existing_records, find_duplicates
from mitzvah_desk.office.messages.calendar_export import export_calendar
from mitzvah_desk.office.outgoing.protected import list_confidential_partners
from mitzvah_desk.office.papers.kinds import KINDS, PaperKind, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope, SignOptions
from mitzvah_desk.office.partners import queries as partners
from mitzvah_desk.office.people import merge, preferences
from mitzvah_desk.office.people import queries as people
from mitzvah_desk.office.projects import details, reference_lists
from mitzvah_desk.office.projects import queries as projects
from mitzvah_desk.office.rota import load_facts
from mitzvah_desk.office.rota import queries as rota
from mitzvah_desk.office.rota.asking import candidates
from mitzvah_desk.office.rota.attendance.expected import list_expected_people
from mitzvah_desk.office.thanks.addressees import Addressees, load_people
from mitzvah_desk.office.today import tasks as today
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.vocabulary import Subject
from mitzvah_desk.rules.privacy.disclosure import Audience
from tests.gate import release_bytes

NOW = datetime(2026, 11, 15, 9, 5)
TRUST, SITE, HOME = 1, 2, 3
SECRETS = ("Saffron", "Hidden Lane", "ZZ9 9ZZ", "7946 0666")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """For the tests that only read."""
    with closing(Office.new(tmp_path_factory.mktemp("below") / "year.mitzvah")) as office:
        campaign = done(office, Add("campaign", {"name": "Day", "main_day": DAY})).id
        yield fill(office, campaign)


@pytest.fixture
def fresh(office: Office, campaign: int) -> Year:
    """For the tests that change something."""
    return fill(office, campaign)


def fill(office: Office, campaign: int) -> Year:
    """A trust with a code name, its site without one, and in it a home that hosts, gives and asks."""
    year = Year(office, campaign)
    year.add("partner", name="Saffron Trust", code_name="Olive", confidential=True)
    year.add("partner", name="Saffron West", parent_id=TRUST, level=PartnerLevel.SITE)
    address = {"address": "9 Hidden Lane", "postcode": "ZZ9 9ZZ", "phone": "020 7946 0666"}
    year.add(
        "partner",
        name="Saffron House",
        parent_id=SITE,
        level=PartnerLevel.HOME,
        target_pence=5000,
        minimum_age=8,
        visitor_limit=9,
        **address,
    )
    hall = year.add("place", name="The hall")
    place = year.add(
        "place", name="Saffron garden", address="9 Hidden Lane", postcode="ZZ9 9ZZ", partner_id=HOME
    )
    year.add("travel_time", place_id=hall, other_id=place, minutes=9)
    project = year.project("Toiletries", place_id=place)
    year.add("project_partner", project_id=project, partner_id=HOME, role=PartnerRole.HOST)
    ann, ben = year.person("Ann Levy", born=date(2015, 1, 1)), year.person("Ben Cohen", mobile="07700 900123")
    shift = year.shift(project, at(10), at(12), place_id=place)
    year.put(shift, ann, ben)
    year.add("partner_contact", partner_id=HOME, person_id=ben, is_main=True)
    year.add("group", name="Helpers", partner_id=HOME, leader_id=ben, adults=2)
    year.add("contact_log", partner_id=HOME, on_day=DAY, next_step="Ring them")
    year.add(
        "money_gift",
        campaign_id=campaign,
        amount_pence=100,
        on_day=DAY,
        donor_partner_id=HOME,
        partner_id=HOME,
    )
    lot = year.execute(
        Receive(campaign, (DonationEntry(9, item_name="Soap"),), at(9), ("partner", HOME), project), "asked"
    ).ids[1]
    wish = year.add("request", partner_id=HOME, campaign_id=campaign, item_id=1, quantity=5)
    year.execute(Allocate(((wish, lot, 5),), date(2026, 11, 20)), "asked")
    delivery = year.execute(PlanDelivery(campaign, HOME), "asked").ids[0]
    year.execute(ChangeDelivery(delivery, at(14), at(15), ben), "asked")
    return year


def words(pdf: bytes) -> str:
    return "\n".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))


@pytest.mark.parametrize(
    ("kind", "audience"),
    [(kind, audience) for kind in KINDS.values() for audience in kind.audiences],
    ids=lambda value: getattr(value, "key", str(value)),
)
def test_no_paper_names_it(book: Year, kind: PaperKind, audience: Audience) -> None:
    asked = PrintRequest(
        book.campaign,
        scope=PrintScope(project_id=1),
        audience=audience,
        sign=SignOptions(words="Welcome"),
        now=NOW,
    )
    printed = make_print_job(book.office, kind.key, asked).release()
    told = words(printed.content) + printed.name + "".join(finding.text for finding in printed.findings)
    for secret in SECRETS if audience is not Audience.DRIVER else SECRETS[:1]:
        assert secret not in told
    if kind.key in {"delivery-note", "pick-list", "delivery-sheet"}:
        assert "Olive" in told
    if audience is Audience.DRIVER:
        assert "ZZ9 9ZZ" in told, "its own driver must find it"


QUERIES: list[Callable[[Any], Any]] = [
    search.list_searchable_records,
    lambda c: (lookup.list_partner_options(c), lookup.list_place_options(c)),
    lambda c: [records.record_name(c, "partner", number) for number in (TRUST, SITE, HOME)],
    lambda c: records.record_name(c, "place", 2),
    lambda c: (partners.list_partners(c), partners.list_sub_partners(c, SITE)),
    lambda c: (projects.list_projects(c, 1), projects.list_project_shifts(c, 1)),
    lambda c: (details.list_project_partners(c, 1), reference_lists.read_place(c, 2)),
    lambda c: (rota.list_board_rows(c, 1, DAY), list_expected_people(c, 1, DAY)),
    lambda c: load_facts.load_campaign_facts(c, 1).homes,
    lambda c: candidates.list_candidates(c, 1),
    lambda c: (
        people.list_groups(c),
        preferences.list_travel_times(c, 1),
    ),
    lambda c: (queries.list_donations(c, 1), queries.read_donation(c, 1), queries.list_money_gifts(c, 1)),
    lambda c: (request_queries.list_requests(c), request_queries.list_request_lots(c, 1, DAY)),
    delivery_queries.list_deliveries,
    lambda c: (stock_queries.list_lots(c), chart_queries.list_goods_by_partner(c, 1)),
    chart_queries.list_partner_targets,
    lambda c: today.list_tasks(c, 1, DAY),
    lambda c: [Addressees(c, load_people(c)).of(key) for key in (("partner", HOME), ("group", 1))],
    lambda c: existing_records.read_existing_records(c, 1).partner_labels,
    lambda c: {n: row[0] for n, row in find_duplicates.read_comparison(c).partners.items()},
    lambda c: [
        (pair.kept_words, pair.other_words) for pair in merge.compare_fields(c, "partner", HOME, SITE)
    ],
    history.list_steps,
]
NAMELESS = (3, 5, 6, 7, 9, 20, 21)
"""Of these: what shows no partner by name, or only those parts that are hidden."""


@pytest.mark.parametrize("number", range(len(QUERIES)))
def test_no_list_in_the_window_names_it(book: Year, number: int) -> None:
    told = str(book.office.query(QUERIES[number]))
    for secret in SECRETS:
        assert secret not in told
    assert number in NAMELESS or "Olive" in told


def test_it_is_on_no_list_in_no_calendar_and_no_newsletter(book: Year) -> None:
    everything = ListDefinition(Subject.PARTNERS, columns=EVERY_COLUMN[Subject.PARTNERS])
    assert find(book.office, everything).rows == ()
    content = release_bytes(book.office, book.office.query(export_calendar, campaign_id=1)).decode()
    assert "Toiletries" in content
    assert "Place on request" in content
    assert not any(secret in content for secret in SECRETS)
    assert book.office.query(list_confidential_partners) == {TRUST, SITE, HOME}


def test_its_place_opens_in_no_settings_and_its_page_is_protected(book: Year) -> None:
    assert book.office.query(reference_lists.read_place, 2) is None
    home = book.office.query(partners.read_partner, HOME)
    assert home is not None
    assert (home.shown_name, home.hidden, home.confidential) == ("Olive", True, False)


def test_its_own_code_name_goes_before_those_above(fresh: Year) -> None:
    def name(number: int) -> str:
        return fresh.office.query(records.record_name, "partner", number)

    fresh.execute(SetField("partner", SITE, "code_name", "Fig"))
    assert (name(TRUST), name(SITE), name(HOME)) == ("Olive", "Fig", "Fig")
    fresh.execute(SetFields("partner", HOME, {"code_name": "Plum", "confidential": True}))
    assert name(HOME) == "Plum"
    fresh.execute(SetField("partner", TRUST, "confidential", False))
    assert (name(TRUST), name(SITE), name(HOME)) == ("Saffron Trust", "Saffron West", "Plum")


def test_a_ring_of_partners_ends_nothing(fresh: Year) -> None:
    fresh.execute(SetField("partner", TRUST, "parent_id", HOME))
    assert fresh.office.query(records.record_name, "partner", HOME) == "Olive"


def test_what_is_done_to_it_is_said_without_its_name(fresh: Year) -> None:
    for action in (SetField("partner", HOME, "note", "x"), SetField("place", 2, "access", "Ring")):
        assert "Saffron" not in fresh.execute(action).label
    assert "Saffron" not in done(fresh.office, Remove("place", (2,))).label
    assert (
        "Saffron" not in done(fresh.office, Add("partner", {"name": "Saffron Hut", "parent_id": HOME})).label
    )
