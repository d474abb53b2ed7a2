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
    from mitzvah_desk.office.office import Office
    from mitzvah_desk.office.queries.lookup import campaigns
    from mitzvah_desk.office.rota import campaign_clashes

    with closing(Office.open(arguments.file, read_only=True)) as office:
        campaign = one("campaign", arguments.campaign, [(o.id, o.label) for o in office.ask(campaigns)])
        findings = office.ask(campaign_clashes, campaign)
    return report(findings, arguments)


def _fill(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.actions import Refused
    from mitzvah_desk.office.filling import AcceptProposal, as_lines, pairs, propose, summary
    from mitzvah_desk.office.office import Office
    from mitzvah_desk.office.queries.lookup import campaigns
    from mitzvah_desk.rota.explain import explain
    from mitzvah_desk.rota.solve import solve

    with closing(Office.open(arguments.file, read_only=not arguments.apply)) as office:
        campaign = one("campaign", arguments.campaign, [(o.id, o.label) for o in office.ask(campaigns)])
        problem = office.ask(propose, campaign)
        proposal = solve(problem)
        gaps = explain(problem, proposal.choices)
        print("\n".join((*as_lines(problem, proposal), summary(problem, proposal), *(g.text for g in gaps))))
        if arguments.apply and proposal.choices:
            done = office.do(AcceptProposal(pairs(problem, proposal.choices)))
            if isinstance(done, Refused):
                return tell(done.findings)
            print(f"{done.label}.")
    if gaps:
        return say(
            f"{len(gaps)} shift{' stays' if len(gaps) == 1 else 's stay'} below the minimum.", FINDINGS
        )
    return DONE
