"""How addressees are named on envelopes and labels, greeted, and where their post goes."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest_office import done

from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.outgoing import Key
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import LetterOptions, PrintRequest
from mitzvah_desk.office.thanks.addressees import Addressee, Addressees, load_people

DAY, NOW = date(2025, 11, 23), datetime(2025, 11, 30, 9)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Office]:
    with closing(Office.new(tmp_path / "addressees.mitzvah")) as office:
        done(office, Add("campaign", {"name": "Day", "main_day": DAY}))
        yield office


def add(book: Office, record: str, **values: Any) -> int:
    return done(book, Add(record, values)).ids[0]


def addressee(book: Office, kind: str, number: int) -> Addressee:
    key: Key = (kind, number)
    return book.query(lambda c: Addressees(c, load_people(c, DAY)).of(key))


def family(book: Office, **values: Any) -> int:
    home = add(book, "household", name="Levy", address="1 Herzl Street, Haifa", postcode="31000", **values)
    add(book, "person", title="Sir", given="Dan", family="Levy", honours="KBE", household_id=home)
    add(book, "person", title="Lady", given="Ann", family="Levy", household_id=home)
    return home


def test_a_knight_and_his_wife_abroad(book: Office) -> None:
    """Debrett's Correct Form for their names; Royal Mail for the country, last and in capitals."""
    to = addressee(book, "household", family(book, country="Israel"))
    assert to.name == "Sir Dan Levy KBE and Lady Levy"
    assert (to.greeting, to.formal) == ("Dear Dan and Ann", "Dear Sir Dan and Lady Levy")
    assert to.address == ("1 Herzl Street", "Haifa", "31000", "ISRAEL")


def test_the_salutation_that_the_committee_typed_wins(book: Office) -> None:
    to = addressee(book, "household", family(book, salutation="Dear Danny and Annie"))
    assert to.greeting == "Dear Danny and Annie"
    assert to.formal == "Dear Sir Dan and Lady Levy"


def test_a_mayor_is_greeted_by_the_office(book: Office) -> None:
    """Debrett's Correct Form: the Mayor of a borough is Mr Mayor or Madam Mayor."""
    about = {"position": "Mayor of Barnet", "pronouns": "she/her", "honours": "OBE"}
    mayor = add(book, "person", title="Cllr", given="Aisha", family="Malik", **about)
    to = addressee(book, "person", mayor)
    assert (to.name, to.formal, to.greeting) == ("Cllr Aisha Malik OBE", "Dear Madam Mayor", "Dear Aisha")


def test_of_a_title_and_a_family_name_both_are_said_among_friends(book: Office) -> None:
    to = addressee(book, "person", add(book, "person", title="Mr", family="Cohen"))
    assert (to.names, to.greeting, to.formal) == ("Mr Cohen", "Dear Mr Cohen", "Dear Mr Cohen")


def test_a_group_or_partner_is_never_greeted_as_the(book: Office) -> None:
    scouts = addressee(book, "group", add(book, "group", name="The Scouts"))
    assert (scouts.name, scouts.greeting, scouts.formal) == ("The Scouts", "Dear Scouts", "Dear Scouts")
    partner = add(book, "partner", name="The Felix Project", address="1 Rue Haute", country="France")
    felix = addressee(book, "partner", partner)
    assert (felix.greeting, felix.address) == ("Dear friends at the Felix Project", ("1 Rue Haute", "FRANCE"))
    leader = add(book, "person", title="Revd", given="Jo", family="Smith", position="Rector of St Luke’s")
    choir = addressee(book, "group", add(book, "group", name="The Choir", leader_id=leader))
    assert (choir.greeting, choir.formal) == ("Dear Jo and everybody of the Choir", "Dear Rector")


@pytest.mark.parametrize("kind", ["envelopes", "address-labels", "thank-you"])
def test_letters_after_the_name_and_the_country_stand_on_everything_posted(book: Office, kind: str) -> None:
    """Debrett's Correct Form and Royal Mail's guide to clear addressing, on paper."""
    home = family(book, country="Israel")
    gift = {"campaign_id": 1, "donor_household_id": home, "amount_pence": 500, "on_day": DAY}
    add(book, "money_gift", **gift)
    asked = PrintRequest(1, letters=LetterOptions(formal=True), now=NOW)
    told = extract_page_text(make_print_job(book, kind, asked).release().content, 0).replace("\r", "")
    told = told.replace("KBE\nand", "KBE and").replace("\xa0", " ")  # a label is narrow, and breaks there
    assert "Sir Dan Levy KBE and Lady Levy\n1 Herzl Street\nHaifa\n31000\nISRAEL" in told
    assert ("Dear Sir Dan and Lady Levy," in told) is (kind == "thank-you")
