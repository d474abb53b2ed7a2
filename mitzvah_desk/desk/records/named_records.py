"""What can be named in a field, and how a new one of it is made: one table for every field of the window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.lookup import Option
from mitzvah_desk.office.goods.catalogue import AddItem
from mitzvah_desk.rules.fields.person_name import name_values, parse_person_name
from mitzvah_desk.rules.people.names import full_name


@dataclass(frozen=True)
class Nameable:
    """One noun that fields name.

    Attributes:
        read: the records that there are.
        make: the action that makes a new one of what is typed.
        name: what a new one is called; empty where what is typed can be no name of one.
        more: what is told of a new one beside its name.
        repeats: whether two may have the same name.
    """

    read: Callable[[FileSession], Sequence[Option]]
    make: Callable[[FileSession, str], Action]
    name: Callable[[str], str] = str
    more: Callable[[str], str] = lambda _: ""
    repeats: bool = False


def _by_name(record: str, query: Callable[..., list[Option]], *, repeats: bool = False) -> Nameable:
    """A noun that is made of its name alone."""
    return Nameable(
        lambda session: session.office.query(query),
        lambda _, typed: Add(record, {"name": typed}),
        repeats=repeats,
    )


def _persons(more: str = "", **also: Any) -> Nameable:  # noqa: ANN401
    def make(_: FileSession, typed: str) -> Action:
        name = parse_person_name(typed)
        return Add("person", {**(name_values(name) if name else {"given": typed}), **also})

    return Nameable(
        lambda session: session.office.query(lookup.list_person_options),
        make,
        shown_person_name,
        lambda typed: ", ".join(part for part in (_without_family_name(typed), more) if part),
        repeats=True,
    )


def shown_person_name(typed: str) -> str:
    """What a new person is called; empty where it is no name of one person."""
    name = parse_person_name(typed)
    return full_name(name.given or name.title, name.family) if name else ""


def _without_family_name(typed: str) -> str:
    name = parse_person_name(typed)
    return "" if name is None or name.family else "a first name, no family name yet"


def _make_project(session: FileSession, typed: str) -> Action:
    return Add("project", {"campaign_id": session.campaign_id, "title": typed})


NAMED: Mapping[str, Nameable] = {
    "person": _persons(),
    "child": _persons("a child", is_child=True),
    "household": _by_name("household", lookup.list_household_options, repeats=True),
    "group": _by_name("group", lookup.list_group_options),
    "partner": _by_name("partner", lookup.list_partner_options),
    "place": _by_name("place", lookup.list_place_options),
    "role": _by_name("role", lookup.list_role_options),
    "project_kind": _by_name("project_kind", lookup.list_kind_options),
    "skill": _by_name("skill", lookup.list_skill_options),
    "item_category": _by_name("item_category", lookup.list_category_options),
    "storage_location": _by_name("storage_location", lookup.list_location_options),
    "item": Nameable(
        lambda session: session.office.query(lookup.list_item_options), lambda _, typed: AddItem(typed)
    ),
    "project": Nameable(
        lambda session: session.office.query(lookup.list_project_options, session.campaign_id or 0),
        _make_project,
        more=lambda _: "a new project",
    ),
    "donor": _by_name("household", lookup.list_household_options),
}
"""By noun. A ``child`` is a person; of a new ``donor`` its own field asks what it is."""
