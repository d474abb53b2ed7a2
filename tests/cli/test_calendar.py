from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sample_year import copy_sample

from mitzvah_desk.cli import main
from mitzvah_desk.model import AssignmentStatus, ProjectStatus
from mitzvah_desk.office.core.actions import Done, Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField, SetFields
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.core.settings import ChangeSetting, calendar_place, read_settings
from mitzvah_desk.office.messages.calendar_export import export_calendar
from mitzvah_desk.office.messages.to_tell import list_to_tell
from mitzvah_desk.office.outgoing.notes import note_left
from mitzvah_desk.office.rota.assignments import Assign, SetStatus
from tests.gate import release_bytes

TEN, ELEVEN = datetime(2026, 11, 22, 10), datetime(2026, 11, 22, 11)
SOON = datetime(2030, 1, 1, tzinfo=UTC)
BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


def read(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).events)


class Year:
    """A small file: one project with a timed and an open-ended shift, two people, a group."""

    def __init__(self, path: Path) -> None:
        self.office = Office.new(path, user_name="Miriam")
        self.campaign = self.add("campaign", name="Mitzvah Day 2026", main_day=TEN.date())
        self.ann = self.add("person", given="Ann", family="Cohen", mobile="07700 900123")
        self.bob = self.add("person", given="Bob", family="Levy")
        self.place = self.add("place", name="The hall", address="1 Elm Road\nLondon", postcode="NW11 8QZ")
        self.project = self.add(
            "project",
            campaign_id=self.campaign,
            title="Cake sale",
            place_id=self.place,
            coordinator_id=self.ann,
            status=ProjectStatus.PLANNED,
        )
        role = self.add("role", name="Baker")
        self.shift = self.add(
            "shift", project_id=self.project, role_id=role, starts_at=TEN, ends_at=ELEVEN, maximum=3
        )
        self.open = self.add(
            "shift", project_id=self.project, role_id=self.add("role", name="Knitter"), open_ended=True
        )
        self.group = self.add("group", name="Scouts", leader_id=self.bob, adults=2, children=9)

    def add(self, record: str, **values: object) -> int:
        done = self.office.execute(Add(record, values))
        assert isinstance(done, Done), done
        return done.id

    def events(self, now: datetime = SOON, **whose: int) -> dict[str, Any]:
        made = self.office.query(
            export_calendar,
            person_id=whose.get("person_id"),
            project_id=whose.get("project_id"),
            campaign_id=whose.get("campaign_id"),
            now=now,
        )
        found = read(release_bytes(self.office, made))
        assert len(found) == made.count
        return {str(event["UID"]): event for event in found}

    def one(self, *, person_id: int) -> Any:
        (event,) = self.events(person_id=person_id).values()
        return event


@pytest.fixture
def year(tmp_path: Path) -> Year:
    return Year(tmp_path / "year.mitzvah")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.mitzvah"
    copy_sample(path)
    return path


def test_a_second_export_updates_the_first(year: Year) -> None:
    before = year.events(campaign_id=year.campaign)
    year.office.execute(
        SetFields("shift", year.shift, {"starts_at": ELEVEN, "ends_at": ELEVEN + (ELEVEN - TEN)})
    )
    after = year.events(SOON + timedelta(seconds=1), campaign_id=year.campaign)
    assert before.keys() == after.keys()
    for uid, event in after.items():
        assert event["SEQUENCE"] > before[uid]["SEQUENCE"]
        assert event["DTSTAMP"].dt > before[uid]["DTSTAMP"].dt
    assert any(event.start != before[uid].start for uid, event in after.items())


def test_a_later_export_is_newer_even_after_an_undo(year: Year) -> None:
    year.office.execute(SetField("project", year.project, "title", "Bake sale"))
    (before, *_) = year.events(campaign_id=year.campaign).values()
    year.office.undo()
    (after, *_) = year.events(SOON + timedelta(seconds=1), campaign_id=year.campaign).values()
    assert after["SUMMARY"].startswith("Cake sale")
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_copy_of_the_file_has_the_same_events(year: Year, tmp_path: Path) -> None:
    own = year.events(project_id=year.project).keys()
    backup = year.office.back_up(tmp_path / "backups")
    copy = Office.open(backup, read_only=True)
    made = copy.query(export_calendar, project_id=year.project, now=SOON)
    content = release_bytes(copy, made)
    copy.close()
    assert {str(event["UID"]) for event in read(content)} == own


def test_a_shift_says_where_when_and_who_leads(year: Year) -> None:
    year.office.execute(Assign(year.shift, (year.bob,)))
    events = year.events(BEFORE, project_id=year.project).values()
    event = next(e for e in events if "Baker" in e["SUMMARY"])
    assert event["SUMMARY"] == "Cake sale: Baker"
    assert event["LOCATION"] == "The hall, 1 Elm Road, London, NW11 8QZ"
    assert event["DESCRIPTION"] == "Mitzvah Day 2026\nPeople so far: 1 of 3 places.\nOrganised by Ann Cohen."
    assert event.start.replace(tzinfo=None) == TEN
    assert event.start.tzinfo is not None


