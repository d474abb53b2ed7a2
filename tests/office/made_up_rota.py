"""Campaigns made up by chance, for tests of what is proposed."""

import random
from datetime import date, datetime, timedelta

from mitzvah_desk.model import DbsLevel
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.assignments import Assign

DAY = datetime(2026, 11, 22, 9)


def made_up(office: Office, campaign: int, seed: int) -> None:
    rng = random.Random(seed)
    with office.batch("Made up") as batch:

        def add(record: str, **values: object) -> int:
            return batch.execute(Add(record, values))[0]

        skill = add("skill", name="Drive")
        roles = [
            add("role", name="Baker", minimum_age=rng.choice((0, 8, 16))),
            add("role", name="Driver", skill_id=skill, minimum_age=18),
            add("role", name="Carer", dbs_level=DbsLevel.ENHANCED),
            add("role", name="Visitor"),
        ]
        places: list[int | None] = [None]
        for n in range(4):
            home = add("partner", name=f"Home {n}", visitor_limit=rng.choice((3, 6, 20)))
            code = rng.choice(("NW11 8QZ", "NW7 1AA", "SE1 2BB"))
            places.append(add("place", name=f"Home {n}", partner_id=home, postcode=code))
        for n in range(5):
            values = {"place_id": rng.choice(places), "on_day": DAY.date(), "serves_food": rng.random() < 0.3}
            project = add("project", title=f"Project {n}", campaign_id=campaign, **values)
            for _ in range(4):
                start = DAY + timedelta(minutes=30 * rng.randrange(12))
                least = rng.randrange(3)
                times = {"starts_at": start, "ends_at": start + timedelta(minutes=rng.choice((60, 90, 150)))}
                numbers = {"minimum": least, "maximum": least + rng.randrange(1, 4)}
                add("shift", project_id=project, role_id=rng.choice(roles), **times, **numbers)
        for n in range(12):
            household = add("household", name=f"Family {n}")
            for m in range(rng.randrange(1, 5)):
                child = m > 1 or (m == 1 and rng.random() < 0.5)
                born = date(rng.randrange(2009, 2026) if child else rng.randrange(1950, 2000), 6, 1)
                person = add(
                    "person",
                    given=f"P{m}",
                    family=f"Family{n}",
                    household_id=household,
                    is_child=child,
                    born=None if rng.random() < 0.2 else born,
                    dbs_level=rng.choice((DbsLevel.NONE, DbsLevel.ENHANCED)),
                    diet=rng.choice(("", "Vegan")),
                )
                if rng.random() < 0.4:
                    add("person_skill", person_id=person, skill_id=skill)
                if rng.random() < 0.3:
                    away = DAY + timedelta(hours=rng.randrange(6))
                    add("unavailability", person_id=person, starts_at=away, ends_at=away + timedelta(hours=2))
    for shift in rng.sample(range(1, 21), 4):
        office.execute(Assign(shift, (rng.randrange(1, 12),)), "asked for it")
