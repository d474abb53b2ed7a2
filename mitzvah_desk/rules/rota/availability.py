"""When somebody said that they cannot serve."""

from collections.abc import Iterator

from mitzvah_desk.rules.findings import soft_finding
from mitzvah_desk.rules.rota.commitments import Commitment, describe_shift, judged_by, list_commitments
from mitzvah_desk.rules.rota.facts import PersonFacts, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, about_each


def check_availability(scope: CheckScope) -> Iterator[Concern]:
    """What meets a time at which its person cannot serve, as they told us themselves.

    Reserves are told too; so is what they come to with a group, and what they drive or whom they host.
    """
    facts = scope.facts
    for assignment in scope.assignments():
        person = facts.people.get(assignment.who[1]) if assignment.who[0] == "person" else None
        shift = facts.shifts.get(assignment.shift_id)
        if person is not None and person.away and shift is not None and assignment.stands:
            yield from _meets(facts, person, Commitment(shift, assignment))
    for who in scope.whos():
        person = facts.people.get(who[1]) if who[0] == "person" else None
        if person is None or not person.away:
            continue
        own = {("shift", a.shift_id) for a in facts.of.get(who, ()) if a.stands}
        for each in list_commitments(facts, who):
            told = each.at.key in own
            wanted = scope.touching is None or who in scope.touching
            if not told and (wanted or (each.assignment is not None and scope.wants(each.assignment))):
                yield from _meets(facts, person, each)


def _meets(facts: RotaFacts, person: PersonFacts, each: Commitment) -> Iterator[Concern]:
    if each.at.starts_at is None or each.at.ends_at is None:
        return
    for start, end in person.away:
        if start < each.at.ends_at and each.at.starts_at < end:
            until = f"{end:%H:%M}" if end.date() == start.date() else f"{end.day} {end:%B}"
            since = f"{start:%H:%M}" if end.date() == start.date() else f"{start.day} {start:%B}"
            what = describe_shift(facts, each)
            when = f"{what} is from" if isinstance(each.at, ShiftFacts) else f"{person.name} {what} from"
            text = f"{person.name} cannot serve from {since} to {until}; {when} {each.at.when}."
            do = "Choose somebody else or another time, or keep it and say why."
            yield Concern(
                ("away", ("person", person.id), each.at.key, start),
                1,
                soft_finding("person.away", person.name, text, do),
                about_each(each.at),
                judged_by(each),
            )
