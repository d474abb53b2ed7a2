"""The history in words: who did what to whom, and each value as people say it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add, AddMany, SetField
from mitzvah_desk.office.core.history import list_record_history, list_steps
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.rules.fields.registry import field_noun


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = Office.new(tmp_path / "book.mitzvah", user_name="Ann")
    yield opened
    opened.close()


def done(office: Office, action: Action) -> int:
    result = office.execute(action)
    assert isinstance(result, Done)
    return result.id


def label(office: Office) -> str:
    return office.query(list_steps)[0].label


def test_a_change_says_of_whom_and_what(office: Office) -> None:
    dan = done(office, Add("person", {"given": "Dan", "family": "Levy"}))
    done(office, SetField("person", dan, "mobile", "07700 900123"))
    step = office.query(list_steps)[0]
    assert (step.user_name, step.label) == ("Ann", "Changed the mobile telephone of Dan Levy")
    done(office, SetField("person", dan, "phone", "020 7946 0000"))
    assert label(office) == "Changed the home telephone of Dan Levy"


def test_several_are_counted_and_settings_are_named(office: Office) -> None:
    done(office, AddMany("person", ({"given": "Ann"}, {"given": "Bob"})))
    assert label(office) == "Added 2 people"
    office.execute(ChangeSetting("phone", "020 7946 0000"))
    assert label(office) == "Changed the telephone on the letterhead in Settings"


def test_another_record_stands_by_its_name_and_a_tick_as_yes_or_no(office: Office) -> None:
    ann = done(office, Add("person", {"given": "Ann", "family": "Cohen"}))
    project = done(office, Add("project", {"title": "Songs", "campaign_id": campaign(office)}))
    done(office, SetField("project", project, "coordinator_id", ann))
    done(office, SetField("project", project, "serves_food", True))
    done(office, SetField("project", project, "status", ProjectStatus.PLANNED))
    done(office, SetField("project", project, "on_day", date(2026, 11, 15)))
    done(office, SetField("project", project, "target_pence", 50_000))
    details = [row.detail for row in office.query(list_record_history, "project", project)]
    assert "coordinator: empty → “Ann Cohen”" in details
    assert "mark for food: no → yes" in details
    assert "day: empty → “15 Nov 2026”" in details
    assert "money hoped for: empty → “£500.00”" in details


def campaign(office: Office) -> int:
    return done(office, Add("campaign", {"name": "Mitzvah Day", "main_day": date(2026, 11, 22)}))


def test_no_field_is_told_by_its_columns_name() -> None:
    bare = {
        f"{record}.{column.name}"
        for record, known in RECORDS.items()
        for column in known.table.c
        if column.name not in {"id", "version"} and field_noun(record, column.name).endswith((" at", " on"))
    }
    shown_never = {"settled_finding.settled_at", "recall_call.rung_at", "movement.at", "confidential_view.at"}
    of_the_program = {f"{record}.{column}" for record, column in AUTOMATIC}
    assert bare - shown_never - of_the_program == set()


AUTOMATIC = (
    ("print_notice", "printed_at"),
    ("calendar_notice", "exported_at"),
    ("stocktake", "began_at"),
    ("stocktake", "finished_at"),
    ("tidy_up", "confirmed_on"),
    ("consent_form", "printed_on"),
)
"""What nobody types, so that it stands in no sentence."""
