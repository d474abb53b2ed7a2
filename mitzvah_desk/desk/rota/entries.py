"""The rota's rows as lines of a list: what a name needs said beneath it."""

from mitzvah_desk.desk.rota.assignee import Assignee
from mitzvah_desk.desk.rota.entry_list import PanelEntry
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.rota.asking.candidates import ShiftCandidate
from mitzvah_desk.office.rota.queries import AssignedRow, ExpectedRow
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.findings import Severity, worst_severity
from mitzvah_desk.rules.plurals import count_noun

_STATUS = {
    AssignmentStatus.INVITED: ("mail", "muted", "has not answered yet"),
    AssignmentStatus.CONFIRMED: ("check", "good", "confirmed"),
    AssignmentStatus.DECLINED: ("x", "bad", "declined"),
    AssignmentStatus.ATTENDED: ("circle-check", "good", "came"),
    AssignmentStatus.ABSENT: ("circle-x", "bad", "was absent"),
}
_AGAINST = {
    None: ("check", "good"),
    Severity.INFO: ("info-circle", "muted"),
    Severity.SOFT: ("alert-triangle", "warn"),
    Severity.HARD: ("ban", "bad"),
}


def head_count_text(adults: int, children: int) -> str:
    """A group's head count in words."""
    grown = count_noun(adults, "adult")
    return f"{count_noun(children, 'child')} + {grown}" if children else grown


def make_assigned_entry(row: AssignedRow) -> PanelEntry:
    """Somebody on the shift."""
    sign, tone, words = _STATUS[row.status]
    parts = [
        head_count_text(row.adults, row.children) if row.kind == "group" else "",
        "in reserve" if row.reserve else "",
        words,
        "fills no place" if not row.fills else "",
        f"because {row.reason}" if row.reason else "",
    ]
    who = Assignee(row.kind, row.who_id, row.name, row.id, row.adults, row.children)
    return PanelEntry(row.id, row.name, " · ".join(part for part in parts if part), sign, tone, who)


def make_candidate_entry(row: ShiftCandidate) -> PanelEntry:
    """Somebody who could be put on it; a group has its id below 0, since persons have the same ones.

    Who is not to be asked now is found when looked for, with the reason.
    """
    sign, tone = _AGAINST[worst_severity(row.findings)]
    served = f"last served {format_date(row.last_served)}" if row.last_served else ""
    heads = head_count_text(row.adults, row.children) if row.kind == "group" else ""
    if row.may_be_asked:
        child = "child, with family there" if row.children and row.kind == "person" else ""
        parts = [heads, child, "to stand by: no place is left" if row.full else "", row.why]
        parts += [row.load or "no shift yet", served]
    else:
        parts = [heads, row.reason]
    who = Assignee(row.kind, row.id, row.name, adults=row.adults, children=row.children)
    number = row.id if row.kind == "person" else -row.id
    detail = " · ".join(part for part in parts if part)
    return PanelEntry(
        number, row.name, detail, sign, tone, who, searched=not row.may_be_asked, aside=row.phone
    )


def make_expected_entry(row: ExpectedRow, *, with_phone: bool = True) -> PanelEntry:
    """Somebody on the check-in list, with the number to ring where it may be seen."""
    sign, tone, words = _STATUS[row.status]
    when = f"{row.starts_at:%H:%M}" if row.starts_at else "any time"
    parts = [
        f"{when} {row.role}, {row.project}",
        f"{row.heads} people" if row.kind == "group" else "",
        "in reserve" if row.reserve else "",
        words if row.status is not AssignmentStatus.ATTENDED else "",
        row.phone if with_phone else "",
    ]
    return PanelEntry(row.assignment_id, row.name, " · ".join(part for part in parts if part), sign, tone)
