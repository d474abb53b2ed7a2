"""Which tables statements read, so that a screen knows what it shows something of."""

import re
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, event

from mitzvah_desk.model import Base

_NAMES = "|".join(sorted(map(re.escape, Base.metadata.tables), key=len, reverse=True))
_SOURCE = re.compile(rf'(?:\bFROM|\bJOIN|,)\s+"?({_NAMES})"?(?![\w.])', re.IGNORECASE)


@lru_cache(maxsize=4096)
def tables_in(statement: str) -> frozenset[str]:
    """The tables that a statement reads.

    Args:
        statement: SQL; a name stands after FROM or JOIN, or after a comma in their list.
    """
    return frozenset(_SOURCE.findall(statement))


class TableReads:
    """Notes the tables that the statements of an engine read.

    Attributes:
        noted: those read since ``take`` was last asked.
    """

    def __init__(self, engine: Engine) -> None:
        self.noted: set[str] = set()
        event.listen(engine, "before_cursor_execute", self._note)

    def take(self) -> frozenset[str]:
        """Those read since it was last asked."""
        taken = frozenset(self.noted)
        self.noted.clear()
        return taken

    def _note(self, *about: Any) -> None:  # noqa: ANN401  # SQLAlchemy's: connection, cursor, statement, …
        self.noted |= tables_in(about[2])
