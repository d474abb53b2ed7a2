"""Papers of goods on their way: pick list, delivery note, driver's sheet; and of goods that are recalled."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.model import DeliveryStatus
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods import delivery_queries as query
from mitzvah_desk.office.goods.delivery_queries import DeliveryLineRow, DeliveryRow, DoorFacts
from mitzvah_desk.office.goods.recall import recalled_lots, recipients
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.rules.fields.parsing import format_date, format_datetime
from mitzvah_desk.rules.findings import Finding, soft_finding
from mitzvah_desk.rules.goods.cold_chain import ONCE_THAWED, describe_date, describe_handling
from mitzvah_desk.rules.goods.quantity_input import format_packs
from mitzvah_desk.rules.goods.weights import format_amount, format_amount_in_units
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, Granted, may_see

if TYPE_CHECKING:
    from mitzvah_desk.documents.delivery import DeliveryBatch, DeliveryValues, Goods


def make_pick_list(office: Office, asked: PrintRequest) -> Outgoing:
    """What to pick for each delivery asked for."""
    from mitzvah_desk.documents.delivery import render_pick_list as document

    found = [_values(office, row, asked, shelves=True) for row in _asked_for(office, asked)]
    batch = _batch(office, asked, found)
    return _outgoing("Pick list", asked, batch, document)


def make_delivery_note(office: Office, asked: PrintRequest) -> Outgoing:
    """A note for each delivery asked for; a confidential partner's bears its code name and no address.

    It says from whom and to whom, with its number, so that both sides can speak of it.
    """
    from mitzvah_desk.documents.delivery import render_delivery_note as document

    batch = _batch(office, asked, [_values(office, row, asked) for row in _asked_for(office, asked)])
    return _outgoing("Delivery note", asked, batch, document)


def make_delivery_sheet(office: Office, asked: PrintRequest) -> Outgoing:
    """One driver's stops. This is the one paper on which a confidential partner's address may stand.

    Raises:
        ValueError: several drive and none is chosen: nobody's sheet may hold another's places; a sentence.
    """
    from mitzvah_desk.documents.delivery import render_driver_sheet as document

    rows = list(_asked_for(office, asked))
    drivers = dict.fromkeys(row.driver or "somebody who is still to be found" for row in rows)
    if len(drivers) > 1:
        raise ValueError(
            f"Choose a driver, since the sheet of one must not hold the places of another:"
            f" there are {join_words(list(drivers))}."
        )
    stops = [_values(office, row, asked, door=True) for row in rows]
    batch = _batch(office, asked, stops)
    found = tuple(_lacking(stop) for stop in stops if not stop.address or not stop.driver)
    return replace(_outgoing("Delivery sheet", asked, batch, document), findings=found)


def make_recall_list(office: Office, asked: PrintRequest) -> Outgoing:
    """Whom to ring about the lots asked for, else about everything that is recalled.

    A confidential partner stands there by its code name and without its number, which is on its own page.
    """
    from mitzvah_desk.documents.recall_list import RecallLine, RecallValues, RingLine, render_recall_list

    chosen = asked.scope.lot_ids
    ids = office.query(recalled_lots.list_recalled_lots) if chosen is None else chosen
    lots = office.query(recalled_lots.find_recall_lots, recalled_lots.RecallSearch(lot_ids=ids))
    held = office.query(recalled_lots.list_held_parts, ids)
    got = office.query(recipients.list_recall_recipients, ids)
    rings = [
        RingLine(
            each.name,
            _how_to_reach(each.phone, each.driver, confidential=each.confidential),
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
            format_amount(lot.left, lot.unit),
            lot.stopped or "not stopped yet",
        )
        for lot in lots
        if lot.left
    ]
    kept = tuple(
        RecallLine(
            part.item,
            part.partner,
            format_amount(part.quantity, part.unit),
            "on no delivery" if part.delivery_id is None else format_datetime(part.from_at) or "no day yet",
            Granted(code_names=frozenset({part.partner_id})),
        )
        for part in held
    )
    why = "; ".join(dict.fromkeys(lot.recalled for lot in lots if lot.recalled))
    things = ", ".join(dict.fromkeys(lot.item for lot in lots))
    head = read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0]
    values = RecallValues(things, why, tuple(rings), tuple(lines), kept, asked.now, head)
    return Outgoing(
        "Ring list of a recall",
        asked.audience,
        values,
        lambda values, _: render_recall_list(values, asked.paper, audience=asked.audience),
        file_name(f"Recall {things}"),
        count=len(lots),
    )


def _lacking(stop: "DeliveryValues") -> Finding:
    what = "address" if not stop.address else "driver"
    text = f"The delivery to {stop.to} has no {what} yet."
    return soft_finding("delivery.lacks", stop.to, text, "Fill it in before the van leaves.")


def _outgoing(
    title: str,
    asked: PrintRequest,
    batch: "DeliveryBatch",
    document: "Callable[[DeliveryBatch, Paper], bytes]",
) -> Outgoing:
    alone = batch.deliveries[0] if len(batch.deliveries) == 1 else None
    one = f" {alone.to}" if alone is not None else ""
    return Outgoing(
        title,
        asked.audience,
        batch,
        lambda batch, _: document(batch, asked.paper),
        file_name(f"{title}{one}"),
        count=len(batch.deliveries),
        granted=Granted(code_names=alone.granted.code_names) if alone is not None else Granted(),
    )


def _asked_for(office: Office, asked: PrintRequest) -> Iterator[DeliveryRow]:
    """One delivery; else those still to go, of a day, a partner or a driver where they are asked for."""
    for row in office.query(query.list_deliveries, asked.campaign_id, asked.scope.delivery_id):
        other_day = asked.scope.day is not None and (
            row.from_at is None or row.from_at.date() != asked.scope.day
        )
        other_driver = asked.scope.person_id is not None and row.driver_id != asked.scope.person_id
        other_partner = asked.scope.partner_id is not None and row.partner_id != asked.scope.partner_id
        over = asked.scope.delivery_id is None and row.status is DeliveryStatus.DELIVERED
        if not (over or other_day or other_driver or other_partner):
            yield row


def _batch(office: Office, asked: PrintRequest, values: list["DeliveryValues"]) -> "DeliveryBatch":
    from mitzvah_desk.documents.delivery import DeliveryBatch

    return DeliveryBatch(
        tuple(values),
        asked.audience,
        asked.now,
        read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0],
    )


def _values(
    office: Office, row: DeliveryRow, asked: PrintRequest, *, door: bool = False, shelves: bool = False
) -> "DeliveryValues":
    from mitzvah_desk.documents.delivery import DeliveryValues

    everything = office.query(query.list_delivery_lines, row.id)
    found = [line for line in everything if not line.stopped]
    facts = office.query(query.read_delivery_address, row.id)
    driver = row.driver if door or may_see(asked.audience, Fact.VOLUNTEER_NAME) else ""
    remarks = may_see(asked.audience, Fact.COMMITTEE_NOTE) and not row.confidential
    together = _together(found, dates=not door, shelves=shelves)
    lines = tuple(_goods(line, remarks=remarks) for line in together)
    its = frozenset({row.partner_id})
    values = DeliveryValues(
        row.partner,
        _when(row),
        driver,
        lines,
        address=_posted(facts) if facts is not None and not shelves else (),
        note="" if row.confidential else row.note,
        stopped=_stopped([line for line in everything if line.stopped], remarks=remarks),
        granted=Granted(code_names=its),
        number=row.id,
    )
    if not door or facts is None or not _may_be_told(facts, row, asked.audience):
        return values
    return replace(
        values,
        address=facts.lines,
        phone=facts.phone,
        rules=facts.rules,
        note=row.note,
        granted=Granted(partners=its, code_names=its),
    )


def _stopped(lines: Sequence[DeliveryLineRow], *, remarks: bool) -> tuple[str, ...]:
    """What must not go, with the reason; what was remarked at a door only where the audience may read it."""
    words = []
    for line in lines:
        why = line.stopped if remarks or line.recalled else line.stopped.partition(":")[0]
        words.append(f"{_what(line)}, {format_amount(line.quantity, line.unit)} ({why})")
    return tuple(words)


def _posted(facts: DoorFacts) -> tuple[str, ...]:
    """To whom it goes: an open partner's own address, on the paper that is for it."""
    return () if facts.confidential else facts.lines


