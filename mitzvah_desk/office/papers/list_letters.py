"""Letters, labels and envelopes for those on a list, in the order of the list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from mitzvah_desk.model import LetterFor
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.lists.files import list_saved_lists
from mitzvah_desk.office.lists.reading import Listed, ListRow, read_list
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, not_found
from mitzvah_desk.office.projects.reference_lists import read_campaign
from mitzvah_desk.office.thanks.addressees import Addressees, load_people
from mitzvah_desk.office.thanks.letters import LetterChoice, bind_letters, compose_letters, list_letter_words
from mitzvah_desk.office.thanks.thank_you_ledger import Thanks, list_thanks
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.lists.vocabulary import Use

_TOLD = 4
"""Of so many it is told one by one what they lack."""


@dataclass(frozen=True, slots=True)
class AddressedList:
    """A list whose people or partners are written to.

    Attributes:
        name: what it is called.
        lines: the addressees in the order of the list, each with what they did in the campaign.
    """

    name: str
    lines: tuple[Thanks, ...]


def read_chosen_list(
    connection: Connection, asked: PrintRequest, *, use: Use | None = None
) -> tuple[str, Listed]:
    """The list that a paper is of, by its name.

    Args:
        connection: the file.
        asked: what is asked for.
        use: what the paper uses it for; what the list itself is for where None.

    Raises:
        WorldError: it is gone, or cannot be used.
        StoppedListError: something stands against it.
    """
    kept = next((each for each in list_saved_lists(connection) if each.id == asked.scope.list_id), None)
    if kept is None or kept.problem:
        raise not_found()
    definition = kept.definition if use is None else replace(kept.definition, use=use)
    if definition.use is Use.PRINT and use is None:
        raise ValueError(f"“{kept.name}” is for printing names, and nobody’s address may be on it.")
    found = read_list(connection, definition, asked.campaign_id, today=asked.now.date())
    return kept.name, found.require_sound()


def read_addressed_list(connection: Connection, asked: PrintRequest) -> AddressedList:
    """Those on a list as addressees: one for each line of it; see ``read_chosen_list``."""
    name, found = read_chosen_list(connection, asked)
    addressees = Addressees(connection, load_people(connection, asked.now.date()))
    owed = {line.key: line for line in list_thanks(connection, asked.campaign_id, asked.now)}
    lines = []
    for number, row in enumerate(found.rows, start=1):
        key = (row.record, row.record_id)
        to = addressees.of_people(row.persons) if row.persons else addressees.of(key)
        known = owed.get(key) or Thanks(number, key, to, _for_whom(row))
        lines.append(replace(known, id=number, to=to))
    return AddressedList(name, tuple(lines))


def make_list_letters(office: Office, asked: PrintRequest) -> Outgoing:
    """A letter to each addressee of a list, which is not noted as thanks: it may be about anything.

    Raises:
        ValueError: the list cannot be used, or there are no words of the name chosen; a sentence.
    """
    listed = office.query(read_addressed_list, asked)
    facts = office.query(read_campaign, asked.campaign_id)
    if facts is None:
        raise not_found()
    if listed.lines and not asked.letters.template and not any(line.reasons for line in listed.lines):
        raise ValueError(
            "Choose the words of these letters. Words of thanks are for households and partners who are to be"
            " thanked, and no line of this list is one; your own are written under Letters, Words."
        )
    letters, lacking = compose_letters(
        listed.lines,
        office.query(list_letter_words),
        facts,
        office.query(read_settings),
        LetterChoice(asked.letters.template, asked.letters.formal),
    )
    job = bind_letters(
        office,
        f"Letters to “{listed.name}”",
        letters,
        _sum_up(lacking),
        formal=asked.letters.formal,
        paper=asked.paper,
        now=asked.now,
    )
    return replace(job, keys=())


def _sum_up(lacking: Sequence[Finding]) -> Sequence[Finding]:
    """What is lacking of those on a list: of many, how many they are and who is among them."""
    if len(lacking) <= _TOLD:
        return lacking
    names = "; ".join(each.subject for each in lacking[:_TOLD])
    text = f"{len(lacking):,} on this list lack what the words speak of: {names} and others."
    do = "There is no letter to them yet. Choose other words for them, or take the field out."
    return (hard_finding("letters.missing", names, text, do),)


def _for_whom(row: ListRow) -> LetterFor:
    return LetterFor.PARTNER if row.record == "partner" else LetterFor.ANYBODY
