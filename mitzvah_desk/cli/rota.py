"""Commands on a rota: clashes, fill, to-tell."""

import argparse
from contextlib import closing

from mitzvah_desk.cli.campaigns import list_campaigns
from mitzvah_desk.cli.files import report_findings
from mitzvah_desk.cli.keys import open_office
from mitzvah_desk.cli.words import (
    DONE,
    FINDINGS,
    Commands,
    add_command,
    add_file_argument,
    find_by_name,
    print_findings,
    print_message,
)
from mitzvah_desk.rules.plurals import count_noun


def add_to(commands: Commands) -> None:
    """Adds them."""
    clashes = add_command(commands, "clashes", _clashes, "everything that stands against a campaign's rota")
    clashes.add_argument("--json", action="store_true", help="findings as a JSON list")
    fill = add_command(
        commands, "fill", _fill, "propose who could fill the gaps of a campaign's rota, and say why some stay"
    )
    fill.add_argument("--apply", action="store_true", help="invite those who are proposed")
    fill.add_argument("--to-maximum", action="store_true", help="fill shifts up to their maximum")
    fill.add_argument("--a-day", type=int, default=2, metavar="N", help="at most N shifts a person on a day")
    tell = add_command(
        commands, "to-tell", _to_tell, "whom to ring because a shift was changed or called off, and with what"
    )
    for parser in (clashes, fill, tell):
        add_file_argument(parser)
        parser.add_argument("--campaign", required=True, metavar="TEXT", help="a part of its name")


def _clashes(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.rota.assignments import find_campaign_clashes

    with closing(open_office(arguments, read_only=True)) as office:
        campaign = find_by_name("campaign", arguments.campaign, list_campaigns(office))
        findings = office.query(find_campaign_clashes, campaign)
    return report_findings(findings, arguments)


def _to_tell(arguments: argparse.Namespace) -> int:
    from datetime import date

    from mitzvah_desk.office.messages.to_tell import list_to_tell

    with closing(open_office(arguments, read_only=True)) as office:
        campaign = find_by_name("campaign", arguments.campaign, list_campaigns(office))
        rows = office.query(list_to_tell, campaign, date.today())
    for row in rows:
        print(f"{row.name}, {row.phone or row.email or 'no number is known'}")
        for line in (*row.lines, *(f"Could do instead: {each}" for each in row.instead)):
            print(f"  {line}")
    if not rows:
        print("Everybody knows when and where they are expected.")
    return FINDINGS if rows else DONE


def _fill(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.actions import Refused
    from mitzvah_desk.office.rota.fill_gaps import AcceptProposal, Load, build_problem, fill_gaps

    with closing(open_office(arguments, read_only=not arguments.apply)) as office:
        campaign = find_by_name("campaign", arguments.campaign, list_campaigns(office))
        load = Load(a_day=max(1, arguments.a_day), beyond=arguments.to_maximum)
        filled = fill_gaps(office.query(build_problem, campaign, None, load))
        gaps, chosen = filled.gaps, filled.proposal.choices
        print("\n".join((*filled.lines(), filled.summary, *(gap.text for gap in gaps))))
        if arguments.apply and chosen:
            done = office.execute(AcceptProposal(filled.pairs(chosen)))
            if isinstance(done, Refused):
                return print_findings(done.findings)
            print(f"{done.label}.")
    if gaps:
        return print_message(
            f"{count_noun(len(gaps), 'shift')} {'stays' if len(gaps) == 1 else 'stay'} below the minimum.",
            FINDINGS,
        )
    return DONE
