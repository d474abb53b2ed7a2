"""How long somebody served: everything that counts hours asks here, or ``expressions.served_minutes``."""

from datetime import datetime, timedelta


def served_minutes(
    *,
    attended: bool,
    typed: int | None = None,
    arrived_at: datetime | None = None,
    left_at: datetime | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> int | None:
    """The minutes of one assignment; None where nobody can know them.

    What was typed wins; then the time from arriving to leaving, where both are known; then the length of the
    shift. So work at home in one's own time counts only as it was told. Whoever did not come served nothing.

    Args:
        attended: whether they came.
        typed: the minutes that they told.
        arrived_at: as the desk at the door saw it.
        left_at: likewise.
        starts_at: the shift's; None where it is open-ended.
        ends_at: the shift's.
    """
    if not attended:
        return None
    if typed is not None:
        return typed
    for start, end in ((arrived_at, left_at), (starts_at, ends_at)):
        if start is not None and end is not None:
            return (end.replace(microsecond=0) - start.replace(microsecond=0)) // timedelta(minutes=1)
    return None
