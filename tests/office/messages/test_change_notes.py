"""What people know of a shift that was changed, until they are told."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest_office import done
from conftest_rota import DAY, Year, at
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.model import AssignmentStatus, ProjectStatus
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.messages.change_notes import TO_TELL
from mitzvah_desk.office.messages.print_notes import NotePrinted
from mitzvah_desk.office.messages.to_tell import MarkTold, ToTell, count_to_tell, list_to_tell
from mitzvah_desk.office.rota.assignments import ChangeShift, Move, SetStatus

SURE, ASKED, NO = AssignmentStatus.CONFIRMED, AssignmentStatus.INVITED, AssignmentStatus.DECLINED


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


@pytest.fixture
def tea(year: Year) -> int:
    """A shift from ten to eleven in the hall, with Ann who said yes and Bob who was asked."""
    hall = year.add("place", name="The hall")
    shift = year.shift(year.project("Tea", place_id=hall))
    year.put(shift, year.person("Ann Cohen", mobile="07700 900001"))
    year.put(shift, year.person("Bob Levy"), status=ASKED)
    return shift


def to_tell(year: Year, today: date = DAY) -> dict[str, ToTell]:
    rows = year.office.query(list_to_tell, year.campaign, today)
    assert year.office.query(count_to_tell, year.campaign, today) == len(rows)
    return {row.name: row for row in rows}


def lines(year: Year) -> dict[str, tuple[str, ...]]:
    return {name: row.lines for name, row in to_tell(year).items()}


def move(year: Year, shift: int, start: datetime) -> None:
    year.execute(ChangeShift(shift, {"starts_at": start, "ends_at": start + timedelta(hours=1)}))


def test_who_said_yes_is_told_of_another_time_and_asked_again(year: Year, tea: int) -> None:
    assert to_tell(year) == {}
    move(year, tea, at(11))
    ann = to_tell(year)["Ann Cohen"]
    assert ann.lines == ("Now 11:00–12:00, not 10:00–11:00: Baker in Tea",)
    assert ann.phone == "07700 900001"
    assert ann.asked == (year.on(tea)["Ann Cohen"].id,)
    assert year.on(tea)["Ann Cohen"].status is ASKED
    assert set(to_tell(year)) == {"Ann Cohen"}, "Bob was never told a time"


def test_whoever_changes_it_reads_whom_it_concerns(year: Year, tea: int) -> None:
    year.put(tea, *(year.person(f"Dan Number{number}") for number in range(5)))
    done = year.execute(SetFields("shift", tea, {"starts_at": at(11), "ends_at": at(12)}))
    (finding,) = [each for each in done.findings if each.rule == TO_TELL]
    names = "Ann Cohen, Dan Number0, Dan Number1, Dan Number2 and 2 more"
    assert finding.text.startswith(f"{names} are to be told")
    done = year.execute(SetFields("shift", tea, {"starts_at": at(12), "ends_at": at(13)}))
    assert [each for each in done.findings if each.rule == TO_TELL] == [], "they are on the list already"


def test_one_undo_takes_back_the_move_what_is_to_be_told_and_the_question(year: Year, tea: int) -> None:
    move(year, tea, at(11))
    year.office.undo()
    assert to_tell(year) == {}
    assert year.on(tea)["Ann Cohen"].status is SURE
    year.office.redo()
    assert set(to_tell(year)) == {"Ann Cohen"}


def test_what_was_known_first_stays_known_however_often_it_moves(year: Year, tea: int) -> None:
    move(year, tea, at(11))
    move(year, tea, at(14))
    assert lines(year)["Ann Cohen"] == ("Now 14:00–15:00, not 10:00–11:00: Baker in Tea",)
    move(year, tea, at(10))
    assert to_tell(year) == {}, "it is again as she knows it"


@pytest.mark.parametrize(("answer", "status"), [(None, ASKED), (SURE, SURE), (NO, NO)])
def test_once_told_nothing_waits_and_the_answer_stands(
    year: Year, tea: int, answer: AssignmentStatus | None, status: AssignmentStatus
) -> None:
    move(year, tea, at(11))
    row = to_tell(year)["Ann Cohen"]
    year.execute(MarkTold(row.notice_ids, row.asked, answer))
    assert to_tell(year) == {}
    assert year.on(tea)["Ann Cohen"].status is status
    assert isinstance(year.office.execute(MarkTold(row.notice_ids)), Refused)
    year.office.undo()
    assert set(to_tell(year)) == {"Ann Cohen"}


def test_an_answer_on_the_board_is_an_answer_to_the_shift_as_it_is(year: Year, tea: int) -> None:
    move(year, tea, at(11))
    year.execute(SetStatus((year.on(tea)["Ann Cohen"].id,), SURE))
    assert to_tell(year) == {}


def test_another_place_is_told_whether_the_shift_moves_or_its_project(year: Year, tea: int) -> None:
    library = year.add("place", name="The library")
    year.execute(SetField("shift", tea, "place_id", library))
    assert lines(year)["Ann Cohen"] == ("Now in The library, not in The hall: Baker in Tea",)
    assert year.on(tea)["Ann Cohen"].status is SURE, "she said yes to the time"
    year.execute(SetField("shift", tea, "place_id", None))
    assert to_tell(year) == {}
    year.execute(SetField("project", 1, "place_id", library))
    assert lines(year)["Ann Cohen"] == ("Now in The library, not in The hall: Baker in Tea",)


def test_who_stood_on_a_printed_rota_is_told_although_they_never_answered(year: Year, tea: int) -> None:
    year.execute(NotePrinted((tea,), at(8)))
    assert year.office.undo_label() != "Printed a rota with 1 shift", "a print is in no undo's way"
    move(year, tea, at(11))
    assert set(to_tell(year)) == {"Ann Cohen", "Bob Levy"}


def test_taken_off_put_elsewhere_called_off_and_gone(year: Year, tea: int) -> None:
    welcome = year.shift(year.project("Bulbs"), at(12), at(13), role_id=year.role("Welcome"))
    year.execute(Move(year.on(tea)["Ann Cohen"].id, welcome))
    assert lines(year)["Ann Cohen"] == ("Taken off, 10:00–11:00: Baker in Tea",)
    assert year.on(welcome)["Ann Cohen"].status is ASKED, "she said yes to another time"
    year.office.undo()
    year.execute(Remove("assignment", (year.on(tea)["Ann Cohen"].id,)))
    assert lines(year)["Ann Cohen"] == ("Taken off, 10:00–11:00: Baker in Tea",)
    year.office.undo()
    year.execute(Remove("shift", (tea,)))
    assert lines(year)["Ann Cohen"] == ("Called off, 10:00–11:00: Baker in Tea",)
    year.office.undo()
    year.execute(Remove("project", (1,)))
    assert lines(year)["Ann Cohen"] == ("Called off, 10:00–11:00: Baker in Tea",)


def test_who_said_no_or_is_gone_hears_of_nothing(year: Year, tea: int) -> None:
    year.execute(SetStatus((year.on(tea)["Ann Cohen"].id,), NO))
    move(year, tea, at(11))
    assert to_tell(year) == {}
    year.execute(SetStatus((year.on(tea)["Bob Levy"].id,), SURE))
    year.execute(Remove("person", (2,)))
    assert to_tell(year) == {}


def test_a_project_called_off_names_everybody_and_what_they_could_do_instead(year: Year, tea: int) -> None:
    miriam, mayor, host = year.person("Miriam Stern"), year.person("Una Mayor"), year.person("Dan Host")
    year.execute(SetField("project", 1, "coordinator_id", miriam))
    year.add("guest_of_honour", project_id=1, person_id=mayor, host_id=host)
    home = year.add("partner", name="Rubens House")
    rose = year.add("partner", name="Hope House", confidential=True, code_name="Rose")
    for partner, name in ((home, "Ruth Manager"), (rose, "Zelda Worker")):
        year.add("project_partner", project_id=1, partner_id=partner)
        year.add("partner_contact", partner_id=partner, person_id=year.person(name), is_main=True)
    scouts = year.add("group", name="Scouts", leader_id=miriam, adults=2, children=8)
    year.add("assignment", shift_id=tea, group_id=scouts, adults=2, children=8, status=SURE)
    bulbs = year.project("Bulbs")
    year.shift(bulbs, at(15), at(16), role_id=year.role("Planter"), minimum=3)
    year.shift(bulbs, at(9), at(10), role_id=year.role("Digger"), minimum=2)
    year.shift(
        bulbs, at(10), at(11), role_id=year.role("Nurse", skill_id=year.add("skill", name="First aid"))
    )
    year.execute(SetField("project", 1, "status", ProjectStatus.CANCELLED))
    told = to_tell(year)
    assert set(told) == {"Ann Cohen", "Scouts", "Miriam Stern", "Una Mayor", "Dan Host", "Ruth Manager"}
    assert told["Ann Cohen"].lines == ("Called off, 10:00–11:00: Baker in Tea",)
    assert told["Ann Cohen"].instead == (
        "09:00–10:00 Digger in Bulbs (gap 2)",
        "15:00–16:00 Planter in Bulbs (gap 3)",
    )
    assert told["Ruth Manager"].lines == ("Called off: Rubens House, partner of Tea",)
    assert told["Miriam Stern"].lines == ("Called off: Coordinator of Tea",)
    year.execute(SetField("project", 1, "status", ProjectStatus.PLANNED))
    assert to_tell(year) == {}


def test_what_is_over_is_not_told(year: Year, tea: int) -> None:
    move(year, tea, at(11))
    assert to_tell(year, DAY + timedelta(days=1)) == {}


def test_a_shift_made_in_the_same_step_concerns_nobody(year: Year) -> None:
    project = year.project("Tea")
    person, role = year.person("Ann Cohen"), year.role()
    with year.office.batch("Two at once") as batch:
        (shift,) = batch.execute(
            Add(
                "shift",
                {"project_id": project, "role_id": role, "starts_at": at(10), "ends_at": at(11)},
            )
        )
        batch.execute(Add("assignment", {"shift_id": shift, "person_id": person, "status": SURE}))
        batch.execute(SetFields("shift", shift, {"starts_at": at(12), "ends_at": at(13)}))
    assert to_tell(year) == {}
    assert year.on(shift)["Ann Cohen"].status is SURE


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(8, 18)),
        st.tuples(st.just("status"), st.sampled_from([SURE, ASKED, NO])),
        st.tuples(st.just("told"), st.just(0)),
        st.tuples(st.just("undo"), st.just(0)),
        st.tuples(st.just("print"), st.just(0)),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    with closing(Office.new(Path(tmp_path_factory.mktemp("alone")) / "year.mitzvah")) as office:
        campaign = done(office, Add("campaign", {"name": "Day", "main_day": DAY})).id
        yield Year(office, campaign)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_whoever_knows_another_time_than_the_shift_has_is_told_and_nobody_else(
    alone: Year, steps: list[tuple[str, object]]
) -> None:
    """Held against a model that keeps what she knows in one variable."""
    shift = alone.shift(alone.project("Tea"))
    (assignment,) = alone.put(shift, alone.person("Ann Cohen"))
    status, start, known, printed = SURE, 10, 0, False
    before: list[tuple[AssignmentStatus, int, int]] = []
    for what, value in steps:
        state = (status, start, known)
        if what == "move" and isinstance(value, int) and value != start:
            move(alone, shift, at(value))
            before.append(state)
            if status is SURE or (status is ASKED and printed):
                known = known or start
            status, start = (ASKED if status is SURE else status), value
        elif what == "status" and isinstance(value, AssignmentStatus) and value is not status:
            alone.execute(SetStatus((assignment,), value))
            before.append(state)
            status, known = value, (known if value is ASKED else 0)
        elif what == "print":
            alone.execute(NotePrinted((shift,), at(8)))
            printed = status is not NO
        elif what == "told":
            rows = alone.office.query(list_to_tell, alone.campaign, DAY)
            mine = [row.notice_ids for row in rows if assignment in row.asked]
            if mine:
                alone.execute(MarkTold(mine[0]))
                before.append(state)
                known = 0
        elif what == "undo" and before:
            alone.office.undo()
            status, start, known = before.pop()
    rows = alone.office.query(list_to_tell, alone.campaign, DAY)
    asked = {number for row in rows for number in row.asked}
    assert (assignment in asked) == (status is ASKED and known not in {0, start})


def test_who_was_taken_off_is_named_in_the_history(year: Year, tea: int) -> None:
    done = year.execute(Remove("assignment", (year.on(tea)["Ann Cohen"].id,)))
    assert done.label == "Removed Ann Cohen (Baker in Tea)"
