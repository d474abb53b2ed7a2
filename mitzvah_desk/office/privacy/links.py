"""What leads to a person, read off the foreign keys, and what each kind of it is kept for."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column, ForeignKey

from mitzvah_desk.model import Retention
from mitzvah_desk.store.journal import list_journalled_tables


@dataclass(frozen=True, slots=True)
class LinkWords:
    """What records of one kind are called in front of the person, and why they are kept.

    Attributes:
        title: their heading.
        purpose: what they are kept for, in a sentence.
        columns: which of their fields are about the person; all where empty.
    """

    title: str
    purpose: str
    columns: tuple[str, ...] = ()


_ROTA = "To plan who does what, and to know what was done."
_TOLD = "To tell them when a shift is changed or called off."
_THANKS = "To thank whoever gave, and to know where a gift came from."
_SAFE = "To keep children safe and reach their family."
_TOLD_APART = "So that the two are not taken for one another."
_FORMS = "To know who was asked for permission and who answered."
_HOME = ", with the household"

LINKS: dict[tuple[str, str], LinkWords] = {
    ("assignment", "person_id"): LinkWords("Shifts", _ROTA),
    ("shift_notice", "person_id"): LinkWords("Changes to tell them", _TOLD),
    ("print_notice", "person_id"): LinkWords("Lines on printed rotas", _TOLD),
    ("calendar_notice", "person_id"): LinkWords("What their calendar was told", _TOLD),
    ("project", "coordinator_id"): LinkWords("Projects coordinated", _ROTA, ("title", "on_day")),
    ("to_do", "owner_id"): LinkWords("Things they were to do", _ROTA, ("what", "due_on", "done_on")),
    ("delivery", "driver_id"): LinkWords(
        "Deliveries driven", _ROTA, ("partner_id", "from_at", "until_at", "status")
    ),
    ("group", "leader_id"): LinkWords("Groups led", _ROTA, ("name",)),
    ("group_member", "person_id"): LinkWords("Groups", _ROTA),
    ("person_skill", "person_id"): LinkWords("Skills", _ROTA),
    ("unavailability", "person_id"): LinkWords("Times away", _ROTA),
    ("wish", "person_id"): LinkWords("Wishes for work", _ROTA),
    ("project_wish", "person_id"): LinkWords("Projects asked for", _ROTA),
    ("pairing", "person_id"): LinkWords("Wishes for company", _ROTA),
    ("pairing", "other_id"): LinkWords("Wishes of others for their company", _ROTA),
    ("guardian", "child_id"): LinkWords("Parents and guardians", _SAFE),
    ("guardian", "adult_id"): LinkWords("Children they answer for", _SAFE),
    ("permission", "person_id"): LinkWords("Permissions", "To do only what was allowed, and to prove it."),
    ("permission", "guardian_id"): LinkWords("Permissions given for a child", "To prove who allowed what."),
    ("consent_form", "person_id"): LinkWords("Consent forms", _FORMS),
    ("consent_form", "household_id"): LinkWords(f"Consent forms{_HOME}", _FORMS),
    ("subject_request", "person_id"): LinkWords(
        "Requests about their data", "To answer within a month, and to show that it was answered."
    ),
    ("retention_hold", "person_id"): LinkWords("Kept longer, and why", "To keep nobody without a reason."),
    ("gift_aid_declaration", "person_id"): LinkWords(
        "Gift Aid declarations", "To claim Gift Aid, and to show HMRC who declared what."
    ),
    ("donation", "donor_person_id"): LinkWords("Gifts of goods", _THANKS),
    ("donation", "donor_household_id"): LinkWords(f"Gifts of goods{_HOME}", _THANKS),
    ("money_gift", "donor_person_id"): LinkWords("Gifts of money", _THANKS),
    ("money_gift", "donor_household_id"): LinkWords(f"Gifts of money{_HOME}", _THANKS),
    ("letter", "person_id"): LinkWords("Letters of thanks", "So that nobody is thanked twice."),
    ("letter", "household_id"): LinkWords(f"Letters of thanks{_HOME}", "So that nobody is thanked twice."),
    ("partner_contact", "person_id"): LinkWords("Contact of a partner", "To reach the partner."),
    ("contact_log", "person_id"): LinkWords("Conversations", "To know what was agreed with a partner."),
    ("quotation", "person_id"): LinkWords("What they said", "To tell of the day."),
    ("guest_of_honour", "person_id"): LinkWords("Visits as guest of honour", _ROTA),
    ("guest_of_honour", "host_id"): LinkWords("Guests of honour received", _ROTA),
    ("different_people", "person_id"): LinkWords("Somebody else of a like name", _TOLD_APART),
    ("different_people", "other_id"): LinkWords("Somebody else of a like name, too", _TOLD_APART),
}
"""By table and column. A test holds them against the foreign keys of the model."""


NARROW = frozenset(table for (table, _), words in LINKS.items() if words.columns)
"""Tables of which only some fields are about whom they lead to."""


def list_links(record: str) -> Iterator[ForeignKey]:
    """The foreign keys that lead to a record.

    Args:
        record: its table: ``person``.
    """
    for table in list_journalled_tables():
        keys = sorted(table.foreign_keys, key=lambda key: table.columns.keys().index(key.parent.name))
        yield from (key for key in keys if key.column.table.name == record)


def read_retention(column: Column[object]) -> Retention | None:
    """How long a column may be kept; None where it holds nothing personal."""
    found = column.info.get("retention")
    return found if isinstance(found, Retention) else None
