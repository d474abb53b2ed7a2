"""The journal: every change with each row's image before and after, and the reasons for overrides."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import Base, Retention, check_constraint, enum_column, personal_data

_RECORD = personal_data(Retention.WITH_THE_RECORD)


class JournalMode(StrEnum):
    """What the triggers do with a write."""

    CLOSED = "closed"
    """Refuse it: nothing is written outside a unit of work."""
    RECORDING = "recording"
    """Keep its images under the open step."""
    REPLAYING = "replaying"
    """Let it pass: an undo or redo puts images back."""


class JournalStep(Base):
    """One action of a user: what, when, by whom; and whether it is undone at present."""

    __tablename__ = "journal_step"

    at: Mapped[datetime]
    user_name: Mapped[str] = mapped_column(default="", info=_RECORD)
    label: Mapped[str] = mapped_column(info=_RECORD)
    reason: Mapped[str] = mapped_column(default="", info=_RECORD)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(default="", info=_RECORD)
    undone_order: Mapped[int | None]
    undone_after_step: Mapped[int | None]


class JournalRow(Base):
    """One row's images before and after a step, as JSON; none before means made, none after removed."""

    __tablename__ = "journal_row"
    __table_args__ = (check_constraint("before IS NOT NULL OR after IS NOT NULL", "has_an_image"),)

    step_id: Mapped[int] = mapped_column(ForeignKey("journal_step.id", ondelete="CASCADE"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str | None] = mapped_column(Text(), info=_RECORD)
    after: Mapped[str | None] = mapped_column(Text(), info=_RECORD)


class JournalState(Base):
    """One row: what the triggers do at this moment, and the open step."""

    __tablename__ = "journal_state"
    __table_args__ = (
        check_constraint("id = 1", "one_row"),
        check_constraint("(mode = 'recording') = (step_id IS NOT NULL)", "recording_has_a_step"),
    )

    mode: Mapped[JournalMode] = enum_column(JournalMode, JournalMode.CLOSED)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("journal_step.id"))


UNJOURNALLED = frozenset({"journal_step", "journal_row", "journal_state", "file_identity", "alembic_version"})
