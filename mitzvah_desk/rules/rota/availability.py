"""When somebody said that they cannot serve."""

from collections.abc import Iterator

from mitzvah_desk.rules.findings import soft_finding
from mitzvah_desk.rules.rota.facts import CheckScope, Concern


def check_availability(scope: CheckScope) -> Iterator[Concern]:
    """A shift that meets a time at which its person cannot serve, as they told us themselves."""
    facts = scope.facts
    for assignment in scope.assignments():
        person = facts.people.get(assignment.who[1]) if assignment.who[0] == "person" else None
        shift = facts.shifts.get(assignment.shift_id)
        if person is None or not person.away or shift is None or not assignment.stands:
            continue
        if shift.starts_at is None or shift.ends_at is None:
            continue
        for start, end in person.away:
            if start < shift.ends_at and shift.starts_at < end:
                until = f"{end:%H:%M}" if end.date() == start.date() else f"{end.day} {end:%B}"
                since = f"{start:%H:%M}" if end.date() == start.date() else f"{start.day} {start:%B}"
                text = (
                    f"{person.name} cannot serve from {since} to {until}; {shift.name} is from {shift.when}."
                )
                do = "Choose somebody else or another time, or keep it and say why."
                yield Concern(
                    ("away", assignment.who, shift.id, start),
                    1,
                    soft_finding("person.away", person.name, text, do),
                )
