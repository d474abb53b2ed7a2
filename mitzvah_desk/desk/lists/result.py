"""What a list finds: a table whose columns and order are a part of the list itself."""

import json
from collections.abc import Callable
from dataclasses import replace

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.exchange.tables_out import Cell, format_cell
from mitzvah_desk.office.lists.reading import Listed, ListRow
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.vocabulary import ListColumn, RowFor, Subject, available_columns
from mitzvah_desk.rules.matching.folding import fold_text

_WIDTHS = {
    "email": 30,
    "addressed": 28,
    "name": 28,
    "address": 30,
    "greeting": 24,
    "household": 22,
    "note": 34,
}
"""In characters; other columns are as wide as columns are."""
_NOUNS = {
    RowFor.PERSON: ("person", "people"),
    RowFor.HOUSEHOLD: ("household", "households"),
}


class ListMemory:
    """Keeps columns and order where they belong: in the list. Only their widths are this computer's own.

    Args:
        session: the open file.
        list_id: whose widths are kept.
        definition: the list as it is.
        changed: called with the list as it is to be.
    """

    def __init__(
        self,
        session: FileSession,
        list_id: int,
        definition: ListDefinition,
        changed: Callable[[ListDefinition], object],
    ) -> None:
        self._session = session
        self._key = f"widths/{list_id}"
        self.definition = definition
        self._changed = changed

    def get(self, _key: str) -> str:
        """What the table asks for: order, hidden columns, widths, and by what it is sorted."""
        keys = [column.key for column in available_columns(self.definition.subject, self.definition.use)]
        hidden = [key for key in keys if key not in self.definition.columns]
        return json.dumps(
            {
                "order": [*self.definition.columns, *hidden],
                "hidden": hidden,
                "sort": list(self.definition.sort),
                "widths": json.loads(self._session.memory.get(self._key) or "{}"),
            }
        )

    def set(self, _key: str, value: str) -> None:
        """Takes what the user made of the table."""
        kept = json.loads(value)
        self._session.memory.set(self._key, json.dumps(kept["widths"]))
        columns = tuple(key for key in kept["order"] if key not in kept["hidden"])
        by, down = kept["sort"]
        now = replace(self.definition, columns=columns, sort=(by, down))
        if now != self.definition:
            self.definition = now
            self._changed(now)


def make_result_page(memory: ListMemory, name: str) -> ListPage[ListRow]:
    """The table of a list."""
    definition = memory.definition
    of_people = definition.subject is Subject.PEOPLE
    noun = _NOUNS[definition.row_for] if of_people else ("partner", "partners")
    columns = [_column(column) for column in available_columns(definition.subject, definition.use)]
    return ListPage(
        "list",
        name,
        columns,
        memory,
        noun=noun,
    )


def tell_nobody(definition: ListDefinition, found: Listed) -> tuple[str, str]:
    """What stands where a list finds nobody: that something is missing, or that nobody matches."""
    noun = _NOUNS[definition.row_for][1] if definition.subject is Subject.PEOPLE else "partners"
    if found.problems:
        return (
            "This list finds nobody until it is put right.",
            "What is missing stands above; press Change what it asks.",
        )
    return f"No {noun} match.", "Change the questions above, or whom the list is for."


def format_list_cell(cell: Cell) -> str:
    """A cell as the table shows it: money with its pence, days the British way."""
    return f"{cell:,.2f}" if isinstance(cell, float) else format_cell(cell)


def _column(column: ListColumn) -> Column[ListRow]:
    key = column.key

    def text(row: ListRow) -> str:
        return format_list_cell(row.cells.get(key))

    def value(row: ListRow) -> object:
        cell = row.cells.get(key)
        if cell is None or cell == "":
            return None  # stands last
        return fold_text(cell) if isinstance(cell, str) else cell

    width = 10 if column.number else _WIDTHS.get(key, 16)
    return Column(key, column.title, text, value, align_right=column.number, width_chars=width)
