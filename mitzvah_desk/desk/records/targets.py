"""Bars of what was hoped for, and how far it is: on the page of today, a project's, a partner's."""

from collections.abc import Sequence

from mitzvah_desk.desk.widgets.bars import ChartBar
from mitzvah_desk.office.goods.chart_queries import Target
from mitzvah_desk.rules.fields.parsing import format_money


def make_target_bars(targets: Sequence[Target], *, titled: bool = True) -> list[ChartBar]:
    """A bar for each target.

    Args:
        targets: in things or in money.
        titled: whether the project's or partner's name stands before it, as it must where there are several.
    """
    return [_bar(each, titled=titled) for each in targets]


def _bar(target: Target, *, titled: bool) -> ChartBar:
    if target.unit:
        words = f"{target.reached:,} of {target.hoped:,} {target.unit}"
        words += f"; {target.beside}" if target.beside else ""
    else:
        words = f"{format_money(target.reached)} of {format_money(target.hoped)}"
    label = target.title if titled else (target.unit or "money").capitalize()
    return ChartBar(label, target.reached, words=words, most=target.hoped)
