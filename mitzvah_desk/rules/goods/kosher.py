"""Kosher food: what may be given at Pesach, and meat and milk apart (Shulchan Aruch, Yoreh De'ah 87-89)."""

from collections.abc import Iterable
from datetime import date

from mitzvah_desk.model import KosherKind
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.findings import Finding, soft_finding
from mitzvah_desk.rules.jewish_calendar.day_notes import pesach_season


def check_pesach(partner: str, items: Iterable[str], day: date) -> list[Finding]:
    """Asks where a partner who takes kosher food only is brought food for Pesach that is not fit for it.

    Args:
        partner: who, by the name that may be shown.
        items: what is brought and is food, and not known to be kosher for Pesach.
        day: of the delivery.
    """
    season = pesach_season(day)
    names = list(dict.fromkeys(items))
    if season is None or not names:
        return []
    first, last = season
    when = f"Pesach begins on the evening before {format_date(first)}" if day < first else "It is Pesach"
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    text = f"{when}, and not known to be kosher for Pesach: {', '.join(names[:3])}{more}."
    do = f"Bring it after {format_date(last)}, mark it in the catalogue if it is, or say why it goes."
    return [soft_finding("goods.pesach", partner, text, do)]


def check_meat_and_milk(project: str, kinds: Iterable[tuple[str, KosherKind]]) -> list[Finding]:
    """Asks where meaty and milky food meet in one meal.

    Args:
        project: in which food is served.
        kinds: each thing by its name, with what it may be eaten with.
    """
    found = {kind: name for name, kind in reversed(list(kinds))}
    meaty, milky = found.get(KosherKind.MEATY), found.get(KosherKind.MILKY)
    if not meaty or not milky:
        return []
    text = f"{project} would have both: {meaty} is meaty, and {milky} is milky."
    return [
        soft_finding("goods.meat_and_milk", project, text, "Choose one of them, or say why both are served.")
    ]
