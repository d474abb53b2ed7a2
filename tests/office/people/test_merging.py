"""Making one of two people or partners, and taking it back after a restart."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from conftest_office import done
from conftest_rota import Year, at

from mitzvah_desk.model import AssignmentStatus, Purpose, SkillLevel, ThankedHow
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.follow_ups import _FOLLOW_UPS, RowChange
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.importing.find_duplicates import dismiss_duplicate, find_duplicates, read_comparison
from mitzvah_desk.office.people.emptied_household import find_emptied_household
from mitzvah_desk.office.people.merge import FieldPair, Merge, compare_fields
from mitzvah_desk.office.people.queries import (
    list_permissions,
    list_statements,
    read_household,
    read_person,
)
from mitzvah_desk.office.projects.kinds import list_kind_materials
from mitzvah_desk.office.projects.reference_lists import read_role
from mitzvah_desk.office.thanks.thank_you_ledger import RecordThanks, list_thanks
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.unit_of_work import UnitOfWork


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


def give(year: Year, household: int) -> None:
    year.execute(Receive(year.campaign, (DonationEntry(1, None, "Rice"),), at(9), ("household", household)))


def two_homes(year: Year) -> tuple[int, int, int, int]:
    """Two people who are one, each alone in a household; the second household gave and was thanked."""
    cohen = year.add("household", name="Cohen", phone="020 7946 0001", note="Ring twice")
    levy = year.add("household", name="Levy", address="1 High St", postcode="NW1 1AA", note="Dog")
    ann = year.person("Ann Cohen", household_id=cohen)
    anne = year.person("Ann Levy", household_id=levy)
    give(year, levy)
    year.execute(RecordThanks(year.campaign, (("household", levy),), ThankedHow.BY_HAND, at(12).date()))
    return cohen, levy, ann, anne


def thanked(year: Year) -> list[tuple[str, bool]]:
    return [(line.name, line.letter_id is not None) for line in year.office.query(list_thanks, year.campaign)]


def test_a_household_left_empty_goes_into_the_other_with_its_thanks(year: Year) -> None:
    cohen, levy, ann, anne = two_homes(year)
    before = dump(year.office.path)
    found = year.office.query(find_emptied_household, ann, anne, cohen)
    assert found is not None
    assert (found.id, found.into_name, found.gifts, found.letters) == (levy, "Cohen", 1, 1)
    assert found.thanked_apart == ("Mitzvah Day 2026",)
    year.execute(Merge("person", ann, anne))
    assert thanked(year) == [("Ann Cohen", True)]
    home = year.office.query(read_household, cohen)
    assert home is not None
    assert year.office.query(read_household, levy) is None
    assert (home.address, home.postcode, home.phone, home.note) == (
        "1 High St",
        "NW1 1AA",
        "020 7946 0001",
        "Ring twice\nDog",
    )
    year.office.undo()
    assert dump(year.office.path) == before


def test_the_other_household_may_be_theirs_or_stay_empty(year: Year) -> None:
    cohen, levy, ann, anne = two_homes(year)
    year.execute(Merge("person", ann, anne, {"household_id": levy}))
    assert year.office.query(read_household, cohen) is None
    assert thanked(year) == [("Ann Cohen", True)]
    year.office.undo()
    year.execute(Merge("person", ann, anne, joins_households=False))
    assert thanked(year) == [("The Levy family", True)]
    assert year.office.query(read_household, levy) is not None


def test_a_household_with_others_in_it_stays_as_it_is(year: Year) -> None:
    cohen, levy, ann, anne = two_homes(year)
    year.person("Dan Levy", household_id=levy)
    assert year.office.query(find_emptied_household, ann, anne, cohen) is None
    year.execute(Merge("person", ann, anne))
    assert thanked(year) == [("Dan Levy", True)]


def test_two_skills_become_one_and_whoever_teaches_still_does(year: Year) -> None:
    drive, driving = year.add("skill", name="Drive"), year.add("skill", name="driving")
    ann, bob = year.person("Ann Cohen"), year.person("Bob Levy")
    year.add("person_skill", person_id=ann, skill_id=drive)
    year.add("person_skill", person_id=ann, skill_id=driving, level=SkillLevel.TEACHES)
    year.add("person_skill", person_id=bob, skill_id=driving)
    role = year.add("role", name="Driver", skill_id=driving)
    merged = year.execute(Merge("skill", drive, driving))
    assert merged.label == "Merged driving into Drive"
    after = dump(year.office.path)
    assert sorted(row[1:] for row in after["person_skill"]) == [(ann, drive, "teaches"), (bob, drive, "can")]
    found = year.office.query(read_role, role)
    assert found is not None
    assert found.skill_id == drive


def test_what_two_kinds_have_alike_is_there_once(year: Year) -> None:
    one, other = year.add("project_kind", name="Baking"), year.add("project_kind", name="Bakes")
    for kind in (one, other):
        year.add("kind_material", kind_id=kind, name="Flour")
    year.add("kind_material", kind_id=other, name="Sugar")
    year.execute(Merge("project_kind", one, other))
    assert [row.name for row in year.office.query(list_kind_materials, one)] == ["Flour", "Sugar"]


def test_ways_between_places_that_are_one_are_gone(year: Year) -> None:
    hall, shul, park = (year.add("place", name=name) for name in ("Hall", "Shul hall", "Park"))
    year.add("travel_time", place_id=hall, other_id=shul, minutes=5)
    year.add("travel_time", place_id=shul, other_id=park, minutes=9)
    year.execute(Merge("place", hall, shul))
    assert [row[1:] for row in dump(year.office.path)["travel_time"]] == [(hall, park, 9)]


def test_the_place_of_a_confidential_partner_is_not_merged(year: Year) -> None:
    partner = year.add("partner", name="Refuge", code_name="Olive", confidential=True)
    hidden, hall = year.add("place", name="House", partner_id=partner), year.add("place", name="Hall")
    assert year.told(Merge("place", hall, hidden)) == ["merge.confidential"]


def test_follow_ups_hear_of_a_merge_as_of_another_name(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[RowChange] = []

    def listen(_work: UnitOfWork, changes: list[RowChange]) -> Sequence[Finding]:
        heard.extend(changes)
        return ()

    monkeypatch.setitem(_FOLLOW_UPS, listen, frozenset({"skill"}))
    drive, driving = year.add("skill", name="Drive"), year.add("skill", name="driving")
    year.execute(Merge("skill", drive, driving))
    (change,) = heard
    assert change.is_changed("name")
    assert (change.row_id, change.before, change.after) == (
        driving,
        {"id": driving, "name": "driving"},
        {"id": drive, "name": "Drive"},
    )
