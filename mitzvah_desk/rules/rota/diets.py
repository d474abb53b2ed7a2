"""Who at a meal must not eat what."""

from collections.abc import Iterator

from mitzvah_desk.rules.findings import info_finding
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, about_each


def check_diets(scope: CheckScope) -> Iterator[Concern]:
    """The diets of guests, groups and helpers of each project that serves food, for its kitchen.

    Allergens must be known before food is given away (Food Information Regulations 2014); kosher and halal
    are the guests' own word.
    """
    facts = scope.facts
    wanted = {shift.project_id: shift.project for shift in scope.shifts() if shift.serves_food}
    eaters: dict[int, dict[str, None]] = {project_id: {} for project_id in wanted}
    for guests in facts.guests:
        if guests.project_id in wanted and guests.diet:
            eaters[guests.project_id][f"{guests.label} ({guests.heads}): {guests.diet}"] = None
    for shift in facts.shifts.values():
        for assignment in facts.on.get(shift.id, ()) if shift.project_id in wanted else ():
            kind, number = assignment.who
            known = facts.people[number] if kind == "person" else facts.groups[number]
            if assignment.serves and known.diet:
                eaters[shift.project_id][f"{known.name}: {known.diet}"] = None
    for project_id, title in wanted.items():
        if eaters[project_id]:
            text = f"{title} serves food. {'; '.join(eaters[project_id])}."
            found = info_finding("food.diets", title, text, "Tell whoever runs the kitchen.")
            its = [shift for shift in facts.shifts.values() if shift.project_id == project_id]
            yield Concern(("diets", project_id), 0, found, about_each(*its))
