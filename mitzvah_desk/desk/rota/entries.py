"""The rota's rows as lines of a list: what a name needs said beneath it."""

from mitzvah_desk.desk.rota.assignee import Assignee
from mitzvah_desk.desk.rota.entry_list import PanelEntry
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.rota.asking.candidates import ShiftCandidate
from mitzvah_desk.office.rota.asking.duties import Duty
from mitzvah_desk.office.rota.asking.stand_ins import StandIn
from mitzvah_desk.office.rota.queries import AssignedRow
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
        parts = [row.reason, heads]
    who = Assignee(row.kind, row.id, row.name, adults=row.adults, children=row.children)
    number = row.id if row.kind == "person" else -row.id
    detail = " · ".join(part for part in parts if part)
    return PanelEntry(
        number, row.name, detail, sign, tone, who, searched=not row.may_be_asked, aside=row.phone
    )


def make_duty_entry(number: int, duty: Duty) -> PanelEntry:
    """Something that somebody does on a day."""
    words = _STATUS[duty.status][2] if duty.assignment_id else duty.advice
    sign, tone = _STATUS[duty.status][:2] if duty.assignment_id else ("info-circle", "warn")
    name = f"{duty.what[0].upper()}{duty.what[1:]}"
    detail = " · ".join(part for part in ("in reserve" if duty.reserve else "", words) if part)
    return PanelEntry(number, name, detail, sign, tone, aside=duty.when)


_ANSWERS = {
    AssignmentStatus.INVITED: "asked",
    AssignmentStatus.CONFIRMED: "yes",
    AssignmentStatus.DECLINED: "said no",
}


def make_stand_in_entry(row: StandIn) -> PanelEntry:
    """Somebody who could stand in: on the waiting list, to be asked, or who said no."""
    sign, tone = ("user", "muted") if row.status is None else _STATUS[row.status][:2]
    if row.against:
        sign, tone = _AGAINST[worst_severity(row.against)]
    parts = [
        "on the waiting list" if row.reserve else "",
        "" if row.status is None else _ANSWERS.get(row.status, ""),
        " ".join(finding.text for finding in row.against),
        row.why,
        row.load or ("no shift yet" if row.status is None else ""),
        f"last served {format_date(row.last_served)}" if row.last_served else "",
    ]
    detail = " · ".join(part for part in parts if part)
    return PanelEntry(row.person_id, row.name, detail, sign, tone, aside=row.phone)
