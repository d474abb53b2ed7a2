"""What a list asks for: in words, and as text that is kept and shared."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.model import PartnerLevel, Purpose
from mitzvah_desk.rules.lists.definition import (
    ConditionGroup,
    GroupMatch,
    ListCondition,
    ListDefinition,
    Part,
    iterate_conditions,
)
from mitzvah_desk.rules.lists.kept_text import (
    DEEPEST,
    format_definition,
    parse_definition,
    require_valid_definition,
)
from mitzvah_desk.rules.lists.measures import (
    BoundKind,
    Comparison,
    Measured,
    list_bound_kinds,
    list_comparisons,
    months_before,
)
from mitzvah_desk.rules.lists.presets import READY
from mitzvah_desk.rules.lists.questions import QUESTIONS, THIS_CAMPAIGN, Question, QuestionNeeds
from mitzvah_desk.rules.lists.vocabulary import COLUMNS, RowFor, Subject, Use, available_columns
from mitzvah_desk.rules.lists.wording import describe_condition, describe_list

PERSONAL = {
    "diet",
    "access_needs",
    "emergency",
    "note",
    "born",
    "dbs",
    "renew",
    "phone",
    "child",
    "hebrew_name",
}


def values(wanted: QuestionNeeds) -> st.SearchStrategy[str]:
    """What may be chosen for a question."""
    if wanted is QuestionNeeds.NOTHING:
        return st.just("")
    if wanted is QuestionNeeds.PURPOSE:
        return st.sampled_from([str(each) for each in Purpose])
    if wanted is QuestionNeeds.LEVEL:
        return st.sampled_from([str(each) for each in PartnerLevel])
    if wanted is QuestionNeeds.DAY:
        return st.dates().map(lambda day: day.isoformat())
    return st.text(max_size=40)


def measures(question: Question) -> st.SearchStrategy[Measured | None]:
    """How what a question measures may be compared, also where it is not chosen yet."""
    measure = question.measure
    if measure is None:
        return st.none()
    bounds = {
        BoundKind.NUMBER: st.integers(0, 10**9).map(str),
        BoundKind.PENCE: st.integers(0, 10**9).map(str),
        BoundKind.MONTHS: st.integers(0, 1200).map(str),
        BoundKind.DAY: st.dates().map(lambda day: day.isoformat()),
    }
    return st.sampled_from(list_comparisons(measure, unknown=question.unknown is not None)).flatmap(
        lambda how: st.tuples(
            *(st.one_of(st.just(""), bounds[kind]) for kind in list_bound_kinds(measure, how))
        ).map(lambda chosen: Measured(how, chosen))
    )


def conditions(subject: Subject) -> st.SearchStrategy[ListCondition]:
    """Any question about people or partners."""

    def build(key: str) -> st.SearchStrategy[ListCondition]:
        question = QUESTIONS[subject][key]
        return st.builds(
            ListCondition, st.just(key), st.booleans(), values(question.wanted), measures(question)
        )

    return st.sampled_from(sorted(QUESTIONS[subject])).flatmap(build)


def groups(subject: Subject) -> st.SearchStrategy[ConditionGroup]:
    """Any questions, in groups within groups."""

    def group(parts: st.SearchStrategy[Part], least: int) -> st.SearchStrategy[ConditionGroup]:
        return st.builds(
            ConditionGroup,
            st.sampled_from(GroupMatch),
            st.lists(parts, min_size=least, max_size=3).map(tuple),
        )

    asked: st.SearchStrategy[Part] = conditions(subject)
    for _ in range(DEEPEST - 2):
        asked = st.one_of(conditions(subject), group(asked, 0))
    return group(asked, 0)


@st.composite
def definitions(draw: st.DrawFn) -> ListDefinition:
    """Any list."""
    subject = draw(st.sampled_from(Subject))
    asked = draw(groups(subject))
    keys = [column.key for column in COLUMNS[subject]]
    return ListDefinition(
        subject,
        draw(st.sampled_from(Use)),
        draw(st.sampled_from(RowFor)),
        asked.match,
        asked.conditions,
        tuple(draw(st.lists(st.sampled_from(keys), unique=True))),
        (draw(st.sampled_from(keys)), draw(st.booleans())),
    )


@given(definitions())
def test_what_is_kept_comes_back(definition: ListDefinition) -> None:
    assert parse_definition(format_definition(definition)) == definition
    assert require_valid_definition(format_definition(definition)) == format_definition(definition)


@given(definitions())
def test_a_list_shows_only_what_its_use_allows(definition: ListDefinition) -> None:
    allowed = {column.key for column in available_columns(definition.subject, definition.use)}
    assert definition.columns
    assert set(definition.columns) <= allowed
    assert definition.sort[0] in allowed


@given(definitions())
def test_every_list_can_be_said(definition: ListDefinition) -> None:
    said = describe_list(definition)
    assert said.endswith((".", "…"))
    typed = sum(each.value.count("{") for each in iterate_conditions(definition.asked))
    assert said.count("{") <= typed
    assert "{how}" not in said or typed


@given(st.one_of(st.text(), st.recursive(st.none() | st.booleans() | st.text(), st.lists).map(json.dumps)))
def test_anything_else_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^This .*\.$"):
        parse_definition(text)


@pytest.mark.parametrize(
    ("subject", "question", "right", "wrong"),
    [
        (Subject.PEOPLE, "agreed", [str(each) for each in Purpose], ["", "newspaper", "Newsletter"]),
        (Subject.PARTNERS, "level", [str(each) for each in PartnerLevel], ["", "house"]),
        (Subject.PEOPLE, "renew", ["", "2026-11-22"], ["2026-13-01", "soon"]),
        (Subject.PEOPLE, "name", ["", "anything at all"], []),
    ],
)
def test_what_a_question_asks_about_is_known_or_refused(
    subject: Subject, question: str, right: list[str], wrong: list[str]
) -> None:
    def read(value: str) -> ListDefinition:
        asked = ListDefinition(subject, conditions=(ListCondition(question, value=value),))
        return parse_definition(format_definition(asked))

    for value in right:
        assert read(value).conditions == (ListCondition(question, value=value),)
    for value in wrong:
        with pytest.raises(ValueError, match="not understood"):
            read(value)


def test_columns_that_are_no_words_are_left_out() -> None:
    kept = json.loads(format_definition(ListDefinition(columns=("given", "email"))))
    kept["columns"] = [["given"], {}, None, "email"]
    assert parse_definition(json.dumps(kept)).columns == ("email",)


def test_a_list_asks_no_more_than_it_can_answer() -> None:
    with pytest.raises(ValueError, match="at most"):
        require_valid_definition(format_definition(ListDefinition(conditions=(ListCondition("child"),) * 51)))
    with pytest.raises(ValueError, match="too long"):
        require_valid_definition(
            format_definition(ListDefinition(conditions=(ListCondition("name", value="x" * 1_001),)))
        )


def test_groups_are_told_as_one_says_them() -> None:
    knit, bake = ListCondition("skill", value="Knit"), ListCondition("skill", value="Bake")
    invited = ListCondition("invited", value=THIS_CAMPAIGN)
    asked = ListDefinition(
        conditions=(
            ConditionGroup(GroupMatch.ANY, (knit, bake)),
            ConditionGroup(GroupMatch.NONE, (invited, ListCondition("child"))),
        )
    )
    assert describe_list(asked) == (
        "People who (have the skill Knit or have the skill Bake)"
        " and (have no open invitation to this campaign and are adults)."
    )
    neither = ListDefinition(
        match=GroupMatch.NONE, conditions=(ConditionGroup(GroupMatch.ALL, (knit, bake)), invited)
    )
    assert describe_list(neither) == (
        "People who (do not have the skill Knit or do not have the skill Bake)"
        " and have no open invitation to this campaign."
    )


@pytest.mark.parametrize(
    ("question", "measured", "said"),
    [
        (
            "age",
            Measured(Comparison.AT_LEAST, ("18",)),
            "are at least 18 years old on the day of the campaign",
        ),
        ("age", Measured(Comparison.UNKNOWN), "have no age on record"),
        ("shifts", Measured(Comparison.AT_LEAST, ("1",)), "served at least 1 shift in this campaign"),
        ("pounds", Measured(Comparison.BETWEEN, ("2500", "")), "gave between £25.00 and … in this campaign"),
        ("last", Measured(Comparison.BEFORE, ("2025-11-23",)), "last took part before 23 Nov 2025"),
        ("last", Measured(Comparison.WITHIN, ("12",)), "last took part within the last 12 months"),
        ("last", Measured(Comparison.NOT_WITHIN, ("1",)), "last took part not within the last 1 month"),
        ("last", Measured(Comparison.UNKNOWN), "never took part"),
    ],
    ids=str,
)
def test_what_is_compared_is_told(question: str, measured: Measured, said: str) -> None:
    value = THIS_CAMPAIGN if question in {"shifts", "pounds"} else ""
    condition = ListCondition(question, True, value, measured)
    assert describe_condition(Subject.PEOPLE, condition) == said
    asked = ListDefinition(conditions=(condition,))
    assert parse_definition(format_definition(asked)) == asked


@pytest.mark.parametrize(
    "kept",
    [
        ["age", True, "", ["at least"]],
        ["age", True, "", ["at least", "-1"]],
        ["age", True, "", ["at least", "1", "2"]],
        ["age", True, "", ["before", "2026-01-01"]],
        ["age", True, ""],
        ["last", True, "", ["before", "20260101"]],
        ["last", True, "", ["within the last months", "99999"]],
        ["next_by", True, "", ["not known"]],
        ["child", True, "", ["at least", "18"]],
    ],
    ids=str,
)
def test_a_comparison_that_is_none_is_refused(kept: list[object]) -> None:
    subject = Subject.PARTNERS if kept[0] == "next_by" else Subject.PEOPLE
    text = json.loads(format_definition(ListDefinition(subject)))
    with pytest.raises(ValueError, match="not understood"):
        parse_definition(json.dumps(text | {"asks": [kept]}))


def test_lists_of_earlier_versions_are_read() -> None:
    kept = {"format": 1, "of": "people", "use": "committee", "line": "person", "every": False}
    kept |= {"asks": [["skill", False, "Drive"], ["child", True, ""]], "columns": ["given"]}
    found = parse_definition(json.dumps(kept | {"sort": ["given", True]}))
    assert found == ListDefinition(
        match=GroupMatch.ANY,
        conditions=(ListCondition("skill", False, "Drive"), ListCondition("child")),
        columns=("given",),
        sort=("given", True),
    )
    assert parse_definition(json.dumps(kept | {"every": True})).match is GroupMatch.ALL


def test_groups_go_only_so_deep() -> None:
    asked: Part = ListCondition("child")
    for _ in range(DEEPEST):
        asked = ConditionGroup(GroupMatch.ANY, (asked,))
    with pytest.raises(ValueError, match="deep at most"):
        parse_definition(format_definition(ListDefinition(conditions=(asked,))))


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 28), 12, date(2025, 11, 28)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2, 1, 1), 1200, date(1, 1, 1)),
    ],
)
def test_some_months_earlier(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@given(definitions(), st.data())
def test_a_damaged_list_is_read_or_told(definition: ListDefinition, data: st.DataObject) -> None:
    kept = json.loads(format_definition(definition))
    kept[data.draw(st.sampled_from(sorted(kept)))] = data.draw(
        st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=4)
    )
    try:
        found = parse_definition(json.dumps(kept))
    except ValueError as error:
        assert str(error).startswith("This list")  # noqa: PT017  # it may also be understood
    else:
        assert parse_definition(format_definition(found)) == found


def test_a_newer_list_is_refused() -> None:
    kept = json.loads(format_definition(ListDefinition())) | {"format": 3}
    with pytest.raises(ValueError, match="newer version"):
        parse_definition(json.dumps(kept))


def test_it_is_said_as_people_say_it() -> None:
    asked = ListDefinition(
        conditions=(
            ListCondition("attended", value="Mitzvah Day 2025"),
            ListCondition("agreed", value=str(Purpose.NEWSLETTER)),
            ListCondition("email", holds=False),
        )
    )
    assert describe_list(asked) == (
        "People who attended in Mitzvah Day 2025 and agreed to the newsletter and have no e-mail address."
    )
    either = ListDefinition(
        Subject.PARTNERS,
        match=GroupMatch.ANY,
        conditions=(ListCondition("hosted", value=THIS_CAMPAIGN), ListCondition("next")),
    )
    assert describe_list(either) == "Partners that were a host in this campaign or have a next step open."
    assert describe_list(ListDefinition()) == "All people."
    assert (
        describe_list(ListDefinition(conditions=(ListCondition("skill"),))) == "People who have the skill …"
    )


@pytest.mark.parametrize("use", [Use.NEWSLETTER, Use.PRINT])
def test_what_leaves_the_committee_tells_nothing_that_it_need_not(use: Use) -> None:
    shown = {column.key for column in available_columns(Subject.PEOPLE, use)}
    assert not shown & PERSONAL


def test_the_ready_made_lists_have_names_of_their_own() -> None:
    assert len({name.casefold() for name, _ in READY}) == len(READY)
