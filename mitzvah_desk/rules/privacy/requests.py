"""By when a request about somebody's own data must be answered."""

import calendar
from datetime import date


def answer_by(asked_on: date) -> date:
    """The last day: the same day of the next month, or its last day where it has none of that number.

    UK GDPR, article 12(3); ICO, *A guide to individual rights*: the month is counted from the day on which
    the request came.
    """
    year, month = asked_on.year + asked_on.month // 12, asked_on.month % 12 + 1
    return date(year, month, min(asked_on.day, calendar.monthrange(year, month)[1]))
