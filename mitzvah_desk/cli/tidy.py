"""The command tidy: what is kept no longer, taken out and then erased for good."""

import argparse
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from mitzvah_desk.cli.keys import open_office
from mitzvah_desk.cli.words import (
    DONE,
    FINDINGS,
    Commands,
    UsageError,
    add_command,
    add_file_argument,
    find_by_name,
    print_findings,
    print_message,
)
from mitzvah_desk.rules.privacy.retention import PERIODS

if TYPE_CHECKING:
    from mitzvah_desk.office.core.actions import Action
    from mitzvah_desk.office.core.office import Office
    from mitzvah_desk.office.privacy.due import TidyPlan


def add_to(commands: Commands) -> None:
    """Adds it to the commands."""
    tidy = add_command(commands, "tidy", _tidy, "what is due to go by the periods for keeping, and why")
    add_file_argument(tidy)
    doing = tidy.add_mutually_exclusive_group()
    doing.add_argument("--apply", action="store_true", help="take it out, in one step that can be undone")
    doing.add_argument("--confirm", action="store_true", help="erase for good what was taken out")
    doing.add_argument("--keep", metavar="PERSON", help="keep somebody: a part of the name; with --because")
    tidy.add_argument("--because", metavar="TEXT", default="", help="why somebody is kept")


def _tidy(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.lookup import list_person_options
    from mitzvah_desk.office.core.office import BackupPlan, default_backup_folder
    from mitzvah_desk.office.privacy.due import list_due
    from mitzvah_desk.office.privacy.tidy import ConfirmTidyUp, KeepPeople, RunTidyUp

    today = date.today()
    if bool(arguments.keep) != bool(arguments.because):
        raise UsageError("Say whom to keep and why: --keep PERSON --because TEXT.")
    writes = arguments.apply or arguments.confirm or arguments.keep
    backups = BackupPlan(default_backup_folder()) if arguments.confirm else None
    with closing(open_office(arguments, read_only=not writes, backups=backups)) as office:
        if arguments.confirm:
            return _execute(office, ConfirmTidyUp(today))
        if arguments.keep:
            known = [(each.id, each.label) for each in office.query(list_person_options)]
            person = find_by_name("person", arguments.keep, known)
            return _execute(office, KeepPeople((person,), arguments.because, today))
        plan = office.query(list_due, today)
        _print_plan(plan)
        if arguments.apply and plan.certain:
            return _execute(office, RunTidyUp(plan.certain, today))
    return print_message(plan.summary(), FINDINGS) if plan.records else DONE


def _print_plan(plan: "TidyPlan") -> None:
    for rule, period in PERIODS.items():
        if found := plan.list_by_rule(rule):
            print(f"{period.title}:")
        for each in found:
            doubtful = " Look first: it stays unless it is ticked in the window." if each.doubtful else ""
            print(f"  {each.name}. {each.why}. {each.will}.{doubtful}")


def _execute(office: "Office", action: "Action") -> int:
    from mitzvah_desk.office.core.actions import Refused

    done = office.execute(action)
    if isinstance(done, Refused):
        return print_findings(done.findings)
    print(f"{done.label}.")
    return print_findings([each for each in done.findings if each.text])
