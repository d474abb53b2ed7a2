"""The command line: the same office as the window, plain text out.

Exit codes: 0 done, 1 findings, 2 usage, 3 the world said no. Each but 0 comes with one sentence on stderr.
"""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from mitzvah_desk import __version__

if TYPE_CHECKING:
    from mitzvah_desk.rules.findings import Finding

DONE, FINDINGS, USAGE, WORLD = 0, 1, 2, 3

_EXAMPLES = """examples:
  mitzvah-desk                                   open the window
  mitzvah-desk "Mitzvah Day.mitzvah"             open the window on a file
  mitzvah-desk sample Sample.mitzvah             make the sample year
  mitzvah-desk check Sample.mitzvah --json       look a file over
  mitzvah-desk clashes Sample.mitzvah --campaign 2026
  mitzvah-desk print rota Sample.mitzvah --project bulbs --to rota.pdf
  mitzvah-desk print thank-you Sample.mitzvah --campaign 2026 --to letters.pdf
  mitzvah-desk export people Sample.mitzvah --to people.csv
  mitzvah-desk export calendar Sample.mitzvah --person "Ann Cohen" --to ann.ics
  mitzvah-desk fill Sample.mitzvah --campaign 2026 --apply
  mitzvah-desk backup Sample.mitzvah --to Backups
  mitzvah-desk restore "Backups/Sample 2026-11-22 180000.mitzvah" --to Restored.mitzvah
"""
_COMMANDS = ("sample", "check", "clashes", "print", "export", "fill", "backup", "restore")


