"""The command ``export sign-up``."""

import argparse
from contextlib import closing
from datetime import date
from pathlib import Path

from mitzvah_desk.cli.campaigns import require_campaign
from mitzvah_desk.cli.keys import open_office
from mitzvah_desk.cli.words import (
    DONE,
    FINDINGS,
    Commands,
    add_command,
    add_file_argument,
    find_by_name,
    parse_day,
    print_findings,
    print_message,
    require_file_type,
)
from mitzvah_desk.rules.plurals import count_noun

_KINDS = ("html",)


def add_to(exporting: Commands) -> None:
    """Adds it."""
    parser = add_command(
        exporting, "sign-up", _export, "a form on which people sign up for the shifts that need them"
    )
    add_file_argument(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="OUT.html")
    parser.add_argument("--campaign", metavar="TEXT", help="a part of its name; the newest where left out")
    parser.add_argument(
        "--project",
        action="append",
        default=[],
        metavar="TEXT",
        help="a part of a project's title, once for each; all that need people where left out",
    )
    parser.add_argument("--venues", action="store_true", help="say where projects are")
    parser.add_argument("--answer-by", metavar="DAY", help="until when to answer, such as 15/11/2026")
    parser.add_argument(
        "--day", metavar="DAY", help="when it is made, such as 1/11/2026; today where left out"
    )


def _export(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.health_check import needs_attention
    from mitzvah_desk.office.newsletter.sign_up_form import (
        SignUpChoice,
        compose_sign_up_form,
        export_sign_up_form,
        list_projects_needing_people,
    )
    from mitzvah_desk.office.outgoing.gate import check_outgoing
    from mitzvah_desk.office.outgoing.outgoing import save_released

    require_file_type(arguments.to, _KINDS)
    day = parse_day(arguments.day or "") or date.today()
    with closing(open_office(arguments, read_only=True)) as office:
        campaign = require_campaign(
            office, arguments.campaign, "This file has no campaign yet, so there is nothing to sign up for."
        )
        needing = office.query(list_projects_needing_people, campaign, day)
        if not needing:
            return print_message("No shift needs people now, so no form was written.", FINDINGS)
        chosen = frozenset(find_by_name("project", text, needing) for text in arguments.project)
        choice = SignUpChoice(chosen, arguments.venues, parse_day(arguments.answer_by or ""))
        composed = office.query(compose_sign_up_form, campaign, choice, day)
        checked = check_outgoing(office, export_sign_up_form(composed.form))
    print_findings(composed.findings)
    released = checked.release()
    save_released(arguments.to, released)
    print_findings(released.findings)
    shifts = sum(len(each.shifts) for each in composed.form.projects)
    print(f"Wrote a form with {count_noun(shifts, 'shift')} to {arguments.to}.")
    return FINDINGS if needs_attention([*composed.findings, *released.findings]) else DONE
