"""One transaction of one action: what it loads, what it touched, why it was done."""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from mitzvah_desk.store.errors import WorldError


class UnitOfWork:
    """One transaction of one action.

    Attributes:
        session: loads and keeps ORM objects; they never leave the unit of work.
        step: the journal step under which everything is kept; 0 once it turns out that nothing changed.
        tables: once it is done, the tables of which rows changed.
        reason: the user's own for doing it in spite of soft findings; empty while it is checked.
        erases: what it deletes must be nowhere in the file: its step is kept without images, and once it is
            committed the file is written afresh, since SQLite leaves copies in a page that it rearranged.
        merged: the rows that went into another of their table: by table and id, the id of the other.
        unswept: why that could not be done although the erasure itself is kept; it is tried again whenever
            the file is opened.
    """

    def __init__(self, session: Session, step: int) -> None:
        self.session = session
        self.step = step
        self.tables: frozenset[str] = frozenset()
        self.reason = ""
        self.erases = False
        self.merged: dict[tuple[str, int], int] = {}
        self.unswept: WorldError | None = None

    @property
    def connection(self) -> Connection:
        """Its connection, for reads that need no objects."""
        return self.session.connection()
