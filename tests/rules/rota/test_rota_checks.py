from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rota_samples import DAY, at, on, person, rota, rotas, rules, shift

from mitzvah_desk.model import AssignmentStatus, DbsLevel
from mitzvah_desk.rules.findings import Severity, worst_severity
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import AssignmentFacts, RotaFacts


@given(rotas(), st.randoms())
def test_the_order_of_facts_does_not_matter(facts: RotaFacts, random: object) -> None:
    mixed = list(facts.assignments)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert {c.key for c in checks.find_concerns(facts)} == {
        c.key for c in checks.find_concerns(facts.changed(assignments=mixed))
    }


@given(rotas())
def test_what_touches_everything_is_everything(facts: RotaFacts) -> None:
    every = [("shift", n) for n in facts.shifts] + [("person", n) for n in facts.people]
    assert set(checks.check_rota(facts, touching=every)) == set(checks.check_rota(facts))


@given(rotas())
def test_what_touches_something_is_part_of_the_whole(facts: RotaFacts) -> None:
    for key in [*(("shift", n) for n in facts.shifts), *(("person", n) for n in facts.people)]:
        assert set(checks.check_rota(facts, touching=[key])) <= set(checks.check_rota(facts))


@given(rotas(), st.integers(1, 6), st.integers(1, 4))
def test_taking_somebody_back_brings_nothing_new_that_was_not_there(
    facts: RotaFacts, shift_id: int, number: int
) -> None:
    """What an assignment brings in is just what the whole rota has more, or worse, with it than without."""
    if shift_id not in facts.shifts:
        return
    new = AssignmentFacts(0, shift_id, ("person", number))
    after = facts.changed(assignments=[*facts.assignments, new])
    touching = [("shift", shift_id), ("person", number)]
    brought = checks.find_new_findings(facts, after, touching=touching)
    everywhere = checks.find_new_findings(
        facts, after, touching=[("shift", n) for n in facts.shifts] + touching
    )
    assert set(brought) == set(everywhere)


@given(
    rotas(),
    st.lists(
        st.builds(
            AssignmentFacts,
            st.just(0),
            st.integers(1, 6),
            st.integers(0, 4).map(lambda number: ("person", number) if number else ("group", 1)),
            st.integers(0, 3),
            st.integers(0, 20),
            st.sampled_from(AssignmentStatus),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(DbsLevel),
)
def test_looking_only_at_who_comes_finds_all_that_their_coming_brings(
    facts: RotaFacts, coming: list[AssignmentFacts], level: DbsLevel
) -> None:
    """One after another or together: just what weighing the whole rota before and after tells."""
    facts = facts.changed(people={1: replace(facts.people[1], dbs_level=level)})
    coming = [new for new in coming if new.shift_id in facts.shifts]
    for new in [*([each] for each in coming), coming]:
        after = facts.joined(new)
        whole = facts.changed(assignments=[*facts.assignments, *new])
        assert (after, after.on, after.of) == (whole, whole.on, whole.of)
        touching = {*(a.who for a in new), *(("shift", a.shift_id) for a in new)}
        assert checks.list_findings(
            checks.find_addition_concerns(facts, after, new)
        ) == checks.find_new_findings(facts, whole, touching=touching)
        facts = after


@given(rotas(), st.integers(1, 4))
def test_who_fits_is_not_refused(facts: RotaFacts, number: int) -> None:
    who = ("person", number)
    for shift_id in facts.shifts:
        if any(a.who == who for a in facts.on.get(shift_id, ())):
            continue
        new = AssignmentFacts(0, shift_id, who)
        against = checks.check_candidates(facts, shift_id, [new])[who]
        after = facts.changed(assignments=[*facts.assignments, new])
        brought = checks.find_new_findings(facts, after, touching=[who, ("shift", shift_id)])
        assert (worst_severity(against) is Severity.HARD) == (worst_severity(brought) is Severity.HARD)
        stood = checks.check_rota(facts, touching=[who])  # by what they come to with their group already
        assert {f.rule for f in against} <= {f.rule for f in (*brought, *stood)}


def test_a_change_for_the_better_asks_for_no_reason() -> None:
    crowd = [on(1, number) for number in range(1, 6)]
    facts = rota([shift(maximum=3)], [person(number) for number in range(1, 6)], crowd)
    assert rules(checks.check_rota(facts)) == ["shift.too_many"]
    fewer = facts.changed(assignments=crowd[:4])
    assert checks.find_new_findings(facts, fewer, touching=[("shift", 1)]) == []
    assert rules(checks.find_new_findings(fewer, facts, touching=[("shift", 1)])) == ["shift.too_many"]


def test_the_heaviest_finding_comes_first() -> None:
    facts = rota(
        [shift(1, minimum_age=16), shift(2, at(10, 30))],
        [person(marked_child=True)],
        [on(1, 7), on(1, 7), on(2, 7)],
    )
    assert checks.check_rota(facts)[0].severity is Severity.HARD


@given(rotas())
def test_every_concern_says_where_it_belongs(facts: RotaFacts) -> None:
    for concern in checks.find_standing_concerns(facts):
        about = concern.about
        assert about.days or about.shifts, concern
        assert about.shifts <= facts.shifts.keys()
        own = {facts.shifts[number] for number in about.shifts}
        assert {shift.project_id for shift in own} <= about.projects
        assert {shift.day for shift in own} <= about.days
        parts = {part for each in concern.key for part in (each if isinstance(each, frozenset) else (each,))}
        assert {number for number in facts.shifts if ("shift", number) in parts} <= about.shifts
        assert about.is_of_day(DAY, facts.shifts.keys()) or not about.shifts
