"""Lists: whom they find, what they show, and whom they never show."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest_office import done
from hypothesis import given
from hypothesis import strategies as st
from list_finding import EVERY_COLUMN, find, ids, texts
from sample_year import sample_year

from mitzvah_desk.model import PartnerLevel, Purpose
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.lists import conditions as asked
from mitzvah_desk.office.lists.columns import OF_PARTNERS, OF_PEOPLE
from mitzvah_desk.office.lists.files import (
    KINDS,
    export_list,
    list_saved_lists,
    parse_shared_list,
    share_list,
)
from mitzvah_desk.office.lists.names import list_condition_names
from mitzvah_desk.office.lists.reading import StoppedListError
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.lists.definition import (
    ConditionGroup,
    GroupMatch,
    ListCondition,
    ListDefinition,
    default_value,
)
from mitzvah_desk.rules.lists.kept_text import format_definition
from mitzvah_desk.rules.lists.measures import BoundKind, Measured, list_bound_kinds, list_comparisons
from mitzvah_desk.rules.lists.presets import READY
from mitzvah_desk.rules.lists.questions import ANY_CAMPAIGN, QUESTIONS, THIS_CAMPAIGN, Question, QuestionNeeds
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use, available_columns
from tests.gate import bare_bytes, release_bytes


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample year."""
    office = sample_year(tmp_path_factory.mktemp("lists") / "sample.mitzvah")
    yield office
    office.close()


def test_every_question_and_column_is_known_to_the_office() -> None:
    assert set(asked.OF_PEOPLE) == set(QUESTIONS[Subject.PEOPLE])
    assert set(asked.OF_PARTNERS) == set(QUESTIONS[Subject.PARTNERS])
    assert {*OF_PEOPLE, "child", "addressed", "greeting"} == set(EVERY_COLUMN[Subject.PEOPLE])
    assert set(OF_PARTNERS) == set(EVERY_COLUMN[Subject.PARTNERS])


def comparisons(question: Question) -> Iterator[Measured]:
    """Every way in which what a question measures can be compared, with bounds that part people."""
    assert question.measure is not None
    bounds = {
        BoundKind.NUMBER: ("1", "3"),
        BoundKind.PENCE: ("1000", "5000"),
        BoundKind.DAY: ("2025-06-01", "2026-06-01"),
        BoundKind.MONTHS: ("12",),
    }
    for how in list_comparisons(question.measure, unknown=question.unknown is not None):
        kinds = list_bound_kinds(question.measure, how)
        yield Measured(how, tuple(bounds[kind][at] for at, kind in enumerate(kinds)))


QUESTIONED = [(subject, key) for subject in Subject for key in QUESTIONS[subject]]


@pytest.mark.parametrize(("subject", "key"), QUESTIONED, ids=str)
def test_a_question_and_its_opposite_part_everybody_in_two(year: Office, subject: Subject, key: str) -> None:
    question = QUESTIONS[subject][key]
    value = default_value(question) or {
        QuestionNeeds.PROJECT: "A thousand crocuses",
        QuestionNeeds.ROLE: "Driver",
        QuestionNeeds.SKILL: "Drive",
        QuestionNeeds.GROUP: "Hebrew class Gimel",
        QuestionNeeds.TEXT: "N1",
        QuestionNeeds.DAY: "2027-12-01",
        QuestionNeeds.NOTHING: "",
    }.get(question.wanted, "")
    compared = [None] if question.measure is None else list(comparisons(question))
    everybody = ids(year, subject=subject)
    for measured in compared:
        yes, no = ListCondition(key, True, value, measured), ListCondition(key, False, value, measured)
        found = ids(year, yes, subject=subject)
        assert ids(year, no, subject=subject) == everybody - found
        for deny, among in ((yes, everybody - found), (no, found)):
            none = ListDefinition(subject, match=GroupMatch.NONE, conditions=(deny,))
            assert {row.record_id for row in find(year, none).rows} == among


def test_what_the_issue_of_a_newsletter_asks(year: Office) -> None:
    found = ids(
        year,
        ListCondition("attended", value="Mitzvah Day 2025"),
        ListCondition("agreed", value=str(Purpose.NEWSLETTER)),
        ListCondition("email", holds=False),
    )
    rows = year.query(
        lambda c: c.exec_driver_sql(
            "SELECT DISTINCT p.id FROM person p JOIN assignment a ON a.person_id = p.id"
            " JOIN shift s ON s.id = a.shift_id JOIN project j ON j.id = s.project_id"
            " JOIN campaign c ON c.id = j.campaign_id JOIN permission m ON m.person_id = p.id"
            " WHERE a.status = 'attended' AND c.name = 'Mitzvah Day 2025' AND m.purpose = 'newsletter'"
            " AND m.given = 1 AND p.email = ''"
        ).all()
    )
    assert found == {row[0] for row in rows}
    assert found


