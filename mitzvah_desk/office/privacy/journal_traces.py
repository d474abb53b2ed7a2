"""Where the journal tells of one person: rows of theirs, rows that lead to them, texts that name them."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, delete, select, update

from mitzvah_desk.model import JournalRow, JournalStep, Person
from mitzvah_desk.office.outgoing.typed_places import typed_columns
from mitzvah_desk.office.privacy.links import NARROW, list_links
from mitzvah_desk.office.privacy.marks import THEIR_OWN, Traces
from mitzvah_desk.rules.privacy.person_marks import SearchedText
from mitzvah_desk.store.journal import SCRUBBED


def find_journal_rows(
    connection: Connection, traces: Traces, also: Collection[tuple[str, int]] = ()
) -> dict[int, int]:
    """The rows of the journal that tell of a person, each with its step.

    Args:
        connection: the file.
        traces: by what they are found; those of somebody who was merged into them are found by their name.
        also: records whose every change counts.
    """
    reader = _ImageReader(
        traces, frozenset(connection.execute(select(Person.id)).scalars()), frozenset(also) | traces.own
    )
    rows = connection.execute(select(JournalRow.__table__))
    return {
        row.id: row.step_id
        for row in rows
        if reader.tells(row.table_name, row.row_id, _Image.read(row.before, row.after))
    }


def find_told_steps(connection: Connection, people: Sequence[Traces], *, but: Collection[int]) -> set[int]:
    """The steps that tell of any of some people who are out of the records already; one look for all.

    Args:
        connection: the file.
        people: their traces.
        but: steps that are not looked at.
    """
    there = frozenset(connection.execute(select(Person.id)).scalars())
    readers = [_ImageReader(each, there, each.own) for each in people]
    found: set[int] = set()
    for row in connection.execute(select(JournalRow.__table__).where(JournalRow.step_id.not_in(but))):
        if row.step_id in found:
            continue
        images = _Image.read(row.before, row.after)
        if any(each.tells(row.table_name, row.row_id, images) for each in readers):
            found.add(row.step_id)
    named = select(JournalStep.id, JournalStep.label, JournalStep.reason).where(JournalStep.id.not_in(but))
    for row in connection.execute(named):
        if any(each.marks.in_text(row.label) or each.marks.in_text(row.reason) for each in people):
            found.add(row.id)
    return found


def find_named_steps(connection: Connection, traces: Traces) -> list[int]:
    """The steps whose words name a person."""
    columns = (JournalStep.id, JournalStep.label, JournalStep.reason)
    marks = traces.marks
    steps = connection.execute(select(*columns))
    return [each.id for each in steps if marks.in_text(each.label) or marks.in_text(each.reason)]


def scrub_steps(connection: Connection, steps: Collection[int], people: Sequence[Traces]) -> None:
    """Takes the images and words of steps out of the journal, and people's names as who did something.

    Args:
        connection: the unit of work's.
        steps: the steps; they cannot be undone any more.
        people: their traces.
    """
    for step in steps:
        connection.execute(delete(JournalRow).where(JournalRow.step_id == step))
        connection.execute(
            update(JournalStep).where(JournalStep.id == step).values(label=SCRUBBED, reason="")
        )
    for column in (JournalStep.user_name, JournalStep.undone_by):
        for name in list(connection.execute(select(column).where(column != "").distinct()).scalars()):
            if any(each.marks.in_text(name) for each in people):
                connection.execute(update(JournalStep).where(column == name).values({column.key: ""}))


class _Image:
    """An image as it is written, read as far as somebody asks."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.searched = SearchedText(written.replace("\\n", " ").replace("\\t", " "))

    @classmethod
    def read(cls, *written: str | None) -> list["_Image"]:
        """Those that there are."""
        return [cls(each) for each in written if each is not None]

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The fields of the row."""
        found: Mapping[str, Any] = json.loads(self.written)
        return found


class _ImageReader:
    """Reads the images of rows for one person."""

    def __init__(self, traces: Traces, people: frozenset[int], always: frozenset[tuple[str, int]]) -> None:
        self._traces, self._people, self._always = traces, people, always
        self._links: dict[str, list[str]] = {}
        for key in list_links("person"):
            self._links.setdefault(key.parent.table.name, []).append(key.parent.name)

    def tells(self, table: str, row_id: int, images: Sequence["_Image"]) -> bool:
        """Whether the images of a row tell of the person."""
        record = (table, row_id)
        if record in self._always:
            return True
        near = record in self._traces.near
        read = [self._read(image, near=near) for image in images]
        leads = [self._leads(table, image) for image in read if image]
        told = leads != [True, True] if table in NARROW else True  # else another thing of it changed
        return (told and any(leads)) or any(self._names(table, row_id, image) for image in read if image)

    def _read(self, image: "_Image", *, near: bool) -> Mapping[str, Any]:
        """An image that may tell of them; empty where it cannot."""
        led = f'":{self._traces.person_id}' in image.written
        may_tell = led or self._traces.marks.may_be_in(image.searched, near=near)
        return image.values if may_tell else {}

    def _leads(self, table: str, image: Mapping[str, Any]) -> bool:
        return any(image.get(column) == self._traces.person_id for column in self._links.get(table, ()))

    def _names(self, table: str, row_id: int, image: Mapping[str, Any]) -> bool:
        marks = self._traces.marks
        if table == "person" and row_id not in self._people:
            return any(marks.in_text(text) for text in _told_of_person(image))
        texts = (
            image.get(column.name)
            for column in typed_columns().get(table, ())
            if column.name not in THEIR_OWN.get(table, ())
        )
        near = (table, row_id) in self._traces.near
        return any(isinstance(text, str) and marks.in_text(text, near=near) for text in texts)


def _told_of_person(image: Mapping[str, Any]) -> Iterator[str]:
    """The texts of a record of a person that is gone, the name as it is read."""
    yield f"{image.get('given') or ''} {image.get('family') or ''}"
    yield from (each for each in image.values() if isinstance(each, str))
