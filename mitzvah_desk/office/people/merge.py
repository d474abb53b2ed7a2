"""Making one record of two: field by field as the user chooses; what led to the other leads to it.

It knows no table: it follows the foreign keys of the model, so people and partners, and the committee's own
lists of skills, places or kinds, are merged in one way, and a table added later is not forgotten.

Nothing is lost that can be kept: where both are on the same shift or belong to the same group, one of the
two rows stays, and it is the one that says more or promises less. Everything that both said of permissions
stays. It is one step of the journal, so it can be taken back later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Column, Connection, Table, UniqueConstraint, delete, insert, select, update

from mitzvah_desk.model import (
    UNJOURNALLED,
    AssignmentStatus,
    Base,
    Partner,
    Permission,
    Person,
    Place,
    Purpose,
    SkillLevel,
)
from mitzvah_desk.model.expressions import is_confidential
from mitzvah_desk.office.core.actions import Applied, Risky
from mitzvah_desk.office.core.crud import normalise_values, not_found
from mitzvah_desk.office.core.records import RECORDS, record_name
from mitzvah_desk.office.people.emptied_household import (
    EmptiedHousehold,
    find_emptied_household,
    read_missing_fields,
)
from mitzvah_desk.rules.fields.parsing import format_date, format_money
from mitzvah_desk.rules.fields.registry import FIELDS, field_noun
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.goods.weights import format_amount
from mitzvah_desk.rules.privacy.permissions import Statement, must_repeat_no
from mitzvah_desk.store.unit_of_work import UnitOfWork

_HIDDEN = "(confidential)"
_NO_STANDS = "An earlier no, kept when two records of one person were made one"
_OF_TWO = frozenset({"guardian", "pairing", "different_people", "different_partners", "travel_time"})
"""Tables whose rows lead to two records, which cannot be one."""
_SAID_ONCE = frozenset({"kind_shift", "kind_to_do", "kind_material"})
"""Tables of which no two rows need say the same, though the file would keep them."""
_OF_THE_DAY = ("status", "reserve", "minutes_served", "arrived_at", "left_at", "collected_by")
_STANDING = (
    AssignmentStatus.ATTENDED,
    AssignmentStatus.CONFIRMED,
    AssignmentStatus.ABSENT,
    AssignmentStatus.INVITED,
    AssignmentStatus.DECLINED,
)


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of two records.

    Attributes:
        column: its name in the record.
        label: its name in a sentence.
        kept: the value of the record that stays.
        other: the other's value.
        kept_words: the first as a person reads it.
        other_words: the second as a person reads it.
        takes_other: whether the other's is taken at first, since the first has none.
        both: one text of the two, where both can be kept.
    """

    column: str
    label: str
    kept: Any
    other: Any
    kept_words: str
    other_words: str
    takes_other: bool
    both: str = ""

    @property
    def differs(self) -> bool:
        """Whether the user has something to choose."""
        return bool(self.kept != self.other)


def compare_fields(connection: Connection, record: str, kept: int, other: int) -> list[FieldPair]:
    """The fields of two records side by side; empty where one of them is gone."""
    table = RECORDS[record].table
    found = connection.execute(select(table).where(table.c.id.in_((kept, other)))).mappings()
    rows = {row["id"]: row for row in found}
    if len(rows) != 2:
        return []
    hidden: set[int] = set()
    if record == "partner":
        hidden.update(connection.execute(select(Partner.id).where(is_confidential(Partner.id))).scalars())
    pairs = []
    for column in table.columns:
        if column.name == "id":
            continue
        mine, theirs = rows[kept][column.name], rows[other][column.name]
        words = [_words(connection, column, value) for value in (mine, theirs)]
        declared = FIELDS.get(record, {}).get(column.name)
        if declared is not None and declared.counted_in:
            units = [str(rows[number][declared.counted_in] or "") for number in (kept, other)]
            known = zip((mine, theirs), units, strict=True)
            words = ["" if value is None else format_amount(value, unit) for value, unit in known]
        if declared is not None and declared.protected:
            words = [_HIDDEN if n in hidden else w for n, w in zip((kept, other), words, strict=True)]
        takes = _empty(mine) and not _empty(theirs)
        adds_up = declared is not None and declared.adds_up and mine and theirs and mine != theirs
        both = f"{mine}\n{theirs}" if adds_up else ""
        pairs.append(
            FieldPair(
                column.name, field_noun(record, column.name), mine, theirs, words[0], words[1], takes, both
            )
        )
    return pairs


