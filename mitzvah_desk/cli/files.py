"""Commands on whole files: new, sample, check, backup, restore."""

import argparse
import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mitzvah_desk.cli.keys import open_office, with_key
from mitzvah_desk.cli.words import (
    DONE,
    FINDINGS,
    Commands,
    UsageError,
    add_command,
    add_file_argument,
    add_passphrase_argument,
    find_by_name,
    parse_day,
    print_findings,
    print_message,
)
from mitzvah_desk.rules.plurals import count_noun

if TYPE_CHECKING:
    from mitzvah_desk.office.core.protection import FileKey
    from mitzvah_desk.rules.findings import Finding


def add_to(commands: Commands) -> None:
    """Adds them."""
    new = add_command(commands, "new", _new, "begin the file of a new year")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--synagogue", required=True, metavar="NAME", help="whose it is")
    new.add_argument("--town", default="", metavar="TOWN", help="for the times of Shabbat; else London")
    new.add_argument("--day", metavar="DAY", help="the main day; else the coming Mitzvah Day")
    new.add_argument(
        "--kind",
        action="append",
        default=[],
        metavar="NAME",
        help="a ready-made kind of project, as often as you like; else all of them",
    )
    sample = add_command(commands, "sample", _sample, "make the sample year in a new file")
    sample.add_argument("file", type=Path, metavar="FILE")
    sample.add_argument("--day", metavar="DAY", help="its main day, a Sunday; else some weeks from today")
    check = add_command(commands, "check", _check, "look a file over: integrity, links, clashes")
    add_file_argument(check)
    check.add_argument("--json", action="store_true", help="findings as a JSON list")
    backup = add_command(commands, "backup", _backup, "copy a file, open or not, and check the copy")
    add_file_argument(backup)
    backup.add_argument("--to", type=Path, required=True, metavar="DIR")
    restore = add_command(commands, "restore", _restore, "open a backup as a new file; overwrites nothing")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.add_argument("--to", type=Path, required=True, metavar="FILE")
    add_passphrase_argument(restore)


def _new(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.actions import Refused
    from mitzvah_desk.office.projects.ready_kinds import list_ready_kinds
    from mitzvah_desk.office.projects.start_year import StartYear, start_year
    from mitzvah_desk.rules.jewish_calendar.mitzvah_day import propose_coming_mitzvah_day

    ready = [(number, kind.name) for number, kind in enumerate(list_ready_kinds())]
    kinds = tuple(ready[find_by_name("kind of project", kind, ready)][1] for kind in arguments.kind)
    day = parse_day(arguments.day) if arguments.day else propose_coming_mitzvah_day(date.today())
    year = StartYear(arguments.synagogue, arguments.town, main_day=day, kinds=kinds or None)
    made = start_year(arguments.file, year)
    if isinstance(made, Refused):
        return print_findings(made.findings)
    made.close()
    print(f"Began the year of {arguments.synagogue} in {arguments.file}.")
    return DONE


def _sample(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.sample.loader import make_sample

    try:
        day = parse_day(arguments.day) if arguments.day else None
        make_sample(arguments.file, day=day).close()
    except ValueError as error:
        raise UsageError(str(error)) from error
    print(f"Made the sample year in {arguments.file}.")
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.office import DamagedFileError, Office
    from mitzvah_desk.office.health_check import check_file, find_damage

    def look(key: "FileKey | None") -> "list[Finding]":
        try:
            with closing(Office.open(arguments.file, read_only=True, key=key)) as office:
                return office.query(check_file)
        except DamagedFileError as error:
            return find_damage(arguments.file, error, key)

    return report_findings(with_key(arguments.file, arguments, look), arguments)


def report_findings(findings: "list[Finding]", arguments: argparse.Namespace) -> int:
    """Lists findings, as JSON where asked; only what is more than good to know makes the call fail."""
    from mitzvah_desk.office.health_check import needs_attention

    if arguments.json:
        print(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{finding.severity}: {finding.text} {finding.do}")
        if not findings:
            print("All is well.")
    if needs_attention(findings):
        number = count_noun(len(findings), "finding")
        return print_message(f"{number} in {arguments.file.name}.", FINDINGS)
    return DONE


def _backup(arguments: argparse.Namespace) -> int:

    with closing(open_office(arguments, read_only=True)) as office:
        print(f"Backed up to {office.back_up(arguments.to)}.")
    return DONE


def _restore(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.office import restore_backup

    with_key(arguments.backup, arguments, lambda key: restore_backup(arguments.backup, arguments.to, key))
    print(f"Restored to {arguments.to}.")
    return DONE
