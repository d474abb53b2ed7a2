"""Commands on goods: stock; recall; export donations and deliveries."""

import argparse
import json
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mitzvah_desk.cli.campaigns import require_campaign
from mitzvah_desk.cli.keys import open_office
from mitzvah_desk.cli.words import (
    DONE,
    TABLES,
    Commands,
    UsageError,
    add_command,
    add_file_argument,
    find_by_name,
    parse_day,
    print_findings,
    require_file_type,
)

if TYPE_CHECKING:
    from mitzvah_desk.exchange.tables_out import Cell
    from mitzvah_desk.office.core.office import Office
    from mitzvah_desk.office.goods.recall.recalled_lots import RecallSearch

Table = tuple[Sequence[str], Sequence[Sequence["Cell"]]]


def add_to(commands: Commands) -> None:
    """Adds the commands ``stock`` and ``recall``."""
    stock = add_command(commands, "stock", _stock, "what is in stock, lot by lot, first expiring first")
    add_file_argument(stock)
    stock.add_argument(
        "--short", action="store_true", help="only what is below its minimum, or asked for and not there"
    )
    stock.add_argument("--json", action="store_true", help="as a JSON list")
    words = "what of some goods is still here, and who got the rest, with whom to ring"
    recall = add_command(commands, "recall", _recall, words)
    add_file_argument(recall)
    recall.add_argument("--item", metavar="TEXT", help="what it is, or a part of its name")
    recall.add_argument("--donor", metavar="TEXT", help="who gave it, or a part of their name")
    recall.add_argument("--batch", metavar="TEXT", default="", help="the maker's lot number, or a part of it")
    recall.add_argument("--from", dest="since", metavar="DAY", help="received on this day or later")
    recall.add_argument("--until", metavar="DAY", help="received on this day or before")
    recall.add_argument("--json", action="store_true", help="as a JSON list of the lots")


def add_exports(exporting: Commands) -> None:
    """Adds ``export donations`` and ``export deliveries``."""
    for what, run, words in (
        ("donations", _export_donations, "every line that was given in a campaign"),
        (
            "deliveries",
            _export_deliveries,
            "every line that went to a partner; confidential ones by code name",
        ),
    ):
        parser = add_command(exporting, what, run, words)
        add_file_argument(parser)
        parser.add_argument(
            "--campaign", metavar="TEXT", help="a part of its name; the newest where left out"
        )
        parser.add_argument("--to", type=Path, required=True, metavar="OUT.{csv,xlsx,ods}")