def list_record_names(connection: Connection, record: str, *ids: int) -> tuple[str, ...]:
    """The names of records, as they may be shown."""
    return tuple(record_name(connection, record, number) for number in ids)


def _words(connection: Connection, column: Column[Any], value: object) -> str:
    """A value as a person reads it: names for links, days in words, yes and no."""
    for key in column.foreign_keys:
        return record_name(connection, key.column.table.name, value if isinstance(value, int) else None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return format_date(value)
    return (
        format_money(value) if column.name.endswith("_pence") and isinstance(value, int) else str(value or "")
    )


def _empty(value: object) -> bool:
    return value in (None, "", "none") or value is False


@dataclass(frozen=True)
class Merge(Risky):
    """Makes one record of two: of two persons, two partners, two skills.

    Attributes:
        record: their table.
        kept: the record that stays.
        other: the one that goes into it.
        values: the fields that the kept one takes otherwise than it has them.
        joins_households: whether a household in which two persons leave nobody goes into the one person's,
            with its gifts, letters and thanks; else it stays as it is.
    """

    backup_why: ClassVar[str] = "before two records are merged"

    record: str
    kept: int
    other: int
    values: Mapping[str, Any] = field(default_factory=dict)
    joins_households: bool = True

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where one of them is gone, and where one answers for the other."""
        noun = RECORDS[self.record].noun
        if self.kept == self.other or not all(
            record_name(work.connection, self.record, number) for number in (self.kept, self.other)
        ):
            return [not_found(noun)]
        if self.record == "place":
            return _refuse_confidential(work.connection, (self.kept, self.other))
        if self.record == "person":
            guardian = Base.metadata.tables["guardian"]
            pair = (self.kept, self.other)
            found = work.connection.execute(
                select(guardian.c.id).where(guardian.c.child_id.in_(pair), guardian.c.adult_id.in_(pair))
            ).first()
            if found is not None:
                name = record_name(work.connection, "person", self.kept)
                text = "One of these two is the other’s guardian, so they are two people."
                return [
                    hard_finding(
                        "merge.guardian", name, text, "Choose “Not the same”, or remove the guardian first."
                    )
                ]
        return []

    def apply(self, work: UnitOfWork) -> Applied:
        """Merges."""
        connection = work.connection
        known = RECORDS[self.record]
        was = record_name(connection, self.record, self.other)
        repeated: list[dict[str, Any]] = []
        emptied = self._find_emptied(connection)
        if self.record == "person":
            repeated.extend(_list_repeated_noes(connection, self.kept, self.other))
        for table, column in _links(self.record):
            _lead(connection, table, column, self.other, self.kept)
        if repeated:
            connection.execute(insert(Permission), repeated)
        connection.execute(delete(known.table).where(known.table.c.id == self.other))
        work.merged[self.record, self.other] = self.kept
        values = normalise_values(known, self.values)
        if values:
            connection.execute(update(known.table).where(known.table.c.id == self.kept).values(**values))
        if self.record == "partner":
            table = known.table
            connection.execute(
                update(table)
                .where(table.c.id == self.kept, table.c.parent_id == self.kept)
                .values(parent_id=None)
            )
        if emptied is not None and emptied.into is not None:
            fields = read_missing_fields(connection, emptied.into, emptied.id)
            Merge("household", emptied.into, emptied.id, fields).apply(work)
        return Applied(f"Merged {was} into {record_name(connection, self.record, self.kept)}", (self.kept,))

    def _find_emptied(self, connection: Connection) -> EmptiedHousehold | None:
        """The household that goes into another, since nobody would be left in it."""
        if self.record != "person" or not self.joins_households:
            return None
        now = select(Person.household_id).where(Person.id == self.kept)
        home = self.values.get("household_id", connection.execute(now).scalar())
        return find_emptied_household(connection, self.kept, self.other, home)


def _refuse_confidential(connection: Connection, places: Sequence[int]) -> list[Finding]:
    """Refuses where a place is a confidential partner's, whose address is shown on no list."""
    query = select(Place.id).where(Place.id.in_(places), is_confidential(Place.partner_id))
    if connection.execute(query.limit(1)).first() is None:
        return []
    text = "One of these two belongs to a confidential partner, so it is kept on the partner’s page alone."
    return [hard_finding("merge.confidential", "A place", text, "Change it on the page of its partner.")]


def _list_repeated_noes(connection: Connection, kept: int, other: int) -> Iterator[dict[str, Any]]:
    """The noes to be said again, since one of two persons said no and the other has a newer yes.

    Each is of the day of that yes, so that whatever is said after it stands.
    """
    rows = connection.execute(
        select(Permission.person_id, Permission.purpose, Permission.given, Permission.given_on)
        .where(Permission.person_id.in_((kept, other)))
        .order_by(Permission.id)
    ).all()
    for purpose in Purpose:
        both = [(row.person_id, Statement(row.given, row.given_on)) for row in rows if row.purpose == purpose]
        if must_repeat_no(both):
            newest = max(said.given_on for _, said in both)
            no = {"given": False, "given_on": newest, "how": _NO_STANDS}
            yield {"person_id": kept, "purpose": purpose, **no}


def _links(record: str) -> list[tuple[Table, str]]:
    """Every column of the file that leads to records of one table."""
    return [
        (table, key.parent.name)
        for table in Base.metadata.sorted_tables
        if table.name not in UNJOURNALLED
        for key in table.foreign_keys
        if key.column.table.name == record
    ]


def _lead(connection: Connection, table: Table, column: str, other: int, kept: int) -> None:
    """Lets every row that leads to ``other`` lead to ``kept``, unless there is one that says the same."""
    rows = (
        connection.execute(select(table).where(table.c[column] == other).order_by(table.c.id))
        .mappings()
        .all()
    )
    for row in rows:
        moved = {**row, column: kept}
        if table.name in {"different_people", "different_partners", "pairing"}:
            moved = _in_order(table, moved)
        links = [name for name in moved if name.endswith("_id")]
        oneself = table.name in _OF_TWO and len({moved[name] for name in links}) < len(links)
        twin = None if oneself else _twin(connection, table, moved)
        if table.name == table.metadata.tables["partner"].name and row["id"] == kept:
            moved[column] = None  # it was a part of the one that goes into it
        if oneself or twin is not None:
            connection.execute(delete(table).where(table.c.id == row["id"]))
            better = _better(table, twin, dict(row)) if twin is not None else {}
            if twin is not None and better:
                connection.execute(update(table).where(table.c.id == twin["id"]).values(**better))
            continue
        changed = {name: value for name, value in moved.items() if row[name] != value}
        connection.execute(update(table).where(table.c.id == row["id"]).values(**changed))


def _in_order(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A pair with the lower first, as the file keeps who is not the same."""
    if table.name == "pairing":
        return row
    one = next(name for name in row if name.endswith("_id") and name != "other_id")
    row[one], row["other_id"] = sorted((row[one], row["other_id"]))
    return row


def _twin(connection: Connection, table: Table, moved: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The row that may not stand beside this one, or need not."""
    if table.name in _SAID_ONCE:
        same = [table.c[name].is_not_distinct_from(value) for name, value in moved.items() if name != "id"]
        found = connection.execute(select(table).where(*same, table.c.id != moved["id"])).mappings().first()
        return dict(found) if found is not None else None
    for rule in table.constraints:
        if not isinstance(rule, UniqueConstraint):
            continue
        columns = [column.name for column in rule.columns]
        if any(moved[name] is None for name in columns):
            continue
        same = [table.c[name] == moved[name] for name in columns]
        found = connection.execute(select(table).where(*same, table.c.id != moved["id"])).mappings().first()
        if found is not None:
            return dict(found)
    return None


def _better(table: Table, stays: Mapping[str, Any], goes: Mapping[str, Any]) -> dict[str, Any]:
    """What the row that stays takes over from the one that goes."""
    if table.name == "assignment":
        first = min((stays, goes), key=lambda row: (_STANDING.index(row["status"]), row["reserve"]))
        taken = {name: first[name] for name in _OF_THE_DAY}
        notes = dict.fromkeys(n for n in (stays["note"], goes["note"]) if n)
        taken["note"] = "\n".join(notes)
        taken["override_reason"] = (
            first["override_reason"] or stays["override_reason"] or goes["override_reason"]
        )
        return taken
    if table.name == "wish":
        return {"rather_not": stays["rather_not"] or goes["rather_not"]}
    if table.name == "kit_part":
        return {"quantity": stays["quantity"] + goes["quantity"]}
    if table.name == "person_skill":
        return {"level": SkillLevel.TEACHES} if SkillLevel.TEACHES in {stays["level"], goes["level"]} else {}
    if table.name == "pairing":
        return {"apart": stays["apart"] or goes["apart"]}
    return {
        name: goes[name]
        for name in stays
        if name != "id" and not name.endswith("_id") and _empty(stays[name]) and not _empty(goes[name])
    }
