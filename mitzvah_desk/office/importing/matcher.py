"""Finding who of the book, or of earlier rows, the people and partners of a row are."""

from collections.abc import Sequence
from dataclasses import dataclass

from mitzvah_desk.office.importing.existing_records import (
    ExistingRecords,
    organisation_to_match,
    person_to_match,
)
from mitzvah_desk.office.importing.people_read import PersonRead, format_name
from mitzvah_desk.rules.goods.item_names import ItemNames
from mitzvah_desk.rules.matching.matching import Index, Match, MatchConfidence, PersonToMatch, Step
from mitzvah_desk.rules.matching.partners import Organisation, PartnerIndex
from mitzvah_desk.rules.people.names import full_name

_NAME_ALONE = ("same name",)


@dataclass(slots=True)
class MatchEntry:
    """A person of a row, and whom it may be.

    Attributes:
        key: a number below nothing, its own in the index.
        read: what the row says.
        target: whom it surely is: an id, or an earlier entry's key; None for somebody new, or nobody knows.
        likes: whom it may be, where that is not sure.
    """

    key: int
    read: PersonRead
    target: int | None = None
    likes: tuple[tuple[int, Match], ...] = ()

    @property
    def ids(self) -> list[int]:
        """Whom it is or may be."""
        return [self.target] if self.target is not None else [number for number, _ in self.likes]


class Matcher:
    """Finds who of the book, or of earlier rows, a row's people are."""

    def __init__(self, known: ExistingRecords, step: Step, row_noun: str = "row") -> None:
        self._known = known
        self.row_noun = row_noun
        self._index = Index()
        self._last = 0
        self._partners: PartnerIndex | None = None
        self._items: ItemNames | None = None
        self.lines: dict[int, int] = {}
        self.names: dict[int, str] = {}
        for done, (number, person) in enumerate(known.persons.items()):
            if done % 500 == 0:
                step(done, len(known.persons))
            self._index.add(number, person_to_match(person, known.households.get(person["household_id"])))

    def entries(self, line: int, people: Sequence[PersonRead]) -> list[MatchEntry]:
        """The people of one row, matched; later rows may be matched with them."""
        return [self._entry(line, read) for read in people]

    def partners_like(self, line: int, organisation: Organisation) -> list[tuple[int, Match]]:
        """The partners, or those of earlier rows, that a row may be about; later rows are matched with it."""
        if self._partners is None:
            self._partners = PartnerIndex()
            for number, row in self._known.partners.items():
                self._partners.add(number, organisation_to_match(row))
        found = self._partners.like(organisation)
        if not found or found[0][0] < 0 or found[0][1].likeness is not MatchConfidence.SURE:
            self._partners.add(-line, organisation)
        return found

    @property
    def item_names(self) -> ItemNames:
        """The names of the catalogue."""
        if self._items is None:
            self._items = ItemNames((number, row["name"]) for number, row in self._known.catalogue.items())
        return self._items

    def label(self, number: int) -> str:
        """A candidate's name, and where it stands."""
        if number < 0:
            return f"{self.names[number]} in {self.row_noun} {self.lines[number]}"
        person = self._known.persons[number]
        home = self._known.households.get(person["household_id"])
        where = (home["postcode"] or home["name"]) if home else person["position"]
        name = full_name(person["given"], person["family"])
        return f"{name} ({where})" if where else name

    def _entry(self, line: int, read: PersonRead) -> MatchEntry:
        self._last -= 1
        entry = MatchEntry(self._last, read)
        likes = self._index.like(read.who)
        if likes:
            best = likes[0]
            second = likes[1][1] if len(likes) > 1 else None
            alone = second is None or (second.likeness, second.weight) < (best[1].likeness, best[1].weight)
            if alone and (best[1].likeness is MatchConfidence.SURE or self._only_name(read.who, likes)):
                entry.target = best[0]
            else:
                entry.likes = tuple(likes[:5])
        self.lines[entry.key] = line
        self.names[entry.key] = format_name(read.who)
        if entry.target is None or entry.target < 0:
            self._index.add(entry.key, read.who)
        return entry

    def _only_name(self, who: PersonToMatch, likes: Sequence[tuple[int, Match]]) -> bool:
        """Whether the row says no more than a name, and there is one of that very name."""
        says_more = who.emails or who.phones or who.postcode or who.born
        return not says_more and likes[0][1].reasons == _NAME_ALONE
