"""What a list is of, what it is used for, and the columns that it may show.

A list says what it is used for. For the newsletter or for print it holds only those who agreed to that, and
only what that use needs (UK GDPR, article 5(1)(b) and (c): purpose limitation and data minimisation).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mitzvah_desk.model.person import Purpose
from mitzvah_desk.rules.fields.field import FieldDeclaration, ListReach
from mitzvah_desk.rules.fields.registry import PARTNERS, PEOPLE


class Subject(StrEnum):
    """What a list is of."""

    PEOPLE = "people"
    PARTNERS = "partners"


class RowFor(StrEnum):
    """What one line of a list of people stands for."""

    PERSON = "person"
    HOUSEHOLD = "household"


class Use(StrEnum):
    """What a list is used for."""

    COMMITTEE = "committee"
    NEWSLETTER = "newsletter"
    PRINT = "print"

    @property
    def purpose(self) -> Purpose | None:
        """What everybody on it must have agreed to; None where it stays within the committee."""
        return {Use.NEWSLETTER: Purpose.NEWSLETTER, Use.PRINT: Purpose.PRINT}.get(self)

    @property
    def words(self) -> str:
        """What it is called on the screen."""
        return {
            Use.COMMITTEE: "For the committee",
            Use.NEWSLETTER: "To send the newsletter",
            Use.PRINT: "To print names",
        }[self]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column that a list may show.

    Attributes:
        key: its name in what is kept.
        title: its heading, by which an import knows it again.
        uses: what a list that shows it may be used for.
        number: whether it holds numbers.
        first: whether a new list shows it.
    """

    key: str
    title: str
    uses: frozenset[Use]
    number: bool = False
    first: bool = False


_USES = {
    ListReach.COMMITTEE: frozenset({Use.COMMITTEE}),
    ListReach.NEWSLETTER: frozenset({Use.COMMITTEE, Use.NEWSLETTER}),
    ListReach.PRINT: frozenset(Use),
}


def _columns_of(fields: Iterable[FieldDeclaration]) -> tuple[ListColumn, ...]:
    """The columns that lists may show, made of the declarations of fields; others are passed over."""
    return tuple(
        ListColumn(each.list_key, each.list_title, _USES[place.reach], place.number, place.first)
        for each in fields
        if (place := each.in_list) is not None
    )


COLUMNS = {Subject.PEOPLE: _columns_of(PEOPLE), Subject.PARTNERS: _columns_of(PARTNERS)}


def available_columns(subject: Subject, use: Use) -> tuple[ListColumn, ...]:
    """The columns that a list of this use may show, in their usual order."""
    return tuple(column for column in COLUMNS[subject] if use in column.uses)
