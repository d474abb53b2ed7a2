"""Why goods must not go out: recalled, still to be looked at, unfit, or past their use-by date.

``expressions.is_stopped`` and ``expressions.is_past_eating`` say the same to the database.
"""

from datetime import date

from mitzvah_desk.model import ItemCondition
from mitzvah_desk.rules.goods.cold_chain import freezing_problem, is_past_use_by


def why_stopped(recalled: str, to_check: str, condition: ItemCondition) -> str:
    """Why a lot must not go out, whatever the day: ``recalled: glass in a jar``; empty where it may.

    Args:
        recalled: why it was recalled.
        to_check: why somebody must look at it first.
        condition: the state that it is in.
    """
    if recalled:
        return f"recalled: {recalled}"
    if to_check:
        return f"to check: {to_check}"
    return "unfit" if condition is ItemCondition.UNFIT else ""


def why_barred(stopped: str, use_by: date | None, frozen_on: date | None, day: date) -> str:
    """Why a lot must not go out on a day, in a few words; empty where it may.

    Args:
        stopped: what ``why_stopped`` says of it.
        use_by: never to be eaten after it.
        frozen_on: the day on which it was frozen.
        day: the day.
    """
    if stopped:
        return stopped
    if freezing_problem(use_by, frozen_on):
        return "frozen after its use-by date"
    return "past its use-by date" if is_past_use_by(use_by, frozen_on, day) else ""
