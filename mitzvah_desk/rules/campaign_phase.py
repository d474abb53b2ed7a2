"""The parts of a campaign's year: setting up, filling, the day, and what comes after it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum


class CampaignPhase(StrEnum):
    """Where a campaign is in its year."""

    SETTING_UP = "setting up"
    FILLING = "filling the rota"
    THE_DAY = "the day"
    AFTER = "afterwards"


_MUCH = 4
"""A day with a part as large as this of all shifts is a day of the campaign as its main day is."""


def find_phase(today: date, main_day: date, shifts: Mapping[date, int], *, set_up: bool) -> CampaignPhase:
    """Where a campaign is in its year.

    Args:
        today: the day on which it is asked.
        main_day: the campaign's.
        shifts: how many it has on each of its days.
        set_up: there are shifts, and somebody is on one of them.
    """
    much = shifts.get(today, 0) * _MUCH >= max(sum(shifts.values()), 1)
    if today == main_day or much:
        return CampaignPhase.THE_DAY
    if today > main_day:
        return CampaignPhase.AFTER
    return CampaignPhase.FILLING if set_up else CampaignPhase.SETTING_UP
