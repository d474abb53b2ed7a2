"""The sample year says what it is meant to say."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest
from sample_year import sample_year

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.checks import find_campaign_clashes
from mitzvah_desk.office.rota.home_questions import list_home_questions
from mitzvah_desk.office.rota.load_facts import load_campaign_facts
from mitzvah_desk.office.sample.goods import KEPT
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.rota.checks import check_rota

SCHOOL, RINGING = "The whole school's Mitzvah Day", "Ringing round"
MEANT = {
    ("clash.overlap", "Helpers from the Noor Centre"): 1,
    ("clash.overlap", "Joel Feldman"): 2,
    ("clash.overlap", "Miriam Feldman"): 3,
    ("clash.travel", "Conor O'Brien"): 1,
    ("clash.travel", "Gideon Jacobs"): 1,
    ("clash.travel", "Joel Feldman"): 1,
    ("clash.travel", "Jonathan Shalom"): 1,
    ("clash.travel", "Julia Levy"): 1,
    ("clash.travel", "Rebecca Tobias"): 1,
    ("person.away", "Dalia Toledano"): 2,
    ("person.away", "Zara Ginsburg"): 2,
    ("person.skill", "Chana Montefiore"): 1,
    ("person.skill", "Uri Abrahams"): 1,
    ("child.ratio", f"Crafts helper in {SCHOOL}"): 1,
    ("child.ratio", f"Gift wrapper in {SCHOOL}"): 1,
    ("child.ratio", f"Planter in {SCHOOL}"): 1,
    ("shift.too_many", "Gift wrapper in Cards and gifts, family by family"): 1,
}
"""What stands against the year and was settled with a reason: nothing is hard, and each is told once."""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with closing(sample_year(tmp_path_factory.mktemp("year") / "year.mitzvah")) as office:
        yield office


def test_nothing_is_left_to_be_put_right(year: Office) -> None:
    assert [f for f in year.query(find_campaign_clashes) if f.severity is not Severity.INFO] == []
    assert year.query(list_home_questions) == ()


def test_what_was_settled_is_what_the_year_is_meant_to_show(year: Office) -> None:
    found = [f for f in check_rota(year.query(load_campaign_facts)) if f.severity is not Severity.INFO]
    assert {finding.severity for finding in found} == {Severity.SOFT}
    assert Counter((finding.rule, finding.subject) for finding in found) == MEANT


def test_a_reason_stands_where_something_was_overridden_and_nowhere_else(year: Office) -> None:
    sql = """
        SELECT trim(coalesce(p.given || ' ' || p.family, g.name)), t.title, a.override_reason
        FROM assignment a JOIN shift s ON s.id = a.shift_id JOIN project t ON t.id = s.project_id
        LEFT JOIN person p ON p.id = a.person_id LEFT JOIN "group" g ON g.id = a.group_id
        WHERE a.override_reason <> ''
    """
    rows = year.query(lambda connection: [tuple(row) for row in connection.exec_driver_sql(sql)])
    told = {subject for _, subject in MEANT}
    for who, project, reason in rows:
        assert who in told or any(subject.endswith(f" in {project}") for subject in told), (who, project)
        assert reason == KEPT or (who, project) == ("Joel Feldman", RINGING)
    assert {who for who, *_ in rows} >= {subject for subject in told if " in " not in subject}
    assert len(rows) == 20