def test_questions_go_together_with_and_or_or(year: Office) -> None:
    one, other = ListCondition("child"), ListCondition("email", holds=False)
    both = find(year, ListDefinition(conditions=(one, other)))
    either = find(year, ListDefinition(conditions=(one, other), match=GroupMatch.ANY))
    assert {row.record_id for row in both.rows} == ids(year, one) & ids(year, other)
    assert {row.record_id for row in either.rows} == ids(year, one) | ids(year, other)


def test_this_campaign_is_the_one_that_is_chosen(year: Office) -> None:
    question = ListDefinition(conditions=(ListCondition("attended", value=THIS_CAMPAIGN),))
    second = find(year, question, campaign=2)
    assert {row.record_id for row in second.rows} == ids(
        year, ListCondition("attended", value="Mitzvah Day 2025")
    )
    assert second.rows
    nobody = find(year, question, campaign=None)
    assert not nobody.rows
    assert [finding.rule for finding in nobody.findings] == ["list.no_campaign"]
    assert ids(year, ListCondition("attended", value=ANY_CAMPAIGN)) >= {row.record_id for row in second.rows}


def test_a_name_that_is_not_there_is_told(year: Office) -> None:
    found = find(year, ListDefinition(conditions=(ListCondition("skill", value="Juggling"),)))
    assert [finding.text for finding in found.findings] == ["There is no skill “Juggling” in this file."]
    assert not found.rows


@pytest.mark.parametrize("match", list(GroupMatch))
@pytest.mark.parametrize("unfinished", [ListCondition("skill"), ConditionGroup()], ids=["question", "group"])
def test_a_list_that_is_not_finished_finds_nobody_and_goes_nowhere(
    year: Office, unfinished: ListCondition | ConditionGroup, match: GroupMatch
) -> None:
    group = ConditionGroup(match, (ListCondition("child"), unfinished))
    found = find(year, ListDefinition(match=match, conditions=(group, ListCondition("email"))))
    assert not found.rows
    assert [finding.severity for finding in found.findings] == [Severity.HARD]
    with pytest.raises(StoppedListError, match=r"asks nothing yet|is not finished"):
        export_list("csv", "Unfinished", found)


def test_the_names_to_choose_from(year: Office) -> None:
    assert year.query(list_condition_names, QuestionNeeds.CAMPAIGN) == [
        "Mitzvah Day 2026",
        "Mitzvah Day 2025",
    ]
    assert "Drive" in year.query(list_condition_names, QuestionNeeds.SKILL)
    assert len(year.query(list_condition_names, QuestionNeeds.PROJECT)) > 30


def test_one_line_a_household(year: Office) -> None:
    found = find(year, ListDefinition(row_for=RowFor.HOUSEHOLD, columns=EVERY_COLUMN[Subject.PEOPLE]))
    persons = [person for row in found.rows for person in row.persons]
    assert sorted(persons) == sorted(ids(year))
    homes = [row.record_id for row in found.rows if row.record == "household"]
    assert len(homes) == len(set(homes))


SORTED = [(s, r, c.key) for s in Subject for r in RowFor for c in available_columns(s, Use.COMMITTEE)]


@pytest.mark.parametrize(("subject", "row_for", "key"), SORTED, ids=str)
def test_every_column_sorts_and_the_empty_stand_last(
    year: Office, subject: Subject, row_for: RowFor, key: str
) -> None:
    up, down = (
        [
            row[0]
            for row in find(year, ListDefinition(subject, row_for=row_for, columns=(key,), sort=by)).cells
        ]
        for by in ((key, False), (key, True))
    )
    for cells in (up, down):
        told = [cell for cell in cells if cell not in {None, ""}]
        assert cells[: len(told)] == told
    known: list[Any] = [c.casefold() if isinstance(c, str) else c for c in up if c not in {None, ""}]
    assert known == sorted(known)
    assert sorted(map(str, up)) == sorted(map(str, down))


