"""The command gift-aid: the Gift Aid schedule as a spreadsheet for the treasurer."""

import argparse
from contextlib import closing
from datetime import date
from pathlib import Path

from mitzvah_desk.cli.keys import open_office
from mitzvah_desk.cli.words import (
    DONE,
    FINDINGS,
    TABLES,
    Commands,
    UsageError,
    add_command,
    add_file_argument,
    parse_day,
    print_findings,
    print_message,
    require_file_type,
)


def add_to(commands: Commands) -> None:
    """Adds it to the commands."""
    words = "the Gift Aid schedule of some days, and which marked gifts are not on it and why"
    parser = add_command(commands, "gift-aid", _write_schedule, words)
    add_file_argument(parser)
    parser.add_argument("--from", dest="start", metavar="DATE", help="6 April of this tax year if left out")
    parser.add_argument("--until", metavar="DATE", help="5 April of this tax year if left out")
    parser.add_argument("--to", type=Path, required=True, metavar="OUT.{csv,xlsx,ods}")


def _write_schedule(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.gift_aid.schedule import read_schedule
    from mitzvah_desk.office.outgoing.gate import check_outgoing
    from mitzvah_desk.office.outgoing.outgoing import save_released
    from mitzvah_desk.office.papers.list_printout import make_schedule_file
    from mitzvah_desk.rules.privacy.gift_aid import tax_year_of

    kind = require_file_type(arguments.to, TABLES)
    first, last = tax_year_of(date.today())
    start = parse_day(arguments.start or "") or first
    until = parse_day(arguments.until or "") or last
    if until < start:
        raise UsageError("The last day must not be before the first.")
    with closing(open_office(arguments, read_only=True)) as office:
        schedule = office.query(read_schedule, start, until, date.today())
        if not schedule.rows:
            print_message("No gift of these days may be claimed, so nothing was written.", FINDINGS)
            print_findings([f"Left out: {each}" for each in schedule.left_out])
            return FINDINGS
        released = check_outgoing(office, make_schedule_file(kind, schedule)).release()
    save_released(arguments.to, released)
    print(f"Wrote {arguments.to}. {schedule.totals}")
    told = print_findings(released.findings)
    left = print_findings([f"Left out: {each}" for each in schedule.left_out])
    return FINDINGS if FINDINGS in (told, left) else DONE
