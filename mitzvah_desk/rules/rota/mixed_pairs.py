"""Pairs from two communities: what a project that is shared with others is for."""

from collections.abc import Iterator

from mitzvah_desk.rules.findings import info_finding
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, about_each


def check_mixed_pairs(scope: CheckScope) -> Iterator[Concern]:
    """A shift of exactly two, in a project with a co-host, whose two come from one community.

    The committee's own wish (its food drive with the Islamic centre stands in mixed pairs): good to know,
    never in the way.
    """
    facts = scope.facts
    for shift in scope.shifts():
        hosts = facts.co_hosts.get(shift.project_id, frozenset())
        if not hosts or (shift.minimum, shift.maximum) != (2, 2):
            continue
        there = [a for a in facts.on.get(shift.id, ()) if a.serves]
        pair = [facts.people[a.who[1]] for a in there if a.who[0] == "person"]
        communities = {person.partner_id if person.partner_id in hosts else None for person in pair}
        if len(there) == len(pair) == len(communities) + 1:
            names = " and ".join(sorted(facts.homes[host].name for host in hosts if host in facts.homes))
            text = f"{shift.named} has two from one community; the project is shared with {names}."
            found = info_finding("shift.pair", shift.name, text, "Ask the others for one of the two.")
            yield Concern(("pair", shift.id), 0, found, about_each(shift))
