"""Commands that print: one for every kind of paper, and the day pack."""

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from mitzvah_desk.cli.campaigns import require_campaign
from mitzvah_desk.cli.keys import open_to_note
from mitzvah_desk.cli.words import (
    Commands,
    UsageError,
    add_command,
    add_file_argument,
    find_by_name,
    parse_day,
    print_findings,
)
from mitzvah_desk.rules.paper_kinds import PAPERS
from mitzvah_desk.rules.plurals import count_noun

if TYPE_CHECKING:
    from mitzvah_desk.office.core.office import Office
    from mitzvah_desk.office.papers.print_request import PrintRequest


def add_to(commands: Commands) -> None:
    """Adds them."""
    printing = commands.add_parser("print", help="write a paper as PDF").add_subparsers(
        metavar="PAPER", required=True
    )
    for key, facts in PAPERS.items():
        parser = add_command(printing, key, _printer(key), facts.title)
        parser.description = f"{facts.title}. {facts.purpose}"
        _options(parser)
        parser.add_argument("--to", type=Path, required=True, metavar="OUT.pdf")
    pack = add_command(printing, "day-pack", _pack, "all the papers of a day, into an empty folder")
    _options(pack)
    pack.add_argument("--to", type=Path, required=True, metavar="DIR")


def _options(parser: argparse.ArgumentParser) -> None:
    add_file_argument(parser)
    for noun in ("campaign", "project", "person", "partner"):
        parser.add_argument(f"--{noun}", metavar="TEXT", help="a part of the name")
    parser.add_argument(
        "--list", metavar="TEXT", help="a part of the name of a saved list: letters and forms to those on it"
    )
    parser.add_argument("--day", metavar="DAY", help="such as 22/11/2026; the main day where left out")
    parser.add_argument("--audience", choices=("committee", "volunteers", "driver", "public"))
    parser.add_argument("--paper", choices=("A3", "A4", "A5"), default="A4")
    parser.add_argument("--landscape", action="store_true", default=None)
    parser.add_argument("--large-print", action="store_true", help="18 point")
    parser.add_argument("--labels", default="", metavar="SHEET", help="such as L7160, L7418, DL")
    parser.add_argument("--start", type=int, default=1, metavar="N", help="the first label that is left")
    parser.add_argument("--right", type=float, default=0.0, metavar="MM", help="move labels to the right")
    parser.add_argument("--down", type=float, default=0.0, metavar="MM", help="move labels down")
    parser.add_argument("--words", default="", metavar="TEXT", help="of a sign")
    parser.add_argument("--arrow", choices=("none", "left", "right", "straight on", "back"), default="none")
    parser.add_argument("--template", default="", metavar="NAME", help="the words of letters")
    parser.add_argument("--formal", action="store_true", help="Dear Mr and Mrs Cohen")
    parser.add_argument("--pronouns", action="store_true", help="on name badges, where they are known")
    parser.add_argument(
        "--blanks", type=int, default=0, metavar="N", help="so many badges without a name follow"
    )
    parser.add_argument(
        "--per-page", type=int, choices=(1, 2, 4), default=1, help="schedules on a sheet that is cut"
    )
    parser.add_argument(
        "--calendar-codes", action="store_true", help="on schedules: a code a shift, for a calendar"
    )
    parser.add_argument("--code", default="", metavar="LINK", help="what a sign lets one scan")


def _printer(key: str) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        from mitzvah_desk.office.outgoing.notes import note_left
        from mitzvah_desk.office.outgoing.outgoing import save_released
        from mitzvah_desk.office.papers.kinds import KINDS, make_print_job

        kind = KINDS[key]
        with closing(open_to_note(arguments)) as office:
            asked = _asked(office, arguments, kind.audiences[0].value, landscape=kind.landscape)
            try:
                job = make_print_job(office, key, asked)
                released = job.release()
            except ValueError as error:
                raise UsageError(str(error)) from error
            save_released(arguments.to, released)
            note_left(office, [released.note])
        many = f"{job.count} " if kind.is_letter else ""
        print(f"Wrote {many}letters to {arguments.to}." if many else f"Wrote {arguments.to}.")
        return print_findings(released.findings)

    return run


def _pack(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.outgoing.notes import note_left
    from mitzvah_desk.office.outgoing.write_all import write_all
    from mitzvah_desk.office.papers.pack import make_day_pack

    with closing(open_to_note(arguments)) as office:
        asked = _asked(office, arguments, "volunteers", landscape=False)
        pack = make_day_pack(office, asked.campaign_id, asked.scope.day, asked=asked)
        written = write_all(pack, arguments.to, "pdf")
        note_left(office, [note for each in pack for note in each.notes])
    print(f"Wrote {count_noun(len(written), 'file')} into {arguments.to}.")
    told = dict.fromkeys(finding for each in pack for finding in each.findings)
    return print_findings(list(told))


def _asked(
    office: "Office", arguments: argparse.Namespace, audience: str, *, landscape: bool
) -> "PrintRequest":
    from mitzvah_desk.documents.layout.paper import Paper
    from mitzvah_desk.office.core import lookup
    from mitzvah_desk.office.papers.print_request import (
        LabelOptions,
        LetterOptions,
        PrintRequest,
        PrintScope,
        ScheduleOptions,
        SignOptions,
    )
    from mitzvah_desk.rules.privacy.disclosure import Audience

    lacking = "This file has no campaign yet, so there is nothing to print."
    campaign = require_campaign(office, arguments.campaign, lacking)
    project = person = None
    if arguments.project:
        here = [(o.id, o.label) for o in office.query(lookup.list_project_options, campaign)]
        everywhere = [(o.id, o.label) for o in office.query(lookup.list_all_project_options)]
        project = find_by_name("project", arguments.project, here if arguments.campaign else everywhere)
    if arguments.person:
        person = find_by_name(
            "person", arguments.person, [(o.id, o.label) for o in office.query(lookup.list_person_options)]
        )
    partner = None
    if arguments.partner:
        partner = find_by_name(
            "partner", arguments.partner, [(o.id, o.label) for o in office.query(lookup.list_partner_options)]
        )
    people = None
    if arguments.list:
        people = find_by_name(
            "list", arguments.list, [(o.id, o.label) for o in office.query(lookup.list_saved_list_options)]
        )
    wide = landscape if arguments.landscape is None else arguments.landscape
    return PrintRequest(
        campaign,
        scope=PrintScope(
            project_id=project,
            person_id=person,
            partner_id=partner,
            day=parse_day(arguments.day or ""),
            list_id=people,
        ),
        audience=Audience(arguments.audience or audience),
        paper=Paper(arguments.paper, wide, arguments.large_print),
        labels=LabelOptions(
            sheet=arguments.labels,
            start=arguments.start,
            right_mm=arguments.right,
            down_mm=arguments.down,
            pronouns=arguments.pronouns,
            blanks=max(arguments.blanks, 0),
        ),
        schedule=ScheduleOptions(per_page=arguments.per_page, codes=arguments.calendar_codes),
        sign=SignOptions(words=arguments.words, arrow=arguments.arrow, code=arguments.code),
        letters=LetterOptions(template=arguments.template, formal=arguments.formal),
    )
