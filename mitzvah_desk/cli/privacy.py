"""The command about: what is held about a person, as a paper and as a file for programs."""

import argparse
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from mitzvah_desk.cli.keys import open_office
from mitzvah_desk.cli.words import (
    Commands,
    add_command,
    add_file_argument,
    find_by_name,
    parse_day,
    print_findings,
)


def add_to(commands: Commands) -> None:
    """Adds it to the commands."""
    about = add_command(commands, "about", _about, "what is held about a person, as a PDF and as JSON")
    add_file_argument(about)
    about.add_argument("--person", required=True, metavar="TEXT", help="a part of the name")
    about.add_argument("--to", type=Path, required=True, metavar="DIR")
    about.add_argument(
        "--asked",
        default="",
        metavar="DAY",
        help="when they asked, as 2026-11-30: keeps in the file that they were answered today",
    )


def _about(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.model import RequestKind
    from mitzvah_desk.office.core.actions import Done
    from mitzvah_desk.office.core.lookup import list_person_options
    from mitzvah_desk.office.privacy.export_about import write_about
    from mitzvah_desk.office.privacy.requests import NoteAnswer

    asked = parse_day(arguments.asked)
    with closing(open_office(arguments, read_only=asked is None)) as office:
        known = [(each.id, each.label) for each in office.query(list_person_options)]
        person = find_by_name("person", arguments.person, known)
        written, findings = write_about(office, person, arguments.to, datetime.now())
        if asked is not None:
            kept = office.execute(NoteAnswer(person, RequestKind.SEE, date.today(), asked))
            print(f"{kept.label}." if isinstance(kept, Done) else kept.text)
    for path in written:
        print(f"Wrote {path}.")
    return print_findings(findings)
