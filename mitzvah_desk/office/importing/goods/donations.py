"""Lists of donations: goods line by line, and gifts of money."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from mitzvah_desk.model import DeclarationScope, GiftMethod, ItemCondition
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.importing.existing_records import ExistingRecords
from mitzvah_desk.office.importing.goods.quantities import read_item, read_quantity, settle_count
from mitzvah_desk.office.importing.matcher import MatchEntry, Matcher
from mitzvah_desk.office.importing.people_read import PeopleRead, format_name
from mitzvah_desk.office.importing.plan import DeferredAction, RowFate, RowOutcome
from mitzvah_desk.office.importing.reading import parse_people
from mitzvah_desk.office.importing.row_cells import Cells
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.fields import parsing
from mitzvah_desk.rules.goods.quantity_input import Counted
from mitzvah_desk.rules.goods.weights import format_amount_of
from mitzvah_desk.rules.matching.given_names import normalise_label
from mitzvah_desk.rules.matching.matching import PersonToMatch
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.privacy.gift_aid import Declaration, explain_uncovered
from mitzvah_desk.rules.privacy.gift_aid_schedule import propose_home

if TYPE_CHECKING:
    from mitzvah_desk.office.importing.composer import Composer, RowRead

_NOBODY = {"anonymous", "anon", "unknown", "anonymous donor", "various"}
_METHODS = {
    "cash": GiftMethod.CASH, "cheque": GiftMethod.CHEQUE, "check": GiftMethod.CHEQUE, "card": GiftMethod.CARD,
    "credit card": GiftMethod.CARD, "debit card": GiftMethod.CARD, "transfer": GiftMethod.TRANSFER,
    "bank transfer": GiftMethod.TRANSFER, "bacs": GiftMethod.TRANSFER, "standing order": GiftMethod.TRANSFER,
    "online": GiftMethod.ONLINE, "paypal": GiftMethod.ONLINE, "stripe": GiftMethod.ONLINE,
    "justgiving": GiftMethod.ONLINE,
}  # fmt: skip
Donor = tuple[str, int] | None


@dataclass(slots=True)
class DonationRead:
    """A row: who gave, when, what for, and either a line of goods, with how many in words, or an amount."""

    donor: PeopleRead
    donor_name: str
    day: date
    project: int | None
    note: str
    line: DonationEntry | None
    typed: Counted
    pence: int | None
    method: GiftMethod
    gift_aid: bool
    declared_on: date | None


def read_row(row: "RowRead", cells: Cells, matcher: Matcher, known: ExistingRecords, today: date) -> None:
    """Reads a row, and finds who gave."""
    donor_name = cells.text("name")
    nobody = donor_name.casefold() in _NOBODY or cells.text("given").casefold() in _NOBODY
    partner = _partner_named(donor_name, known)
    donor = PeopleRead() if nobody or partner is not None else parse_people(cells, today)
    day = cells.read("given_on", lambda text: _past(text, today))
    pence = cells.read("amount", lambda text: parsing.parse_money(text.replace("GBP", "").strip()))
    quantity = cells.read("quantity", read_quantity)
    condition = cells.read("condition", lambda text: ItemCondition(text.casefold().strip()))
    use_by = cells.read("use_by", lambda text: reading.parse_expiry(text, today))
    best = cells.read("best_before", lambda text: reading.parse_expiry(text, today))
    item, typed = read_item(cells.text("item"), quantity, known.items)
    line = None
    if item and pence is None:
        line = DonationEntry(
            1,
            None,
            item,
            condition or ItemCondition.NEW,
            cells.text("size"),
            use_by,
            best,
        )
        if typed.count is not None and typed.count <= 0:
            row.problems.append("The quantity must be at least 1.")
    if day is None and not row.problems:
        row.problems.append("This row has no day. Say on which day it was given.")
    if line is None and not pence and not row.problems:
        row.problems.append("This row says neither what was given nor how much money.")
    if known.campaign_id is None:
        row.problems.append("There is no campaign yet. Start one at the top left.")
    project = cells.text("project")
    projects = [
        number
        for number, title in known.projects.items()
        if normalise_label(title) == normalise_label(project)
    ]
    note = "\n".join(cells.all("note"))
    if project and not projects:
        note = f"{note}\nFor: {project}".strip()
    row.read = DonationRead(
        donor, "" if nobody else donor_name, day or today, projects[0] if projects else None, note, line,
        typed, pence, _METHODS.get(cells.text("method").casefold(), GiftMethod.CASH),
        bool(cells.read("gift_aid", reading.parse_yes_no)),
        cells.read("declared_on", lambda text: _past(text, today)),
    )  # fmt: skip
    if not row.problems:
        row.found = matcher.entries(row.line, donor.people)
        if len(donor.people) == 1 and not row.found[0].ids and _only_a_word(donor.people[0].who):
            row.problems.append(
                f"“{donor_name}” may be a person or an organisation."
                " Write the whole name, or add it to the partners first."
            )


def _only_a_word(who: PersonToMatch) -> bool:
    """Whether nobody can tell that this is a person: ``Tesco``."""
    return not (who.family or who.title or who.emails or who.phones or who.address)


def _past(text: str, today: date) -> date | None:
    """A day; one without its year is the last such day."""
    day = reading.parse_day(text, today)
    return day.replace(year=day.year - 1) if day and day > today and reading.is_yearless(text) else day


def _partner_named(text: str, known: ExistingRecords) -> int | None:
    from mitzvah_desk.rules.matching.partners import core_name

    if not text:
        return None
    return next(
        (number for number, row in known.partners.items() if core_name(row["name"]) == core_name(text)), None
    )


def row_name(row: "RowRead") -> str:
    """Who gave."""
    told: DonationRead | None = row.read
    if told is None:
        return ""
    return join_words(format_name(p.who) for p in told.donor.people) or told.donor_name or "Anonymous"


def import_row(row: "RowRead", composer: "Composer") -> RowFate:
    """Writes the donor, and the goods or the money."""
    told: DonationRead = row.read
    entries: list[MatchEntry] = row.found
    asked = composer.asked(row, entries, row_name(row), told.donor)
    if asked is not None:
        return asked
    if told.line is not None:
        count, question = settle_count(told.line.item_name, told.typed, composer.items)
        if count is None:
            return RowFate(row.line, row.cells, RowOutcome.PROBLEM, row_name(row), question)
        counting = composer.items[told.line.item_name.casefold()].counting
        told = replace(told, line=replace(told.line, quantity=count, counting=counting))
        row.read = told
    donor = _donor(row, composer)
    given = (
        (donor, told.day, told.line.item_name.casefold(), told.line.quantity)
        if told.line
        else (donor, told.day, told.pence)
    )
    left = composer.given_before.get(given, 0)
    what = _say_line(told.line) if told.line else parsing.format_money(told.pence)
    detail = f"{what} on {parsing.format_date(told.day)}"
    candidates = composer.people.candidates(composer.matcher, entries, composer.decisions.get(row.line))
    if left:
        composer.given_before[given] = left - 1
        return RowFate(
            row.line,
            row.cells,
            RowOutcome.SAME,
            row_name(row),
            f"{detail} is written down already",
            candidates,
        )
    if told.line is None:
        declared = _declare(told, donor, composer)
        unmarked = _explain_unmarked(told, donor, composer) if told.gift_aid else ""
        detail += f", {declared}" if declared else ""
        detail += f", taken in without Gift Aid: {unmarked}" if unmarked else ""
        values: dict[str, Any] = {
            "campaign_id": composer.known.campaign_id,
            "project_id": told.project,
            "amount_pence": told.pence,
            "on_day": told.day,
            "method": told.method,
            "gift_aid": told.gift_aid and not unmarked,
            "note": told.note,
        }
        if donor is not None:
            values[f"donor_{donor[0]}_id"] = donor[1]
        composer.ledger.add("money_gift", values)
    else:
        _receive(row, composer, donor)
    return RowFate(row.line, row.cells, RowOutcome.NEW, row_name(row), detail, candidates)


def _say_line(line: DonationEntry) -> str:
    unit = line.counting.unit if line.counting else ""
    return format_amount_of(line.quantity, unit, line.item_name)


def _donor(row: "RowRead", composer: "Composer") -> Donor:
    told: DonationRead = row.read
    partner = _partner_named(told.donor_name, composer.known)
    if partner is not None:
        return "partner", partner
    if not told.donor.people and not told.donor.household:
        return None
    done = composer.people.settle(told.donor, row.found, composer.decisions.get(row.line))
    if done.household is not None and len(done.ids) != 1:
        return "household", done.household
    return ("person", done.ids[0]) if done.ids else None


def _declare(told: DonationRead, donor: Donor, composer: "Composer") -> str:
    """Writes a row's declaration down, unless it is known; returns what was done or why not, in words."""
    if told.declared_on is None or donor is None or donor[0] != "person":
        return ""
    theirs = composer.declarations.setdefault(donor[1], [])
    if any(each.made_on == told.declared_on for each in theirs):
        return ""
    person = composer.ledger.view("person", donor[1])
    home = composer.ledger.view("household", person.get("household_id") or 0)
    values = {key: person.get(key) or "" for key in ("title", "given", "family")}
    address, postcode = propose_home(*(home.get(key) or "" for key in ("address", "postcode", "country")))
    values |= {"address": address, "postcode": postcode}
    if not values["family"] or not values["address"]:
        return "the Gift Aid declaration was left out, since it needs a name and a home address"
    new = Declaration(
        id=0, person_id=donor[1], **values, made_on=told.declared_on, scope=DeclarationScope.FROM_NOW,
        how="from a list of donations", cancelled_on=None,
    )  # fmt: skip
    theirs.append(new)
    composer.ledger.add("gift_aid_declaration", {k: v for k, v in asdict(new).items() if k != "id"})
    return f"with the Gift Aid declaration of {parsing.format_date(told.declared_on)}"


