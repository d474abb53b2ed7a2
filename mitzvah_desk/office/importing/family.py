"""A family on one form: its home, and a line for each of its members, matched with who is in the book."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.importing.composer import Composer, Decisions, Prepared
from mitzvah_desk.office.importing.existing_records import ExistingRecords
from mitzvah_desk.office.importing.plan import NEW, Decision, ImportPlan, MatchCandidate, RowOutcome
from mitzvah_desk.office.importing.preview import compose_rows, prepare_import
from mitzvah_desk.office.importing.reading import parse_address
from mitzvah_desk.office.importing.row_cells import Cells
from mitzvah_desk.office.importing.typed_table import make_typed_source
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.matching.given_names import normalise_label
from mitzvah_desk.rules.matching.matching import Step
from mitzvah_desk.rules.people.age import is_child_on
from mitzvah_desk.rules.plurals import count_noun

MEMBER_COLUMNS = {
    "given": "First name",
    "family": "Family name, if another",
    "born": "Born, or age",
    "child": "Child",
    "mobile": "Mobile",
    "email": "E-mail",
    "skills": "Skills",
}
"""What a member's line tells, by key."""


@dataclass(frozen=True, slots=True)
class FamilyTyped:
    """What is typed of a family as a whole.

    Attributes:
        name: the family name.
        address: where they live.
        postcode: of the address.
        phone: the telephone of the home.
        email: of the family; it is kept with the first member who has none.
        household: which household they are, as the user says; None while nobody was asked.
        guardians: the adults on the form answer for the children on it.
    """

    name: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    household: Decision | None = None
    guardians: bool = False


@dataclass(frozen=True, slots=True)
class FamilyLook:
    """What would become of a family.

    Attributes:
        prepared: its members, read and matched.
        plan: the writes; none while something about the home is to be decided or put right.
        home: what becomes of the home, as a sentence.
        problem: what is wrong with the home; empty where nothing is.
        households: the households that it may be, where that is to be decided.
    """

    prepared: Prepared
    plan: ImportPlan
    home: str = ""
    problem: str = ""
    households: tuple[MatchCandidate, ...] = ()


@dataclass(slots=True)
class _Home:
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def look_at_family(
    typed: FamilyTyped,
    keys: Sequence[str],
    lines: Sequence[tuple[int, Sequence[str]]],
    known: ExistingRecords,
    decisions: Decisions,
    *,
    step: Step,
) -> FamilyLook:
    """Reads and matches a family as an import would, and says what would become of it.

    Args:
        typed: the family as a whole.
        keys: what the columns of its members mean.
        lines: the members: the number of each and its cells.
        known: what the office knows.
        decisions: the user's about members, by line.
        step: hears how far it is, and may raise to stop it.
    """
    home = _read_home(typed)
    source = make_typed_source(ImportOf.PEOPLE, *_whole_lines(typed, home.values, keys, lines))
    prepared = prepare_import(source, known, step)
    for row in prepared.rows:
        if row.read is not None:  # the home is the family's, said once; it was here to match by
            row.read.home, row.read.household = {}, ""
    composer = Composer(prepared, decisions)
    rows, findings = compose_rows(prepared, composer)
    taken = {row.id for row in rows if row.fate in {RowOutcome.NEW, RowOutcome.UPDATE, RowOutcome.SAME}}
    members = [
        number
        for row in prepared.rows
        if row.line in taken
        for entry in row.found
        if (number := composer.people.made_of(entry)) is not None
    ]
    look = FamilyLook(prepared, ImportPlan("", rows, ()))
    if home.problems:
        return replace(look, problem=" ".join(home.problems))
    household, words, asked = _find_household(typed, home, composer, members)
    if asked:
        return replace(look, home=words, households=asked)
    if not members:
        return replace(look, home=words)
    if household is None:
        household = composer.ledger.add("household", {"name": tidy_text(typed.name), **home.values})
    else:
        composer.people.fill_home(household, home.values)
    new = 0
    for number in members:
        new += number < 0
        if composer.ledger.view("person", number).get("household_id") is None:
            composer.ledger.set("person", number, {"household_id": household})
    if typed.guardians:
        _answer_for_children(composer, members)
    label = f"Added the family {tidy_text(typed.name)}: {count_noun(new, 'person')}"
    plan = ImportPlan(label, rows, tuple(composer.ledger.writes), tuple(composer.deeds), findings)
    return replace(look, plan=plan, home=words)


