"""What an erasure would change, told before it is done."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    GiftAidDeclaration,
    Household,
    MoneyGift,
    Person,
    Project,
    Shift,
)
from mitzvah_desk.model.expressions import full_name, is_child_on, shift_day
from mitzvah_desk.office.core.rows import fill_row, fill_rows
from mitzvah_desk.office.gift_aid.coverage import MarkedGift, list_declarations, list_marked_gifts
from mitzvah_desk.office.outgoing.typed_places import TypedPlace, describe_place
from mitzvah_desk.office.privacy.marks import Traces, read_traces
from mitzvah_desk.office.privacy.person_index import PersonIndex
from mitzvah_desk.office.rota.head_counts import SERVING
from mitzvah_desk.rules.fields.parsing import format_date, format_money
from mitzvah_desk.rules.people.names import full_name as join_name
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.gift_aid import REASON, keep_gift_aid_until
from mitzvah_desk.rules.privacy.person_marks import INSTEAD

EMPTIED = frozenset({"email", "phone", "mobile", "website", "postcode"})
"""Columns that hold nothing but a number or address, so that nothing else can stand in its place."""
DECLARED = frozenset({"title", "given", "family", "address", "postcode"})
"""What a donor declared, which HMRC may ask for as it was."""
AS_JSON = frozenset({"value", "definition"})
"""Columns that hold JSON, in which texts stand."""


@dataclass(frozen=True, slots=True)
class ErasedPlace:
    """A field of another record that is written anew.

    Attributes:
        place: the field as it is.
        where: the same as the head of a sentence.
        instead: what will stand there.
    """

    place: TypedPlace
    where: str
    instead: str


@dataclass(frozen=True, slots=True)
class ServedShift:
    """A place on a shift of the past, which stays without a name.

    Attributes:
        id: the assignment.
        shift_id: the shift.
        day: its day.
        child: whether the person was a child then.
    """

    id: int
    shift_id: int
    day: date
    child: bool


@dataclass(frozen=True, slots=True)
class LawfulGift:
    """A gift marked for Gift Aid without a declaration in the file, which the law wants kept with its donor.

    Attributes:
        id: the gift.
        donor: name and address.
        amount_pence: how much.
        until: the last day on which they must be known.
    """

    id: int
    donor: str
    amount_pence: int
    until: date

    @property
    def note(self) -> str:
        """What the gift's note says of it."""
        return f"Kept for Gift Aid until {format_date(self.until)}: {self.donor}"


