"""Where the journal tells of one person: rows of theirs, rows that lead to them, texts that name them."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, select, update

from mitzvah_desk.model import JournalRow, JournalStep, Person
from mitzvah_desk.office.outgoing.typed_places import typed_columns
from mitzvah_desk.office.privacy.links import list_links
from mitzvah_desk.office.privacy.marks import THEIR_OWN, Traces
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
        if any(
            reader.tells(row.table_name, row.row_id, json.loads(image))
            for image in (row.before, row.after)
            if image is not None
        )
    }


def find_named_steps(connection: Connection, traces: Traces) -> list[int]:
    """The steps whose words name a person."""
    columns = (JournalStep.id, JournalStep.label, JournalStep.reason)
    marks = traces.marks
    steps = connection.execute(select(*columns))
    return [each.id for each in steps if marks.in_text(each.label) or marks.in_text(each.reason)]


def scrub_steps(connection: Connection, steps: Collection[int], traces: Traces) -> None:
    """Takes the images and words of steps out of the journal, and the person's name as who did something.

    Args:
        connection: the unit of work's.
        steps: the steps; they cannot be undone any more.
        traces: of the person.
    """
    for step in steps:
        connection.execute(delete(JournalRow).where(JournalRow.step_id == step))
        connection.execute(
            update(JournalStep).where(JournalStep.id == step).values(label=SCRUBBED, reason="")
        )
    for column in (JournalStep.user_name, JournalStep.undone_by):
        for name in list(connection.execute(select(column).where(column != "").distinct()).scalars()):
            if traces.marks.in_text(name):
                connection.execute(update(JournalStep).where(column == name).values({column.key: ""}))


class _ImageReader:
    """Reads the images of rows for one person."""

    def __init__(self, traces: Traces, people: frozenset[int], always: frozenset[tuple[str, int]]) -> None:
        self._traces, self._people, self._always = traces, people, always
        self._links: dict[str, list[str]] = {}
        for key in list_links("person"):
            self._links.setdefault(key.parent.table.name, []).append(key.parent.name)

    def tells(self, table: str, row_id: int, image: Mapping[str, Any]) -> bool:
        """Whether the image of a row tells of the person."""
        traces, record = self._traces, (table, row_id)
        if record in self._always:
            return True
        if any(image.get(column) == traces.person_id for column in self._links.get(table, ())):
            return True
        if table == "person" and row_id not in self._people:
            return any(traces.marks.in_text(text) for text in _told_of_person(image))
        texts = (
            image.get(column.name)
            for column in typed_columns().get(table, ())
            if column.name not in THEIR_OWN.get(table, ())
        )
        near = record in traces.near
        return any(isinstance(text, str) and traces.marks.in_text(text, near=near) for text in texts)


def _told_of_person(image: Mapping[str, Any]) -> Iterator[str]:
    """The texts of a record of a person that is gone, the name as it is read."""
    yield f"{image.get('given') or ''} {image.get('family') or ''}"
    yield from (each for each in image.values() if isinstance(each, str))
