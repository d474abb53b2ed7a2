"""What is held about a person, against a plain search of every table: nothing is missed."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest_office import done
from conftest_rota import Year
from rich_year import NOW, fill_rich_year
from sample_year import sample_year
from sqlalchemy import Connection, Text, select

from mitzvah_desk.model import Base, Person, ThankedHow
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.gate import check_outgoing
from mitzvah_desk.office.people.service_history import list_giving_history, list_thanks_sent
from mitzvah_desk.office.privacy.about import read_about
from mitzvah_desk.office.privacy.export_about import make_about_file, make_about_paper
from mitzvah_desk.office.privacy.links import LINKS, list_links
from mitzvah_desk.office.thanks.thank_you_ledger import RecordThanks
from mitzvah_desk.rules.privacy.about import About
from mitzvah_desk.store.journal import list_journalled_tables

DAY = date(2026, 11, 22)


def about(office: Office, person: int) -> About:
    found = office.query(read_about, person)
    assert found is not None
    return found


def text_of(found: About) -> str:
    fields = (f"{f.label}: {f.text}" for s in found.sections for r in s.records for f in r)
    mentions = (f"{each.where}: {each.text}" for each in found.mentions)
    return "\n".join([*fields, *mentions, *(f"{each.what} {each.detail}" for each in found.steps)])


def named(office: Office, name: str) -> int:
    return next(each.id for each in office.query(lookup.list_person_options) if each.label == name)


def read_own(office: Office, person: int) -> dict[str, Any]:
    query = select(Person.__table__).where(Person.id == person)
    return office.query(lambda c: dict(c.execute(query).mappings().one()))


def search_links(connection: Connection, person: int) -> dict[str, int]:
    """How many rows of each table hold the person's id, or their household's, by column."""
    home = connection.exec_driver_sql("SELECT household_id FROM person WHERE id = ?", (person,)).scalar()
    found = {}
    for table in list_journalled_tables():
        for column in table.columns:
            for key in column.foreign_keys:
                whose = {"person": person, "household": home}.get(key.column.table.name)
                if whose is None or table.name == "person":
                    continue
                rows = connection.execute(select(table.c.id).where(column == whose)).all()
                found[f"{table.name}.{column.name}"] = len(rows)
    return found


def search_texts(connection: Connection, person: int) -> set[tuple[str, int, str]]:
    """The places that hold the name, number or e-mail address, found letter by letter."""
    row = connection.exec_driver_sql("SELECT * FROM person WHERE id = ?", (person,)).mappings().one()
    wanted = [f"{row['given']} {row['family']}", row["mobile"], row["phone"], row["email"]]
    found = set()
    for table in list_journalled_tables():
        texts = [column for column in table.columns if isinstance(column.type, Text)]
        for line in connection.execute(select(table)).mappings() if texts else ():
            for column in texts:
                text = str(line[column.name] or "").casefold()
                if any(each and each.casefold() in text for each in wanted):
                    found.add((table.name, line["id"], column.name))
    return found - {("person", person, column) for _, _, column in found}


def test_every_link_to_a_person_has_words_of_its_own() -> None:
    keys = [*list_links("person"), *list_links("household")]
    leads = {(k.parent.table.name, k.parent.name) for k in keys} - {("person", "household_id")}
    assert leads == set(LINKS)
    every = {
        (table.name, key.parent.name)
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "person"
    }
    assert every <= leads


def test_five_of_the_sample_are_told_everything(tmp_path: Path) -> None:
    with closing(sample_year(tmp_path / "sample.mitzvah")) as office:
        people = [each.id for each in office.query(lookup.list_person_options)]
        for person in people[:: len(people) // 4][:5]:
            _type_about(office, person)
            found = about(office, person)
            counts = {each.key: len(each.records) for each in found.sections}
            links = office.query(search_links, person)
            assert {key: counts[key] for key in links} == links
            places = office.query(search_texts, person)
            assert len(found.mentions) >= len(places) >= 3
            own = read_own(office, person)
            told = text_of(found)
            for column in ("given", "family", "known_as", "email", "mobile", "phone", "diet", "note"):
                assert str(own[column]) in told


def _type_about(office: Office, person: int) -> None:
    """Types them where the sample does not."""
    row = read_own(office, person)
    name = f"{row['given']} {row['family']}"
    done(office, SetField("project", 2, "note", f"{name} has the key"))
    done(office, SetField("shift", 3, "note", f"Ask {name.upper()}"))
    done(office, SetField("partner", 1, "note", f"Write to {row['email'] or name}"))


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    with closing(Office.new(tmp_path / "year.mitzvah", user_name="Miriam Adler")) as office:
        yield fill_rich_year(office)


def test_other_people_are_told_by_their_initials(year: Year) -> None:
    office = year.office
    ann, bob = named(office, "Ann Levy"), named(office, "Bob Cohen")
    year.add("pairing", person_id=ann, other_id=bob)
    year.add(
        "contact_log", partner_id=1, person_id=ann, on_day=DAY, summary="Bob Cohen rang", by_whom="Bob Cohen"
    )
    told = text_of(about(office, ann))
    assert "M. L." in told  # her daughter
    assert "B. C. rang" in told
    assert "Cohen" not in told
    assert "Maya" not in told
    assert {each.by for each in about(office, ann).steps} == {"M. A."}


def test_the_history_tells_what_stood_there_before(year: Year) -> None:
    office = year.office
    bob = named(office, "Bob Cohen")
    done(office, SetField("person", bob, "mobile", "07700 900999"))
    done(office, Remove("person_skill", (1,)))
    details = [each.detail for each in about(office, bob).steps]
    assert any("07700 900123” became “07700 900999" in each for each in details)
    assert any("can" in each for each in details)


def test_nobody_is_told_who_is_not_there(year: Year) -> None:
    assert year.office.query(read_about, 99) is None


def test_every_field_says_why_and_how_long(year: Year) -> None:
    for section in about(year.office, named(year.office, "Ann Levy")).sections:
        assert section.purpose
        assert section.kept or not section.records
    details = about(year.office, 1).sections[0].records[0]
    assert all(each.kept and each.purpose for each in details)


def test_thanks_to_a_household_and_gifts_of_money_stand_on_the_page(year: Year) -> None:
    office = year.office
    ann, bob = named(office, "Ann Levy"), named(office, "Bob Cohen")
    done(office, RecordThanks(year.campaign, (("household", 1),), ThankedHow.PRINTED, DAY))
    assert [each.on for each in office.query(list_thanks_sent, "person", ann, household_id=1)] == [DAY]
    assert not office.query(list_thanks_sent, "person", bob, household_id=None)
    (gift,) = office.query(list_giving_history, person_id=bob)
    assert (gift.item, gift.on, gift.quantity) == ("£1.00, cash", datetime(2026, 11, 22), 0)


def test_who_works_at_a_refuge_gets_their_own_paper(year: Year) -> None:
    checked = check_outgoing(
        year.office, make_about_paper(year.office, named(year.office, "Zelda Quince"), NOW)
    )
    assert not checked.refusals
    assert "Partner Olive" in str(checked.outgoing.value)
    assert "Rosalind" not in str(checked.outgoing.value)


def test_a_secret_that_was_put_right_does_not_come_back_from_the_history(year: Year) -> None:
    office = year.office
    ann = named(office, "Ann Levy")
    done(office, SetField("person", ann, "note", "Ask at Rosalind Haven, 020 7946 0666"))
    for make in (make_about_paper, make_about_file):
        assert check_outgoing(office, make(office, ann, NOW)).refusals
    done(office, SetField("person", ann, "note", "Ask at Partner Olive"))
    for make in (make_about_paper, make_about_file):
        assert not check_outgoing(office, make(office, ann, NOW)).refusals
