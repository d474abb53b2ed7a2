"""The command about: what is held about a person, as a paper and as a file for programs."""

import argparse
from contextlib import closing
from datetime import datetime
from pathlib import Path

from mitzvah_desk.cli.words import Commands, add_command, add_file_argument, find_by_name, print_findings


def add_to(commands: Commands) -> None:
    """Adds it to the commands."""
    about = add_command(commands, "about", _about, "what is held about a person, as a PDF and as JSON")
    add_file_argument(about)
    about.add_argument("--person", required=True, metavar="TEXT", help="a part of the name")
    about.add_argument("--to", type=Path, required=True, metavar="DIR")


def _about(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.lookup import list_person_options
    from mitzvah_desk.office.core.office import Office
    from mitzvah_desk.office.privacy.export_about import write_about

    with closing(Office.open(arguments.file, read_only=True)) as office:
        known = [(each.id, each.label) for each in office.query(list_person_options)]
        person = find_by_name("person", arguments.person, known)
        written, findings = write_about(office, person, arguments.to, datetime.now())
    for path in written:
        print(f"Wrote {path}.")
    return print_findings(findings)
