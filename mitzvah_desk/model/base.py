"""What every table shares: column types that SQLite can check, and how long personal data is kept."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Retention(StrEnum):
    """How long a column of personal data may be kept (UK GDPR, article 5(1)(e): no longer than needed)."""

    WHILE_IN_TOUCH = "until the person asks, or two years after they last took part"
    UNTIL_THE_DAY_IS_OVER = "until the campaign that needed it is over"
    WITH_THE_RECORD = "as long as the record that it explains"
    SIX_TAX_YEARS = "until six years after the tax year of the last gift under it (HMRC, Gift Aid)"


def personal_data(retention: Retention) -> dict[str, Any]:
    """The ``info`` of a column that holds personal data."""
    return {"retention": retention}


class IsoDate(TypeDecorator[date]):
    """A day, kept as ``2026-11-22`` so that text order is day order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """A day as the file keeps it."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002
        """A day as the program uses it."""
        return None if value is None else date.fromisoformat(value)


class WallTime(TypeDecorator[datetime]):
    """A time as the clock on the hall's wall shows it, kept as ``2026-11-22T10:00:00``.

    It has no zone on purpose: a shift at 10:00 is at 10:00 whatever the clocks did the night before.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """A time as the file keeps it."""
        return None if value is None else value.replace(microsecond=0, tzinfo=None).isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """A time as the program uses it."""
        return None if value is None else datetime.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no, kept as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002, FBT001
        """A flag as the file keeps it."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002
        """A flag as the program uses it."""
        return None if value is None else bool(value)


class Word(TypeDecorator[StrEnum]):
    """One word of a fixed list, kept as that word."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """A word as the file keeps it."""
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        """A word as the program uses it."""
        return None if value is None else self.words(value)


class Base(DeclarativeBase):
    """The base of every table. No ORM relationships: screens read plain rows, actions follow ids."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text(), date: IsoDate(), datetime: WallTime(), bool: Flag()}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


def foreign_key_cascade(target: str, *, index: bool = True) -> Any:  # noqa: ANN401
    """A link to the record that owns this one; it goes when its owner goes."""
    return mapped_column(ForeignKey(target, ondelete="CASCADE"), index=index)


def foreign_key_set_null(target: str, *, index: bool = True, info: dict[str, Any] | None = None) -> Any:  # noqa: ANN401
    """An optional link; it is emptied when the other record goes."""
    return mapped_column(ForeignKey(target, ondelete="SET NULL"), index=index, info=info or {})


def foreign_key_restrict(target: str, *, index: bool = True) -> Any:  # noqa: ANN401
    """A required link to a record that cannot go while this one stands."""
    return mapped_column(ForeignKey(target, ondelete="RESTRICT"), index=index)


def enum_column(
    words: type[StrEnum],
    default: StrEnum | None = None,
    *,
    added: bool = False,
    info: dict[str, Any] | None = None,
) -> Any:  # noqa: ANN401
    """A column that holds one of ``words``; where ``added`` to a table later, with a default in the file."""
    kept = str(default) if added else None
    return mapped_column(Word(words), default=default, server_default=kept, nullable=False, info=info or {})


def check_constraint(sql: str, name: str) -> CheckConstraint:
    """Something that must never be otherwise, held by the database itself."""
    return CheckConstraint(sql, name=name)


def add_type_constraints(metadata: MetaData) -> None:
    """Let the database hold every typed column to its type: real days and times, known words, 0 or 1.

    No id is given twice, because the journal, calendars and backups know a record by its id.
    """
    for table in metadata.tables.values():
        table.dialect_options["sqlite"]["strict"] = True
        table.dialect_options["sqlite"]["autoincrement"] = True
        for column in table.columns:
            kind, name = column.type, column.name
            if isinstance(kind, Word):
                known = ", ".join(f"'{each.value}'" for each in kind.words)
                table.append_constraint(check_constraint(f"{name} IN ({known})", f"{name}_is_known"))
            elif isinstance(kind, Flag):
                table.append_constraint(check_constraint(f"{name} IN (0, 1)", f"{name}_is_yes_or_no"))
            elif isinstance(kind, IsoDate):
                table.append_constraint(check_constraint(f"{name} IS date({name})", f"{name}_is_a_day"))
            elif isinstance(kind, WallTime):
                shape = f"strftime('%Y-%m-%dT%H:%M:%S', {name})"
                table.append_constraint(check_constraint(f"{name} IS {shape}", f"{name}_is_a_time"))
