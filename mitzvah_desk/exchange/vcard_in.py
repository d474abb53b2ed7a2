"""Cards of address books as tables with the headings of spreadsheets: people, and organisations apart.

What a card tells and no column holds stands in its note, with what it is: nothing is left out but what
programs keep for themselves, and pictures. A group's card (vCard 4.0, or Apple's) is told by its members.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from mitzvah_desk.exchange.limits import LONGEST_CELL, MOST_CARDS, UnreadableError
from mitzvah_desk.exchange.vcards.facts import ORGANISATION_TITLES, PEOPLE_TITLES, CardFacts
from mitzvah_desk.exchange.vcards.lines import BEGIN, CardRead, split_cards
from mitzvah_desk.exchange.vcards.reading import read_facts
from mitzvah_desk.rules.plurals import count_noun

_ALWAYS = 4
"""How many columns there are whatever stands in them: those of the name."""
_TOO_LONG = "What this card says is far too long, so only its name was read. Add the rest by hand."


@dataclass(slots=True)
class CardTable:
    """Cards of one sort.

    Attributes:
        tells_of: ``partners``, or empty where they are of people.
        rows: the headings as number 0, and each card with its number in the file; all of one length.
        problems: what is wrong with cards of which only the name can be read, by their numbers.
    """

    tells_of: str
    rows: list[tuple[int, Sequence[str]]]
    problems: dict[int, str] = field(default_factory=dict)


def parse_vcards(text: str) -> tuple[CardTable, ...]:
    """The people of a file of cards, and its organisations; each where there are any.

    Args:
        text: the whole file.

    Raises:
        UnreadableError: there are far too many cards.
    """
    if text.upper().count(BEGIN) > MOST_CARDS:
        raise UnreadableError(
            f"This file has more than {MOST_CARDS:,} cards. Save only those that are wanted."
        )
    people = CardTable("", [(0, PEOPLE_TITLES)])
    organisations = CardTable("partners", [(0, ORGANISATION_TITLES)])
    read = [(card, read_facts(card)) for card in split_cards(text)]
    _join_groups([facts for _, facts in read])
    for card, facts in read:
        table = organisations if facts.is_organisation and not card.problem else people
        cells, problem = _row(card, facts, table.rows[0][1])
        table.rows.append((card.number, cells))
        if problem:
            table.problems[card.number] = problem
    return tuple(_without_empty(table) for table in (people, organisations) if len(table.rows) > 1)


def _without_empty(table: CardTable) -> CardTable:
    """A table without the columns in which nothing stands; the first stay, so that it looks like a list."""
    wide = len(table.rows[0][1])
    told = [at for at in range(wide) if at < _ALWAYS or any(cells[at] for _, cells in table.rows[1:])]
    rows: list[tuple[int, Sequence[str]]] = [
        (number, [cells[at] for at in told]) for number, cells in table.rows
    ]
    return replace(table, rows=rows)


def _row(card: CardRead, facts: CardFacts, titles: Sequence[str]) -> tuple[list[str], str]:
    """A card's cells, and what is wrong with it."""
    cells = facts.cells | {"Note": "\n".join(facts.notes)}
    problem = card.problem
    if not problem and max(map(len, cells.values())) > LONGEST_CELL:
        problem = _TOO_LONG
    if problem:
        name = facts.name[:200] or f"Card {card.number:,}"
        cells = {"Full name" if "Full name" in titles else "Name": name}
    return [cells.get(title, "") for title in titles], problem


def _join_groups(cards: Iterable[CardFacts]) -> None:
    """Tells each member of a group's card of the group."""
    known: dict[str, CardFacts] = {}
    groups = []
    for facts in cards:
        for key in facts.keys:
            known.setdefault(key, facts)
        if facts.is_group:
            groups.append(facts)
    for group in groups:
        strangers = 0
        for member in dict.fromkeys(group.members):
            found = known.get(member)
            if found is None or found is group:
                strangers += 1
            elif found.is_organisation or found.is_group or "Group" in found.cells:
                found.tell("Group", group.name)
            else:
                found.cells["Group"] = group.name
        if strangers:
            has = "is" if strangers == 1 else "are"
            group.notes.append(f"{count_noun(strangers, 'member')} {has} not in this file of cards.")
