"""Rows for screens and papers, filled from a SELECT by the names of its columns, never by their places."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from operator import itemgetter
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Result, select

from mitzvah_desk.model import Base

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class RecordValues:
    """A record's own fields, for its page: each also as an attribute under the name of its column.

    Attributes:
        values: the fields by column.
    """

    values: Mapping[str, Any]

    def __getattr__(self, column: str) -> Any:  # noqa: ANN401
        """The field of a column; an ``AttributeError`` for a column that the record lacks."""
        if column == "values" or column not in self.values:
            raise AttributeError(column)
        return self.values[column]


def read_values(
    connection: Connection, model: type[Base], record_id: int, *more: ColumnElement[Any]
) -> RecordValues | None:
    """A record's own fields.

    Args:
        connection: the file.
        model: the record's class.
        record_id: the record.
        more: labelled expressions that are read with them.

    Returns:
        Every column's value; None where the record is gone.
    """
    query = select(model.__table__, *more).where(model.id == record_id)
    row = connection.execute(query).mappings().first()
    return None if row is None else RecordValues(MappingProxyType(dict(row)))


Made = tuple[Callable[..., Any], *tuple[str, ...]]
"""How a field is worked out that no column holds as it is: what works it out, and of which columns."""


def fill_rows(row_class: type[RowT], found: Result[*tuple[Any, ...]], **made: Made) -> list[RowT]:
    """Rows of a class made of what a SELECT found.

    Args:
        row_class: a dataclass; each of its fields is filled from the column of that name.
        found: the result; its columns may stand in any order.
        made: fields that are worked out of columns instead, by name.

    Raises:
        TypeError: the SELECT has a column that nothing takes, or lacks one, which is a bug.
    """
    wanted = [each.name for each in fields(row_class)]  # type: ignore[arg-type]  # no type says "dataclass"
    names = list(found.keys())
    needed = {name for name in wanted if name not in made}
    needed |= {name for _, *columns in made.values() for name in columns}
    odd = {*names} ^ needed | {name for name in names if names.count(name) > 1} | made.keys() - {*wanted}
    if odd:
        raise TypeError(f"{row_class.__name__} and its SELECT differ in {sorted(odd)}.")
    make: Callable[..., RowT] = row_class
    if names == wanted and not made:
        return [make(*row) for row in found]
    rows = found.all()

    def read(name: str) -> Iterator[Any]:
        return map(itemgetter(names.index(name)), rows)

    def work_out(function: Callable[..., Any], *columns: str) -> Iterator[Any]:
        return map(function, *map(read, columns))

    # Column by column, so that no loop of Python's own goes through the cells: a rota has many.
    return list(map(make, *(work_out(*made[name]) if name in made else read(name) for name in wanted)))


def fill_row(row_class: type[RowT], found: Result[*tuple[Any, ...]], **made: Made) -> RowT | None:
    """The first row of a class that a SELECT found; None where it found nothing. See ``fill_rows``."""
    return next(iter(fill_rows(row_class, found, **made)), None)
