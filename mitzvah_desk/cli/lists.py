"""Commands that write lists: export people, partners, calendar."""

import argparse
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from mitzvah_desk.cli.goods import add_exports
from mitzvah_desk.cli.words import DONE, Commands, UsageError, command, on_file, one


def add_to(commands: Commands) -> None:
    """Adds them."""
    exporting = commands.add_parser("export", help="write a list").add_subparsers(
        metavar="LIST", required=True
    )
    add_exports(exporting)
    people = command(exporting, "people", _export_people, "everybody, for the committee")
    on_file(people)
    people.add_argument("--to", type=Path, required=True, metavar="OUT.{csv,xlsx,ods,vcf}")
    partners = command(exporting, "partners", _export_partners, "every partner but the confidential ones")
    on_file(partners)
    partners.add_argument("--to", type=Path, required=True, metavar="OUT.{csv,xlsx,ods}")
    calendar = command(
        exporting, "calendar", _export_calendar, "shifts for other calendars; alone, the newest campaign's"
    )
    on_file(calendar)
    for noun in ("person", "project", "campaign"):
        calendar.add_argument(f"--{noun}", metavar="TEXT", help="a part of the name")
    calendar.add_argument("--to", type=Path, required=True, metavar="OUT.ics")


def _export_people(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.transfer import KINDS, people_file

    return _export_list(arguments, people_file, (*KINDS, "vcf"))


def _export_partners(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.transfer import KINDS, partners_file

    return _export_list(arguments, partners_file, KINDS)


def _export_list(arguments: argparse.Namespace, read: Callable[..., bytes], kinds: Sequence[str]) -> int:
    from mitzvah_desk.office.office import Office
    from mitzvah_desk.office.printing import save

    kind = arguments.to.suffix.lower().removeprefix(".")
    if kind not in kinds:
        raise UsageError(f"The file's name must end in {', '.join(kinds)}.")
    with closing(Office.open(arguments.file, read_only=True)) as office:
        content = office.ask(read, kind)
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
            campaign = one("campaign", arguments.campaign, known)
        elif arguments.person is None and arguments.project is None and known:
            campaign = known[0][0]
        if arguments.project is not None:
            there = office.ask(lookup.projects, campaign) if campaign else office.ask(lookup.all_projects)
            project = one("project", arguments.project, [(o.id, o.label) for o in there])
        if arguments.person is not None:
            everybody = office.ask(lookup.persons)
            person = one("person", arguments.person, [(o.id, o.label) for o in everybody])
        calendar = office.ask(calendar_file, person_id=person, project_id=project, campaign_id=campaign)
    save(arguments.to, calendar.content)
    print(f"Wrote {calendar.count} event{'' if calendar.count == 1 else 's'} to {arguments.to}.")
    return DONE
