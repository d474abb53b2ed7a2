"""Lists of partners: organisations, what they are part of, and whom we know there."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from mitzvah_desk.office.importing.existing_records import ExistingRecords, organisation_to_match
from mitzvah_desk.office.importing.matcher import MatchEntry, Matcher
from mitzvah_desk.office.importing.people_read import PeopleRead
from mitzvah_desk.office.importing.plan import NEW, MatchCandidate, RowFate, RowOutcome, format_match_reasons
from mitzvah_desk.office.importing.reading import parse_address, parse_people
from mitzvah_desk.office.importing.row_cells import Cells
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.fields.registry import FIELDS, field_noun, imported_fields
from mitzvah_desk.rules.fields.tidying import add_missing_lines
from mitzvah_desk.rules.matching.matching import Match, MatchConfidence, phone_key
from mitzvah_desk.rules.matching.partners import core_name, website_domain

if TYPE_CHECKING:
    from mitzvah_desk.office.importing.composer import Composer, RowRead


@dataclass(slots=True)
class PartnerRead:
    """A row about a partner: its own fields, what it is part of, and the contact there."""

    values: dict[str, Any]
    part_of: str = ""
    contact: PeopleRead = field(default_factory=PeopleRead)
    job: str = ""


@dataclass(slots=True)
class PartnerFound:
    """Whom a row may be about, and who its contact is."""

    key: int
    likes: list[tuple[int, Match]]
    contact: list[MatchEntry]


def read_row(row: "RowRead", cells: Cells, matcher: Matcher, _known: ExistingRecords, today: date) -> None:
    """Reads a row, and finds the partner and the contact whom it may be about."""
    values = {"name": cells.text("name")}
    values |= {each.key: cells.text(each.import_key) for each in imported_fields("partner")}
    values |= parse_address(cells)
    phones, emails = (
        cells.read("phone", reading.parse_phones) or [],
        cells.read("email", reading.parse_emails) or [],
    )
    values["phone"], values["email"] = next(iter(phones), ""), next(iter(emails), "")
    others = [f"Other telephone: {n}" for n in phones[1:]] + [f"Other e-mail: {e}" for e in emails[1:]]
    values["note"] = "\n".join([*cells.all("note"), *others])
    contact = Cells(
        dict(enumerate(("name", "phone", "email"))),
        [cells.text(f"contact{part}") for part in ("", "_phone", "_email")],
    )
    found = PartnerRead(
        {k: v for k, v in values.items() if v},
        cells.text("part_of"),
        parse_people(contact, today),
        cells.text("contact_job"),
    )
    row.problems += found.contact.problems
    row.read = found
    if not found.values.get("name"):
        row.problems.append(f"There is no name in this {matcher.row_noun}.")
    if not row.problems:
        row.found = PartnerFound(
            -row.line,
            matcher.partners_like(row.line, organisation_to_match(found.values)),
            matcher.entries(row.line, found.contact.people),
        )


def row_name(row: "RowRead") -> str:
    """Which partner a row is about."""
    return row.read.values.get("name", "") if row.read else ""


def import_row(row: "RowRead", composer: "Composer") -> RowFate:
    """Writes the partner, and the contact."""
    found: PartnerFound = row.found
    told: PartnerRead = row.read
    decision = composer.decisions.get(row.line)
    sure = [n for n, m in found.likes if m.likeness is MatchConfidence.SURE]
    candidates = tuple(
        MatchCandidate(n, composer.partner_label(n), format_match_reasons(m)) for n, m in found.likes
    )
    if decision is None and found.likes and len(sure) != 1:
        detail = f"Perhaps {candidates[0].label}: {candidates[0].reasons}. Decide whether it is."
        return RowFate(row.line, row.cells, RowOutcome.ASK, row_name(row), detail, candidates)
    asked = composer.asked(row, found.contact, row_name(row), told.contact)
    if asked is not None:
        return asked
    number = None if decision == NEW else decision if isinstance(decision, int) else sure[0] if sure else None
    if number is not None and number < 0:
        number = composer.made_partners.get(number)
    changed: list[str] = []
    new = number is None
    if number is None:
        values = dict(told.values)
        if values.get("code_name"):
            values["confidential"] = True
        number = composer.ledger.add("partner", values)
        others = (other if other > 0 else composer.made_partners.get(other) for other, _ in found.likes)
        for other_id in dict.fromkeys(others) if decision == NEW else ():
            if other_id is not None:  # as one of an earlier row that stays out is
                composer.ledger.add("different_partners", {"partner_id": number, "other_id": other_id})
    else:
        changed = _update(number, told.values, composer)
    composer.made_partners[found.key] = number
    changed += _part_of(number, told.part_of, composer)
    changed += _contact(number, row, composer)
    fate = RowOutcome.NEW if new else RowOutcome.UPDATE if changed else RowOutcome.SAME
    return RowFate(row.line, row.cells, fate, row_name(row), ", ".join(changed), candidates)


def _update(number: int, values: dict[str, Any], composer: "Composer") -> list[str]:
    now = composer.ledger.view("partner", number)
    other = {}
    for key, value in values.items():
        was = now.get(key) or ""
        if was and FIELDS["partner"][key].fills_only:
            continue
        if key == "website" and website_domain(was) == website_domain(value):
            continue
        if key == "phone" and phone_key(was) == phone_key(value):
            continue
        other[key] = add_missing_lines(was, value) if key == "note" else value
    changed = [field_noun("partner", key) for key, value in other.items() if now.get(key) != value]
    composer.ledger.set("partner", number, other)
    return changed


def _part_of(number: int, parent: str, composer: "Composer") -> list[str]:
    if not parent or composer.ledger.view("partner", number).get("parent_id") is not None:
        return []
    found = composer.partner_named(parent)
    if found is None:
        found = composer.ledger.add("partner", {"name": parent})
        composer.partner_names[core_name(parent)] = found
    if found == number:
        return []
    return ["part of"] if composer.ledger.set("partner", number, {"parent_id": found}) else []


def _contact(number: int, row: "RowRead", composer: "Composer") -> list[str]:
    entries = row.found.contact
    if not entries:
        return []
    done = composer.people.settle(row.read.contact, entries)
    changed = list(done.changed)
    for person in done.ids:
        if (number, person) not in composer.known.contacts and (number, person) not in composer.contacts:
            composer.contacts.add((number, person))
            values = {"partner_id": number, "person_id": person, "job": row.read.job}
            composer.ledger.add("partner_contact", values)
            changed.append("contact")
    return changed
