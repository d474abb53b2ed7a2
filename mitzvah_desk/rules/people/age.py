"""How old somebody is on a day, and whether they are a child; for queries see ``model.expressions``."""

from datetime import date

from mitzvah_desk.model.person import ADULT

__all__ = ["ADULT", "age_on", "find_age_on", "is_child_on"]


def age_on(day: date, born: date) -> int:
    """Whole years on a day.

    An age is reached at the start of the birthday (Family Law Reform Act 1969, section 9); who was born on
    29 February reaches it on 1 March of other years.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_child_on(
    day: date,
    *,
    born: date | None = None,
    told_age: int | None = None,
    told_on: date | None = None,
    marked: bool = False,
) -> bool:
    """Whether somebody is a child on a day.

    Args:
        day: the day that it is about.
        born: their date of birth, which decides wherever it is known.
        told_age: the age that was told, which decides where it is not.
        told_on: when that age was told; it is counted on from then.
        marked: whether the record marks them as a child, for where neither is known.
    """
    age = find_age_on(day, born=born, told_age=told_age, told_on=told_on)
    return marked if age is None else age < ADULT


def find_age_on(
    day: date, *, born: date | None = None, told_age: int | None = None, told_on: date | None = None
) -> int | None:
    """How old somebody is on a day, for all that is known; None where nothing is; see ``is_child_on``."""
    if born is not None:
        return age_on(day, born)
    if told_age is not None:
        return told_age + (age_on(day, told_on) if told_on is not None else 0)
    return None
