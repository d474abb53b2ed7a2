"""What a row says of people, as values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mitzvah_desk.model import ContactStatus, Purpose
from mitzvah_desk.rules.matching.matching import PersonToMatch


@dataclass(slots=True)
class PersonRead:
    """One person of a row.

    Attributes:
        who: for matching.
        values: the person's own fields that the row tells.
        permissions: what they allow, by purpose.
        skills: what they can do.
    """

    who: PersonToMatch
    values: dict[str, Any]
    permissions: dict[Purpose, bool] = field(default_factory=dict)
    skills: tuple[str, ...] = ()

    @property
    def gone(self) -> ContactStatus | None:
        """That they died or moved away, where the row says so; who is not known is not added for that."""
        said: ContactStatus | None = self.values.get("contact_status")
        return said if said in {ContactStatus.DIED, ContactStatus.MOVED_AWAY} else None


@dataclass(slots=True)
class PeopleRead:
    """The people of a row, their home, and what belongs to them.

    Attributes:
        people: whom it names; nobody for a household or a group as a whole.
        home: the fields of their household that it tells.
        household: the household's name, where it says one.
        family_number: what the household is called in the program that the file is from; rows with the same
            are of one household.
        said_on: the day on which they said so, where the row names one.
        unsubscribed: the day on which they took themselves off the newsletter; the row tells nothing else.
        email: their address, of whoever took themselves off.
        not_coming: the words by which the row says that they do not come.
        group: a group that they belong to, or that the row is about.
        leads: whether the person leads the group, and the row is about it.
        heads: the group's own fields: its adults and children, its note.
        problems: sentences about what cannot be read.
    """

    people: list[PersonRead] = field(default_factory=list)
    home: dict[str, Any] = field(default_factory=dict)
    household: str = ""
    family_number: str = ""
    said_on: date | None = None
    unsubscribed: date | None = None
    email: str = ""
    not_coming: str = ""
    group: str = ""
    leads: bool = False
    heads: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def format_name(who: PersonToMatch) -> str:
    """A person's name; with the title where there is no first name: ``Mrs Levy``."""
    return " ".join(filter(None, (who.given or who.title, who.family)))
