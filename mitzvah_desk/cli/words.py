"""What the commands share: exit codes, how records are named, what is said, how a command is added."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

DONE, FINDINGS, USAGE, WORLD = 0, 1, 2, 3
TABLES = ("csv", "xlsx", "ods")
"""The endings of files that hold a table."""

EXAMPLES = """examples:
  mitzvah-desk                                   open the window
  mitzvah-desk "Mitzvah Day.mitzvah"             open the window on a file
  mitzvah-desk new "Our year.mitzvah" --synagogue "Beit Chaverim" --town Leeds
  mitzvah-desk sample Sample.mitzvah             make the sample year, some weeks before its day
  mitzvah-desk sample Sample.mitzvah --day 22/11/2026
  mitzvah-desk check Sample.mitzvah --json       look a file over
  mitzvah-desk clashes Sample.mitzvah --campaign 2026
  mitzvah-desk print rota Sample.mitzvah --project bulbs --to rota.pdf
  mitzvah-desk print thank-you Sample.mitzvah --campaign 2026 --to letters.pdf
  mitzvah-desk print address-labels Sample.mitzvah --list "By post" --to labels.pdf
  mitzvah-desk print signs Sample.mitzvah --words "Welcome" --arrow left --to sign.pdf
  mitzvah-desk print day-pack Sample.mitzvah --to "Papers of the day"
  mitzvah-desk export people Sample.mitzvah --to people.vcf
  mitzvah-desk export partners Sample.mitzvah --to partners.xlsx
  mitzvah-desk export partners Sample.mitzvah --letters windows-1252 --to partners.csv
  mitzvah-desk export list "By e-mail" Sample.mitzvah --for mailchimp --to newsletter.csv
  mitzvah-desk export donations Sample.mitzvah --to donations.xlsx
  mitzvah-desk export deliveries Sample.mitzvah --to deliveries.ods
  mitzvah-desk export sign-up Sample.mitzvah --campaign "Mitzvah Day" --to form.html
  mitzvah-desk import signups Sample.mitzvah replies.mbox --dry-run
  mitzvah-desk export newsletter Sample.mitzvah --piece whats-on --piece still-needed --to newsletter.docx
  mitzvah-desk export calendar Sample.mitzvah --person "Ann Cohen" --to ann.ics
  mitzvah-desk import people Sample.mitzvah "Helpers 2025.xlsx" --dry-run
  mitzvah-desk import people Sample.mitzvah contacts.vcf --rejects "Not taken in.csv"
  mitzvah-desk import signups Sample.mitzvah sign-up.csv --profile "Our sign-up form"
  mitzvah-desk duplicates Sample.mitzvah --json
  mitzvah-desk about Sample.mitzvah --person "Ann Cohen" --to "For Ann Cohen"
  mitzvah-desk tidy Sample.mitzvah
  mitzvah-desk tidy Sample.mitzvah --keep "Ann Cohen" --because "she sends us cakes"
  mitzvah-desk gift-aid Sample.mitzvah --from 6/4/2026 --until 5/4/2027 --to "Gift Aid.ods"
  mitzvah-desk stock Sample.mitzvah --json
  mitzvah-desk recall Sample.mitzvah --item "Tinned tomatoes" --batch L77
  mitzvah-desk print delivery-note Sample.mitzvah --partner "Warm Hands" --to note.pdf
  mitzvah-desk fill Sample.mitzvah --campaign 2026 --apply
  mitzvah-desk cannot-come Sample.mitzvah --person "Ann Cohen" --day
  mitzvah-desk protect Sample.mitzvah
  mitzvah-desk unprotect Sample.mitzvah --passphrase-file passphrase.txt
  mitzvah-desk change-passphrase Sample.mitzvah --remove-backups
  mitzvah-desk recover Sample.mitzvah --recovery-file recovery.txt
  mitzvah-desk backup Sample.mitzvah --to Backups
  mitzvah-desk report-problem Sample.mitzvah --to "Our report.txt"
  mitzvah-desk restore "Backups/Sample 2026-11-22 180000.mitzvah" --to Restored.mitzvah
  mitzvah-desk self-test                         try whether all of the program is installed
"""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class UsageError(Exception):
    """The call's words do not fit; the message says how."""


def find_by_name(noun: str, text: str, known: Sequence[tuple[int, str]]) -> int:
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


def parse_day(text: str) -> date | None:
    """A day as it was typed; None for nothing.

    Raises:
        UsageError: it is no day; the message says how to type one.
    """
    from mitzvah_desk.rules.fields.parsing import parse_date

    try:
        return parse_date(text, today=date.today())
    except ValueError as error:
        raise UsageError(str(error)) from error


def require_file_type(path: Path, kinds: Sequence[str]) -> str:
    """What kind of file is to be written, by the ending of its name.

    Raises:
        UsageError: it is none of ``kinds``; the message names them.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in kinds:
        raise UsageError(f"The file's name must end in {', '.join(kinds)}.")
    return kind


def print_findings(findings: Sequence[object]) -> int:
    """Says findings on stderr and returns the exit code that fits."""
    for finding in findings:
        print(f"{getattr(finding, 'text', finding)} {getattr(finding, 'do', '')}".strip(), file=sys.stderr)
    return FINDINGS if findings else DONE


def print_message(sentence: str, code: int) -> int:
    """Says a sentence on stderr and returns the exit code."""
    print(sentence, file=sys.stderr)
    return code


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    what: str,
) -> argparse.ArgumentParser:
    """Adds a command to the parser, with its own examples."""
    examples = [line for line in EXAMPLES.splitlines() if f" {name} " in line]
    parser = commands.add_parser(
        name,
        help=what,
        description=what.capitalize() + ".",
        epilog="\n".join(["example:", *examples]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def add_file_argument(parser: argparse.ArgumentParser) -> None:
    """Every command but one works on a file, which may be protected."""
    parser.add_argument("file", type=Path, metavar="FILE")
    add_passphrase_argument(parser)


def add_passphrase_argument(parser: argparse.ArgumentParser) -> None:
    """The passphrase of a protected file is asked for, unless it lies in a file or in MITZVAH_PASSPHRASE."""
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="holds the passphrase of a protected file"
    )
