"""What lists measure, asked of the file: how many, how much, how old, and when last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, false, func, literal, not_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.model import Campaign, Person
from mitzvah_desk.model.expressions import is_child_on, is_younger_than
from mitzvah_desk.model.person import ADULT
from mitzvah_desk.rules.lists.measures import Comparison, Measured, read_days, read_range
from mitzvah_desk.rules.lists.questions import ANY_CAMPAIGN, THIS_CAMPAIGN

Test = ColumnElement[bool]
Ids = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]
Day = ColumnElement[Any] | InstrumentedAttribute[Any]
OnDays = Callable[[Callable[[Day], Test]], Test]
"""That there is something on a day of which a test holds: it gets the test, and gives the day to it."""
_OLDEST = 999
"""Nobody is older, and the year of birth stays a number of four digits."""


@dataclass(frozen=True, slots=True)
class ConditionContext:
    """What a condition is about.

    Attributes:
        value: what was chosen.
        measured: how what it measures is compared.
        campaign_id: the campaign that ``this campaign`` means; None where there is none.
        today: the day on which one is a child or not.
        main_day: the day of that campaign, on which one has an age.
    """

    value: str
    measured: Measured
    campaign_id: int | None
    today: date
    main_day: date

    def campaign(self, column: Ids) -> Test:
        """That a campaign is the one chosen."""
        if self.value == ANY_CAMPAIGN:
            return true()
        if self.value == THIS_CAMPAIGN:
            return column == self.campaign_id if self.campaign_id is not None else false()
        named = aliased(Campaign)
        return column.in_(select(named.id).where(named.name == self.value))

    def in_range(self, number: ColumnElement[Any]) -> Test:
        """That a number lies within what is asked for."""
        least, most = read_range(self.measured)
        return number >= least if most is None else number.between(least, most)

    def counted(self, ids: Ids, query: Select[Any], many: ColumnElement[int], *, of: Ids) -> Test:
        """That so many rows of a query are of a record, which may be none."""
        least, most = read_range(self.measured)

        def at_least(number: int) -> Test:
            some = query.with_only_columns(ids).where(ids.is_not(None)).group_by(ids)
            return of.in_(some.having(many >= number)) if number > 0 else true()

        return at_least(least) if most is None else and_(at_least(least), not_(at_least(most + 1)))

    def latest(self, on_days: OnDays) -> Test:
        """That the latest of some days lies within what is asked for."""
        if self.measured.comparison is Comparison.UNKNOWN:
            return not_(on_days(lambda _: true()))
        first, last = read_days(self.measured, self.today)
        since = on_days(lambda day: day >= first)
        if self.measured.comparison is Comparison.NOT_WITHIN:
            return not_(since)
        return since if last == date.max else and_(since, not_(on_days(lambda day: day > last)))

    def any_day(self, on_days: OnDays) -> Test:
        """That one of some days lies within what is asked for."""
        first, last = read_days(self.measured, self.today)
        within = on_days(lambda day: day.between(first, last))
        return not_(within) if self.measured.comparison is Comparison.NOT_WITHIN else within


def compare_age(asked: ConditionContext) -> Test:
    """A person's age on the campaign's day; where nobody knows it, by who is marked as a child."""
    known = or_(Person.born.is_not(None), Person.told_age.is_not(None))
    if asked.measured.comparison is Comparison.UNKNOWN:
        return not_(known)
    least, most = read_range(asked.measured)
    at_least = not_(is_younger_than(min(least, _OLDEST), asked.main_day, Person))
    at_most = true() if most is None else is_younger_than(min(most + 1, _OLDEST), asked.main_day, Person)
    child = least == 0 and most is not None and most >= ADULT - 1
    grown = most is None and least <= ADULT
    by_mark = case((is_child_on(asked.main_day, Person), literal(child)), else_=literal(grown))
    return case((known, and_(at_least, at_most)), else_=by_mark) == true()


def on_day_of(day: Day) -> OnDays:
    """The one day that a record has; it may have none."""
    return lambda test: and_(day.is_not(None), func.coalesce(test(day), false()))
