"""Who may be asked to serve on a shift, why somebody is not asked now, and who is asked first.

The one answer for the board's people, Fill gaps and stand-ins. What the checks find stands against asking
too; beside them it is said here what is no fault of a rota, and yet a reason to leave somebody alone. Whether
a person volunteers at all has its SQL in ``model.expressions.may_be_asked``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mitzvah_desk.model import DbsLevel
from mitzvah_desk.rules.findings import Finding, Severity, soft_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota import checks, headcount, ratios, visiting
from mitzvah_desk.rules.rota.clashes import overlap_duration
from mitzvah_desk.rules.rota.commitments import Commitment, describe_shift, list_commitments
from mitzvah_desk.rules.rota.facts import AssignmentFacts, Key, PersonFacts, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.postcode_areas import AREA
from mitzvah_desk.rules.rota.safeguarding import is_family, list_adults
from mitzvah_desk.rules.rota.shift_times import format_dated_span
from mitzvah_desk.rules.rota.travel import travel_minutes

_NO_WISH = 99
_OF_TIME = ("clash.overlap", "clash.driving", "clash.hosting", "clash.travel", "clash.travel_unknown")
FULL = "shift.too_many"


@dataclass(frozen=True, slots=True)
class AskedFacts:
    """What is known of somebody for asking them, beside the rota's facts.

    Attributes:
        volunteers: they may be asked at all: no partner's contact or guest of honour but one who volunteers.
        phone: the number to ring.
        postcode: theirs.
        asked: how often they were asked in the campaign, whatever they said.
        shifts: on how many shifts of the campaign they stand.
        minutes: how long those are.
        last_served: when they served last.
        gladly: they would gladly help with this kind of project.
        rather_not: they would rather not.
        choice: the place of this project among those they asked for; 0 where they did not.
        did_it_last: they did the same job in this project's last campaign.
        stays: the guest of honour whom they host that day for another project, or that they are one.
    """

    volunteers: bool = True
    phone: str = ""
    postcode: str = ""
    asked: int = 0
    shifts: int = 0
    minutes: int = 0
    last_served: date | None = None
    gladly: bool = False
    rather_not: bool = False
    choice: int = 0
    did_it_last: bool = False
    stays: str = ""


NOTHING_KNOWN = AskedFacts()


def find_reasons_not_to_ask(
    facts: RotaFacts, shift: ShiftFacts, person: PersonFacts, known: AskedFacts, *, with_family: bool = False
) -> Iterator[Finding]:
    """What speaks against asking a person that no check would find once they served.

    Args:
        facts: the rota as it is.
        shift: the shift.
        person: who would be asked.
        known: what is known of them for that.
        with_family: an adult of their family would be asked together with them.
    """
    name = person.name
    if not known.volunteers:
        text = f"{name} is in the book as a partner’s contact or a guest of honour."
        yield soft_finding("ask.contact", name, text, "Tick “Also volunteers” on their page if they do.")
    if known.stays:
        yield soft_finding("ask.guest", name, f"{name} {known.stays}.", "Leave them there.")
    if person.child_on(shift.day):
        yield from _child(facts, shift, person, with_family=with_family)
    for number in facts.groups_of.get(person.id, ()):
        if any(a.shift_id == shift.id and a.serves for a in facts.of.get(("group", number), ())):
            text = f"{name} comes with {facts.groups[number].name} already."
            yield soft_finding("ask.with_group", name, text, "Choose somebody else.")
    for a in facts.of.get(("person", person.id), ()):
        other = facts.shifts.get(a.shift_id)
        if a.reserve and a.stands and other is not None and overlap_duration(shift, other) > timedelta():
            text = f"{name} stands by for {other.name}, {format_dated_span(other.starts_at, other.ends_at)}."
            yield soft_finding("ask.reserve", name, text, "Choose somebody else.")


def allows_children(facts: RotaFacts, shift: ShiftFacts) -> bool:
    """Whether a shift's job or home says from what age children serve on it; silence is a no."""
    asked = [shift.minimum_age, *(home.minimum_age for home in facts.above(shift.home_id))]
    return any(age is not None for age in asked)


