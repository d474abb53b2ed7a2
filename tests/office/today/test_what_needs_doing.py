"""What needs doing, through the year: found, answered in one step, and asked no more after the day."""

from datetime import date, datetime, timedelta

import pytest
from conftest_office import done
from conftest_rota import DAY, Year, at

from mitzvah_desk.model import AssignmentStatus, ProjectStatus, ThankedHow
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.projects.roll_forward import CopyProject, RollForward
from mitzvah_desk.office.projects.to_dos import FinishToDos, list_project_to_dos, list_to_dos
from mitzvah_desk.office.rota.assignments import SetStatus
from mitzvah_desk.office.thanks.thank_you_ledger import RecordThanks, list_thanks
from mitzvah_desk.office.today.mark_done import MarkDone
from mitzvah_desk.office.today.overview import Overview, read_overview
from mitzvah_desk.office.today.tasks import AnsweredBy, Task, list_tasks
from mitzvah_desk.rules.campaign_phase import CampaignPhase

BEFORE = DAY - timedelta(days=10)
AFTERWARDS = DAY + timedelta(days=3)


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def tasks(year: Year, today: date = BEFORE, now: datetime | None = None) -> list[Task]:
    return year.office.query(list_tasks, year.campaign, today, now or datetime.combine(today, at(9).time()))


def texts(year: Year, today: date = BEFORE, now: datetime | None = None) -> list[str]:
    return [task.what for task in tasks(year, today, now)]


def overview(year: Year, now: datetime) -> Overview:
    found = year.office.query(read_overview, year.campaign, now)
    assert found is not None
    return found


def everything(year: Year) -> tuple[int, int]:
    """A project with a gap, a coordinator, people, a warning, a next step and a to-do."""
    ann = year.person("Ann Cohen")
    project = year.project("Tea", status=ProjectStatus.CONFIRMED, coordinator_id=ann, on_day=DAY)
    shift = year.shift(project, minimum=3)
    year.put(shift, ann)
    year.add("to_do", campaign_id=year.campaign, project_id=project, what="Order cups", due_on=BEFORE)
    home = year.add("partner", name="Rubens House")
    year.add("contact_log", partner_id=home, on_day=BEFORE, next_step="Ring", next_on=BEFORE)
    return project, shift


def test_what_is_to_do_for_a_project_names_it_and_who_does_it(year: Year) -> None:
    project, _ = everything(year)
    owner = year.person("Dan Levy")
    (row,) = year.office.query(list_project_to_dos, project)
    assert (row.project, row.is_done) == ("Tea", False)
    year.add("to_do", campaign_id=year.campaign, what="Book the van", owner_id=owner)
    found = {task.what: task.owner for task in tasks(year)}
    assert found["Tea: Order cups"] == ""
    assert found["Book the van"] == "Dan Levy"


def test_lines_are_answered_together_and_one_undo_brings_them_back(year: Year) -> None:
    everything(year)
    before = texts(year, AFTERWARDS)
    can = tuple(task for task in tasks(year, AFTERWARDS) if task.answer is not AnsweredBy.WORK)
    kinds = {task.answer for task in can}
    assert kinds == {AnsweredBy.TO_DO, AnsweredBy.NEXT_STEP, AnsweredBy.PROJECT_DONE, AnsweredBy.CAME}
    result = done(year.office, MarkDone(can, AFTERWARDS))
    assert result.label == "Marked 4 things done"
    assert not {task.what for task in can} & set(texts(year, AFTERWARDS))
    year.office.undo()
    assert texts(year, AFTERWARDS) == before


def test_what_only_work_answers_is_refused_and_says_so(year: Year) -> None:
    everything(year)
    gap = next(task for task in tasks(year) if task.what.startswith("Tea: 1 confirmed, gap"))
    refused = year.office.execute(MarkDone((gap,), BEFORE))
    assert isinstance(refused, Refused)
    assert "is done where it belongs" in refused.text
    assert isinstance(year.office.execute(MarkDone((), BEFORE)), Refused)


def test_a_warning_is_settled_by_a_reason_and_by_nothing_else(year: Year) -> None:
    ann = year.person("Ann Cohen")
    first, second = year.project("Tea"), year.project("Bulbs")
    year.put(year.shift(first), ann)
    other = year.shift(second, at(12), at(13))
    year.put(other, ann)
    times = {"starts_at": at(10, 30), "ends_at": at(11, 30)}
    done(year.office, SetFields("shift", other, times), "moved")
    (warning,) = [task for task in tasks(year) if task.kind == "Please check"]
    assert (warning.record, warning.answer) == ("shift", AnsweredBy.REASON)
    action = MarkDone((warning,), BEFORE)
    refused = year.office.execute(action)
    assert isinstance(refused, Refused)
    assert "Ann Cohen" in refused.text
    done(year.office, action, "She knows both")
    assert warning.what not in texts(year)


def SetTimes(shift: int) -> object:  # reads as the action that it makes
    from mitzvah_desk.office.core.crud import SetFields

    return SetFields("shift", shift, {"starts_at": at(10, 30), "ends_at": at(11, 30)})


