"""Lines of lists that stand for several people: what they show together, and how these are addressed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, literal, not_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.exchange.tables_out import Cell
from mitzvah_desk.model import Household, Person
from mitzvah_desk.model.expressions import is_child_on
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.vocabulary import RowFor, Use
from mitzvah_desk.rules.people import addressing

Rows = Sequence[Row[*tuple[Any, ...]]]


def household_columns(definition: ListDefinition, today: date) -> list[ColumnElement[Any]]:
    """What a household is called and how its letters begin; both may name others, so only the committee's."""
    if definition.use is not Use.COMMITTEE or definition.row_for is not RowFor.HOUSEHOLD:
        return [literal("").label("home"), literal("").label("salutation"), literal(0).label("adults")]
    other = aliased(Person)
    adults = select(func.count(other.id)).where(
        other.household_id == Person.household_id, not_(is_child_on(today, other))
    )
    return [
        func.coalesce(Household.name, "").label("home"),
        func.coalesce(Household.salutation, "").label("salutation"),
        adults.scalar_subquery().label("adults"),
    ]


def merge_cells(key: str, members: Sequence[Mapping[str, Cell]]) -> Cell:
    """What a household's line shows: shifts added up, the latest day, texts beside each other."""
    kept = [value for member in members if (value := member[key]) not in {None, ""}]
    if key == "shifts":
        return sum(value for value in kept if isinstance(value, int))
    if key == "renew":
        return min(kept, default=None)  # what comes first
    if key in {"last", "thanked", "donations", "pounds", "recruited"}:
        return max(kept, default=None)  # all days, or all the same number
    if key == "born":
        return None
    words = list(dict.fromkeys(str(value) for value in kept))
    if key == "given":
        return addressing.join_words(words)
    return "some" if set(words) == {"yes", "no"} else ", ".join(words)


def format_salutations(members: Rows, *, wide: bool) -> dict[str, Cell]:
    """How they are addressed on an envelope, and greeted: adults by name, children as the family."""
    grown = [row for row in members if not row.young]
    named = [addressing.Member(row.title, row.given, row.family, row.honours) for row in grown or members]
    children = wide and len(grown) < len(members)
    first = members[0]
    home = (grown and first.home) or addressing.join_words(member.full for member in named)
    name = addressing.household_name(home, named, children=children)
    own = first.salutation if len(grown) == first.adults else ""  # it speaks of all who live there
    return {"addressed": name, "greeting": own or addressing.informal_greeting(name, named)}
