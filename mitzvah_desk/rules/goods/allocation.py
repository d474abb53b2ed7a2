"""Sharing goods out among those who asked: who may have what, first-expiring first, fairly.

A use-by date is the law's: past it, food must not be given away (Food Standards Agency, "Best before and
use-by dates"), unless it was frozen by then; see ``cold_chain``. Past a best-before date it may be, with a
warning.

Both dates are one order of going out: the lot whose earliest date comes first goes first, whichever kind of
date it is. Where two fall on one day, use-by goes before best-before, since only that one ends by law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import product

from mitzvah_desk.model import KosherKind, Storage
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.findings import Finding, info_finding, soft_finding
from mitzvah_desk.rules.goods.allergens import (
    find_avoided_allergens,
    find_possible_allergens,
    find_usual_allergens,
    has_allergen_information,
)
from mitzvah_desk.rules.goods.cold_chain import (
    ONCE_THAWED,
    describe_date,
    freezing_problem,
)
from mitzvah_desk.rules.goods.lot_words import describe_lot
from mitzvah_desk.rules.goods.sizes import is_same_size
from mitzvah_desk.rules.goods.stopped import why_barred
from mitzvah_desk.rules.goods.weights import format_amount


@dataclass(frozen=True, slots=True)
class Supply:
    """A lot of which something is free.

    Attributes:
        lot_id: the lot.
        item_id: of what.
        item: its name.
        free: how many are neither gone nor set aside.
        size: such as ``newborn``.
        use_by: never to be eaten after it.
        best_before: better eaten before it.
        kosher: it may be given where food is kosher.
        halal: likewise halal.
        allergens: what it contains.
        stopped: why it must not go out, as ``why_stopped`` says it; empty where it may.
        is_food: whether diets matter; None where nobody said what it is.
        to_repair: it is of no use before it is repaired.
        frozen_on: the day on which it was frozen.
        storage: how its item must be kept.
        kosher_kind: what it may be eaten with.
        kosher_for_pesach: it may be given at Pesach where food is kosher.
    """

    lot_id: int
    item_id: int
    item: str
    free: int
    size: str = ""
    use_by: date | None = None
    best_before: date | None = None
    kosher: bool = False
    halal: bool = False
    allergens: str = ""
    stopped: str = ""
    is_food: bool | None = None
    to_repair: bool = False
    frozen_on: date | None = None
    storage: Storage = Storage.UNKNOWN
    kosher_kind: KosherKind = KosherKind.UNKNOWN
    kosher_for_pesach: bool = False
    unit: str = ""

    @property
    def words(self) -> str:
        """Which lot it is: ``Rice, use by 3 Dec 2026, lot 12``."""
        dates = {"use_by": self.use_by, "best_before": self.best_before, "frozen_on": self.frozen_on}
        return describe_lot(self.item, self.size, self.lot_id, **dates)

    @property
    def order(self) -> tuple[date, date, int]:
        """First expiring first, by the earlier of its dates; use-by before best-before; then the oldest."""
        ends = [end for end in (self.use_by, self.best_before) if end is not None]
        return min(ends, default=date.max), self.use_by or date.max, self.lot_id


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What somebody asked for and has not got yet.

    Attributes:
        request_id: the request.
        partner: who, by the name that may be shown.
        item_id: of what.
        open: how many are still to come; None for as many as there are.
        size: such as ``newborn``; empty for any.
        kosher_only: they take kosher food only.
        halal_only: likewise halal.
        avoids: what must never be given, in words parted by commas.
        closed: nothing more was to come.
        unit: in what it is counted.
    """

    request_id: int
    partner: str
    item_id: int
    open: int | None
    size: str = ""
    kosher_only: bool = False
    halal_only: bool = False
    avoids: str = ""
    closed: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a lot for a request.

    Attributes:
        request_id: the request.
        lot_id: the lot.
        quantity: how many.
        why: the reasoning in a sentence.
        lot: which lot it is, in words: ``Rice, use by 3 Dec 2026, lot 12``.
    """

    request_id: int
    lot_id: int
    quantity: int
    why: str
    lot: str = ""


def barred_reason(supply: Supply, today: date) -> str:
    """Why a lot must not go to anybody, in a sentence; empty where it may."""
    barred = why_barred(supply.stopped, supply.use_by, supply.frozen_on, today)
    if not barred or supply.stopped:
        return f"{supply.item} must not go out ({barred})." if barred else ""
    if sentence := freezing_problem(supply.use_by, supply.frozen_on):
        return f"{supply.item} must not go out. {sentence}"
    return f"{supply.item} is past its use-by date, {format_date(supply.use_by)}."


def mismatch_reason(supply: Supply, wanted: OpenRequest, today: date) -> str:
    """Why a lot must not go to somebody, in a sentence; empty where it may."""
    if sentence := barred_reason(supply, today):
        return sentence
    if supply.item_id != wanted.item_id:
        return f"{wanted.partner} did not ask for {supply.item}."
    if wanted.size and supply.size and not is_same_size(wanted.size, supply.size):
        return f"{wanted.partner} asked for size {wanted.size}, and this is {supply.size}."
    diet = _unmet(supply, wanted)
    if diet and supply.is_food:
        return f"{wanted.partner} takes {diet} food only, and {supply.item} is not known to be."
    return _avoided_reason(supply, wanted)


def _avoided_reason(supply: Supply, wanted: OpenRequest) -> str:
    avoided = find_avoided_allergens(wanted.avoids, supply.allergens, supply.item)
    traces = find_possible_allergens(wanted.avoids, supply.allergens, supply.item)
    if not avoided:
        return ""
    holds = [name for name in avoided if name not in traces]
    how = "contains" if holds else "may contain"
    return f"{wanted.partner} must not be given {', '.join(holds or traces)}, which {supply.item} {how}."


def is_size_doubtful(supply: Supply, wanted: OpenRequest) -> bool:
    """Whether somebody asked for a size, and nobody knows that of the lot."""
    return bool(wanted.size and not supply.size)


def check_allocation(supply: Supply, wanted: OpenRequest, today: date) -> list[Finding]:
    """What is to be thought of before a lot goes to somebody; each may be answered with a reason."""
    found = []
    if supply.frozen_on is not None:
        text = f"{supply.item} was frozen on {format_date(supply.frozen_on)}."
        found.append(info_finding("goods.frozen", supply.item, text, ONCE_THAWED, field="lot"))
    elif supply.best_before is not None and supply.best_before < today:
        text = f"{supply.item} is past its best-before date, {format_date(supply.best_before)}."
        do = "Look at it and smell it, or keep it and say why."
        found.append(soft_finding("goods.best_before", supply.item, text, do, field="lot"))
    if is_size_doubtful(supply, wanted):
        text = f"{wanted.partner} asked for size {wanted.size}, and the size of {supply.item} is not known."
        do = "Look, and write the size on the lot; or keep it and say why."
        found.append(soft_finding("goods.size", supply.item, text, do, field="lot"))
    diet = _unmet(supply, wanted)
    if diet and supply.is_food is None:
        text = f"{wanted.partner} takes {diet} food only, and nobody said whether {supply.item} is food."
        do = "Give it a kind in the catalogue, or mark it there; or keep it and say why."
        found.append(soft_finding("goods.is_it_food", supply.item, text, do, field="lot"))
    found += check_allergen_information(supply, wanted)
    if supply.to_repair:
        text = f"{supply.item} is still to be repaired."
        do = "Say under Lots that it is repaired, or keep it and say why."
        found.append(soft_finding("goods.to_repair", supply.item, text, do, field="lot"))
    return found


def check_allergen_information(supply: Supply, wanted: OpenRequest) -> list[Finding]:
    """Asks where somebody avoids something, and nothing is said of whether food holds it."""
    if not wanted.avoids.strip() or supply.is_food is False:
        return []
    do = "Type them in the catalogue, or “none”; give what is no food a kind. Or keep it and say why."
    if not has_allergen_information(supply.allergens):
        text = f"The allergens of {supply.item} are not known, and it is for somebody who avoids some."
        return [soft_finding("goods.allergens", supply.item, text, do, field="lot")]
    usual = find_usual_allergens(wanted.avoids, supply.item, supply.allergens)
    if not usual:
        return []
    text = f"{supply.item} usually contains {', '.join(usual)}, and nobody said that this is free from it."
    do = f"Look, and type it in the catalogue, such as “{usual[0]} free”. Or keep it and say why."
    return [soft_finding("goods.allergens", supply.item, text, do, field="lot")]


def _unmet(supply: Supply, wanted: OpenRequest) -> str:
    """The diet that a lot is not known to meet; empty where there is none."""
    if wanted.kosher_only and not supply.kosher:
        return "kosher"
    return "halal" if wanted.halal_only and not supply.halal else ""


def allocate_supplies(
    supplies: Sequence[Supply], wants: Sequence[OpenRequest], today: date
) -> tuple[Share, ...]:
    """Proposes who gets what: lots in the order in which they must go, shared in proportion to what is asked.

    Those who asked for a number come first, those who take what there is after them, in equal parts. Of what
    has a size, that very size goes first, and what nobody knows the size of only where it does not suffice.
    The same goods and requests have the same answer.
    """
    left = {each.lot_id: each.free for each in supplies}
    shares: list[Share] = []
    got: dict[int, int] = dict.fromkeys((each.request_id for each in wants), 0)
    in_order = sorted(supplies, key=lambda each: each.order)
    for doubtful, supply in product((False, True), in_order):
        free = left[supply.lot_id]
        fitting = [
            each
            for each in wants
            if free > 0 and is_size_doubtful(supply, each) is doubtful
            if not mismatch_reason(supply, each, today)
        ]
        for bounded in (True, False):
            group = sorted(
                (e for e in fitting if (e.open is not None) is bounded), key=lambda e: e.request_id
            )
            parts = _parts(free, group, got)
            for each, part in zip(group, parts, strict=True):
                if part:
                    got[each.request_id] += part
                    free -= part
                    why = " ".join(
                        [_why(supply, each, group), *(d.text for d in check_allocation(supply, each, today))]
                    )
                    shares.append(Share(each.request_id, supply.lot_id, part, why, supply.words))
        left[supply.lot_id] = free
    return tuple(shares)


def _parts(free: int, group: Sequence[OpenRequest], got: dict[int, int]) -> list[int]:
    """Shares ``free`` so that a group comes as near as can be to fair parts, with what they have."""
    if not group:
        return []
    asked = [each.open if each.open is not None else free + sum(got.values()) for each in group]
    have = [got[each.request_id] for each in group]
    total = min(free + sum(have), sum(asked))
    fair = apportion(total, asked)
    parts = [max(0, want - has) for want, has in zip(fair, have, strict=True)]
    while sum(parts) > free:  # somebody had more than a fair part already, so there is less for the others
        parts[parts.index(max(parts))] -= 1
    for number in sorted(range(len(group)), key=lambda n: (have[n] + parts[n]) / max(asked[n], 1)):
        more = min(free - sum(parts), asked[number] - have[number] - parts[number])
        parts[number] += max(0, more)
    return parts


def apportion(total: int, asked: Sequence[int]) -> list[int]:
    """Shares a whole number in proportion to what is asked, by largest remainders (Hamilton's method).

    Nobody gets more than asked, and everybody is within one of the exact part.
    """
    whole = sum(asked)
    if not whole:
        return [0] * len(asked)
    total = min(total, whole)
    parts = [total * each // whole for each in asked]
    rests = sorted(range(len(asked)), key=lambda n: (-(total * asked[n] % whole), n))
    for number in rests[: total - sum(parts)]:
        parts[number] += 1
    return parts


def _why(supply: Supply, wanted: OpenRequest, group: Sequence[OpenRequest]) -> str:
    end = ""
    if date_on_it := describe_date(supply.use_by, supply.best_before, supply.frozen_on):
        end = f"; {date_on_it}"
    if wanted.open is None:
        return f"Takes what there is{end}."
    everybody = sum(each.open or 0 for each in group)
    said = partial(format_amount, unit=supply.unit)
    if len(group) == 1:
        return f"Asks for {said(wanted.open)}; {said(supply.free)} are free{end}."
    asked = f"Asks for {said(wanted.open)} of {said(everybody)} asked for in all"
    return f"{asked}; {said(supply.free)} are free{end}."
