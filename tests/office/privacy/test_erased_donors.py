"""A donor who is erased: the Gift Aid declaration stays for HMRC, and nothing else of them does."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest_office import done
from conftest_rota import Year
from sqlalchemy import Connection, select

from mitzvah_desk.model import GiftAidDeclaration, GiftMethod, MoneyGift, Person
from mitzvah_desk.model.person import ERASED_NAME
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.removal_losses import preview_removal
from mitzvah_desk.office.gift_aid.coverage import list_declarations
from mitzvah_desk.office.gift_aid.schedule import read_schedule
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.privacy.erase import ErasePerson
from mitzvah_desk.office.privacy.preview import preview_erasure
from mitzvah_desk.office.projects.figures import read_figures
from mitzvah_desk.office.thanks.thank_you_ledger import list_thanks
from mitzvah_desk.store.journal import list_journalled_tables

TODAY = date.today()
LAST_WEEK = TODAY - timedelta(days=7)
LONG_AGO = date(TODAY.year - 9, 1, 1)
HOME = "7 Quillet Lane\nLondon"


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    """Zoe Quince, who lives alone and gave twice under a declaration, nine years apart."""
    with closing(Office.new(tmp_path / "year.mitzvah")) as office:
        campaign = done(office, Add("campaign", {"name": "Day", "main_day": TODAY})).id
        year = Year(office, campaign)
        home = year.add("household", name="Quince", address=HOME, postcode="N2 0AA")
        reach = {"mobile": "07700 900321", "email": "zoe@quince.example.org"}
        year.person("Zoe Quince", household_id=home, born=date(1980, 11, 20), **reach)
        declared = {"given": "Zoe", "family": "Quince", "address": HOME, "postcode": "N2 0AA"}
        declared |= {"how": "by e-mail from zoe@quince.example.org, then rang from 07700 900321"}
        year.add("gift_aid_declaration", person_id=1, made_on=LONG_AGO, title="Dr", **declared)
        for day, pence in ((LONG_AGO, 500), (LAST_WEEK, 2000)):
            gift = {"donor_person_id": 1, "gift_aid": True, "method": GiftMethod.CARD, "on_day": day}
            year.add("money_gift", campaign_id=campaign, amount_pence=pence, **gift)
        yield year


def everything(office: Office) -> str:
    def read(connection: Connection) -> list[object]:
        names = [*(table.name for table in list_journalled_tables()), "journal_step", "journal_row"]
        return [tuple(row) for n in names for row in connection.exec_driver_sql(f'SELECT * FROM "{n}"')]

    return str(office.query(read))


def test_the_declaration_stays_and_the_schedule_and_the_figures_with_it(year: Year, tmp_path: Path) -> None:
    office = year.office
    figures = office.query(read_figures, year.campaign)
    schedule = office.query(read_schedule, LAST_WEEK, TODAY, TODAY)
    preview = office.query(preview_erasure, 1, TODAY)
    assert preview is not None
    (declared,) = preview.declared
    assert declared.gift_ids == (2,)
    assert not preview.kept
    assert any("Gift Aid declaration" in line and "HMRC" in line for line in preview.describe())
    done(office, ErasePerson(1))
    assert office.query(read_figures, year.campaign) == figures
    assert office.query(read_schedule, LAST_WEEK, TODAY, TODAY) == schedule
    assert [row[:5] for row in schedule.rows] == [("Dr", "Zoe", "Quince", "7", "N2 0AA")]
    person = office.query(lambda c: c.execute(select(Person.family, Person.is_child, Person.born)).one())
    assert tuple(person) == (ERASED_NAME, False, None)
    donors = office.query(lambda c: list(c.execute(select(MoneyGift.donor_person_id)).scalars()))
    assert donors == [None, 1], "a gift of which HMRC may not ask any more leads to nobody"
    assert not office.query(list_thanks, year.campaign)
    left = everything(office)
    assert left.count("Quince") == left.count("Quillet") == left.count("N2 0AA") == 1
    office.close()
    kept = (tmp_path / "year.mitzvah").read_bytes().lower()
    assert not [word for word in (b"900321", b"quince.example.org") if word in kept]
    assert kept.count(b"quillet") == 1


def test_a_declaration_without_a_gift_that_matters_goes_with_the_person(year: Year) -> None:
    done(year.office, Remove("money_gift", (2,)))
    done(year.office, ErasePerson(1))
    left = everything(year.office)
    assert not [word for word in ("Quince", "Quillet", "900321", "N2 0AA") if word in left]
    assert not year.office.query(lambda c: c.execute(select(GiftAidDeclaration.id)).all())


def test_a_donor_is_not_removed_while_hmrc_may_ask(year: Year) -> None:
    result = year.office.execute(Remove("person", (1,)))
    assert isinstance(result, Refused)
    (finding,) = result.findings
    assert "Zoe Quince declared Gift Aid" in finding.text
    assert "Erase for good" in finding.do


def test_a_declaration_goes_with_a_removed_person_and_comes_back(year: Year) -> None:
    office = year.office
    done(office, Remove("money_gift", (2,)))
    losses = office.query(preview_removal, "person", (1,)).losses
    assert any("1 Gift Aid declaration" in line for line in losses)
    before = office.query(list_declarations, 1)
    done(office, Remove("person", (1,)))
    assert not office.query(lambda c: c.execute(select(GiftAidDeclaration.id)).all())
    office.undo()
    assert office.query(list_declarations, 1) == before
    assert len(before) == 1


def test_a_declaration_that_is_cancelled_later_leaves_a_finding(year: Year) -> None:
    office = year.office
    assert not [each for each in office.query(check_file) if each.rule == "gift_aid.not_covered"]
    done(office, SetField("gift_aid_declaration", 1, "cancelled_on", LAST_WEEK))
    (finding,) = [each for each in office.query(check_file) if each.rule == "gift_aid.not_covered"]
    assert finding.text == (
        "Zoe Quince: 1 gift of £20.00 is marked for Gift Aid, but their Gift Aid declaration was"
        " cancelled before."
    )
