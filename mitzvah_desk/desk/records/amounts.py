"""Columns of quantities, each shown in what its item is counted in."""

from collections.abc import Callable
from typing import Any

from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.rules.goods.weights import format_amount


def in_amounts(name: str) -> Callable[[Any], str]:
    """What shows a number of a row in what its item is counted in: ``36``, ``2.5 kg``; nothing for None."""

    def show(row: Any) -> str:  # noqa: ANN401  # any row with a number and a unit
        count: int | None = getattr(row, name)
        return "" if count is None else format_amount(count, row.unit)

    return show


def amount_column(
    name: str, title: str, width_chars: int = 10, *, key: str = "", shown: bool = True
) -> Column[Any]:
    """A column of such a number.

    Args:
        name: the field of the row.
        title: its heading.
        width_chars: how wide.
        key: its name in what is remembered; the field's where empty.
        shown: whether it stands there before anybody chose columns.
    """
    return Column(
        key or name,
        title,
        in_amounts(name),
        lambda row: getattr(row, name),
        True,
        width_chars=width_chars,
        shown=shown,
    )