def test_a_group_counts_with_all_its_heads_and_its_leader_once(year: Year) -> None:
    year.office.execute(Assign(year.shift, group_id=year.group, adults=1, children=7), "a tight hall")
    year.office.execute(Assign(year.shift, (year.bob,)), "a tight hall")
    year.office.execute(Assign(year.shift, (year.ann,), reserve=True), "a tight hall")
    events = year.events(BEFORE, project_id=year.project).values()
    event = next(e for e in events if "Baker" in e["SUMMARY"])
    assert "People so far: 8 of 3 places." in event["DESCRIPTION"]


def test_an_open_ended_shift_lies_on_the_day(year: Year) -> None:
    event = next(e for e in year.events(project_id=year.project).values() if "Knitter" in e["SUMMARY"])
    assert event["SUMMARY"] == "Cake sale: Knitter (in your own time)"
    assert event.start == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        (AssignmentStatus.INVITED, "TENTATIVE"),
        (AssignmentStatus.CONFIRMED, "CONFIRMED"),
        (AssignmentStatus.DECLINED, "CANCELLED"),
    ],
)
def test_a_person_has_their_own_shifts_as_they_stand(
    year: Year, status: AssignmentStatus, standing: str
) -> None:
    done = year.office.execute(Assign(year.shift, (year.bob,)))
    assert isinstance(done, Done)
    year.office.execute(SetStatus(done.ids, status))
    event = year.one(person_id=year.bob)
    assert event["STATUS"] == standing
    assert event["SUMMARY"] == "Cake sale: Baker"
    assert str(event["UID"]) not in year.events(project_id=year.project)


def test_the_shift_of_ones_group_is_ones_own_and_comes_once(year: Year) -> None:
    year.office.execute(Assign(year.shift, group_id=year.group), "They squeeze in")
    assert "With Scouts." in year.one(person_id=year.bob)["DESCRIPTION"]
    year.add("group_member", group_id=year.group, person_id=year.ann)
    assert "With Scouts." in year.one(person_id=year.ann)["DESCRIPTION"]
    year.office.execute(Assign(year.shift, (year.bob,)), "He leads them too")
    assert "With Scouts." not in year.one(person_id=year.bob)["DESCRIPTION"]


def test_a_cancelled_project_is_cancelled_for_everybody(year: Year) -> None:
    year.office.execute(Assign(year.shift, (year.bob,)))
    year.office.execute(SetField("project", year.project, "status", ProjectStatus.CANCELLED))
    for event in (year.one(person_id=year.bob), *year.events(campaign_id=year.campaign).values()):
        assert event["STATUS"] == "CANCELLED"
        assert event["SUMMARY"].startswith("Cancelled: ")


def test_a_confidential_place_and_what_is_noted_there_stay_at_home(year: Year) -> None:
    refuge = year.add("partner", name="Hope House", code_name="Partner Olive", confidential=True)
    year.office.execute(SetFields("place", year.place, {"partner_id": refuge, "name": "Hope House"}))
    year.office.execute(SetField("shift", year.shift, "note", "Ring at 1 Elm Road"))
    year.office.execute(Assign(year.shift, (year.bob,)))
    for whose in ({"person_id": year.bob}, {"campaign_id": year.campaign}):
        made = year.office.query(
            export_calendar, person_id=whose.get("person_id"), campaign_id=whose.get("campaign_id")
        )
        text = release_bytes(year.office, made).decode().replace("\r\n ", "")
        assert not any(secret in text for secret in ("Hope House", "Elm Road", "NW11"))
        assert "LOCATION:Place on request" in text


def test_nobodys_telephone_and_no_helpers_name_leave_the_house(year: Year) -> None:
    year.office.execute(Assign(year.shift, (year.bob,)))
    text = release_bytes(year.office, year.office.query(export_calendar, campaign_id=year.campaign))
    assert b"07700" not in text
    assert b"Levy" not in text


def test_the_times_are_those_of_the_synagogues_zone(year: Year) -> None:
    year.office.execute(ChangeSetting("time_zone", "America/New_York"))
    events = year.events(BEFORE, project_id=year.project).values()
    event = next(e for e in events if "Baker" in e["SUMMARY"])
    assert event.start.utcoffset() == timedelta(hours=-5)