def _child(
    facts: RotaFacts, shift: ShiftFacts, person: PersonFacts, *, with_family: bool
) -> Iterator[Finding]:
    name = person.name
    if not allows_children(facts, shift):
        text = f"{name} is a child; {shift.role} does not say from what age children serve."
        yield soft_finding("ask.child", name, text, "Write the youngest age in the list of jobs.")
    elif not with_family and not any(is_family(person, adult) for adult in list_adults(facts, shift)):
        text = f"{name} is a child; no adult of the family is on {shift.named}."
        yield soft_finding("ask.child_alone", name, text, "Ask a parent first.")


def find_shift_problems(
    facts: RotaFacts, shift: ShiftFacts, thought: Sequence[AssignmentFacts]
) -> Mapping[Key, list[Finding]]:
    """What each of many would bring for a shift as a whole: too many on it, at its home, or too few adults.

    Those who count alike are looked at once; each alone, with those who are there.
    """
    near, there = _near_facts(facts, shift)
    present = {a.who for number in there for a in near.on.get(number, ()) if a.serves}
    adults = list_adults(near, shift)
    said: dict[object, list[Finding]] = {}
    found = {}
    for new in thought:
        alike = _counts_as(near, shift, new, present, adults)
        if alike not in said:
            after = near.joined((new,))
            rules = (headcount.check_overfilled, visiting.check_visitor_limit, ratios.check_adult_ratio)
            concerns = checks.find_new_by_rules(rules, near, after, {("shift", shift.id)})
            said[alike] = [c.finding for c in concerns if c.finding.severity is not Severity.INFO]
        found[new.who] = said[alike]
    return found


def _near_facts(facts: RotaFacts, shift: ShiftFacts) -> tuple[RotaFacts, frozenset[int]]:
    """The facts of a shift and of those at its homes, on which its numbers depend, and which those are."""
    kept: tuple[RotaFacts, frozenset[int]] | None = facts.cache.get(("near", shift.id))
    if kept is None:
        homes = {home.id for home in facts.above(shift.home_id)}
        there = frozenset(each.id for home in homes for each in facts.at_home.get(home, ())) | {shift.id}
        on_them = [a for number in sorted(there) for a in facts.on.get(number, ())]
        kept = facts.cache["near", shift.id] = facts.changed(assignments=on_them), there
    return kept


def _counts_as(
    facts: RotaFacts,
    shift: ShiftFacts,
    new: AssignmentFacts,
    present: set[Key],
    adults: Sequence[PersonFacts],
) -> object:
    """What somebody is for the numbers of a shift; alone where that is not to be told in a few words."""
    kind, number = new.who
    if kind == "group" or new.who in present:
        return new.who
    if any(("group", group) in present for group in facts.groups_of.get(number, ())):
        return new.who
    person = facts.people[number]
    checked = person.dbs_on(shift.day)
    recruited = person.recruited_on is not None and person.recruited_on <= shift.day
    if person.child_on(shift.day):
        age, family = person.age_on(shift.day), any(is_family(person, adult) for adult in adults)
        return ("child", age, family)
    if checked is DbsLevel.ENHANCED:
        # those whose family they are need nobody else
        children = [
            a.who[1] for a in facts.on.get(shift.id, ()) if a.who[0] == "person" and a.who[1] in facts.people
        ]
        if any(is_family(facts.people[n], person) for n in children):
            return new.who
    return ("adult", checked, recruited)


def rank_for_asking(shift: ShiftFacts, known: AskedFacts, *, child: bool) -> tuple[object, ...]:
    """Who is asked first among those who may be: adults who did it last time, asked for it, live near.

    After those the least asked in the campaign, the willing, and whose last service is longest ago.
    """
    return (
        child,
        known.rather_not,
        not known.did_it_last,
        known.choice or _NO_WISH,
        measure_distance(known.postcode, shift.postcode),
        known.asked,
        not known.gladly,
        known.last_served or date.min,
    )