@dataclass(frozen=True, slots=True)
class LawfulDeclaration:
    """A Gift Aid declaration that stays as it was made, with the gifts under it that HMRC may ask about.

    Attributes:
        id: the declaration.
        made_on: its day.
        gift_ids: the gifts, which still lead to it by the emptied record of who made it.
        until: the last day on which it must be known.
    """

    id: int
    made_on: date
    gift_ids: tuple[int, ...]
    until: date


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What an erasure would do.

    Attributes:
        name: whose.
        places: every field of other records that is written anew.
        served: places on shifts of the past, which stay without a name.
        declared: Gift Aid declarations that must stay.
        kept: gifts under none of these that must stay with their donor's name.
        namesake: somebody else has the same name, so that it stays where it may be theirs.
    """

    name: str
    places: tuple[ErasedPlace, ...]
    served: tuple[ServedShift, ...]
    declared: tuple[LawfulDeclaration, ...]
    kept: tuple[LawfulGift, ...]
    namesake: bool

    def describe(self) -> Iterator[str]:
        """The same in lines, for whoever decides."""
        if self.places:
            yield f"Written anew in {count_noun(len(self.places), 'other field')}:"
            for each in self.places:
                yield (
                    f"• {each.where}: “{_shorten(each.instead)}”"
                    if each.instead
                    else f"• {each.where}: empty"
                )
        if self.namesake:
            yield f"Somebody else is called {self.name} too: a name that may be theirs stays. Please look."
        if self.served:
            count = count_noun(len(self.served), "place")
            verb = "stays" if len(self.served) == 1 else "stay"
            yield f"{count} on shifts of the past {verb}, without a name, so that past figures stay true."
        for declared in self.declared:
            gifts, until = count_noun(len(declared.gift_ids), "gift"), format_date(declared.until)
            yield (
                f"The Gift Aid declaration of {format_date(declared.made_on)}, with name and address, stays"
                f" for {gifts} until {until}: {REASON}."
            )
        for gift in self.kept:
            amount, until = format_money(gift.amount_pence), format_date(gift.until)
            yield f"Name and address stay with a gift of {amount} until {until}: {REASON}."


def preview_erasure(connection: Connection, person_id: int, today: date) -> ErasurePreview | None:
    """What erasing a person would do; None where there is no such person.

    Args:
        connection: the file.
        person_id: who.
        today: shifts before it are past.
    """
    index = PersonIndex(connection)
    traces = read_traces(index, person_id)
    return None if traces is None else preview_traces(index, traces, today)


def preview_traces(index: PersonIndex, traces: Traces, today: date) -> ErasurePreview:
    """What erasing a person would do, by their traces; see ``preview_erasure``."""
    connection, person_id = index.connection, traces.person_id
    name = connection.execute(select(full_name(Person)).where(Person.id == person_id)).scalar_one()
    declared = tuple(_list_declared(connection, person_id, today))
    return ErasurePreview(
        name,
        tuple(_list_places(index, traces, {each.id for each in declared})),
        tuple(_list_served(connection, person_id, today)),
        declared,
        tuple(_list_lawful(connection, traces, today)),
        traces.namesake,
    )


def _list_places(index: PersonIndex, traces: Traces, declared: Collection[int]) -> Iterator[ErasedPlace]:
    for place in traces.find(index):
        stays = place.record == GiftAidDeclaration.__tablename__ and place.record_id in declared
        if stays and place.column in DECLARED:
            continue
        near = (place.record, place.record_id) in traces.near
        yield ErasedPlace(
            place, describe_place(index.connection, place), _write_anew(place, traces, near=near)
        )


def _write_anew(place: TypedPlace, traces: Traces, *, near: bool) -> str:
    def change(text: str) -> str:
        made = traces.marks.replace(text, near=near)
        signs = (
            place.record == "setting" and made.casefold() == INSTEAD
        )  # nobody else signs letters by itself
        return "" if signs else made

    if place.column in EMPTIED:
        return ""
    if place.column in AS_JSON:
        try:
            return json.dumps(_change_all(json.loads(place.text), change), ensure_ascii=False)
        except ValueError:
            return change(place.text)
    return change(place.text)


def _change_all(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401  # whatever JSON holds
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_change_all(each, change) for each in value]
    return (
        {key: _change_all(each, change) for key, each in value.items()} if isinstance(value, dict) else value
    )


def is_past_service(today: date) -> ColumnElement[bool]:
    """Whether an assignment counts in the figures of the past, in a query with its shift and campaign.

    Args:
        today: shifts before it are past.
    """
    return (Assignment.status == AssignmentStatus.ATTENDED) | (SERVING & (shift_day() < today))


def _list_served(connection: Connection, person_id: int, today: date) -> list[ServedShift]:
    day = shift_day()
    rows = connection.execute(
        select(
            Assignment.id,
            Assignment.shift_id,
            day.label("day"),
            case((is_child_on(day, Person), 1), else_=0).label("child"),
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.person_id == person_id, is_past_service(today))
        .order_by(day)
    )
    return fill_rows(ServedShift, rows, child=(bool, "child"))


def _list_declared(connection: Connection, person_id: int, today: date) -> Iterator[LawfulDeclaration]:
    gifts: dict[int, list[MarkedGift]] = defaultdict(list)
    for gift in list_marked_gifts(connection, MoneyGift.donor_person_id == person_id):
        if gift.declaration is not None and keep_gift_aid_until(gift.on_day) >= today:
            gifts[gift.declaration.id].append(gift)
    for declaration in list_declarations(connection, person_id):
        if under := gifts.get(declaration.id):
            until = max(keep_gift_aid_until(gift.on_day) for gift in under)
            ids = tuple(gift.id for gift in under)
            yield LawfulDeclaration(declaration.id, declaration.made_on, ids, until)


@dataclass(frozen=True, slots=True)
class _Donor:
    title: str
    given: str
    family: str
    address: str
    postcode: str


def _list_lawful(connection: Connection, traces: Traces, today: date) -> Iterator[LawfulGift]:
    """Marked gifts under no declaration: the person's, and their household's where they live alone."""
    address = func.coalesce(Household.address, "").label("address")
    postcode = func.coalesce(Household.postcode, "").label("postcode")
    donor = fill_row(
        _Donor,
        connection.execute(
            select(Person.title, Person.given, Person.family, address, postcode)
            .outerjoin(Household, Household.id == Person.household_id)
            .where(Person.id == traces.person_id)
        ),
    )
    theirs = MoneyGift.donor_person_id == traces.person_id
    if traces.alone:
        theirs |= MoneyGift.donor_household_id == traces.household_id
    for gift in list_marked_gifts(connection, theirs):
        until = keep_gift_aid_until(gift.on_day)
        if donor and gift.declaration is None and until >= today:
            name = join_name(donor.title, join_name(donor.given, donor.family))
            lines = (name, *donor.address.splitlines(), donor.postcode)
            yield LawfulGift(gift.id, ", ".join(filter(None, lines)), gift.amount_pence, until)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:89]}…"
