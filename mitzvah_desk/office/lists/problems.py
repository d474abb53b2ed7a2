"""What stands against a list: what it asks for is gone, or not chosen yet. Such a list finds nobody."""

from collections.abc import Iterator

from sqlalchemy import Connection

from mitzvah_desk.office.lists.names import CAMPAIGNS, NAMES, is_named
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.lists.definition import (
    ListCondition,
    ListDefinition,
    is_complete,
    iterate_conditions,
    iterate_groups,
)
from mitzvah_desk.rules.lists.questions import ANY_CAMPAIGN, QUESTIONS, THIS_CAMPAIGN
from mitzvah_desk.rules.lists.vocabulary import Subject
from mitzvah_desk.rules.lists.wording import describe_condition


def find_problems(
    connection: Connection, definition: ListDefinition, campaign_id: int | None
) -> tuple[Finding, ...]:
    """What stands against a list, each as a hard finding; empty where it can be asked."""
    found: list[Finding] = []
    for condition in iterate_conditions(definition.asked):
        found += _problems_of(connection, definition.subject, condition, campaign_id)
    if not all(group.conditions for group in iterate_groups(definition.asked)):
        text, do = "A group of questions asks nothing yet.", "Add a question to it, or take the group away."
        found.append(hard_finding("list.empty_group", "Group", text, do))
    return tuple(dict.fromkeys(found))


def _problems_of(
    connection: Connection, subject: Subject, condition: ListCondition, campaign_id: int | None
) -> Iterator[Finding]:
    question, value = QUESTIONS[subject][condition.question], condition.value
    words = describe_condition(subject, condition)
    if not is_complete(question, condition):
        text = f"“{words}” is not finished, so the list finds nobody yet."
        yield hard_finding("list.incomplete", words, text, "Choose what it is about, or take it away.")
    elif value == THIS_CAMPAIGN and question.wanted in CAMPAIGNS:
        if campaign_id is None:
            text = "There is no campaign yet, so nobody can have taken part in this one."
            yield hard_finding("list.no_campaign", words, text, "Start a campaign at the top left.")
    elif (
        question.wanted in NAMES
        and value != ANY_CAMPAIGN
        and not is_named(connection, question.wanted, value)
    ):
        noun = "campaign" if question.wanted in CAMPAIGNS else question.wanted
        text = f"There is no {noun} “{value}” in this file."
        yield hard_finding("list.unknown", words, text, "Choose another, or take this question away.")
