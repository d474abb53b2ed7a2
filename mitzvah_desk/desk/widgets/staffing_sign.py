"""How shifts stand as a sign and a tone, beside the words that say the same."""

from mitzvah_desk.rules.rota.staffing import Staffing


def staffing_sign(staffing: Staffing) -> tuple[str, str]:
    """An icon and its tone: only where everybody has answered it is the good one."""
    if staffing.gap:
        return "alert-triangle", "warn"
    if staffing.over:
        return "alert-circle", "bad"
    return ("mail", "muted") if staffing.asked else ("check", "good")
