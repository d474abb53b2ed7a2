"""The ready-made kinds of project: read from the shipped file, and put into the committee's own lists."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select

from mitzvah_desk import shipped
from mitzvah_desk.model import (
    Base,
    DbsLevel,
    KindMaterial,
    KindPartnerRole,
    KindShift,
    KindToDo,
    PartnerRole,
    ProjectKind,
    Role,
    Skill,
)
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork

Entry = Mapping[str, Any]
_EVERYWHERE = ("Lead", "Welcome", "Driver", "First aider")
"""Roles that every file begins with."""


@dataclass(frozen=True, slots=True)
class ReadyKind:
    """A kind to choose from: its name and what it is, in a sentence."""

    name: str
    summary: str


def list_ready_kinds() -> tuple[ReadyKind, ...]:
    """The ready-made kinds, in the order in which they are offered."""
    return tuple(ReadyKind(each["name"], each["summary"]) for each in _shipped()["kind"])


@dataclass(frozen=True)
class AddReadyKinds:
    """Puts ready-made kinds into the lists, with the roles that their shifts need and with the skills.

    A kind, role or skill of a name that is there already stays as it is.

    Attributes:
        names: the kinds.
    """

    names: tuple[str, ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds what is not there; the ids are those of the kinds."""
        data = _shipped()
        wanted = [each for each in data["kind"] if each["name"] in self.names]
        taken = _ids(work, ProjectKind)
        kinds = [each for each in wanted if each["name"].casefold() not in taken]
        roles = _add_roles(work, {shift[0] for kind in kinds for shift in kind["shifts"]})
        made = [_add_kind(work, each, roles) for each in kinds]
        return Applied(f"Added {count_noun(len(made), 'kind')} of project", tuple(made))


@dataclass(frozen=True)
class FillKinds:
    """Gives kinds of the committee's own, which are nothing but names, the work of ready-made ones.

    Attributes:
        kinds: each as its id and the name of the ready-made kind.
    """

    kinds: tuple[tuple[int, str], ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Fills them."""
        entries = {entry["name"]: entry for entry in _shipped()["kind"]}
        chosen = [(work.session.get_one(ProjectKind, number), entries[name]) for number, name in self.kinds]
        roles = _add_roles(work, {shift[0] for _, entry in chosen for shift in entry["shifts"]})
        for kind, entry in chosen:
            _fill(work, kind, entry, roles)
        numbers = tuple(number for number, _ in self.kinds)
        return Applied(f"Filled {count_noun(len(numbers), 'kind')} of project", numbers)


@cache
def _shipped() -> Entry:
    return tomllib.loads(shipped.find_shipped_file("templates", "kinds.toml").read_text("utf-8"))


def _ids(work: UnitOfWork, model: type[ProjectKind | Role | Skill]) -> dict[str, int]:
    """The ids of what is there, by its name in small letters."""
    return {name.casefold(): number for number, name in work.session.execute(select(model.id, model.name))}


def _add_roles(work: UnitOfWork, wanted: Collection[str]) -> dict[str, int]:
    """Adds the skills, and the roles of these names that are not there; the ids of all roles."""
    data, skills, roles = _shipped(), _ids(work, Skill), _ids(work, Role)
    new = [Skill(name=name) for name in data["skills"] if name.casefold() not in skills]
    work.session.add_all(new)
    work.session.flush()
    skills |= {each.name.casefold(): each.id for each in new}
    for entry in data["role"]:
        if entry["name"] not in {*_EVERYWHERE, *wanted} or entry["name"].casefold() in roles:
            continue
        role = Role(
            name=entry["name"],
            minimum_age=entry.get("minimum_age"),
            skill_id=skills[entry["skill"].casefold()] if "skill" in entry else None,
            dbs_level=DbsLevel(entry.get("dbs_level", "none")),
        )
        work.session.add(role)
        work.session.flush()
        roles[role.name.casefold()] = role.id
    return roles


def _add_kind(work: UnitOfWork, entry: Entry, roles: Mapping[str, int]) -> int:
    kind = ProjectKind(name=entry["name"])
    work.session.add(kind)
    work.session.flush()
    _fill(work, kind, entry, roles)
    return kind.id


def _fill(work: UnitOfWork, kind: ProjectKind, entry: Entry, roles: Mapping[str, int]) -> None:
    kind.summary = entry["summary"]
    kind.safety = "\n".join(entry["safety"])
    kind.serves_food = entry.get("serves_food", False)
    work.session.add_all(
        KindShift(
            kind_id=kind.id,
            role_id=roles[role.casefold()],
            starts_at=starts or None,
            ends_at=ends or None,
            minimum=fewest,
            maximum=most,
        )
        for role, starts, ends, fewest, most in entry["shifts"]
    )
    parts: list[Base] = [KindMaterial(kind_id=kind.id, name=name) for name in entry["materials"]]
    parts += [KindToDo(kind_id=kind.id, what=what, lead_days=days) for days, what in entry["to_dos"]]
    parts += [KindPartnerRole(kind_id=kind.id, role=PartnerRole(role)) for role in entry["partners"]]
    work.session.add_all(parts)
    work.session.flush()
