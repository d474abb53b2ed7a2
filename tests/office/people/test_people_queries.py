"""What a person's page reads."""

from conftest_office import done

from mitzvah_desk.model import SkillLevel
from mitzvah_desk.office.core.crud import Add, Remove
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.people.queries import list_person_skills


def test_a_persons_skills_are_theirs_and_each_can_be_taken_off(office: Office) -> None:
    sew, drive, bake = (done(office, Add("skill", {"name": name})).id for name in ("Sew", "Drive", "Bake"))
    ann, dan = (done(office, Add("person", {"given": name})).id for name in ("Ann", "Dan"))

    def can(person: int, skill: int, level: SkillLevel = SkillLevel.CAN) -> int:
        return done(office, Add("person_skill", {"person_id": person, "skill_id": skill, "level": level})).id

    can(ann, bake)
    teaches = can(dan, drive, SkillLevel.TEACHES)
    sews = can(dan, sew)
    found = office.query(list_person_skills, dan)
    assert [(each.id, each.other_id, each.name, each.detail) for each in found] == [
        (teaches, drive, "Drive", "can teach it"),
        (sews, sew, "Sew", ""),
    ]
    done(office, Remove("person_skill", (found[0].id,)))
    assert [each.name for each in office.query(list_person_skills, dan)] == ["Sew"]
    assert [each.name for each in office.query(list_person_skills, ann)] == ["Bake"]