def measure_distance(one: str, other: str) -> int:
    """How near two postcodes are: 0 in one district, 1 in one area, 2 farther away or unknown."""
    a, b = one.split(" ", maxsplit=1)[0], other.split(" ", maxsplit=1)[0]
    if not a or not b:
        return 2
    first, second = AREA.match(a), AREA.match(b)
    same_area = first is not None and second is not None and first[0] == second[0]
    return 0 if a == b else 1 if same_area else 2


def explain_asking(shift: ShiftFacts, person: PersonFacts, known: AskedFacts, least: int) -> str:
    """Why somebody is asked, in a few words: ``has Drive, lives near, not asked yet``.

    Args:
        shift: the shift.
        person: who it is.
        known: what is known of them.
        least: how often those who may be asked for it were asked at least.
    """
    choices = ("", "first choice", "second choice", "third choice")
    parts = [
        "did this last time" if known.did_it_last else "",
        f"has {shift.skill}" if shift.skill_id is not None and shift.skill_id in person.skills else "",
        (choices[known.choice] if known.choice < len(choices) else "asked for it"),
        "would gladly" if known.gladly else "",
        "would rather not" if known.rather_not else "",
        "lives near" if measure_distance(known.postcode, shift.postcode) < 2 else "",
        "not asked yet" if not known.asked else "asked least" if known.asked == least else "",
    ]
    return ", ".join(part for part in parts if part)


def format_load(known: AskedFacts) -> str:
    """What somebody does in the campaign: ``2 shifts, 4 h``; empty where it is nothing."""
    if not known.shifts:
        return ""
    hours, minutes = divmod(known.minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    length = " ".join(part for part in parts if part)
    return count_noun(known.shifts, "shift") + (f", {length}" if length else "")


def describe_busy(what: str, start: datetime | None, end: datetime | None) -> str:
    """What keeps somebody from a time, on the board and in Fill gaps alike; no list cuts off the time.

    For example ``not free 09:30–11:00: drives to Rubens House``.
    """
    return f"not free {format_dated_span(start, end)}: {what}"


def describe_away(start: datetime, end: datetime) -> str:
    """The same of a time at which they cannot serve: ``away 09:00–12:00``."""
    return f"away {format_dated_span(start, end)}"


def explain_not_now(
    facts: RotaFacts, shift: ShiftFacts, who: Key, findings: Sequence[Finding]
) -> tuple[str, ...]:
    """Why somebody is not asked now, in short sentences; what keeps them at that time comes first."""
    busy: list[str] = []
    if any(finding.rule in _OF_TIME for finding in findings):
        busy = [words for each in list_commitments(facts, who) if (words := _busy(facts, shift, each))]
    away: list[str] = []
    person = facts.people.get(who[1]) if who[0] == "person" else None
    if person is not None and shift.starts_at is not None and shift.ends_at is not None:
        for start, end in person.away:
            if start < shift.ends_at and shift.starts_at < end:
                away.append(_sentence(describe_away(start, end)))
    told = {*((*_OF_TIME, "ask.guest") if busy else ()), *(("person.away",) if away else ())}
    name = facts.name(who)
    others = [_without_name(finding.text, name) for finding in findings if finding.rule not in told]
    return tuple(dict.fromkeys((*busy, *away, *others)))


def _busy(facts: RotaFacts, shift: ShiftFacts, each: Commitment) -> str:
    """What keeps somebody from a shift; empty where a commitment leaves them time for it."""
    if each.at.key == shift.key or shift.starts_at is None or each.at.starts_at is None:
        return ""
    what = describe_shift(facts, each)
    gap = -overlap_duration(each.at, shift)
    if gap < -facts.settings.tolerance:
        return _sentence(describe_busy(what, each.at.starts_at, each.at.ends_at))
    way = travel_minutes(facts, each.at, shift)
    if way and gap < timedelta(minutes=way):
        return f"No time for the way {format_dated_span(each.at.starts_at, each.at.ends_at)}: {what}."
    return ""


def _without_name(text: str, name: str) -> str:
    """A sentence beneath somebody's name, which need not say it again."""
    rest = text.removeprefix(f"{name} ")
    return text if rest == text else f"{rest[0].upper()}{rest[1:]}"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