@pytest.mark.parametrize(
    ("key", "wrong", "right"),
    [
        ("latitude", "north", "53.4808"),
        ("time_zone", "Europe/Londn", "Europe/Paris"),
        ("candle_minutes", 99, 15),
    ],
)
def test_the_synagogues_place_is_kept_or_refused_beside_its_field(
    year: Year, key: str, wrong: object, right: object
) -> None:
    refused = year.office.execute(ChangeSetting(key, wrong))
    assert isinstance(refused, Refused)
    assert refused.findings[0].field == key
    assert isinstance(year.office.execute(ChangeSetting(key, right)), Done)
    settings = year.office.query(read_settings)
    assert str(getattr(settings, key)) == str(right)
    place = calendar_place(settings)
    assert right in {place.zone, place.candle_minutes, str(place.latitude)}


def test_nothing_to_tell_is_told(year: Year) -> None:
    with pytest.raises(WorldError, match="Bob Levy has no shifts"):
        year.office.query(export_calendar, person_id=year.bob)
    year.office.execute(Remove("project", (year.project,)))
    with pytest.raises(WorldError, match="Mitzvah Day 2026 has no shifts"):
        year.office.query(export_calendar, campaign_id=year.campaign)


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ([], 200),
        (["--campaign", "2026"], 200),
        (["--project", "thousand crocuses"], 5),
        (["--campaign", "2026", "--project", "Five faiths"], 5),
    ],
)
def test_the_command_line_writes_a_calendar(
    sample: Path, tmp_path: Path, words: list[str], most: int, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.ics"
    assert main(["export", "calendar", str(sample), *words, "--to", str(out)]) == 0
    events = read(out.read_bytes())
    assert 0 < len(events) <= most
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert capsys.readouterr().out == f"Wrote {len(events)} events to {out}.\n"
    assert b"Hope House" not in out.read_bytes()


def test_the_command_line_writes_a_persons_calendar_while_the_file_is_open(
    sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.ics"
    office = Office.open(sample)
    try:
        words = ["--person", "Linda Gabbay", "--to", str(out)]
        assert main(["export", "calendar", str(sample), *words]) == 0
    finally:
        office.close()
    assert read(out.read_bytes())


def test_an_unknown_person_is_told(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--person", "Nobody At All", "--to", str(tmp_path / "x.ics")]
    assert main(["export", "calendar", str(sample), *words]) == 2
    assert "No person is called" in capsys.readouterr().err


def kept(year: Year, now: datetime = SOON, **whose: int) -> dict[str, Any]:
    """The events of a calendar file that was kept, so that the next one knows of it."""
    made = year.office.query(export_calendar, now=now, **whose)
    note_left(year.office, [made.note])
    return {str(event["UID"]): event for event in read(release_bytes(year.office, made))}


MORNING = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_what_a_calendar_brought_out_and_is_gone_is_taken_back_under_the_same_uid(year: Year) -> None:
    done = year.office.execute(Assign(year.shift, (year.ann,), status=AssignmentStatus.CONFIRMED))
    assert isinstance(done, Done)
    (uid,) = kept(year, MORNING, person_id=year.ann)
    everybody = kept(year, MORNING, campaign_id=year.campaign)
    assert uid not in everybody, "each calendar has events of its own"
    year.office.execute(Remove("assignment", done.ids))
    (event,) = kept(year, MORNING, person_id=year.ann).values()
    assert (event["UID"], event["STATUS"]) == (uid, "CANCELLED")
    assert event["SUMMARY"] == "Cancelled: Cake sale: Baker"
    assert event["DTSTART"].dt.replace(tzinfo=None) == TEN
    year.office.execute(Remove("project", (year.project,)))
    taken_back = kept(year, MORNING, campaign_id=year.campaign)
    assert set(taken_back) == set(everybody)
    assert {str(each["STATUS"]) for each in taken_back.values()} == {"CANCELLED"}
    with pytest.raises(WorldError, match="no shifts"):
        kept(year, datetime(2026, 11, 24, tzinfo=UTC), person_id=year.ann)


def test_what_is_planned_again_is_no_longer_taken_back(year: Year) -> None:
    kept(year, MORNING, project_id=year.project)
    year.office.execute(Remove("shift", (year.shift,)))
    assert "CANCELLED" in {str(e["STATUS"]) for e in kept(year, MORNING, project_id=year.project).values()}
    year.office.undo()
    assert "CANCELLED" not in {
        str(e["STATUS"]) for e in kept(year, MORNING, project_id=year.project).values()
    }


def test_a_calendar_that_was_exported_is_in_no_undos_way_and_tells_who_must_hear_of_a_change(
    year: Year,
) -> None:
    year.office.execute(Assign(year.shift, (year.ann,)))
    before = year.office.undo_label()
    kept(year, MORNING, person_id=year.ann)
    assert year.office.undo_label() == before
    assert year.office.query(list_to_tell, year.campaign, TEN.date()) == []
    year.office.execute(
        SetFields("shift", year.shift, {"starts_at": ELEVEN, "ends_at": ELEVEN.replace(hour=12)})
    )
    (row,) = year.office.query(list_to_tell, year.campaign, TEN.date())
    assert row.name == "Ann Cohen"
