"""A tidy-up takes out what is due, all comes back by undo, and once confirmed nothing is left of it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest_office import done
from conftest_rota import Year
from rich_year import fill_rich_year
from sample_year import sample_year
from sqlalchemy import Connection, event, select
from typed_everywhere import TypeEverywhere, everything

from mitzvah_desk.model import AssignmentStatus, Base, Campaign, JournalStep, Person, Purpose, RequestKind
from mitzvah_desk.model.person import ERASED_NAME
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.lookup import list_person_options
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.privacy.day_details import DayDetailsReader, list_day_columns, read_empty_values
from mitzvah_desk.office.privacy.due import TidyPlan, list_due, read_proposal
from mitzvah_desk.office.privacy.erase import ErasePerson
from mitzvah_desk.office.privacy.last_seen import read_seen_people
from mitzvah_desk.office.privacy.tidy import ConfirmTidyUp, KeepPeople, RunTidyUp, read_hold
from mitzvah_desk.office.projects.figures import read_figures
from mitzvah_desk.rules.figures import Figures
from mitzvah_desk.rules.privacy.retention import DueRecord, RetentionRule
from mitzvah_desk.store.journal import SCRUBBED, list_journalled_tables

PAST = datetime(2024, 11, 17, 10)
NOW = date.today()
LATER = date(NOW.year + 3, 2, 1)
"""Long after everything; the tests add all today, which is when everybody was seen last."""


def dump(office: Office) -> dict[str, list[Any]]:
    def read(connection: Connection) -> dict[str, list[Any]]:
        tables = list_journalled_tables()
        return {t.name: [tuple(r) for r in connection.execute(select(t).order_by(t.c.id))] for t in tables}

    return office.query(read)


def figures(office: Office) -> list[Figures | None]:
    campaigns = office.query(lambda c: list(c.execute(select(Campaign.id)).scalars()))
    return [office.query(read_figures, each) for each in campaigns]


def due(office: Office, today: date = LATER) -> TidyPlan:
    return office.query(list_due, today)


def names(office: Office, rule: RetentionRule = RetentionRule.PEOPLE, today: date = LATER) -> list[str]:
    return [each.name for each in due(office, today).list_by_rule(rule)]


def tidy(office: Office, chosen: tuple[DueRecord, ...] | None = None) -> int:
    return done(office, RunTidyUp(due(office).records if chosen is None else chosen, LATER)).step


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Year]:
    """A campaign of 2024 with the Quinces: Zoe served, and is named in much that was typed."""
    with closing(Office.new(tmp_path / "past.mitzvah", user_name="Zoe Quince")) as office:
        campaign = done(office, Add("campaign", {"name": "Day", "main_day": PAST.date()})).id
        year = Year(office, campaign)
        home = year.add("household", name="Quince", address="7 Quillet Lane\nLondon", phone="020 7946 0321")
        contacts = {"mobile": "07700 900321", "email": "zoe@quince.example.org"}
        year.person("Zoe Quince", household_id=home, diet="qiviut vegan", **contacts)
        year.person("Max Quince", household_id=home, born=date(NOW.year - 8, 1, 1))
        year.add("guardian", child_id=2, adult_id=1)
        project = year.project("Bulbs", note="Ring Zoe Quince on 07700 900321")
        shift = year.shift(project, PAST, PAST + timedelta(hours=2))
        year.put(shift, 1, 2, status=AssignmentStatus.ATTENDED)
        partner = year.add("partner", name="Rubens House")
        year.add("contact_log", partner_id=partner, on_day=PAST.date(), summary="Quizzical talk")
        year.add("gift_recipient", project_id=project, label="Quartz Room")
        year.add("unavailability", person_id=1, starts_at=PAST, ends_at=PAST + timedelta(hours=1))
        yield year


def test_nobody_goes_who_was_seen_lately(past: Year) -> None:
    assert names(past.office, today=NOW) == []
    assert names(past.office) == ["Max Quince", "Zoe Quince"]
    (why,) = {each.why for each in due(past.office).list_by_rule(RetentionRule.PEOPLE)}
    assert "added to the book" in why


@pytest.mark.parametrize(
    ("record", "values"),
    [
        ("money_gift", {"campaign_id": 1, "donor_household_id": 1, "amount_pence": 5, "on_day": LATER}),
        ("permission", {"person_id": 1, "purpose": Purpose.PHOTO, "given": False, "given_on": LATER}),
        ("subject_request", {"person_id": 1, "kind": RequestKind.SEE, "asked_on": LATER}),
        ("letter", {"campaign_id": 1, "person_id": 1, "thanked_on": LATER}),
        ("contact_log", {"partner_id": 1, "person_id": 1, "on_day": LATER}),
        ("consent_form", {"household_id": 1, "printed_on": NOW, "returned_on": LATER}),
    ],
)
def test_any_sign_of_them_keeps_the_family(past: Year, record: str, values: dict[str, Any]) -> None:
    past.add(record, **values)
    assert names(past.office) == []


def test_whoever_asked_to_be_kept_stays_until_they_take_it_back(past: Year) -> None:
    said = {"person_id": 1, "purpose": Purpose.KEEP, "given_on": PAST.date()}
    past.add("permission", given=True, **said)
    assert names(past.office) == []
    past.add("permission", given=False, **said)
    assert len(names(past.office)) == 2


def test_a_contact_of_an_active_partner_stays(past: Year) -> None:
    past.person("Una Urquhart", partner_id=1)
    assert "Una Urquhart" in names(past.office)
    past.add("contact_log", partner_id=1, on_day=LATER - timedelta(days=9))
    assert "Una Urquhart" not in names(past.office)


def test_figures_stay_undo_brings_all_back_and_redo_takes_it_out_again(past: Year) -> None:
    office = past.office
    past.add("gift_recipient", project_id=1, label="Room 2")
    told, before = figures(office), dump(office)
    step = tidy(office)
    after = dump(office)
    assert figures(office) == told
    assert "Quince" not in str(after)
    assert after["unavailability"] == after["gift_recipient"] == after["contact_log"] == []
    office.undo(step)
    assert dump(office) == before
    office.redo(step)
    assert dump(office) == after


def test_a_confirmed_tidy_up_leaves_nothing_in_the_file(past: Year, tmp_path: Path) -> None:
    office, told = past.office, figures(past.office)
    done(office, SetField("person", 1, "diet", "qiviut vegan, no nuts"))
    tidy(office)
    done(office, ConfirmTidyUp(LATER))
    assert figures(office) == told
    assert "idied" not in office.undo_label()
    labels = office.query(lambda c: list(c.execute(select(JournalStep.label)).scalars()))
    assert {"Tidied up 2 people and 2 other records", SCRUBBED, "Confirmed the tidy-up"} <= set(labels)
    assert office.query(read_proposal, LATER) is None
    office.close()
    kept = (tmp_path / "past.mitzvah").read_bytes().lower()
    words = (b"quince", b"zoe", b"900321", b"quillet", b"qiviut", b"quizzical", b"quartz", b"9460321")
    assert not [word for word in words if word in kept]


def test_nothing_that_was_typed_of_whoever_is_tidied_up_is_left(tmp_path: Path) -> None:
    told = ("bob", "cohen", "900123", "bob@example.org")
    with closing(Office.new(tmp_path / "year.mitzvah", user_name="Bob Cohen")) as office:
        fill_rich_year(office)
        bob = next(each.id for each in office.query(list_person_options) if each.label == "Bob Cohen")
        done(office, TypeEverywhere("Ask Bob Cohen’s number, 07700-900123, or BOB@example.org", (bob,)))
        done(office, ChangeSetting("signatory_name", "Bob Cohen"))
        chosen = [each for each in due(office).list_by_rule(RetentionRule.PEOPLE) if bob in each.ids]
        tidy(office, tuple(chosen))
        assert not [word for word in told if word in str(dump(office)).casefold()]
        done(office, ConfirmTidyUp(LATER))
        assert not [word for word in told if word in everything(office).casefold()]
    kept = (tmp_path / "year.mitzvah").read_bytes().lower()
    assert not [word for word in told if word.encode() in kept]


def test_two_that_wait_are_confirmed_together(past: Year, tmp_path: Path) -> None:
    office = past.office
    for name in ("Max Quince", "Zoe Quince"):
        tidy(office, tuple(each for each in due(office).records if each.name == name)[:1])
    done(office, ConfirmTidyUp(LATER))
    office.close()
    assert b"quince" not in (tmp_path / "past.mitzvah").read_bytes().lower()


def test_details_of_a_day_go_from_the_history_and_its_steps_can_still_be_undone(past: Year) -> None:
    office = past.office
    past.add("permission", person_id=1, purpose=Purpose.KEEP, given=True, given_on=NOW)
    done(office, SetField("person", 1, "pronouns", "she/her"))
    tidy(office)
    done(office, ConfirmTidyUp(LATER))
    history = office.query(lambda c: str(list(c.exec_driver_sql("SELECT * FROM journal_row"))))
    assert "qiviut" not in history
    assert "Zoe" in history
    assert office.undo() is not None
    assert office.query(lambda c: c.execute(select(Person.pronouns)).scalars().first()) == ""


def test_what_was_not_chosen_stays(past: Year) -> None:
    (person,) = [each for each in due(past.office).records if each.name == "Max Quince"]
    tidy(past.office, (person,))
    assert names(past.office) == ["Zoe Quince"]
    assert past.office.query(read_seen_people, LATER)[1].name == "Zoe Quince"


def test_what_is_due_no_more_is_refused(past: Year) -> None:
    chosen = due(past.office).records
    done(past.office, KeepPeople((1,), "she bakes", LATER))
    refused = past.office.execute(RunTidyUp(chosen, LATER))
    assert isinstance(refused, Refused)
    assert "not due any more" in refused.text
    assert isinstance(past.office.execute(RunTidyUp((), LATER)), Refused)
    assert isinstance(past.office.execute(ConfirmTidyUp(LATER)), Refused)


def test_whoever_is_kept_stays_for_two_years_and_a_reason_is_taken_back(past: Year) -> None:
    office = past.office
    assert isinstance(office.execute(KeepPeople((1,), "  ", LATER)), Refused)
    done(office, KeepPeople((1, 2), "she bakes", LATER))
    done(office, KeepPeople((2,), "he sings", LATER))
    hold = office.query(read_hold, 2)
    assert hold is not None
    assert (hold.reason, hold.decided_on) == ("he sings", LATER)
    assert names(office) == []
    assert len(names(office, today=date(LATER.year + 2, 2, 2))) == 2
    done(office, Remove("retention_hold", (hold.id,)))
    assert office.query(read_hold, 2) is None


def test_somebody_of_a_waiting_tidy_up_is_not_erased_besides_it(past: Year) -> None:
    office = past.office
    (zoe,) = [each for each in due(office).records if each.name == "Zoe Quince" and each.table == "person"]
    tidy(office, (zoe,))
    refused = office.execute(ErasePerson(2))
    assert isinstance(refused, Refused)
    assert "waits to be confirmed" in refused.text
    done(office, ConfirmTidyUp(LATER))
    done(office, ErasePerson(2))


def test_today_proposes_once_a_year_and_reminds_of_what_waits(past: Year) -> None:
    office = past.office
    proposal = office.query(read_proposal, LATER)
    assert proposal is not None
    assert proposal.text == (
        "2 people have not been seen for two years; details for a day that is over stand in 1 record;"
        " 1 conversation is older than three years."
    )
    tidy(office, due(office).certain[:1])
    proposal = office.query(read_proposal, LATER)
    assert proposal is not None
    assert proposal.waiting
    done(office, ConfirmTidyUp(LATER))
    assert office.query(read_proposal, LATER + timedelta(days=300)) is None
    assert office.query(read_proposal, LATER + timedelta(days=360)) is not None


@pytest.mark.parametrize(("key", "longest"), [("people", 24), ("day", 60), ("conversations", 36)])
def test_settings_refuse_a_longer_period(past: Year, key: str, longest: int) -> None:
    refused = past.office.execute(ChangeSetting(f"keep_{key}", longest + 1))
    assert isinstance(refused, Refused)
    assert f"from 1 to {longest}" in refused.text
    done(past.office, ChangeSetting(f"keep_{key}", 1))


def test_a_shorter_period_is_kept_to(past: Year) -> None:
    soon = NOW + timedelta(days=70)
    assert names(past.office, today=soon) == []
    done(past.office, ChangeSetting("keep_people", 2))
    assert names(past.office, today=soon) == ["Max Quince", "Zoe Quince"]


def test_a_campaign_to_come_keeps_the_details_of_who_is_in_it(past: Year) -> None:
    office = past.office
    past.add("permission", person_id=1, purpose=Purpose.KEEP, given=True, given_on=NOW)
    assert "Zoe Quince" in names(office, RetentionRule.DAY)
    past.add("campaign", name="Next", main_day=LATER + timedelta(days=30))
    (found, *_) = [each for each in due(office).list_by_rule(RetentionRule.DAY) if each.table == "person"]
    assert found.doubtful
    past.add("project", campaign_id=2, title="Soup", coordinator_id=1)
    assert not [each for each in due(office).list_by_rule(RetentionRule.DAY) if each.table == "person"]


def test_every_declared_column_of_a_day_is_read(past: Year) -> None:
    """A table that the model declares is read without an edit here: it has a project, a person or times."""
    gone = {"unavailability", "gift_recipient", "shift_notice", "print_notice", "calendar_notice"}
    assert {"person", "group", "guest_of_honour", "guest_party"} | gone == set(list_day_columns())
    assert {name for name in list_day_columns() if read_empty_values(name) is None} == gone
    for name in list_day_columns():
        assert Base.metadata.tables[name].c.keys()
        past.office.query(lambda c, n: list(DayDetailsReader(c, {}, LATER, 60).list_table(n, {})), name)


def test_it_takes_a_handful_of_questions_however_many_people_there_are(past: Year) -> None:
    def count(connection: Connection) -> int:
        asked: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
            asked.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        list_due(connection, LATER)
        event.remove(connection, "before_cursor_execute", note)
        return len(asked)

    few = past.office.query(count)
    for number in range(40):
        past.person(f"Ann Number{number}", diet="vegan")
    assert past.office.query(count) == few <= 30


def test_the_sample_keeps_its_figures_whoever_is_tidied_up(tmp_path: Path) -> None:
    with closing(sample_year(tmp_path / "sample.mitzvah")) as office:
        told, before = figures(office), dump(office)
        chosen = tuple(each for each in due(office).records if each.ids[0] % 3 == 0)
        step = tidy(office, chosen)
        assert figures(office) == told
        office.undo(step)
        assert dump(office) == before
        office.redo(step)
        done(office, ConfirmTidyUp(LATER))
        assert figures(office) == told
        left = office.query(lambda c: list(c.execute(select(Person.family)).scalars()))
        assert ERASED_NAME in left
