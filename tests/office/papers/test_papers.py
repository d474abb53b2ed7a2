"""Every paper of the sample year, for all who may have it: complete, and silent on what is not theirs."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from sample_year import sample_year

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import Partner, Person, Place, Quotation
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import ChangeDelivery
from mitzvah_desk.office.goods.delivery_queries import list_deliveries
from mitzvah_desk.office.papers.kinds import KINDS, PaperKind, PaperScope, make_print_job
from mitzvah_desk.office.papers.print_request import LabelOptions, PrintRequest, PrintScope, SignOptions
from mitzvah_desk.office.thanks.thank_you_ledger import list_thanks
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.store.errors import WorldError

NOW = datetime(2026, 11, 30, 9, 5)
SECRETS = ("Hope House", "Protected address", "N99 9ZZ", "7946 0262", "7946 0263", "Refuge-Worker")
EVERY = [(kind, audience) for kind in KINDS.values() for audience in kind.audiences]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with closing(sample_year(tmp_path_factory.mktemp("papers") / "year.mitzvah")) as office:
        refuge = office.query(
            lambda c: c.execute(Partner.__table__.select().where(Partner.confidential)).one()
        )
        home = office.query(
            lambda c: c.execute(Place.__table__.select().where(Place.partner_id == refuge.id)).one()
        )
        for project in office.query(lookup.list_project_options, campaign(office)):
            if "safe houses" in project.label:  # held at the refuge itself: the worst case
                office.execute(SetField("project", project.id, "place_id", home.id))
        yield office


def campaign(office: Office) -> int:
    return office.query(lookup.list_campaign_options)[0].id


def asked(office: Office, kind: PaperKind, audience: Audience, project: str = "safe houses") -> PrintRequest:
    found = next(
        p.id for p in office.query(lookup.list_project_options, campaign(office)) if project in p.label
    )
    scope = PrintScope(project_id=found if PaperScope.PROJECT in (*kind.needs, *kind.takes) else None)
    if kind.key == "delivery-sheet":  # one driver's; that to the refuge tells most
        deliveries = office.query(list_deliveries, campaign(office))
        driver = next(row.driver_id for row in deliveries if row.driver == "Sophie Azoulay")
        scope = PrintScope(person_id=driver)
    return PrintRequest(
        campaign(office),
        scope=scope,
        audience=audience,
        sign=SignOptions(words="Welcome\nto all\n\nToilets", code="https://example.org"),
        now=NOW,
    )


def words(pdf: bytes) -> str:
    return "\n".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))


@pytest.mark.parametrize(("kind", "audience"), EVERY, ids=lambda value: getattr(value, "key", str(value)))
def test_what_an_audience_may_not_see_is_in_no_byte_of_a_paper(
    office: Office, kind: PaperKind, audience: Audience
) -> None:
    for project in ("safe houses", "Songs and biscuits"):
        printed = make_print_job(office, kind.key, asked(office, kind, audience, project)).release()
        told = words(printed.content) + printed.name + printed.content.decode("latin-1")
        for secret in SECRETS if audience is not Audience.DRIVER else ("Hope House", "Refuge-Worker"):
            assert secret not in told, secret
        if audience not in {Audience.COMMITTEE, Audience.DRIVER}:
            public = {"020 7946 0180"}  # the synagogue's own
            of_the_day = {"020 7946 0181", "020 7946 0182"}  # whom to ring, and the safeguarding lead
            known = public | (of_the_day if audience is Audience.VOLUNTEERS else set())
            numbers = set(re.findall(r"07700 9\d+|020 7946 0\d+", told)) - known
            assert numbers == set()
            for child in children(office):
                assert child not in told, child
        if audience is Audience.PUBLIC:
            for person in grown_ups(office):
                assert person not in told, person


def test_a_refuges_address_is_on_the_sheet_of_its_own_driver_and_nowhere_else(office: Office) -> None:
    told = {}
    for driver in office.query(lookup.list_person_options):
        asked_for = PrintRequest(
            campaign(office), scope=PrintScope(person_id=driver.id), audience=Audience.DRIVER, now=NOW
        )
        told[driver.label] = words(make_print_job(office, "delivery-sheet", asked_for).release().content)
    assert [name for name, text in told.items() if "N99 9ZZ" in text] == ["Sophie Azoulay"]
    assert "Partner Olive" in told["Sophie Azoulay"]
    assert "N6 5QX" not in told["Sophie Azoulay"]
    (refuge,) = [
        row for row in office.query(list_deliveries, campaign(office)) if row.driver == "Sophie Azoulay"
    ]
    office.execute(ChangeDelivery(refuge.id, refuge.from_at, refuge.until_at, None))
    nobody = PrintRequest(
        campaign(office), scope=PrintScope(delivery_id=refuge.id), audience=Audience.DRIVER, now=NOW
    )
    assert "N99 9ZZ" not in words(make_print_job(office, "delivery-sheet", nobody).release().content)
    office.undo()


def people(office: Office, *, child: bool) -> list[str]:
    query = Person.__table__.select().where(Person.is_child.is_(child), Person.family != "")
    return [f"{row.given} {row.family}" for row in office.query(lambda c: c.execute(query).all())]


def children(office: Office) -> list[str]:
    return people(office, child=True)


def grown_ups(office: Office) -> list[str]:
    known = {"Miriam Feldman"}  # signs the letters, and is a volunteer too
    agreed = Quotation.__table__.select().where(Quotation.may_print)
    known |= {row.said_by for row in office.query(lambda c: c.execute(agreed).all())}
    return [name for name in people(office, child=False) if not any(name in word for word in known)]


def test_the_wall_rota_holds_every_project_of_the_day(office: Office) -> None:
    told = words(
        make_print_job(office, "day-rota", PrintRequest(campaign(office), now=NOW)).release().content
    )
    for project in (
        "A thousand crocuses",
        "Five faiths for safe houses",
        "Giving blood with the Noor Centre",
    ):
        assert project in " ".join(told.split())
    assert "08:00" in told  # one axis of hours
    assert "of 48 places" in told  # appointments are told as a count


def test_who_has_not_answered_is_for_the_committee(office: Office) -> None:
    def wall(audience: Audience) -> str:
        wanted = PrintRequest(campaign(office), audience=audience, now=datetime(2026, 11, 19, 18))
        return words(make_print_job(office, "day-rota", wanted).release().content)

    ours, theirs = wall(Audience.COMMITTEE), wall(Audience.VOLUNTEERS)
    assert "4 confirmed, gap 2" in ours
    assert "4 of 6 places, needs 2 more" in theirs
    assert "needs" not in ours
    assert "confirmed" not in theirs


def test_a_day_without_shifts_says_so(office: Office) -> None:
    lone = PrintRequest(campaign(office), scope=PrintScope(day=date(2026, 6, 1)), now=NOW)
    assert "Nothing is planned" in words(make_print_job(office, "day-rota", lone).release().content)
    job = make_print_job(office, "schedule", lone)
    assert [finding.rule for finding in job.findings] == ["print.nothing"]


def test_labels_and_envelopes_come_in_the_order_of_the_letters(office: Office) -> None:
    year = PrintRequest(campaign(office), now=NOW)
    owed = [line for line in office.query(list_thanks, campaign(office), NOW) if line.address]
    for key in ("thank-you", "address-labels", "envelopes"):
        told = "".join(words(make_print_job(office, key, year).release().content).split())
        at = 0
        for line in owed:
            at = told.index("".join((line.name + line.address[0]).split()), at) + 1
    assert len(owed) > 100


@pytest.mark.parametrize(
    ("key", "changes", "said"),
    [
        ("sign-in", {}, "Choose a project"),
        ("thank-you", {"audience": Audience.PUBLIC}, "not for public"),
        ("badges", {"labels": LabelOptions("DL"), "audience": Audience.VOLUNTEERS}, "L7418 or L4785"),
        ("report", {"labels": LabelOptions("L7160")}, "plain sheets"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_sentence(
    office: Office, key: str, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        make_print_job(office, key, PrintRequest(campaign(office), now=NOW, **changes))  # type: ignore[arg-type]


def test_a_project_that_went_away_is_told(office: Office) -> None:
    with pytest.raises(WorldError, match="removed"):
        make_print_job(
            office, "brief", PrintRequest(campaign(office), scope=PrintScope(project_id=99999), now=NOW)
        )


def test_a_badge_says_pronouns_only_where_that_is_wanted_and_they_are_known(office: Office) -> None:
    from mitzvah_desk.office.papers.queries.day_queries import list_serving_people

    serving = dict.fromkeys(
        row.person_id for row in office.query(list_serving_people, campaign_id=campaign(office))
    )
    told, silent = list(serving)[:2]
    assert isinstance(office.execute(SetField("person", told, "pronouns", "they/them")), Done)
    for person, wanted, said in ((told, True, True), (told, False, False), (silent, True, False)):
        one = PrintRequest(
            campaign(office),
            scope=PrintScope(person_id=person),
            labels=LabelOptions(pronouns=wanted),
            now=NOW,
        )
        paper = words(make_print_job(office, "badges", one).release().content)
        assert ("they/them" in paper) is said
    office.undo()


def test_a_badge_shows_yes_only_where_it_was_given(office: Office, tmp_path: Path) -> None:
    from mitzvah_desk.office.papers.queries.day_queries import list_serving_people

    row = office.query(list_serving_people, campaign_id=campaign(office))[0]
    one = PrintRequest(
        campaign(office), scope=PrintScope(person_id=row.person_id), audience=Audience.VOLUNTEERS, now=NOW
    )
    told = words(make_print_job(office, "badges", one).release().content)
    assert ("Photos: yes" in told) is row.photos
    assert ("No photos" in told) is not row.photos
