"""What a list asks for: in words, and as text that is kept and shared."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.model import PartnerLevel, Purpose
from mitzvah_desk.rules.lists.definition import (
    ListCondition,
    ListDefinition,
    describe_list,
    format_definition,
    parse_definition,
    require_valid_definition,
)
from mitzvah_desk.rules.lists.presets import READY
from mitzvah_desk.rules.lists.vocabulary import (
    COLUMNS,
    QUESTIONS,
    THIS_CAMPAIGN,
    QuestionNeeds,
    RowFor,
    Subject,
    Use,
    available_columns,
)

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


@st.composite
def definitions(draw: st.DrawFn) -> ListDefinition:
    """Any list."""
    subject = draw(st.sampled_from(Subject))
    conditions = []
    for key in draw(st.lists(st.sampled_from(sorted(QUESTIONS[subject])), max_size=5)):
        value = draw(values(QUESTIONS[subject][key].wanted))
        conditions.append(ListCondition(key, draw(st.booleans()), value))
    keys = [column.key for column in COLUMNS[subject]]
    return ListDefinition(
        subject,
        draw(st.sampled_from(Use)),
        draw(st.sampled_from(RowFor)),
        draw(st.booleans()),
        tuple(conditions),
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
    assert "{}" not in said.replace("{}", "", sum(each.value.count("{}") for each in definition.conditions))


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
    kept = json.loads(format_definition(ListDefinition())) | {"format": 2}
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
        every=False,
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
