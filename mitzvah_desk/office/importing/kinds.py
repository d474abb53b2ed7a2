"""The kinds of list: how each reads a row, what it is called, and what it does with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.importing import partners
from mitzvah_desk.office.importing.coming import sign_ups
from mitzvah_desk.office.importing.composer import Composer, RowRead
from mitzvah_desk.office.importing.existing_records import ExistingRecords
from mitzvah_desk.office.importing.goods import donations, items
from mitzvah_desk.office.importing.matcher import Matcher
from mitzvah_desk.office.importing.people_read import PeopleRead, format_name
from mitzvah_desk.office.importing.plan import ANYWAY, Decision, RowFate, RowOutcome
from mitzvah_desk.office.importing.reading import parse_people
from mitzvah_desk.office.importing.row_cells import Cells
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.findings import Finding, Severity, worst_severity
from mitzvah_desk.rules.people.addressing import join_words


@dataclass(frozen=True, slots=True)
class ImportKind:
    """One kind of list.

    Attributes:
        read: reads a row and matches it.
        name: whom or what a row is about.
        compose: writes a row that nothing stands against, and says its fate.
    """

    read: Callable[[RowRead, Cells, Matcher, ExistingRecords, date], None]
    name: Callable[[RowRead], str]
    compose: Callable[[RowRead, Composer], RowFate]


def refuse_row(row: RowRead, told: Sequence[Finding], decision: Decision | None, who: str) -> RowFate | None:
    """The fate of a row against which the rota's checks speak; None where they do not, or it is decided."""
    weight = worst_severity(told)
    says = " ".join(dict.fromkeys(finding.text for finding in told))
    if weight is Severity.HARD:
        return RowFate(row.line, row.cells, RowOutcome.PROBLEM, who, says)
    if weight is Severity.SOFT and decision != ANYWAY:
        return RowFate(row.line, row.cells, RowOutcome.ASK, who, f"{says} Decide whether to do it anyway.")
    return None


def _read_people(row: RowRead, cells: Cells, matcher: Matcher, _known: ExistingRecords, today: date) -> None:
    row.read = read = parse_people(cells, today)
    if read.unsubscribed is not None:
        return
    if read.not_coming:
        row.found = []
        return
    if not read.people and not read.household and not read.group:
        row.problems.append(f"There is no name in this {matcher.row_noun}.")
    if not row.problems:
        row.found = matcher.entries(row.line, read.people)


def people_row_name(row: RowRead) -> str:
    """Whom a row of people is about."""
    read: PeopleRead | None = row.read
    if read is None:
        return ""
    if read.email:
        return read.email
    names = [format_name(p.who) for p in read.people]
    if read.leads:
        return f"{read.group}, led by {join_words(names)}"
    return join_words(names) or (f"Household {read.household}" if read.household else read.group)


def _compose_people(row: RowRead, composer: Composer) -> RowFate:
    read: PeopleRead = row.read
    who = people_row_name(row)
    if read.unsubscribed is not None:
        return _unsubscribe(row, read.email, read.unsubscribed, composer)
    if read.not_coming:
        why = f"The list says “{read.not_coming}”, so nobody is taken in."
        return RowFate(row.line, row.cells, RowOutcome.LEFT, who, why)
    gone = composer.find_gone(row.found)
    if gone:
        return RowFate(row.line, row.cells, RowOutcome.LEFT, who, gone)
    asked = composer.asked(row, row.found, who, read)
    if asked is not None:
        return asked
    decision = composer.decisions.get(row.line)
    candidates = composer.people.candidates(composer.matcher, row.found, decision)
    if not read.people and read.group and not read.household:
        _, new, changed = composer.people.group(read.group, read.heads)
        fate = RowOutcome.NEW if new else RowOutcome.UPDATE if changed else RowOutcome.SAME
        return RowFate(row.line, row.cells, fate, who, ", ".join(changed))
    done = composer.people.settle(read, row.found, decision)
    fate = RowOutcome.NEW if done.new else RowOutcome.UPDATE if done.changed else RowOutcome.SAME
    detail = ", ".join(dict.fromkeys(done.changed)) if fate is RowOutcome.UPDATE else ""
    if fate is RowOutcome.NEW and (told := list(dict.fromkeys([*done.told, *done.changed]))):
        detail = f"With {join_words(told)}"
    if fate is RowOutcome.SAME and candidates:
        detail = f"The same as {candidates[0].label}"
    elif candidates and fate is RowOutcome.UPDATE:
        detail = f"{candidates[0].label}: {detail}"
    detail = ". ".join(filter(None, (detail, *dict.fromkeys(done.kept))))
    return RowFate(row.line, row.cells, fate, who, detail, candidates)


def _unsubscribe(row: RowRead, email: str, day: date, composer: Composer) -> RowFate:
    """Takes back the newsletter of whoever has an address; nobody is added for that."""
    known, new = composer.people.unsubscribe(email, day)
    names = join_words([composer.matcher.label(number) for number in known])
    if not known:
        why = "Nobody in this file has that e-mail address, so there is nothing to take back."
        return RowFate(row.line, row.cells, RowOutcome.LEFT, email, why)
    if not new:
        return RowFate(row.line, row.cells, RowOutcome.SAME, email, f"{names}: no newsletter already")
    return RowFate(
        row.line, row.cells, RowOutcome.UPDATE, email, f"{names}: no newsletter from {format_date(day)}"
    )


KINDS = {
    ImportOf.PEOPLE: ImportKind(_read_people, people_row_name, _compose_people),
    ImportOf.PARTNERS: ImportKind(partners.read_row, partners.row_name, partners.import_row),
    ImportOf.DONATIONS: ImportKind(donations.read_row, donations.row_name, donations.import_row),
    ImportOf.SIGN_UPS: ImportKind(sign_ups.read_row, sign_ups.row_name, sign_ups.import_row),
    ImportOf.ITEMS: ImportKind(items.read_row, items.row_name, items.import_row),
}
