"""What the file holds about one person: details, all that leads to them, what was typed, the history."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, select

from mitzvah_desk.model import (
    Base,
    JournalRow,
    JournalStep,
    Person,
    Project,
    Retention,
    Role,
    Shift,
)
from mitzvah_desk.model.expressions import full_name
from mitzvah_desk.office.core.records import RECORDS, record_name
from mitzvah_desk.office.outgoing.protected import read_protected
from mitzvah_desk.office.outgoing.typed_places import describe_place
from mitzvah_desk.office.people.service_history import list_giving_history
from mitzvah_desk.office.privacy.journal_traces import find_journal_rows
from mitzvah_desk.office.privacy.links import LINKS, LinkWords, list_links, read_retention
from mitzvah_desk.office.privacy.marks import Traces, read_traces
from mitzvah_desk.office.privacy.person_index import PersonIndex
from mitzvah_desk.rules.fields.parsing import format_date, format_datetime, format_money
from mitzvah_desk.rules.fields.registry import FIELDS, field_noun
from mitzvah_desk.rules.goods.weights import format_amount_of
from mitzvah_desk.rules.people.names import full_name as join_name
from mitzvah_desk.rules.privacy.about import (
    About,
    AboutField,
    AboutMention,
    AboutSection,
    AboutStep,
    shorten_to_initials,
)
from mitzvah_desk.rules.privacy.confidential_places import secret_words
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.privacy.gift_aid import REASON, keep_gift_aid_until
from mitzvah_desk.rules.privacy.person_marks import close_phrase, last_digits
from mitzvah_desk.rules.privacy.replacing import replace_words

_WRITTEN_BY = frozenset({"by_whom", "received_by", "user_name"})
"""Fields that name somebody else who wrote or took something."""
_CALLED = {
    "other_id": "other person",
    "on_day": "day",
    "from_at": "from",
    "until_at": "until",
    "received_at": "received",
    "starts_at": "from",
    "ends_at": "until",
    "arrives_at": "arrives",
    "thanked_on": "thanked",
}
"""Columns whose own name says less than a word."""
_ONE_LETTER = "So that one letter goes to the family."


def read_about(connection: Connection, person_id: int) -> About | None:
    """Everything that the file holds about a person; None where there is no such person.

    Other people are told by their initials alone, since what is theirs is not the person's to see (UK GDPR,
    article 15(4)).

    Args:
        connection: the file.
        person_id: who.
    """
    index = PersonIndex(connection)
    traces = read_traces(index, person_id, shared=True)
    if traces is None:
        return None
    reader = _Reader(index, traces)
    name = connection.execute(select(full_name(Person)).where(Person.id == person_id)).scalar_one()
    sections = [reader.read_details(), reader.read_household()]
    sections += [reader.read_links(key, person_id) for key in list_links("person")]
    sections += [
        reader.read_links(key, traces.household_id)
        for key in list_links("household")
        if key.parent.table.name != "person"
    ]
    return About(person_id, name, tuple(sections), tuple(reader.read_mentions()), tuple(reader.read_steps()))


class _Reader:
    """Reads one person's."""

    def __init__(self, index: PersonIndex, traces: Traces) -> None:
        self._index, self._connection, self._traces = index, index.connection, traces
        self._short = self._read_initials()

    def read_details(self) -> AboutSection:
        """The person's own record, each field with its purpose and how long it is kept."""
        purpose = "To know who somebody is and to reach them about what they do with us."
        return self._whole("person", self._traces.person_id, "Details", purpose, mask=False)

    def read_household(self) -> AboutSection:
        """The household, and who else lives there by their initials."""
        home = self._traces.household_id
        section = self._whole("household", home, "Household", _ONE_LETTER, mask=True)
        others = select(Person.id).where(Person.household_id == home, Person.id != self._traces.person_id)
        names = [self._short[each] for each in self._connection.execute(others).scalars()] if home else []
        if not names:
            return section
        (own,) = section.records
        told = AboutField("Others who live there", ", ".join(names))
        return AboutSection(section.key, section.title, section.purpose, section.kept, ((*own, told),))

    def read_links(self, key: ForeignKey, record_id: int | None) -> AboutSection:
        """The records of one table that lead to the person, or to their household.

        Args:
            key: the column that leads there.
            record_id: the person or household; None where they have none.
        """
        table, column = key.parent.table, key.parent
        words = LINKS.get((table.name, column.name)) or LinkWords(RECORDS[table.name].noun, "")
        rows = self._connection.execute(select(table).where(column == (record_id or 0))).mappings().all()
        names = words.columns or tuple(each.name for each in table.columns)
        columns = [table.c[name] for name in names if name not in {"id", column.name}]
        records = tuple(
            (*self._fields(table.name, row, columns), *self._more(table.name, row)) for row in rows
        )
        default = Retention.WITH_THE_RECORD if key.ondelete == "SET NULL" else Retention.WHILE_IN_TOUCH
        kept = dict.fromkeys(read_retention(each) or default for each in (column, *columns))
        return AboutSection(
            f"{table.name}.{column.name}", words.title, words.purpose, "; ".join(kept), records
        )

    def read_mentions(self) -> Iterator[AboutMention]:
        """Where they are named in what was typed elsewhere."""
        for place in self._traces.find(self._index):
            text = _unwrap(place.text) if place.column in {"value", "definition"} else place.text
            where = self._mask(describe_place(self._connection, place))
            yield AboutMention(where, self._mask(text))

    def read_steps(self) -> Iterator[AboutStep]:
        """The steps of the history in which a record of theirs changed, or one that named them."""
        rows = self._connection.execute(
            select(
                JournalStep.id,
                JournalStep.at,
                JournalStep.user_name,
                JournalStep.label,
                JournalStep.reason,
                JournalRow.id.label("row"),
                JournalRow.table_name,
                JournalRow.before,
                JournalRow.after,
            )
            .join(JournalRow, JournalRow.step_id == JournalStep.id)
            .order_by(JournalStep.id.desc(), JournalRow.id)
        )
        home = [("household", self._traces.household_id)] if self._traces.household_id else []
        about = find_journal_rows(self._connection, self._traces, home)
        steps: dict[int, tuple[AboutStep, list[str]]] = {}
        mask = self._mask_secrets()
        for row in (each for each in rows if each.row in about):
            what = f"{row.label}, because: {row.reason}" if row.reason else row.label
            by = shorten_to_initials(row.user_name)
            _, details = steps.setdefault(row.id, (AboutStep(row.at, by, mask(what), ""), []))
            details += [mask(each) for each in self._changes(row.table_name, row.before, row.after)]
        for step, details in steps.values():
            yield AboutStep(step.at, step.by, step.what, "; ".join(dict.fromkeys(details)))

    def _whole(
        self, record: str, record_id: int | None, title: str, purpose: str, *, mask: bool
    ) -> AboutSection:
        table = RECORDS[record].table
        row = self._connection.execute(select(table).where(table.c.id == (record_id or 0))).mappings().first()
        order = [*FIELDS[record], *(each.name for each in table.columns if each.name not in FIELDS[record])]
        columns = [table.c[name] for name in order if name in table.c and name != "id"]
        found: list[AboutField] = []
        for column in columns if row is not None else ():
            for each in self._fields(record, row or {}, [column], mask=mask):
                declared = FIELDS[record].get(column.name)
                kept = read_retention(column) or Retention.WHILE_IN_TOUCH
                found.append(AboutField(each.label, each.text, declared.purpose if declared else "", kept))
        kept_all = "; ".join(dict.fromkeys(each.kept for each in found))
        return AboutSection(record, title, purpose, kept_all, (tuple(found),) if found else ())

    def _fields(
        self, record: str, row: Mapping[Any, Any], columns: list[Column[Any]], *, mask: bool = True
    ) -> Iterator[AboutField]:
        for column in columns:
            value = row[column.name]
            if value in (None, "", 0, False) and not (record == "permission" and column.name == "given"):
                continue
            label = _label(record, column.name)
            if column.foreign_keys:
                text = self._link(column, value)
            elif column.name in _WRITTEN_BY:
                text = value if self._traces.marks.in_text(value) else shorten_to_initials(value)
            else:
                text = format_value(column.name, value)
                text = self._mask(text) if mask else text
            if text:
                yield AboutField(label, text)

    def _link(self, column: Column[Any], record_id: int) -> str:
        (key,) = column.foreign_keys
        target = key.column.table.name
        if target == "person":
            return self._short.get(record_id, "")
        if target == "shift":
            return self._shift(record_id)
        return self._mask(record_name(self._connection, target, record_id))

    def _shift(self, shift_id: int) -> str:
        row = self._connection.execute(
            select(Project.title, Role.name, Shift.starts_at)
            .join_from(Shift, Project, Project.id == Shift.project_id)
            .join(Role, Role.id == Shift.role_id)
            .where(Shift.id == shift_id)
        ).one()
        return f"{row.name} at {row.title}, {format_datetime(row.starts_at) or 'any time'}"

    def _more(self, record: str, row: Mapping[Any, Any]) -> Iterator[AboutField]:
        """What a row tells only with others: what was in a gift, and how long the law wants it kept."""
        if record == "donation":
            whose = {"person_id": row["donor_person_id"], "household_id": row["donor_household_id"]}
            given = list_giving_history(self._connection, **{k: v for k, v in whose.items() if v})
            what = [
                format_amount_of(each.quantity, each.unit, each.item)
                for each in given
                if each.donation_id == row["id"]
            ]
            if what:
                yield AboutField("What", ", ".join(what))
        if record == "money_gift" and row["gift_aid"]:
            until = format_date(keep_gift_aid_until(row["on_day"]))
            yield AboutField("Must be kept", f"until {until}: {REASON}")

    def _read_initials(self) -> dict[int, str]:
        rows = self._connection.execute(select(Person.id, Person.given, Person.family, Person.known_as))
        self._instead: dict[str, str] = {}
        found: dict[int, str] = {}
        for row in rows:
            found[row.id] = short = shorten_to_initials(join_name(row.known_as or row.given, row.family))
            if row.id == self._traces.person_id:
                continue
            for given in filter(None, (row.given, row.known_as)):
                self._instead[close_phrase(join_name(given, row.family))] = short
        for own in self._traces.marks.phrases:
            self._instead.pop(own, None)
        self._instead.pop("", None)
        return found

    def _changes(self, record: str, before: str | None, after: str | None) -> Iterator[str]:
        """What a step changed in a row; what it added stands among what is held now or was changed later."""
        if before is None:
            return
        old = json.loads(before)
        new = json.loads(after) if after is not None else {}
        table = Base.metadata.tables[record]
        links = {each.name for each in table.columns if each.foreign_keys} | {"id"}
        about = {name for (noun, _), words in LINKS.items() if noun == record for name in words.columns}
        for name, value in old.items():
            if name in links or value in (None, "", 0) or new.get(name) == value:
                continue
            if about and name not in about and not self._traces.marks.in_text(str(value)):
                continue
            if after is None:
                yield f"{_label(record, name)} was “{value}”"
            else:
                yield f"{_label(record, name)}: “{value}” became “{new.get(name) or 'empty'}”"

    def _mask_secrets(self) -> Callable[[str], str]:
        """As ``_mask``, and without what tells of a confidential partner: the history cannot be put right."""
        secrets = read_protected(self._connection, audience=Audience.COMMITTEE).of_partners
        instead = {word: to for each in secrets for word, to in secret_words(each).items()}
        numbers = last_digits(phone for each in secrets for phone in each.phones)
        return lambda text: replace_words(self._mask(text), instead, numbers)

    def _mask(self, text: str) -> str:
        return replace_words(text, self._instead)


def format_value(column: str, value: object) -> str:
    """A value of a record as it is read.

    Args:
        column: its column; an amount in pence is told in pounds.
        value: what stands there.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.endswith("_pence") and isinstance(value, int):
        return format_money(value)
    if isinstance(value, datetime):
        return format_datetime(value)
    return format_date(value) if isinstance(value, date) else str(value)


def _label(record: str, column: str) -> str:
    declared = FIELDS.get(record, {}).get(column)
    noun = _CALLED.get(column) or field_noun(record, column)
    return declared.label if declared else f"{noun[:1].upper()}{noun[1:]}"


def _unwrap(text: str) -> str:
    """The text of a setting, which is kept as JSON."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, str) else text
