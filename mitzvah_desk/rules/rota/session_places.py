"""Places of a session that guests book: how many are taken, and whether more than there are."""

from mitzvah_desk.rules.findings import Finding, soft_finding
from mitzvah_desk.rules.rota.staffing import describe_taken


def describe_places(booked: int, places: int | None) -> str:
    """How many places are taken: ``7 of 12 places``, ``7 booked`` where nobody said how many there are."""
    if places is None:
        return f"{booked:,} booked" if booked else ""
    return describe_taken(booked, places)


def check_places(title: str, booked: int, places: int | None) -> Finding | None:
    """Asks where more guests have booked a session than it has places.

    Args:
        title: the session's.
        booked: how many guests.
        places: how many it has; None where nobody said.
    """
    if places is None or booked <= places:
        return None
    text = f"{title} has {places:,} places, and {booked:,} guests have booked it."
    do = "Move some to another session, or make more places."
    return soft_finding("session.overbooked", title, text, do)