def _answer_for_children(composer: Composer, members: Sequence[int]) -> None:
    """Makes each adult a guardian of each child that is new on the form, or is new to them."""
    seen = {number: composer.ledger.view("person", number) for number in members}
    today = date.today()
    children = [
        number
        for number, row in seen.items()
        if is_child_on(today, born=row.get("born"), marked=bool(row.get("is_child")))
    ]
    for child in children:
        for adult in members:
            if adult not in children and min(child, adult) < 0:  # what is in the book already stays
                composer.ledger.add("guardian", {"child_id": child, "adult_id": adult})


def _read_home(typed: FamilyTyped) -> _Home:
    """The fields of the household; what cannot be read is told."""
    cells = Cells(
        dict(enumerate(("address", "postcode", "phone", "email"))),
        (typed.address, typed.postcode, typed.phone, typed.email),
    )
    values = parse_address(cells)
    phones = cells.read("phone", reading.parse_phones) or []
    cells.read("email", reading.parse_emails)
    if phones:
        values["phone"] = phones[0]
    if len(phones) > 1:
        cells.problems.append("One telephone number belongs to the home. Type others with the members.")
    if not tidy_text(typed.name):
        cells.problems.append("Type the family name first.")
    return _Home(values, cells.problems)


def _whole_lines(
    typed: FamilyTyped,
    home: Mapping[str, Any],
    keys: Sequence[str],
    lines: Sequence[tuple[int, Sequence[str]]],
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The members' lines with what the family has in common, for matching."""
    wide = [*keys, *(key for key in ("family", "email", "address", "postcode") if key not in keys)]
    email, whole = typed.email, []
    for number, typed_cells in lines:
        cells = dict(zip(wide, [*typed_cells, *[""] * len(wide)], strict=False))
        if not tidy_text(cells["family"]):
            cells["family"] = typed.name
        if email and not cells["email"]:
            cells["email"], email = email, ""
        cells["address"] = cells["address"] or str(home.get("address", "")).replace("\n", ", ")
        cells["postcode"] = cells["postcode"] or str(home.get("postcode", ""))
        whole.append((number, [cells[key] for key in wide]))
    return wide, whole


def _find_household(
    typed: FamilyTyped, home: _Home, composer: Composer, members: Sequence[int]
) -> tuple[int | None, str, tuple[MatchCandidate, ...]]:
    """Which household a family is: its id, what is told of it, and whom to ask about while that is open."""
    homes = composer.known.households
    lives = [h for n in members if (h := composer.ledger.view("person", n).get("household_id")) is not None]
    name = tidy_text(typed.name)
    if isinstance(typed.household, int) and typed.household in homes:
        return typed.household, f"They join the household {_label(homes, typed.household)}.", ()
    if lives and typed.household != NEW:
        found = Counter(lives).most_common(1)[0][0]
        return found, f"They join the household {_label(homes, found)}, where one of them lives already.", ()
    postcode = home.values.get("postcode", "")
    alike = [
        number
        for number, row in homes.items()
        if normalise_label(row["name"]) == normalise_label(name)
        and (not postcode or row["postcode"] in {"", postcode})
    ]
    if alike and typed.household is None:
        asked = tuple(MatchCandidate(number, _label(homes, number), "") for number in alike)
        return None, f"There is a household called {name} already. Is it theirs?", asked
    return None, f"A new household, {name}.", ()


def _label(homes: Mapping[int, Mapping[str, Any]], number: int) -> str:
    home = homes[number]
    where = home["postcode"] or " ".join(home["address"].split())
    return f"{home['name']} ({where})" if where else str(home["name"])
