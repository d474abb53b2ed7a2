"""Details that were for one day: which columns hold them, and which of them are due to go."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, or_, select, union, union_all

from mitzvah_desk.model import (
    Assignment,
    Base,
    Campaign,
    Delivery,
    GuestOfHonour,
    Project,
    Retention,
    Shift,
)
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.privacy.last_seen import CAME, COMES_WITH, SeenPerson, read_row_dates
from mitzvah_desk.office.privacy.links import read_retention
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.fields.registry import field_noun
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.retention import DueRecord, RetentionRule, Verdict, judge_day_details
from mitzvah_desk.store.journal import list_journalled_tables


@cache
def list_day_columns() -> Mapping[str, tuple[Column[Any], ...]]:
    """By table its columns that are needed for one day only, as the model declares them."""
    found = {
        table.name: tuple(
            each for each in table.columns if read_retention(each) is Retention.UNTIL_THE_DAY_IS_OVER
        )
        for table in list_journalled_tables()
    }
    return {name: columns for name, columns in found.items() if columns}


def read_empty_values(table: str) -> dict[str, Any] | None:
    """What stands in the columns of ``list_day_columns`` once they are emptied; None where the row must go.

    Args:
        table: its name.
    """
    columns = list_day_columns()[table]
    if not all(each.nullable or _empty_by_default(each) for each in columns):
        return None
    return {each.name: None if each.nullable else "" for each in columns}


class DayDetailsReader:
    """Reads what was for one day, with the day until which it was needed.

    Args:
        connection: the file.
        people: everybody, by id.
        today: the day of the question.
        days: how long it is kept after that day.
    """

    def __init__(
        self, connection: Connection, people: Mapping[int, SeenPerson], today: date, days: int
    ) -> None:
        self._connection, self._people, self._today, self._days = connection, people, today, days
        ends = _campaign_ends().subquery()
        self._ends: dict[int, date] = _read_days(connection, select(ends.c.campaign_id, ends.c.day))
        self._projects = _read_days(
            connection,
            select(Project.id, ends.c.day).join(ends, ends.c.campaign_id == Project.campaign_id),
        )
        self._taking_part = {
            noun: _read_days(
                connection,
                select(each.c.who, func.max(ends.c.day, type_=Campaign.main_day.type))
                .join(ends, ends.c.campaign_id == each.c.campaign_id)
                .group_by(each.c.who),
            )
            for noun, each in (("person", _people_of_campaigns()), ("group", _groups_of_campaigns()))
        }
        self._changed = {
            "person": {each: row.changed for each, row in people.items()},
            "group": {each: dates.latest for each, dates in read_row_dates(connection, "group").items()},
        }
        self._open = any(judge_day_details(day, None, today, days, open_campaign=False) is Verdict.KEEP
                         for day in self._ends.values())  # fmt: skip

    def list_table(self, name: str, going: Mapping[int, Verdict]) -> Iterator[DueRecord]:
        """What is due of one table.

        Args:
            name: the table.
            going: the people who are due themselves, with whom all of theirs goes.
        """
        table, columns = Base.metadata.tables[name], list_day_columns()[name]
        owner = RECORDS[name].owner
        found: dict[tuple[int, bool], list[tuple[int, date | None, list[str]]]] = {}
        held = or_(*(_holds_something(each) for each in columns))
        rows = self._connection.execute(select(table).where(held)).mappings()
        for row in rows:
            whose = row[owner] if owner else row["id"]
            if whose in going and (name == "person" or owner == "person_id"):
                continue
            needed = self._needed_until(name, row)
            changed = self._changed.get(name, {}).get(row["id"])
            verdict = judge_day_details(needed, changed, self._today, self._days, open_campaign=self._open)
            if verdict is not Verdict.KEEP:
                nouns = [field_noun(name, each.name) for each in columns if row[each.name] not in {None, ""}]
                found.setdefault((whose, verdict is Verdict.DOUBTFUL), []).append((row["id"], needed, nouns))
        names = self._read_names(next(iter(table.c[owner].foreign_keys)).column.table.name if owner else name)
        for (whose, doubtful), parts in sorted(found.items(), key=lambda each: names.get(each[0][0], "")):
            yield self._make(name, names.get(whose, ""), parts, doubtful=doubtful)

    def _make(
        self, name: str, whose: str, parts: Sequence[tuple[int, date | None, list[str]]], *, doubtful: bool
    ) -> DueRecord:
        last = max((day for _, day, _ in parts if day), default=None)
        why = (
            f"What it was for was over on {format_date(last)}" if last else "It was for nothing that is known"
        )
        if doubtful:
            why += "; changed since, perhaps for what is to come"
        count = count_noun(len(parts), RECORDS[name].noun)
        nouns = ", ".join(dict.fromkeys(noun for _, _, each in parts for noun in each))
        many = "" if len(parts) == 1 else f" of {count}"
        will = f"Emptied: {nouns}{many}" if read_empty_values(name) is not None else f"Goes: {count}"
        ids = tuple(each for each, _, _ in parts)
        return DueRecord(RetentionRule.DAY, name, ids, whose, last, why, will, doubtful)

    def _needed_until(self, name: str, row: Mapping[Any, Any]) -> date | None:
        if name in self._taking_part:
            return self._taking_part[name].get(row["id"])
        if "project_id" in row:
            return self._projects.get(row["project_id"])
        times = [row[each.name] for each in list_day_columns()[name]]
        return max(each.date() for each in times if isinstance(each, datetime))

    def _read_names(self, noun: str) -> Mapping[int, str]:
        if noun == "person":
            return {each: row.name for each, row in self._people.items()}
        known = RECORDS[noun]
        columns = [known.table.c[each] for each in known.name]
        rows = self._connection.execute(select(known.table.c.id, *columns)).mappings()
        return {row["id"]: " ".join(str(row[each]) for each in known.name if row[each]) for row in rows}


def _empty_by_default(column: Column[Any]) -> bool:
    return column.default is not None and getattr(column.default, "arg", None) == ""


def _holds_something(column: Column[Any]) -> ColumnElement[bool]:
    return column.is_not(None) & (func.trim(column) != "")


def _campaign_ends() -> Any:  # noqa: ANN401  # a SELECT
    """The last day of each campaign: its main day, or that of a project or shift of it."""
    days = union_all(
        select(Campaign.id.label("campaign_id"), Campaign.main_day.label("day")),
        select(Project.campaign_id, Project.on_day).where(Project.on_day.is_not(None)),
        select(Project.campaign_id, func.date(Shift.ends_at))
        .join_from(Project, Shift, Shift.project_id == Project.id)
        .where(Shift.ends_at.is_not(None)),
    ).subquery()
    last = func.max(days.c.day, type_=Campaign.main_day.type).label("day")
    return select(days.c.campaign_id, last).group_by(days.c.campaign_id)


def _people_of_campaigns() -> Any:  # noqa: ANN401  # a subquery
    """Everybody with a part in a campaign: on a shift, alone or with a group, or with another task."""
    shifts = (
        select(Assignment.person_id.label("who"), Project.campaign_id.label("campaign_id"))
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .where(CAME, Assignment.person_id.is_not(None))
    )
    groups = _groups_of_campaigns()
    guests = [
        select(each, Project.campaign_id)
        .join_from(GuestOfHonour, Project, Project.id == GuestOfHonour.project_id)
        .where(each.is_not(None))
        for each in (GuestOfHonour.person_id, GuestOfHonour.host_id)
    ]
    return union(
        shifts,
        select(COMES_WITH.c.person_id, groups.c.campaign_id).join(
            groups, groups.c.who == COMES_WITH.c.group_id
        ),
        select(Project.coordinator_id, Project.campaign_id).where(Project.coordinator_id.is_not(None)),
        select(Delivery.driver_id, Delivery.campaign_id).where(Delivery.driver_id.is_not(None)),
        *guests,
    ).subquery()


def _groups_of_campaigns() -> Any:  # noqa: ANN401  # a subquery
    return (
        select(Assignment.group_id.label("who"), Project.campaign_id.label("campaign_id"))
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .where(CAME, Assignment.group_id.is_not(None))
        .distinct()
        .subquery()
    )


def _read_days(connection: Connection, query: Any) -> dict[int, date]:  # noqa: ANN401  # a SELECT
    return {number: day for number, day in connection.execute(query)}  # noqa: C416  # a row is no pair