@pytest.mark.parametrize("use", list(Use))
@pytest.mark.parametrize("kind", KINDS)
def test_a_confidential_partner_is_in_no_list(year: Office, use: Use, kind: str) -> None:
    found = find(year, ListDefinition(Subject.PARTNERS, use, columns=EVERY_COLUMN[Subject.PARTNERS]))
    told = texts(kind, release_bytes(year, export_list(kind, "Partners", found, use)))
    secret = year.query(
        lambda c: c.exec_driver_sql(
            "SELECT name, code_name, postcode, phone FROM partner WHERE confidential = 1"
        ).all()
    )
    assert secret
    for word in (word for row in secret for word in row if word):
        assert word not in told
    assert any(finding.rule == "list.confidential" for finding in found.findings)


def test_a_partner_below_a_confidential_one_is_on_no_list(office: Office) -> None:
    house = done(
        office, Add("partner", {"name": "Secret House", "confidential": True, "code_name": "Olive"})
    ).id
    shop = done(office, Add("partner", {"name": "Shop", "parent_id": house, "level": PartnerLevel.SITE})).id
    done(office, Add("partner", {"name": "Flat", "parent_id": shop, "level": PartnerLevel.HOME}))
    done(office, Add("partner", {"name": "Open House"}))
    found = find(office, ListDefinition(Subject.PARTNERS, columns=("name", "parent")))
    assert found.cells == [["Open House", ""]]
    assert "3 confidential partners are left out" in found.findings[0].text


@pytest.mark.parametrize(
    ("name", "definition"), READY, ids=lambda each: each if isinstance(each, str) else ""
)
def test_the_ready_made_lists_stand_in_the_sample_year(
    year: Office, name: str, definition: ListDefinition
) -> None:
    kept = {each.name: each.definition for each in year.query(list_saved_lists)}
    assert kept[name] == definition
    found = find(year, definition)
    assert not [each for each in found.findings if each.severity != "info"]
    assert set(definition.columns) <= {c.key for c in available_columns(definition.subject, definition.use)}


def test_a_list_is_kept_changed_and_undone(office: Office) -> None:
    kept = done(
        office, Add("saved_list", {"name": "Drivers", "definition": format_definition(ListDefinition())})
    ).id
    drivers = ListDefinition(conditions=(ListCondition("skill", value="Drive"),))
    done(office, SetField("saved_list", kept, "definition", format_definition(drivers)))
    assert [(each.name, each.definition) for each in office.query(list_saved_lists)] == [("Drivers", drivers)]
    office.undo()
    assert [each.definition for each in office.query(list_saved_lists)] == [ListDefinition()]
    done(office, Remove("saved_list", (kept,)))
    assert office.query(list_saved_lists) == []
    office.undo()
    assert len(office.query(list_saved_lists)) == 1


def test_what_is_no_list_is_not_kept(office: Office) -> None:
    refused = office.execute(Add("saved_list", {"name": "Broken", "definition": '{"asks": 1}'}))
    assert isinstance(refused, Refused)
    assert "not understood" in refused.text or "newer" in refused.text


def test_a_list_that_is_not_understood_says_so_instead_of_finding_everybody(office: Office) -> None:
    kept = done(
        office, Add("saved_list", {"name": "Newer", "definition": format_definition(ListDefinition())})
    ).id
    newer = format_definition(ListDefinition()).replace('"format": 2', '"format": 9')
    with office._book.unit_of_work("Written by a newer version") as work:
        work.connection.exec_driver_sql("UPDATE saved_list SET definition = ?", (newer,))
    broken = office.query(list_saved_lists)[0]
    assert broken.id == kept
    assert broken.problem == "This list was made by a newer version of Mitzvah Desk. It can only be removed."


def test_half_a_letter_is_no_list() -> None:
    text = bare_bytes(
        share_list("Name", ListDefinition(conditions=(ListCondition("name", value="X"),)))
    ).decode()
    for broken in (text.replace("Name", "\\ud800"), text.replace('"X"', '"\\ud800"')):
        with pytest.raises(ValueError, match="not a list"):
            parse_shared_list(broken.encode())


def test_a_list_is_shared_as_a_file(tmp_path: Path) -> None:
    definition = READY[0][1]
    out = tmp_path / "list.mitzvah-list"
    out.write_bytes(bare_bytes(share_list("O'Brien & <b>כהן</b>", definition)))
    assert parse_shared_list(out.read_bytes()) == ("O'Brien & <b>כהן</b>", definition)


@given(st.binary(max_size=200))
def test_any_other_file_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"^This .*\.$"):
        parse_shared_list(content)
