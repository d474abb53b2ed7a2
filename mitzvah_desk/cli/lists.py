"""Commands that write lists: export people, partners, list, calendar."""

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from mitzvah_desk.cli import newsletter, sign_up
from mitzvah_desk.cli.campaigns import find_campaign
from mitzvah_desk.cli.goods import add_exports
from mitzvah_desk.cli.keys import open_office, open_to_note
from mitzvah_desk.cli.words import (
    TABLES,
    Commands,
    UsageError,
    add_command,
    add_file_argument,
    find_by_name,
    print_findings,
    require_file_type,
)
from mitzvah_desk.rules.plurals import count_noun

if TYPE_CHECKING:
    from mitzvah_desk.office.core.office import Office
    from mitzvah_desk.office.outgoing.outgoing import Outgoing

USES = ("committee", "newsletter", "print")
PROGRAMS = ("mailchimp", "google", "outlook", "churchsuite")
LETTERS = ("utf-8-sig", "utf-8", "windows-1252", "windows-1255", "utf-16")
"""What can be chosen, as ``exchange`` knows it, which is imported only where it is used."""


def add_to(commands: Commands) -> None:
    """Adds them."""
    exporting = commands.add_parser("export", help="write a list").add_subparsers(
        metavar="LIST", required=True
    )
    add_exports(exporting)
    newsletter.add_to(exporting)
    sign_up.add_to(exporting)
    people = add_command(exporting, "people", _export_people, "everybody, for the committee")
    add_file_argument(people)
    people.add_argument("--use", choices=USES, default=USES[0], help="only who agreed to that use")
    _add_letters(people)
    people.add_argument("--to", type=Path, required=True, metavar="OUT.{csv,xlsx,ods,vcf}")
    partners = add_command(exporting, "partners", _export_partners, "every partner but the confidential ones")
    add_file_argument(partners)
    _add_letters(partners)
    partners.add_argument("--to", type=Path, required=True, metavar="OUT.{csv,xlsx,ods,vcf}")
    kept = add_command(exporting, "list", _export_kept, "a list that was put together in the window")
    kept.add_argument("name", metavar="NAME", help="its name, or a part of it")
    add_file_argument(kept)
    kept.add_argument(
        "--campaign", metavar="TEXT", help="what “this campaign” means; the newest where left out"
    )
    kept.add_argument("--for", dest="program", choices=PROGRAMS, help="as a CSV that this program takes in")
    kept.add_argument(
        "--mailchimp", dest="program", action="store_const", const="mailchimp", help="as --for mailchimp"
    )
    _add_letters(kept)
    kept.add_argument("--to", type=Path, required=True, metavar="OUT.{csv,xlsx,ods,vcf}")
    calendar = add_command(
        exporting, "calendar", _export_calendar, "shifts for other calendars; alone, the newest campaign's"
    )
    add_file_argument(calendar)
    for noun in ("person", "project", "campaign"):
        calendar.add_argument(f"--{noun}", metavar="TEXT", help="a part of the name")
    calendar.add_argument("--to", type=Path, required=True, metavar="OUT.ics")


def _add_letters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--letters", choices=LETTERS, default="", help="how letters are written in a CSV; else in UTF-8"
    )


def _require_kind(arguments: argparse.Namespace) -> str:
    """The kind of file that is asked for; only in a CSV can the letters be chosen."""
    kind = require_file_type(arguments.to, (*TABLES, "vcf"))
    if arguments.letters and kind != "csv":
        raise UsageError("Letters are chosen for CSV: the file’s name must end in csv.")
    return kind


def _export_people(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.lists.full_export import export_people
    from mitzvah_desk.rules.lists.vocabulary import Use

    kind, use = _require_kind(arguments), Use(arguments.use)
    return _write(arguments, lambda office: office.query(export_people, kind, use, arguments.letters))


def _export_partners(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.lists.full_export import export_partners

    kind = _require_kind(arguments)
    return _write(arguments, lambda office: office.query(export_partners, kind, arguments.letters))


def _export_kept(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.lists.contacts import CARDS, ContactList, export_cards, export_for
    from mitzvah_desk.office.lists.files import export_list, list_saved_lists
    from mitzvah_desk.office.lists.reading import read_list

    kind, program = _require_kind(arguments), arguments.program
    if program and kind != "csv":
        raise UsageError("That program takes a CSV file: the file’s name must end in csv.")

    def read(office: "Office") -> "Outgoing":
        known = {each.id: each for each in office.query(list_saved_lists)}
        kept = known[find_by_name("list", arguments.name, [(each.id, each.name) for each in known.values()])]
        if kept.problem:
            raise UsageError(kept.problem)
        campaign = find_campaign(office, arguments.campaign)
        asked = ContactList(kept.name, kept.definition, campaign)
        if program:
            return office.query(export_for, program, asked, arguments.letters)
        if kind == CARDS:
            return office.query(export_cards, asked)
        found = office.query(read_list, kept.definition, campaign)
        return export_list(kind, kept.name, found, kept.definition.use, arguments.letters)

    return _write(arguments, read)


def _write(arguments: argparse.Namespace, read: Callable[["Office"], "Outgoing"]) -> int:
    from mitzvah_desk.office.lists.reading import StoppedListError
    from mitzvah_desk.office.outgoing.gate import check_outgoing
    from mitzvah_desk.office.outgoing.outgoing import save_released

    with closing(open_office(arguments, read_only=True)) as office:
        try:
            gathered = read(office)
        except StoppedListError as error:
            raise UsageError(str(error)) from error
        released = check_outgoing(office, gathered).release()
    save_released(arguments.to, released)
    print(f"Wrote {arguments.to}.")
    return print_findings(released.findings)


def _export_calendar(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core import lookup
    from mitzvah_desk.office.messages.calendar_export import export_calendar
    from mitzvah_desk.office.outgoing.gate import check_outgoing
    from mitzvah_desk.office.outgoing.notes import note_left
    from mitzvah_desk.office.outgoing.outgoing import save_released

    campaign = project = person = None
    with closing(open_to_note(arguments)) as office:
        if arguments.campaign is not None or (arguments.person is None and arguments.project is None):
            campaign = find_campaign(office, arguments.campaign)
        if arguments.project is not None:
            there = (
                office.query(lookup.list_project_options, campaign)
                if campaign
                else office.query(lookup.list_all_project_options)
            )
            project = find_by_name("project", arguments.project, [(o.id, o.label) for o in there])
        if arguments.person is not None:
            everybody = office.query(lookup.list_person_options)
            person = find_by_name("person", arguments.person, [(o.id, o.label) for o in everybody])
        calendar = office.query(export_calendar, person_id=person, project_id=project, campaign_id=campaign)
        released = check_outgoing(office, calendar).release()
        save_released(arguments.to, released)
        note_left(office, [released.note])
    print(f"Wrote {count_noun(calendar.count, 'event')} to {arguments.to}.")
    return print_findings(released.findings)
