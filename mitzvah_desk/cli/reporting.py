"""A report of what is wrong, for whoever helps: no value of the file is in it."""

import argparse
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mitzvah_desk.cli.keys import open_office
from mitzvah_desk.cli.words import DONE, Commands, UsageError, add_command, add_file_argument

if TYPE_CHECKING:
    from mitzvah_desk.office.problem_report import ReportSection


def add_to(commands: Commands) -> None:
    """Adds it."""
    report = add_command(commands, "report-problem", _report, "make a text about what is wrong, for helpers")
    add_file_argument(report)
    report.add_argument("--to", type=Path, required=True, metavar="TXT")


def _report(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.desk.session.log_file import read_log
    from mitzvah_desk.office.problem_report import (
        compose_report,
        describe_log,
        describe_program,
        save_report,
    )

    if arguments.to.exists():
        raise UsageError(f"There is already a file {arguments.to.name}. Choose another name.")
    now = datetime.now()
    sections = (describe_program(), *_describe_file(arguments, now), describe_log(read_log()))
    save_report(arguments.to, compose_report("", sections, now))
    print(f"Wrote {arguments.to}. It holds no name out of the file: read it, then send it.")
    return DONE


def _describe_file(arguments: argparse.Namespace, now: datetime) -> "tuple[ReportSection, ...]":
    """What the file is like; where it does not open, what can be told from outside."""
    from mitzvah_desk.office.core.office import WorldError
    from mitzvah_desk.office.problem_report import describe_closed_file, describe_open_file

    try:
        with closing(open_office(arguments, read_only=True)) as office:
            return describe_open_file(office, now)
    except WorldError as error:
        return describe_closed_file(arguments.file, error)
    except UsageError:  # it is protected, and nobody can be asked for its passphrase
        return describe_closed_file(arguments.file)
