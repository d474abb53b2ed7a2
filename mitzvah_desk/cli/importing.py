"""Commands that take lists in, and that look for who is in the book twice."""

import argparse
import json
import shlex
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from mitzvah_desk.cli.campaigns import find_campaign
from mitzvah_desk.cli.keys import open_office
from mitzvah_desk.cli.words import (
    DONE,
    FINDINGS,
    WORLD,
    Commands,
    UsageError,
    add_command,
    add_file_argument,
    print_findings,
    print_message,
)
from mitzvah_desk.rules.fields.heading_words import normalise_heading
from mitzvah_desk.rules.plurals import count_noun

if TYPE_CHECKING:
    from mitzvah_desk.office.core.office import Office
    from mitzvah_desk.office.importing.plan import ImportPlan
    from mitzvah_desk.office.importing.source import Source

KINDS = {
    "people": "people, households and groups",
    "partners": "partner organisations and their contacts",
    "donations": "donated goods and gifts of money",
    "signups": "who comes to which shift",
    "items": "the things of the catalogue of goods",
}

_LISTS = "CSV, Excel, OpenDocument or vCard"
_FROM = {"signups": f"{_LISTS}, or from the e-mails that our sign-up form makes"}


def add_to(commands: Commands) -> None:
    """Adds them."""
    importing = commands.add_parser("import", help="take a list in").add_subparsers(
        metavar="KIND", required=True
    )
    for kind, what in KINDS.items():
        parser = add_command(importing, kind, _import, f"take in {what} from {_FROM.get(kind, _LISTS)}")
        parser.set_defaults(kind=kind)
        add_file_argument(parser)
        parser.add_argument("data", type=Path, metavar="DATA", help="the list")
        parser.add_argument("--profile", metavar="NAME", help="how its columns were matched before")
        parser.add_argument("--sheet", metavar="NAME", help="a sheet of it; the first where left out")
        parser.add_argument(
            "--campaign", metavar="TEXT", help="a part of its name; the newest where left out"
        )
        parser.add_argument(
            "--no-backup", action="store_true", help="keep no copy of the file as it was before"
        )
        parser.add_argument(
            "--ignore",
            action="append",
            default=[],
            metavar="COLUMN",
            help="pass over a column, once for each; one that is left out without it ends with 1",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would become of each row")
        parser.add_argument(
            "--rejects", type=Path, metavar="OUT.csv", help="write the rows that stay out, with why"
        )
    duplicates = add_command(commands, "duplicates", _duplicates, "list who may be in the book twice")
    add_file_argument(duplicates)
    duplicates.add_argument("--json", action="store_true", help="the pairs as a JSON list")


def _import(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.actions import Refused
    from mitzvah_desk.office.core.office import BackupPlan, default_backup_folder
    from mitzvah_desk.office.importing.accept import Import, dry_run
    from mitzvah_desk.office.importing.existing_records import read_existing_records
    from mitzvah_desk.office.importing.plan import REJECTED
    from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
    from mitzvah_desk.office.importing.source import UnreadableError, export_rejected_rows
    from mitzvah_desk.office.outgoing.gate import check_outgoing
    from mitzvah_desk.office.outgoing.outgoing import save_released

    plan_of_backups = BackupPlan(None if arguments.no_backup else default_backup_folder())
    with closing(open_office(arguments, backups=plan_of_backups)) as office:
        try:
            source, others = _source(office, arguments)
        except UnreadableError as error:
            return print_message(f"{arguments.data.name}: {error}", WORLD)
        prepared = prepare_import(
            source, office.query(read_existing_records, find_campaign(office, arguments.campaign))
        )
        plan = compose_plan(prepared, {})
        plan = compose_plan(prepared, {}, dry_run(office, plan))
        _say(plan, quiet=not arguments.dry_run)
        if not arguments.dry_run:
            done = office.execute(Import(plan))
            if isinstance(done, Refused):
                return print_findings(done.findings)
        print(plan.summary)
        kind = _kind_of(arguments.rejects)
        rejects = check_outgoing(office, export_rejected_rows(source, plan.rejected, kind))
    if arguments.rejects is not None:
        save_released(arguments.rejects, rejects.release())
        print(f"Wrote {arguments.rejects}.")
    for sentence in others:
        print_message(sentence, FINDINGS)
    out = plan.count(*REJECTED)
    left = _say_left(plan)
    if out:
        stays = "stays" if out == 1 else "stay"
        return print_message(
            f"{count_noun(out, plan.row_noun)} {stays} out of {arguments.file.name}.", FINDINGS
        )
    return FINDINGS if left or others else DONE


def _kind_of(rejects: Path | None) -> str:
    ending = rejects.suffix.casefold() if rejects is not None else ""
    return {".xlsx": "xlsx", ".ods": "ods"}.get(ending, "csv")


def _source(office: "Office", arguments: argparse.Namespace) -> tuple["Source", list[str]]:
    """The sheet that is meant, and sentences about others of its file."""
    from mitzvah_desk.model import ImportOf
    from mitzvah_desk.office.importing.source import (
        find_sheet,
        list_other_sheets,
        list_profiles,
        load_sheets,
        open_sheet,
        tell_of_organisations,
    )

    kind = ImportOf("sign-ups" if arguments.kind == "signups" else arguments.kind)
    known = office.query(list_profiles, kind)
    if arguments.profile is not None and arguments.profile not in known:
        names = ", ".join(f"“{name}”" for name in known) or "none"
        raise UsageError(f"No way to read {kind} is called “{arguments.profile}”. There are {names}.")
    sheets = load_sheets(arguments.data)
    named = {sheet.name: sheet for sheet in sheets}
    if arguments.sheet is not None and arguments.sheet not in named:
        raise UsageError(f"There is no sheet “{arguments.sheet}”. There are {', '.join(named)}.")
    sheet = named[arguments.sheet] if arguments.sheet is not None else sheets[find_sheet(sheets, kind)]
    if arguments.sheet is None and kind is ImportOf.PEOPLE and sheet.tells_of == ImportOf.PARTNERS:
        raise UsageError(f"In {arguments.data.name} {tell_of_organisations(sheet)}")
    source = open_sheet(arguments.data.name, sheet, kind, known.get(arguments.profile or "", ""))
    source = source.pass_over(_find_columns(source, arguments.ignore))
    if not source.matched:
        raise UsageError(f"No column of {arguments.data.name} tells of {kind}. Is it the right file?")
    others = list_other_sheets(sheets, sheet) if kind is ImportOf.PEOPLE else []
    return source, [tell_of_organisations(other) for other in others]


def _find_columns(source: "Source", named: Sequence[str]) -> list[int]:
    """The columns that are passed over, by their headings."""
    told = [normalise_heading(heading) for heading in source.headings]
    missing = [name for name in named if normalise_heading(name) not in told]
    if missing:
        raise UsageError(f"There is no column “{missing[0]}”. There are {', '.join(source.headings)}.")
    wanted = {normalise_heading(name) for name in named}
    return [number for number, heading in enumerate(told) if heading in wanted]


def _say_left(plan: "ImportPlan") -> bool:
    """Says what of the rows that come in does not; whether there is any."""
    if plan.program:
        print(f"This looks like a file of {plan.program}.")
    for column in plan.unused:
        print(
            f"Not taken in: the column {column.sentence}. Say what it means in the window,"
            f" or pass over it with --ignore {shlex.quote(column.heading)}.",
            file=sys.stderr,
        )
    left = sum(bool(row.left) for row in plan.rows)
    if left:
        print(
            f"{count_noun(left, plan.row_noun)} came in without a cell that cannot be read.", file=sys.stderr
        )
    return bool(plan.unused or left)


def _say(plan: "ImportPlan", *, quiet: bool) -> None:
    """Says what becomes of the rows; only of those that stay out where ``quiet``."""
    from mitzvah_desk.office.importing.plan import REJECTED

    for row in plan.rows:
        if row.fate in REJECTED or row.left or not quiet:
            about = f"{row.who}{': ' if row.who and row.detail else ''}{row.detail}"
            said = f"{plan.row_noun} {row.id}: {row.fate}: {about}"
            print(said, file=sys.stderr if row.fate in REJECTED or row.left else sys.stdout)


def _duplicates(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.importing.find_duplicates import find_duplicates, read_comparison

    with closing(open_office(arguments, read_only=True)) as office:
        pairs = find_duplicates(office.query(read_comparison))
    if arguments.json:
        print(json.dumps([pair.as_dict() for pair in pairs], ensure_ascii=False, indent=2))
    else:
        for pair in pairs:
            print(f"{pair.name} and {pair.other_name}: {pair.reasons}{'' if pair.sure else ' (perhaps)'}")
        if not pairs:
            print("Nobody is in the book twice.")
    if pairs:
        return print_message(f"{count_noun(len(pairs), 'pair')} may be one.", FINDINGS)
    return DONE
