"""Commands on a rota: clashes, fill."""

import argparse
from contextlib import closing

from mitzvah_desk.cli.files import report
from mitzvah_desk.cli.words import DONE, FINDINGS, Commands, command, on_file, one, say, tell


def add_to(commands: Commands) -> None:
    """Adds them."""
    clashes = command(commands, "clashes", _clashes, "everything that stands against a campaign's rota")
    clashes.add_argument("--json", action="store_true", help="findings as a JSON list")
    fill = command(
        commands, "fill", _fill, "propose who could fill the gaps of a campaign's rota, and say why some stay"
    )
    fill.add_argument("--apply", action="store_true", help="invite those who are proposed")
    for parser in (clashes, fill):
        on_file(parser)
        parser.add_argument("--campaign", required=True, metavar="TEXT", help="a part of its name")


def _clashes(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.lookup import campaigns
    from mitzvah_desk.office.core.office import Office
    from mitzvah_desk.office.rota.assignments import campaign_clashes

    with closing(Office.open(arguments.file, read_only=True)) as office:
        campaign = one("campaign", arguments.campaign, [(o.id, o.label) for o in office.ask(campaigns)])
        findings = office.ask(campaign_clashes, campaign)
    return report(findings, arguments)


def _fill(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.actions import Refused
    from mitzvah_desk.office.core.lookup import campaigns
    from mitzvah_desk.office.core.office import Office
    from mitzvah_desk.office.rota.fill_gaps import AcceptProposal, fill, propose

    with closing(Office.open(arguments.file, read_only=not arguments.apply)) as office:
        campaign = one("campaign", arguments.campaign, [(o.id, o.label) for o in office.ask(campaigns)])
        filled = fill(office.ask(propose, campaign))
        gaps, chosen = filled.gaps, filled.proposal.choices
        print("\n".join((*filled.lines(), filled.summary, *(gap.text for gap in gaps))))
        if arguments.apply and chosen:
            done = office.do(AcceptProposal(filled.pairs(chosen)))
            if isinstance(done, Refused):
                return tell(done.findings)
            print(f"{done.label}.")
    if gaps:
        return say(
            f"{len(gaps)} shift{' stays' if len(gaps) == 1 else 's stay'} below the minimum.", FINDINGS
        )
    return DONE