def _together(lines: Sequence[DeliveryLineRow], *, dates: bool, shelves: bool) -> list[DeliveryLineRow]:
    """One line for what nobody could tell apart.

    Args:
        lines: of the delivery, one for each lot.
        dates: the dates on things tell them apart; not for a driver, who carries boxes.
        shelves: so do the places where they lie; only for who picks them.
    """
    found: dict[tuple[object, ...], DeliveryLineRow] = {}
    for each in lines:
        line = each if dates else replace(each, use_by=None, best_before=None)
        line = line if shelves else replace(line, location="")
        key = (line.location, line.item, line.size, line.use_by, line.best_before, line.frozen_on)
        before = found[key].quantity if key in found else 0
        found[key] = replace(line, quantity=before + line.quantity)
    return list(found.values())


def _may_be_told(facts: DoorFacts, row: DeliveryRow, audience: Audience) -> bool:
    """An open partner's address to any driver; a confidential one's to the named driver of this delivery."""
    named = row.driver_id is not None
    return may_see(audience, Fact.PARTNER_ADDRESS, confidential=facts.confidential, named_driver=named)


def _goods(line: DeliveryLineRow, *, remarks: bool) -> "Goods":
    """A line as it is printed; what was remarked at the door only where the audience may read it."""
    from mitzvah_desk.documents.delivery import Goods

    end = describe_date(line.use_by, line.best_before, line.frozen_on)
    contains = f"contains {line.allergens}" if line.allergens else ""
    thawing = ONCE_THAWED if line.frozen_on else ""
    handling = describe_handling(line.storage, line.frozen_on, line.kosher_kind)
    return Goods(
        _what(line),
        format_amount_in_units(line.quantity, line.unit),
        line.location,
        end,
        "\n".join(part for part in (contains, thawing, line.note if remarks else "") if part),
        format_packs(line.quantity, line.pack_name, line.pack_size, line.unit),
        handling,
    )


def _what(line: DeliveryLineRow) -> str:
    return f"{line.item}, {line.size}" if line.size else line.item


def _when(row: DeliveryRow) -> str:
    if row.from_at is None:
        return "no day yet"
    until = f" to {row.until_at:%H:%M}" if row.until_at else ""
    return f"{format_long_date(row.from_at.date())}, {row.from_at:%H:%M}{until}"


def _how_to_reach(phone: str, driver: str, *, confidential: bool) -> str:
    if not confidential:
        return phone or "no telephone is known"
    return f"through {driver}, who drove" if driver and driver != "courier" else "on their own page"