class UsageError(Exception):
    """The call's words do not fit; the message says how."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        argv: the words after the program's name; those of the process where None.

    Returns:
        The exit code.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    if not words or (words[0] not in _COMMANDS and not words[0].startswith("-")):
        if len(words) > 1:
            return _say(f"“{words[0]}” is not a command. See mitzvah-desk --help.", USAGE)
        from mitzvah_desk.app import run_window

        return run_window(Path(words[0]) if words else None)
    try:
        arguments = _parser().parse_args(words)
    except SystemExit as done:
        return DONE if not done.code else USAGE
    return _run(arguments.run, arguments)


def _run(command: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.office import WorldError

    try:
        return command(arguments)
    except UsageError as error:
        return _say(str(error), USAGE)
    except WorldError as error:
        return _say(str(error), WORLD)
    except Exception:
        logging.getLogger("mitzvah_desk").debug("Unexpected error", exc_info=True)
        return _say(
            f"Something went wrong inside Mitzvah Desk: {sys.exc_info()[1]!r}. Nothing was changed.", WORLD
        )


def _sample(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.sample import make_sample

    make_sample(arguments.file).close()
    print(f"Made the sample year in {arguments.file}.")
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.checking import check
    from mitzvah_desk.office.office import Office

    with closing(Office.open(arguments.file, read_only=True)) as office:
        findings = office.ask(check)
    return _report(findings, arguments)


def _clashes(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.office import Office
    from mitzvah_desk.office.queries.lookup import campaigns
    from mitzvah_desk.office.rota import campaign_clashes

    with closing(Office.open(arguments.file, read_only=True)) as office:
        campaign = _one("campaign", arguments.campaign, [(o.id, o.label) for o in office.ask(campaigns)])
        findings = office.ask(campaign_clashes, campaign)
    return _report(findings, arguments)


def _report(findings: "list[Finding]", arguments: argparse.Namespace) -> int:
    """Lists findings, as JSON where asked; only what is more than good to know makes the call fail."""
    from mitzvah_desk.office.checking import needs_attention

    if arguments.json:
        print(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{finding.severity}: {finding.text} {finding.do}")
        if not findings:
            print("All is well.")
    if needs_attention(findings):
        number = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
        return _say(f"{number} in {arguments.file.name}.", FINDINGS)
    return DONE


def _print_rota(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.office import Office
    from mitzvah_desk.office.printing import Sheet, project_rota, save
    from mitzvah_desk.office.queries.lookup import all_projects
    from mitzvah_desk.rules.disclosure import Audience

    with closing(Office.open(arguments.file, read_only=True)) as office:
        project = _one("project", arguments.project, [(o.id, o.label) for o in office.ask(all_projects)])
        sheet = Sheet(arguments.paper, large_print=arguments.large_print)
        printed = project_rota(office, project, audience=Audience(arguments.audience), sheet=sheet).printed()
    save(arguments.to, printed.pdf)
    print(f"Wrote {arguments.to}.")
    return _tell(printed.findings)


def _print_letters(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.office import Office
    from mitzvah_desk.office.printing import Sheet, save, thank_you_letters
    from mitzvah_desk.office.queries.lookup import campaigns

    with closing(Office.open(arguments.file, read_only=True)) as office:
        campaign = _one("campaign", arguments.campaign, [(o.id, o.label) for o in office.ask(campaigns)])
        sheet = Sheet(arguments.paper, large_print=arguments.large_print)
        job = thank_you_letters(office, campaign, sheet=sheet)
        printed = job.printed()
    save(arguments.to, printed.pdf)
    print(f"Wrote {job.count} letters to {arguments.to}.")
    return _tell(printed.findings)


def _export_people(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.office import Office
    from mitzvah_desk.office.printing import save
    from mitzvah_desk.office.transfer import people_csv

    with closing(Office.open(arguments.file, read_only=True)) as office:
        content = office.ask(people_csv)
    save(arguments.to, content)
    print(f"Wrote {arguments.to}.")
    return DONE


def _export_calendar(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.calendars import calendar_file
    from mitzvah_desk.office.office import Office
    from mitzvah_desk.office.printing import save
    from mitzvah_desk.office.queries import lookup

    campaign = project = person = None
    with closing(Office.open(arguments.file, read_only=True)) as office:
        known = [(o.id, o.label) for o in office.ask(lookup.campaigns)]
        if arguments.campaign is not None:
            campaign = _one("campaign", arguments.campaign, known)
        elif arguments.person is None and arguments.project is None and known:
            campaign = known[0][0]
        if arguments.project is not None:
            there = office.ask(lookup.projects, campaign) if campaign else office.ask(lookup.all_projects)
            project = _one("project", arguments.project, [(o.id, o.label) for o in there])
        if arguments.person is not None:
            everybody = office.ask(lookup.persons)
            person = _one("person", arguments.person, [(o.id, o.label) for o in everybody])
        calendar = office.ask(calendar_file, person_id=person, project_id=project, campaign_id=campaign)
    save(arguments.to, calendar.content)
    print(f"Wrote {calendar.count} event{'' if calendar.count == 1 else 's'} to {arguments.to}.")
    return DONE


def _fill(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.actions import Refused
    from mitzvah_desk.office.filling import AcceptProposal, as_lines, pairs, propose, summary
    from mitzvah_desk.office.office import Office
    from mitzvah_desk.office.queries.lookup import campaigns
    from mitzvah_desk.rota.explain import explain
    from mitzvah_desk.rota.solve import solve

    with closing(Office.open(arguments.file, read_only=not arguments.apply)) as office:
        campaign = _one("campaign", arguments.campaign, [(o.id, o.label) for o in office.ask(campaigns)])
        problem = office.ask(propose, campaign)
        proposal = solve(problem)
        gaps = explain(problem, proposal.choices)
        print("\n".join((*as_lines(problem, proposal), summary(problem, proposal), *(g.text for g in gaps))))
        if arguments.apply and proposal.choices:
            done = office.do(AcceptProposal(pairs(problem, proposal.choices)))
            if isinstance(done, Refused):
                return _tell(done.findings)
            print(f"{done.label}.")
    if gaps:
        return _say(
            f"{len(gaps)} shift{' stays' if len(gaps) == 1 else 's stay'} below the minimum.", FINDINGS
        )
    return DONE


def _backup(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.office import Office

    with closing(Office.open(arguments.file, read_only=True)) as office:
        print(f"Backed up to {office.back_up(arguments.to)}.")
    return DONE


def _restore(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.office import restore

    restore(arguments.backup, arguments.to)
    print(f"Restored to {arguments.to}.")
    return DONE


def _one(noun: str, text: str, known: Sequence[tuple[int, str]]) -> int:
    """The one record whose name holds ``text``; an exact name wins over parts of others.

    Raises:
        UsageError: none or several do; the message names them.
    """
    wanted = text.casefold()
    found = [each for each in known if wanted in each[1].casefold()]
    exact = [each for each in found if each[1].casefold() == wanted]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0][0]
    if not found:
        names = ", ".join(f"“{name}”" for _, name in known[:5])
        raise UsageError(f"No {noun} is called “{text}”. There are {names or 'none'}.")
    names = ", ".join(f"“{name}”" for _, name in found[:8])
    raise UsageError(f"“{text}” fits several {noun}s: {names}. Give more of the name.")


def _tell(findings: Sequence[object]) -> int:
    for finding in findings:
        print(f"{getattr(finding, 'text', finding)} {getattr(finding, 'do', '')}".strip(), file=sys.stderr)
    return FINDINGS if findings else DONE


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mitzvah-desk",
        description="The desk of a synagogue's social-action committee. Alone it opens the window.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Mitzvah Desk {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    sample = _command(commands, "sample", _sample, "make the sample year in a new file")
    sample.add_argument("file", type=Path, metavar="FILE")
    check = _command(commands, "check", _check, "look a file over: integrity, links, clashes")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true", help="findings as a JSON list")
    clashes = _command(commands, "clashes", _clashes, "everything that stands against a campaign's rota")
    clashes.add_argument("file", type=Path, metavar="FILE")
    clashes.add_argument("--campaign", required=True, metavar="TEXT", help="a part of its name")
    clashes.add_argument("--json", action="store_true", help="findings as a JSON list")
    printing = commands.add_parser("print", help="write a paper as PDF").add_subparsers(
        metavar="PAPER", required=True
    )
    rota = _command(printing, "rota", _print_rota, "a project's rota")
    letters = _command(printing, "thank-you", _print_letters, "the thank-you letters still owed")
    for paper in (rota, letters):
        paper.add_argument("file", type=Path, metavar="FILE")
        paper.add_argument("--to", type=Path, required=True, metavar="OUT.pdf")
        paper.add_argument("--large-print", action="store_true", help="18 point")
        paper.add_argument("--paper", choices=("A3", "A4", "A5"), default="A4")
    rota.add_argument("--project", required=True, metavar="TEXT", help="a part of its title")
    rota.add_argument("--audience", choices=("committee", "volunteers", "public"), default="committee")
    letters.add_argument("--campaign", required=True, metavar="TEXT", help="a part of its name")
    exporting = commands.add_parser("export", help="write a list").add_subparsers(
        metavar="LIST", required=True
    )
    people = _command(exporting, "people", _export_people, "everybody, for the committee")
    people.add_argument("file", type=Path, metavar="FILE")
    people.add_argument("--to", type=Path, required=True, metavar="OUT.csv")
    calendar = _command(
        exporting, "calendar", _export_calendar, "shifts for other calendars; alone, the newest campaign's"
    )
    calendar.add_argument("file", type=Path, metavar="FILE")
    for noun in ("person", "project", "campaign"):
        calendar.add_argument(f"--{noun}", metavar="TEXT", help="a part of the name")
    calendar.add_argument("--to", type=Path, required=True, metavar="OUT.ics")
    fill = _command(
        commands, "fill", _fill, "propose who could fill the gaps of a campaign's rota, and say why some stay"
    )
    fill.add_argument("file", type=Path, metavar="FILE")
    fill.add_argument("--campaign", required=True, metavar="TEXT", help="a part of its name")
    fill.add_argument("--apply", action="store_true", help="invite those who are proposed")
    backup = _command(commands, "backup", _backup, "copy a file, open or not, and check the copy")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.add_argument("--to", type=Path, required=True, metavar="DIR")
    restore = _command(commands, "restore", _restore, "open a backup as a new file; overwrites nothing")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.add_argument("--to", type=Path, required=True, metavar="FILE")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    what: str,
) -> argparse.ArgumentParser:
    examples = [line for line in _EXAMPLES.splitlines() if f" {name} " in line]
    parser = commands.add_parser(
        name,
        help=what,
        description=what.capitalize() + ".",
        epilog="\n".join(["example:", *examples]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser
