"""The ring list of a recall: who got some, with their telephones, and what is still here."""

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods import recalls
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.fields.parsing import format_date, format_datetime
from mitzvah_desk.rules.goods.cold_chain import describe_date
from mitzvah_desk.rules.privacy.disclosure import Granted


def make_recall_list(office: Office, asked: PrintRequest) -> Outgoing:
    """Whom to ring about the lots asked for, else about everything that is recalled.

    A confidential partner stands there by its code name and without its number, which is on its own page.
    """
    from mitzvah_desk.documents.recall_list import RecallLine, RecallValues, RingLine, render_recall_list

    chosen = asked.scope.lot_ids
    ids = office.query(recalls.list_recalled_lots) if chosen is None else chosen
    lots = office.query(recalls.find_recall_lots, recalls.RecallSearch(lot_ids=ids))
    held = office.query(recalls.list_held_parts, ids)
    got = office.query(recalls.list_recall_recipients, ids)
    rings = [
        RingLine(
            each.name,
            _number(each.phone, each.driver, confidential=each.confidential),
            each.what,
            format_date(each.last_on.date() if each.last_on else None),
            "" if each.rung_at is None else f"{format_datetime(each.rung_at)} {each.note}".strip(),
            Granted(code_names=frozenset({each.id}) if each.id > 0 else frozenset()),
        )
        for each in got
    ]
    lines = [
        RecallLine(
            f"{lot.item}, {lot.size}" if lot.size else lot.item,
            "\n".join(
                part
                for part in (
                    f"lot {lot.id}",
                    f"maker’s lot {lot.batch}" if lot.batch else "",
                    describe_date(lot.use_by, lot.best_before, lot.frozen_on),
                )
                if part
            ),
            f"{lot.left:,}",
            lot.stopped or "not stopped yet",
        )
        for lot in lots
        if lot.left
    ]
    kept = tuple(
        RecallLine(
            part.item,
            part.partner,
            f"{part.quantity:,}",
            "on no delivery" if part.delivery_id is None else format_datetime(part.from_at) or "no day yet",
            Granted(code_names=frozenset({part.partner_id})),
        )
        for part in held
    )
    why = "; ".join(dict.fromkeys(lot.recalled for lot in lots if lot.recalled))
    things = ", ".join(dict.fromkeys(lot.item for lot in lots))
    head = read_letterhead(office)[0]
    values = RecallValues(things, why, tuple(rings), tuple(lines), kept, asked.now, head)
    return Outgoing(
        "Ring list of a recall",
        asked.audience,
        values,
        lambda values, _: render_recall_list(values, asked.paper, audience=asked.audience),
        file_name(f"Recall {things}"),
        count=len(lots),
    )


def _number(phone: str, driver: str, *, confidential: bool) -> str:
    if not confidential:
        return phone or "no telephone is known"
    return f"through {driver}, who drove" if driver and driver != "courier" else "on their own page"
