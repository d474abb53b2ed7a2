"""Making one of two people or partners, and taking it back after a restart."""

from datetime import date
from pathlib import Path

import pytest
from conftest_office import done
from conftest_rota import Year, at

from mitzvah_desk.model import AssignmentStatus, Purpose
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.importing.find_duplicates import dismiss_duplicate, find_duplicates, read_comparison
from mitzvah_desk.office.people.merge import FieldPair, Merge, compare_fields
from mitzvah_desk.office.people.queries import list_permissions, list_statements, read_person
from mitzvah_desk.store.driver import sqlite


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite.connect(path) as file:
        names = [n for (n,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = {
            n: file.execute(f'SELECT * FROM "{n}"').fetchall()
            for n in names
            if not n.startswith(("journal", "sqlite"))
        }
    file.close()
    return kept


def test_everything_that_led_to_the_other_leads_to_the_one_and_back_again(year: Year, tmp_path: Path) -> None:
    ann = year.person("Ann Cohen", email="ann@example.org")
    anne = year.person("Annie Cohen", mobile="07700 900123", note="Brings cake")
    shift, both = year.shift(year.project("Bulbs")), year.shift(year.project("Tea"), at(14), at(15))
    year.put(shift, anne)
    year.put(both, ann, status=AssignmentStatus.INVITED)
    year.put(both, anne)
    skill = year.add("skill", name="Knit")
    year.add("person_skill", person_id=ann, skill_id=skill)
    year.add("person_skill", person_id=anne, skill_id=skill)
    day = date(2026, 1, 1)
    year.add("permission", person_id=ann, purpose=Purpose.PHOTO, given=True, given_on=day)
    year.add("permission", person_id=anne, purpose=Purpose.PHOTO, given=False, given_on=day)
    year.add("permission", person_id=anne, purpose=Purpose.PRINT, given=True, given_on=day)
    letters = {"purpose": Purpose.NEWSLETTER}
    year.add("permission", person_id=ann, given=False, given_on=day, **letters)
    year.add("permission", person_id=anne, given=True, given_on=date(2026, 2, 1), **letters)
    year.execute(Receive(year.campaign, (DonationEntry(1, None, "Rice"),), at(9), ("person", anne)))
    year.add("different_people", person_id=ann, other_id=anne)
    before = dump(year.office.path)

    pairs = {p.column: p for p in field_pairs_of(year.office, ann, anne)}
    assert pairs["mobile"].takes_other
    assert not pairs["given"].takes_other
    taken = {p.column: p.other for p in pairs.values() if p.takes_other}
    merged = year.execute(Merge("person", ann, anne, taken))

    assert merged.label == "Merged Annie Cohen into Ann Cohen"
    assert year.office.query(read_person, anne) is None
    found = year.office.query(read_person, ann)
    assert found is not None
    assert (found.given, found.mobile, found.note) == ("Ann", "07700 900123", "Brings cake")
    assert year.on(shift).keys() == {"Ann Cohen"}
    assert year.on(both)["Ann Cohen"].status is AssignmentStatus.CONFIRMED
    said = {row.purpose: row.given for row in year.office.query(list_permissions, ann)}
    assert not said[Purpose.PHOTO], "a no wins"
    assert said[Purpose.PRINT]
    newsletter = [
        (row.given, row.given_on)
        for row in year.office.query(list_statements, ann)
        if row.purpose is Purpose.NEWSLETTER
    ]
    newer = date(2026, 2, 1)
    assert newsletter == [(False, newer), (True, newer), (False, day)], "a no wins over a newer yes"
    after = dump(year.office.path)
    assert [row[3] for row in after["donation"]] == [ann]
    assert not after["different_people"]
    assert len(after["person_skill"]) == 1

    year.add("household", name="Later")
    path = year.office.path
    year.office.close()
    with_again = Office.open(path)
    undone = with_again.undo(merged.step)
    assert undone is not None
    with_again.undo()  # the household
    assert dump(path) == before
    with_again.close()


def field_pairs_of(office: Office, one: int, other: int) -> list[FieldPair]:
    return list(office.query(compare_fields, "person", one, other))


def test_a_child_is_not_merged_with_its_guardian(year: Year) -> None:
    ann, zoe = year.person("Ann Cohen"), year.person("Ann Cohen", is_child=True)
    year.add("guardian", child_id=zoe, adult_id=ann)
    assert year.told(Merge("person", ann, zoe)) == ["merge.guardian"]


def test_partners_are_merged_with_their_homes_contacts_and_projects(year: Year) -> None:
    felix = year.add("partner", name="Felix Project")
    other = year.add("partner", name="The Felix Project Ltd", phone="020 7946 0000")
    home = year.add("partner", name="Felix Acton", parent_id=other)
    project = year.project("Food")
    ann = year.person("Ann Cohen")
    for partner in (felix, other):
        year.add("project_partner", project_id=project, partner_id=partner)
        year.add("partner_contact", partner_id=partner, person_id=ann)
    year.execute(SetField("partner", felix, "parent_id", other))
    before = dump(year.office.path)
    year.execute(Merge("partner", felix, other, {"phone": "020 7946 0000"}))
    after = dump(year.office.path)
    assert [row[0] for row in after["partner"]] == [felix, home]
    assert {row[3] for row in after["partner"]} == {None, felix}
    assert len(after["project_partner"]) == len(after["partner_contact"]) == 1
    year.office.undo()
    assert dump(year.office.path) == before


def test_pairs_are_found_until_they_are_said_to_be_two(office: Office) -> None:
    one = done(office, Add("person", {"given": "Ann", "family": "Cohen", "email": "a@example.org"})).id
    other = done(office, Add("person", {"given": "Annie", "family": "Cohn", "email": "a@example.org"})).id
    done(office, Add("person", {"given": "Bob", "family": "Cohen", "email": "a@example.org"}))
    (pair,) = find_duplicates(office.query(read_comparison))
    assert (pair.one, pair.other, pair.reasons, pair.sure) == (one, other, "like name, same e-mail", True)
    done(office, dismiss_duplicate("person", (other, one)))
    assert not find_duplicates(office.query(read_comparison))


def test_what_is_gone_is_not_merged(office: Office) -> None:
    ann = done(office, Add("person", {"given": "Ann"})).id
    refused = office.execute(Merge("person", ann, 99))
    assert isinstance(refused, Refused)
    assert not office.query(compare_fields, "person", ann, 99)
