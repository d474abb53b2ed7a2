"""Inviting those who did the same jobs in the last campaign, all in one step."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.model import Assignment, Campaign, Group, Person, Project, ProjectStatus, Purpose, Shift
from mitzvah_desk.model.expressions import allows, shift_day
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.office.rota.asking.asked_facts import AskedBook
from mitzvah_desk.office.rota.assignments import add_assignments
from mitzvah_desk.rules.findings import Finding, Severity, hard_finding, info_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import NOT_SERVING, AssignmentFacts, Key
from mitzvah_desk.rules.rota.may_be_asked import find_reasons_not_to_ask
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class InviteLastYears:
    """Invites who did the same job last time, to the shift at the same time where there is one.

    Persons only who allowed us to keep their details (UK GDPR, article 6(1)(a)), groups with their usual
    numbers; nobody against whom anything stands. Who is left out is told.

    Attributes:
        campaign_id: the campaign to be filled.
        shift_ids: only these of its shifts; all of them where None.
    """

    campaign_id: int
    shift_ids: tuple[int, ...] | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Who is left out, and why."""
        invited, left_out = self._plan(work.connection)
        if invited:
            return left_out
        text = "Nobody who did the same jobs last time can be invited: they are on them, or something stands"
        text += " against each. Those who are left out are shown with the reason beside each shift."
        return [hard_finding("rota.nobody", "Last year’s people", text, "Use Propose instead.")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Invites them."""
        invited, _ = self._plan(work.connection)
        ids = add_assignments(work, [(each, "") for each in invited])
        people, shifts = len({each.who for each in invited}), len({each.shift_id for each in invited})
        return Applied(f"Invited {people:,} who did it last time to {count_noun(shifts, 'shift')}", ids)

    def _plan(self, connection: Connection) -> tuple[list[AssignmentFacts], list[Finding]]:
        """Who is invited, adults before the children who come with them, and what keeps the others out."""
        wanted = list(_match_shifts(connection, self.campaign_id, self.shift_ids))
        facts = rota_facts.facts_touched_by(
            connection, {shift for shift, _ in wanted}, {who for _, who in wanted}
        )
        book = AskedBook(connection, self.campaign_id, [facts.shifts[n] for n in {s for s, _ in wanted}])
        kept = set(connection.execute(select(Person.id).where(allows(Person.id, Purpose.KEEP))).scalars())
        usual = {
            row.id: (row.adults, row.children)
            for row in connection.execute(select(Group.id, Group.adults, Group.children))
        }

        def is_child(each: tuple[int, Key]) -> bool:
            shift, (kind, number) = each
            return kind == "person" and facts.people[number].child_on(facts.shifts[shift].day)

        invited: list[AssignmentFacts] = []
        left_out: list[Finding] = []
        for shift_id, who in sorted(wanted, key=lambda each: (is_child(each), each)):
            shift, name = facts.shifts[shift_id], facts.name(who)
            heads = usual[who[1]] if who[0] == "group" else (0, 0)
            new = AssignmentFacts(0, shift_id, who, *heads)
            found: list[Finding] = []
            if who[0] == "person":
                known = book.known(who, shift)
                found += find_reasons_not_to_ask(facts, shift, facts.people[who[1]], known)
                if who[1] not in kept:
                    text = f"{name} has not said that we may keep their details."
                    found.append(info_finding("permission.keep", name, text, ""))
            after = facts.joined((new,))
            concerns = checks.find_addition_concerns(facts, after, (new,))
            found += [c.finding for c in concerns if c.finding.severity is not Severity.INFO]
            if found:
                text = f"{name} is not invited to {shift.named}: {found[0].text}"
                left_out.append(info_finding("rota.left_out", name, text, ""))
            else:
                invited.append(new)
                facts = after
        return invited, left_out


def _match_shifts(
    connection: Connection, campaign_id: int, shift_ids: Collection[int] | None
) -> Iterable[tuple[int, Key]]:
    """Who stood on the shift of the last campaign that each shift repeats, and is not on it yet.

    A shift repeats the one with the same project's title, job, start and days from the main day; where none
    has that start, the only one of that title and job.
    """
    main_day = connection.execute(select(Campaign.main_day).where(Campaign.id == campaign_id)).scalar_one()
    rows: list[Any] = list(
        connection.execute(
            select(
                Shift.id,
                Project.title,
                Project.campaign_id,
                Campaign.main_day,
                Shift.role_id,
                Shift.starts_at,
                shift_day().label("day"),
            )
            .join_from(Shift, Project, Project.id == Shift.project_id)
            .join(Campaign, Campaign.id == Project.campaign_id)
            .where(Project.status != ProjectStatus.CANCELLED)
            .where((Project.campaign_id == campaign_id) | (Campaign.main_day < main_day))
            .order_by(Campaign.main_day, Shift.id)
        )
    )
    mine = [row for row in rows if row.campaign_id == campaign_id]
    repeats = _find_repeated(
        [row for row in mine if shift_ids is None or row.id in shift_ids],
        [row for row in rows if row.campaign_id != campaign_id],
    )
    on_old: dict[int, set[Key]] = {shift: set() for shift in repeats.values()}
    on_new: dict[int, set[Key]] = {shift: set() for shift in repeats}
    for a in rota_facts.find_assignments(connection, Assignment.shift_id.in_(on_old.keys() | on_new.keys())):
        if a.shift_id in on_new:
            on_new[a.shift_id].add(a.who)
        elif a.status not in NOT_SERVING and not a.reserve:
            on_old[a.shift_id].add(a.who)
    for shift, before in repeats.items():
        for who in sorted(on_old[before] - on_new[shift]):
            yield shift, who


def _find_repeated(mine: Iterable[Any], others: Iterable[Any]) -> dict[int, int]:
    """By shift, the one that it repeats; of others, those of the newest campaign come last."""
    old: dict[tuple[str, int], list[Any]] = {}
    for row in others:
        known = old.get(_work(row))
        if known is None or known[0].campaign_id != row.campaign_id:
            old[_work(row)] = [row]
        else:
            known.append(row)
    found = {}
    for row in mine:
        before = old.get(_work(row), [])
        same = [each for each in before if _time(each) == _time(row)] or (before if len(before) == 1 else [])
        if same:
            found[row.id] = same[0].id
    return found


def _work(row: Any) -> tuple[str, int]:  # noqa: ANN401
    return row.title.strip().casefold(), row.role_id


def _time(row: Any) -> tuple[int, str]:  # noqa: ANN401
    return (row.day - row.main_day).days, "" if row.starts_at is None else f"{row.starts_at:%H:%M}"