def _stock(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.goods.stock_queries import list_lots
    from mitzvah_desk.rules.goods.weights import format_amount

    if arguments.short:
        return _short(arguments)
    with closing(open_office(arguments, read_only=True)) as office:
        rows = office.query(list_lots)
    if arguments.json:
        found = [
            {
                "lot": row.id,
                "item": row.item,
                "size": row.size,
                "in_stock": row.left,
                "free": row.free,
                "unit": row.unit,
                "place": row.place,
                "state": str(row.state),
                "condition": str(row.condition),
                "use_by": row.use_by and row.use_by.isoformat(),
                "best_before": row.best_before and row.best_before.isoformat(),
                "frozen_on": row.frozen_on and row.frozen_on.isoformat(),
                "kept": row.kept,
                "recalled": row.recalled,
                "to_check": row.to_check,
                "batch": row.batch,
            }
            for row in rows
        ]
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return DONE
    for row in rows:
        end = f"use by {row.use_by:%d/%m/%Y}" if row.use_by else ""
        end = end or (f"best before {row.best_before:%d/%m/%Y}" if row.best_before else "")
        parts = (
            row.size,
            end,
            f"frozen {row.frozen_on:%d/%m/%Y}" if row.frozen_on else row.kept,
            row.place,
            f"lot {row.id}",
            row.stopped,
        )
        about = "".join(f", {part}" for part in parts if part)
        left, free = (format_amount(many, row.unit) for many in (row.left, row.free))
        print(f"{left:>8} {row.item}{about} ({free} free)")
    return DONE


def _short(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.goods.short import list_short
    from mitzvah_desk.rules.goods.weights import format_amount

    with closing(open_office(arguments, read_only=True)) as office:
        rows = office.query(list_short, date.today())
    if arguments.json:
        found = [
            {
                "item": row.item,
                "kind": row.category,
                "unit": row.unit,
                "short_by": row.short_by,
                "free": row.free,
                "minimum": row.minimum,
                "asked_for": row.wanted,
                "as_many_as_there_are": row.without_number,
                "partners": row.partners,
            }
            for row in rows
        ]
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return DONE
    for row in rows:
        lacking, free, keep, wanted = (
            format_amount(many or 0, row.unit) for many in (row.short_by, row.free, row.minimum, row.wanted)
        )
        parts = (
            f"{free} free",
            f"keep {keep}" if row.minimum else "",
            f"{wanted} asked for" if row.wanted else "",
            "as many as there are asked for" if row.without_number else "",
            f"by {row.partners}" if row.partners else "",
        )
        print(f"{lacking:>8} {row.item} ({', '.join(part for part in parts if part)})")
    return DONE


def _recall(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.goods.recall import recalled_lots, recipients
    from mitzvah_desk.rules.goods.weights import format_amount, format_amount_of

    with closing(open_office(arguments, read_only=True)) as office:
        search = _recall_search(office, arguments)
        lots = office.query(recalled_lots.find_recall_lots, search)
        ids = [lot.id for lot in lots]
        held = office.query(recalled_lots.list_held_parts, ids)
        got = office.query(recipients.list_recall_recipients, ids)
    if arguments.json:
        names = ("item", "size", "batch", "donor", "left", "aside", "gone", "used", "unit", "stopped")
        found = [{"lot": lot.id, **{name: getattr(lot, name) for name in names}} for lot in lots]
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return DONE
    if not lots:
        print("Nothing like that was ever received.")
    for lot in lots:
        known = (f"lot {lot.id}", lot.size, lot.batch, f"from {lot.donor}" if lot.donor else "", lot.stopped)
        about = ", ".join(part for part in known if part)
        left, gone, used = (format_amount(many, lot.unit) for many in (lot.left, lot.gone, lot.used))
        print(f"{lot.item}, {about}: {left} here, {gone} with partners, {used} used")
    for part in held:
        print(f"Set aside: {format_amount_of(part.quantity, part.unit, part.item)} for {part.partner}")
    for each in got:
        rung = f"rung {each.rung_at:%d/%m/%Y %H:%M}" if each.rung_at else "not rung yet"
        print(f"Ring {each.name}, {each.phone or 'number on their page'}: {each.what}, {rung}")
    return DONE


def _recall_search(office: "Office", arguments: argparse.Namespace) -> "RecallSearch":
    from mitzvah_desk.office.core import lookup
    from mitzvah_desk.office.goods.recall.recalled_lots import RecallSearch

    donor, item = None, None
    if arguments.donor:
        known: list[tuple[int, str]] = []
        kinds: list[tuple[str, int]] = []
        for kind, query in (
            ("household", lookup.list_household_options),
            ("person", lookup.list_person_options),
            ("group", lookup.list_group_options),
            ("partner", lookup.list_partner_options),
        ):
            for option in office.query(query):
                known.append((len(kinds), option.label))
                kinds.append((kind, option.id))
        donor = kinds[find_by_name("donor", arguments.donor, known)]
    if arguments.item:
        items = [(option.id, option.label) for option in office.query(lookup.list_item_options)]
        item = find_by_name("item", arguments.item, items)
    since, until = (parse_day(text) if text else None for text in (arguments.since, arguments.until))
    search = RecallSearch(donor, item, arguments.batch, since, until)
    if search.is_empty:
        raise UsageError("Say what is recalled: --item, --donor, --batch, --from or --until.")
    return search


def _export_donations(arguments: argparse.Namespace) -> int:
    return _export(arguments, "Donations", _donations)


def _export_deliveries(arguments: argparse.Namespace) -> int:
    return _export(arguments, "Deliveries", _deliveries)


def _donations(office: "Office", campaign: int) -> Table:
    from mitzvah_desk.office.goods.queries import list_donations, read_donation

    titles = (
        "Received",
        "From",
        "For",
        "Item",
        "Size",
        "Quantity",
        "Left",
        "Condition",
        "Use by, or best before",
    )
    rows: list[Sequence[Cell]] = []
    for given in office.query(list_donations, campaign):
        facts = office.query(read_donation, given.id)
        rows += [
            (
                given.received_at,
                given.donor,
                given.project,
                line.item,
                line.size,
                _amount_cell(line.quantity, line.unit),
                _amount_cell(line.left, line.unit),
                str(line.condition),
                line.use_by or line.best_before,
            )
            for line in (facts.lines if facts is not None else ())
        ]
    return titles, rows


def _deliveries(office: "Office", campaign: int) -> Table:
    from mitzvah_desk.office.goods.delivery_queries import list_deliveries, list_delivery_lines

    titles = ("From", "Until", "To", "Driver", "State", "Item", "Size", "Brought", "Taken", "Outcome", "Note")
    rows = [
        (
            row.from_at,
            row.until_at,
            row.partner,
            row.driver,
            str(row.status),
            line.item,
            line.size,
            _amount_cell(line.quantity, line.unit),
            None if line.delivered is None else _amount_cell(line.delivered, line.unit),
            str(line.outcome),
            "" if row.confidential else line.note,
        )
        for row in office.query(list_deliveries, campaign)
        for line in office.query(list_delivery_lines, row.id)
    ]
    return titles, rows


def _amount_cell(quantity: int, unit: str) -> "Cell":
    """A quantity in a table: a number to add up of what is counted, else with its measure: ``2.5 kg``."""
    from mitzvah_desk.rules.goods.weights import format_amount, read_measure

    return format_amount(quantity, unit) if read_measure(unit) else quantity


def _export(arguments: argparse.Namespace, title: str, read: Callable[["Office", int], Table]) -> int:
    from mitzvah_desk.office.outgoing.gate import check_outgoing
    from mitzvah_desk.office.outgoing.outgoing import save_released
    from mitzvah_desk.office.papers.list_printout import make_table_file

    kind = require_file_type(arguments.to, TABLES)
    with closing(open_office(arguments, read_only=True)) as office:
        lacking = "This file has no campaign yet, so there is nothing to export."
        campaign = require_campaign(office, arguments.campaign, lacking)
        titles, rows = read(office, campaign)
        released = check_outgoing(office, make_table_file(kind, title, titles, rows)).release()
    save_released(arguments.to, released)
    print(f"Wrote {len(rows):,} lines to {arguments.to}.")
    return print_findings(released.findings)
