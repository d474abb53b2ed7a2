"""The command for somebody who rings off: what they do, that they cannot come, and who could stand in."""

import argparse
from collections.abc import Sequence
from contextlib import closing
from datetime import date, time
from typing import TYPE_CHECKING

from mitzvah_desk.cli.campaigns import require_campaign
from mitzvah_desk.cli.keys import open_office
from mitzvah_desk.cli.words import (
    DONE,
    FINDINGS,
    Commands,
    UsageError,
    add_command,
    add_file_argument,
    find_by_name,
    parse_day,
    print_findings,
    print_message,
)

if TYPE_CHECKING:
    from mitzvah_desk.office.core.office import Office
    from mitzvah_desk.office.rota.asking.duties import Duty

_NOBODY = "Nobody may be asked for it now."


def add_to(commands: Commands) -> None:
    """Adds it."""
    parser = add_command(
        commands,
        "cannot-come",
        _cannot_come,
        "what somebody does on a day and who could stand in; with --shift or --day they come off it",
    )
    add_file_argument(parser)
    parser.add_argument("--person", required=True, metavar="TEXT", help="a part of their name")
    parser.add_argument("--campaign", metavar="TEXT", help="a part of its name; the newest where left out")
    parser.add_argument("--shift", type=int, metavar="ID", help="they cannot come to this shift")
    parser.add_argument(
        "--day",
        nargs="?",
        const="",
        metavar="DAY",
        help="they cannot come that day, their first where left out",
    )
    parser.add_argument("--from", dest="since", metavar="TIME", help="on the day, only from this time on")


def _cannot_come(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.actions import Refused
    from mitzvah_desk.office.core.lookup import list_person_options
    from mitzvah_desk.office.rota.asking.duties import list_days_of, list_duties
    from mitzvah_desk.office.rota.asking.ringing_off import CannotCome

    acts = arguments.shift is not None or arguments.day is not None
    with closing(open_office(arguments, read_only=not acts)) as office:
        campaign = require_campaign(office, arguments.campaign, "There is no campaign in this file.")
        people = [(option.id, option.label) for option in office.query(list_person_options)]
        person = find_by_name("person", arguments.person, people)
        days = office.query(list_days_of, person, campaign)
        duties = {day: office.query(list_duties, person, day) for day in days}
        if not acts:
            _print_days(duties)
            return DONE
        day, place = _find_day(arguments, duties)
        since = _parse_since(arguments)
        only = None if place is None else place.assignment_id
        done = office.execute(CannotCome(person, day, only, since))
        if isinstance(done, Refused):
            return print_findings(done.findings)
        print(f"{done.label}.")
        for finding in done.findings:
            print(f"{finding.text} {finding.do}")
        left = [duty for duty in duties[day] if duty.assignment_id in done.ids and not duty.reserve]
        return _print_stand_ins(office, left)


def _print_days(duties: dict[date, "list[Duty]"]) -> None:
    for day, theirs in duties.items():
        print(f"{day:%A} {day.day} {day:%B}:")
        for duty in theirs:
            shift = f" (--shift {duty.record_id})" if duty.assignment_id else ""
            print(f"  {duty.when}  {duty.what}{shift}")
    if not duties:
        print("They do nothing in this campaign.")


def _find_day(arguments: argparse.Namespace, duties: "dict[date, list[Duty]]") -> tuple[date, "Duty | None"]:
    """The day, and the one place on a shift where that was asked for."""
    if arguments.shift is not None:
        for day, theirs in duties.items():
            for duty in theirs:
                if duty.assignment_id and duty.record_id == arguments.shift:
                    return day, duty
        raise UsageError(f"They are not on shift {arguments.shift}. Leave it out to see what they do.")
    wanted = parse_day(arguments.day)
    if wanted is None and not duties:
        raise UsageError("They do nothing in this campaign. Name the day: --day 22/11/2026.")
    day = wanted or next(iter(duties))
    duties.setdefault(day, [])
    return day, None


def _parse_since(arguments: argparse.Namespace) -> time | None:
    from mitzvah_desk.rules.fields.parsing import parse_time

    try:
        text = parse_time(arguments.since or "")
    except ValueError as error:
        raise UsageError(str(error)) from error
    return None if text is None else time.fromisoformat(text)


def _print_stand_ins(office: "Office", left: "Sequence[Duty]") -> int:
    """Who could stand in on each place that is free now."""
    from mitzvah_desk.model import AssignmentStatus
    from mitzvah_desk.office.rota.asking.stand_ins import list_stand_ins

    empty = 0
    for duty in left:
        print(f"{duty.what} {duty.when}:")
        rows = office.query(list_stand_ins, duty.assignment_id)
        rows = [row for row in rows if row.status is not AssignmentStatus.DECLINED]
        for row in rows:
            waits = "on the waiting list" if row.reserve else ""
            parts = (row.phone, waits, row.why, row.load, *(finding.text for finding in row.against))
            print(f"  {row.name}: {', '.join(part for part in parts if part)}")
        if not rows:
            empty += 1
            print(f"  {_NOBODY}")
    return print_message(_NOBODY, FINDINGS) if empty else DONE