def _explain_unmarked(told: DonationRead, donor: Donor, composer: "Composer") -> str:
    theirs = composer.declarations.get(donor[1], ()) if donor and donor[0] == "person" else ()
    return explain_uncovered(donor, theirs, told.day)


def _receive(row: "RowRead", composer: "Composer", donor: Donor) -> None:
    """Rows of one donor on one day, one after another, are one donation."""
    told: DonationRead = row.read
    last = composer.deeds[-1].action if composer.deeds else None
    same = (donor, told.day, told.project, told.note)
    if isinstance(last, Receiving) and last.same == same and told.line is not None:
        last.lines.append(told.line)
    elif told.line is not None and composer.known.campaign_id is not None:
        composer.deeds.append(
            DeferredAction(row.line, Receiving(composer.known.campaign_id, same, [told.line]))
        )


class Receiving:
    """Takes in a donation once its donor has an id."""

    def __init__(
        self, campaign: int, same: tuple[Donor, date, int | None, str], lines: list[DonationEntry]
    ) -> None:
        self._campaign = campaign
        self.same = same
        self.lines = lines

    def __call__(self, ids: Mapping[int, int]) -> Action:
        """The action."""
        donor, day, project, note = self.same
        known = (donor[0], ids.get(donor[1], donor[1])) if donor else None
        at = datetime.combine(day, time(12))
        return Receive(self._campaign, tuple(self.lines), at, known, project, note)