def test_after_the_day_nothing_asks_for_helpers(year: Year) -> None:
    everything(year)
    bare = year.project("Bulbs", status=ProjectStatus.PLANNED)
    assert {"Bulbs has no shifts yet.", "Bulbs has no coordinator."} <= set(texts(year))
    assert any("gap" in text for text in texts(year))
    later = texts(year, AFTERWARDS)
    assert not [text for text in later if "gap" in text or "no shifts" in text or "no coordinator" in text]
    assert "Bulbs is over: mark it done." in later
    assert bare
    assert not any(task.kind in {"Please check", "Not possible"} for task in tasks(year, AFTERWARDS))


def test_on_the_day_the_late_come_first_with_the_number_to_ring(year: Year) -> None:
    _, shift = everything(year)
    dan = year.person("Dan Levy", mobile="07700 900123")
    (place,) = year.put(shift, dan)
    now = at(10, 20)
    first = tasks(year, DAY, now)[0]
    late = [task for task in tasks(year, DAY, now) if task.at_once]
    assert first.at_once
    assert len(late) == 2
    assert any("Dan Levy is late for Baker at 10:00, Tea: 07700 900123" in task.what for task in late)
    assert not [task for task in tasks(year, DAY, at(9, 59)) if task.at_once]
    done(year.office, SetStatus((place,), AssignmentStatus.ATTENDED))
    assert "Dan Levy" not in str(texts(year, DAY, now))


def test_a_delivery_of_the_day_and_one_that_nobody_closed(year: Year) -> None:
    home = year.add("partner", name="Rubens House")
    year.add("delivery", campaign_id=year.campaign, partner_id=home, from_at=at(13), until_at=at(14))
    text = "The delivery to Rubens House leaves at 13:00, without a driver yet."
    assert text in texts(year, DAY)
    assert text not in texts(year, BEFORE)
    assert "The delivery to Rubens House was to be handed over: say how it went." in texts(year, AFTERWARDS)


def test_each_part_of_the_year_has_its_own_figures_and_steps(year: Year) -> None:
    setting = overview(year, datetime.combine(BEFORE, at(9).time()))
    assert (setting.phase, len(setting.steps)) == (CampaignPhase.SETTING_UP, 6)
    everything(year)
    filling = overview(year, datetime.combine(BEFORE, at(9).time()))
    assert (filling.phase, filling.steps) == (CampaignPhase.FILLING, ())
    day = overview(year, at(10, 20))
    assert day.phase is CampaignPhase.THE_DAY
    assert {("1", "expected today, a group once"), ("1", "late")} <= {(t.number, t.what) for t in day.tiles}
    after = overview(year, datetime.combine(AFTERWARDS, at(9).time()))
    assert after.phase is CampaignPhase.AFTER
    assert [step.text for step in after.steps][:3] == [
        "Say who came: 1 place not marked",
        "Every delivery is closed",
        "Thank 1 of the 1 who are owed it",
    ]


def test_what_is_wound_up_is_ticked(year: Year) -> None:
    everything(year)
    now = datetime.combine(AFTERWARDS, at(9).time())
    came = tuple(task for task in tasks(year, AFTERWARDS) if task.answer is AnsweredBy.CAME)
    done(year.office, MarkDone(came, AFTERWARDS))
    keys = tuple(line.key for line in year.office.query(list_thanks, year.campaign, now))
    done(year.office, RecordThanks(year.campaign, keys, ThankedHow.PRINTED, AFTERWARDS))
    steps = overview(year, now).steps
    assert [step.done for step in steps] == [True, True, True, False, False]
    done(year.office, RollForward(year.campaign, "Next", date(2027, 11, 21)))
    assert overview(year, now).steps[-1].done


def test_to_dos_go_along_to_the_next_year_with_their_days(year: Year) -> None:
    project, _ = everything(year)
    year.add("to_do", campaign_id=year.campaign, what="Thank the caretaker", done_on=BEFORE)
    new = done(year.office, RollForward(year.campaign, "Next", DAY + timedelta(weeks=52))).id
    found = {row.what: row for row in year.office.query(list_to_dos, new)}
    assert found["Order cups"].due_on == BEFORE + timedelta(weeks=52)
    assert found["Order cups"].project == "Tea"
    assert not found["Thank the caretaker"].is_done
    copy = done(year.office, CopyProject(project, DAY + timedelta(weeks=1))).id
    (row,) = year.office.query(list_project_to_dos, copy)
    assert row.due_on == BEFORE + timedelta(weeks=1)


def test_what_is_done_keeps_its_day_and_can_be_to_do_again(year: Year) -> None:
    one = year.add("to_do", campaign_id=year.campaign, what="Ring")
    done(year.office, FinishToDos((one,), BEFORE))
    done(year.office, FinishToDos((one,), AFTERWARDS))
    assert [row.done_on for row in year.office.query(list_to_dos, year.campaign)] == [BEFORE]
    assert year.office.query(lambda c: list_to_dos(c, year.campaign, done=False)) == []
    result = done(year.office, FinishToDos((one,), None))
    assert result.label == "To do again: Ring"
    year.add("to_do", campaign_id=year.campaign, what="Write")
    assert isinstance(year.office.execute(FinishToDos((99,), BEFORE)), Refused)


def test_a_line_keeps_its_number_while_others_come_and_go(year: Year) -> None:
    everything(year)
    before = {task.what: task.id for task in tasks(year)}
    year.add("to_do", campaign_id=year.campaign, what="Another")
    after = {task.what: task.id for task in tasks(year)}
    assert {what: number for what, number in after.items() if what in before} == before
    assert len(set(after.values())) == len(after)
