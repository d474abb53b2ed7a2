"""Lists follow what they name: a skill, role, group, project or campaign that gets another name.

What a step renames, lists ask for by its new name in the same step, so that one undo takes back both. Where
another record bears the old name still, both are asked for, as before. What is removed, lists do not forget:
they stop, and say so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from mitzvah_desk.model import Campaign, Project, SavedList
from mitzvah_desk.office.core.follow_ups import RowChange, register_follow_up
from mitzvah_desk.office.lists.names import CAMPAIGNS, is_named
from mitzvah_desk.rules.findings import Finding, info_finding
from mitzvah_desk.rules.lists.definition import (
    ConditionGroup,
    GroupMatch,
    ListCondition,
    ListDefinition,
    Part,
    iterate_conditions,
)
from mitzvah_desk.rules.lists.kept_text import format_definition, parse_definition, require_valid_definition
from mitzvah_desk.rules.lists.questions import QUESTIONS, QuestionNeeds
from mitzvah_desk.store.unit_of_work import UnitOfWork

Names = Mapping[tuple[QuestionNeeds, str], tuple[str, ...]]
"""What stands for a name now: the new one, and the old one too where another record bears it still."""
_NEEDS = {
    "skill": (QuestionNeeds.SKILL,),
    "role": (QuestionNeeds.ROLE,),
    "group": (QuestionNeeds.GROUP,),
    "project": (QuestionNeeds.PROJECT,),
    "campaign": CAMPAIGNS,
}


def follow_renames(work: UnitOfWork, changes: list[RowChange]) -> Sequence[Finding]:
    """Puts new names into the lists that ask for old ones; tells which lists stop for what was removed."""
    gone = {name for change in changes if change.after is None for name in _names(work.connection, change)}
    renamed: dict[tuple[QuestionNeeds, str], tuple[str, ...]] = {}
    for change in changes:
        for need, old, new in _renames(work.connection, change):
            left = (old,) if is_named(work.connection, need, old) else ()
            renamed[need, old] = tuple(dict.fromkeys((*renamed.get((need, old), ()), new, *left)))
    if not renamed and not gone:
        return ()
    said: list[Finding] = []
    for kept in work.session.scalars(select(SavedList)):
        try:
            definition = parse_definition(kept.definition)
        except ValueError:
            continue  # it says so itself, and finds nobody
        now = rename_in_list(definition, renamed)
        if now != definition:
            try:
                kept.definition = require_valid_definition(format_definition(now))
            except ValueError:  # it asks as much as a list can, and would ask for both names
                said.append(_tell_not_followed(kept.name))
        said += _tell_stopped(work.connection, kept.name, now, gone)
    return said


def rename_in_list(definition: ListDefinition, renamed: Names) -> ListDefinition:
    """A list that asks for what it asked for, by the names of now."""

    def group(each: ConditionGroup) -> ConditionGroup:
        parts: list[Part] = []
        for was in each.conditions:
            if isinstance(was, ConditionGroup):
                parts.append(group(was))
                continue
            now = rename(was)
            # Where any one is enough, or none may be, two names are two questions and no group of their own.
            loose = len(now) == 1 or (was.holds and each.match is not GroupMatch.ALL)
            match = GroupMatch.ANY if was.holds else GroupMatch.NONE
            parts += now if loose else [ConditionGroup(match, now)]
        return replace(each, conditions=tuple(parts))

    def rename(was: ListCondition) -> tuple[ListCondition, ...]:
        names = renamed.get((_need(definition, was), was.value), (was.value,))
        holds = was.holds if len(names) == 1 else True
        return tuple(replace(was, value=name, holds=holds) for name in names)

    return definition.asking(group(definition.asked))


def _renames(connection: Connection, change: RowChange) -> list[tuple[QuestionNeeds, str, str]]:
    """What was renamed by a change: for which questions, from what, to what."""
    column = "title" if change.table == "project" else "name"
    if not change.is_changed(column):
        return []
    old, new = _name(change.before), _name(change.after)
    found = [(need, old, new) for need in _NEEDS[change.table]]
    if change.table == "project" and change.after:
        of = select(Campaign.name).where(Campaign.id == change.after["campaign_id"])
        campaign = connection.execute(of).scalar()
        found.append((QuestionNeeds.PROJECT, f"{old} ({campaign})", f"{new} ({campaign})"))
    elif change.table == "campaign":
        titles = connection.execute(select(Project.title).where(Project.campaign_id == change.row_id))
        found += [
            (QuestionNeeds.PROJECT, f"{title} ({old})", f"{title} ({new})") for title in titles.scalars()
        ]
    return found


def _names(connection: Connection, change: RowChange) -> list[tuple[QuestionNeeds, str]]:
    """By what lists ask for what was removed."""
    name, image = _name(change.before), change.before or {}
    found = [(need, name) for need in _NEEDS[change.table]]
    if change.table == "project":
        of = select(Campaign.name).where(Campaign.id == image["campaign_id"])
        found.append((QuestionNeeds.PROJECT, f"{name} ({connection.execute(of).scalar()})"))
    return found


def _name(image: Mapping[str, object] | None) -> str:
    found = image or {}
    return str(found.get("title" if "title" in found else "name") or "")


def _tell_not_followed(name: str) -> Finding:
    text = f"The list “{name}” is too long to ask for the new name as well, so it asks for the old one."
    return info_finding("list.not_followed", name, text, "Open the list and see whether it is right.")


def _tell_stopped(
    connection: Connection, name: str, definition: ListDefinition, gone: set[tuple[QuestionNeeds, str]]
) -> list[Finding]:
    asked = ((_need(definition, each), each.value) for each in iterate_conditions(definition.asked))
    return [
        info_finding(
            "list.stopped",
            name,
            f"The list “{name}” asks for “{value}”, which is gone, so it finds nobody.",
            "Open the list and choose another.",
        )
        for need, value in dict.fromkeys(asked)
        if (need, value) in gone and not is_named(connection, need, value)
    ]


def _need(definition: ListDefinition, condition: ListCondition) -> QuestionNeeds:
    return QUESTIONS[definition.subject][condition.question].wanted


register_follow_up(follow_renames, *_NEEDS)
