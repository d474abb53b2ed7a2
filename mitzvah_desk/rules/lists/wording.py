"""What a list asks for, as one says it."""

from datetime import date

from mitzvah_desk.model.person import Purpose
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.lists.definition import ConditionGroup, GroupMatch, ListCondition, ListDefinition
from mitzvah_desk.rules.lists.measures import Comparison, format_measured
from mitzvah_desk.rules.lists.questions import PURPOSES, QUESTIONS, Question, QuestionNeeds
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use


def describe_list(definition: ListDefinition) -> str:
    """What a list asks for, as one says it: ``People who attended in 2025 and have no e-mail address``."""
    noun = "People" if definition.subject is Subject.PEOPLE else "Partners"
    joiner = "who" if definition.subject is Subject.PEOPLE else "that"
    asked = describe_group(definition.subject, definition.asked)
    whole = f"{noun} {joiner} {asked}" if asked else f"All {noun.lower()}"
    if definition.use is Use.NEWSLETTER and definition.subject is Subject.PEOPLE:
        whole += ", and only adults who agreed to the newsletter"
    if definition.use is Use.PRINT and definition.subject is Subject.PEOPLE:
        whole += ", and only those who agreed to their name in print"
    if definition.row_for is RowFor.HOUSEHOLD:
        whole += "; one line a household"
    return whole if whole.endswith("…") else f"{whole}."


def describe_group(subject: Subject, group: ConditionGroup, *, opposite: bool = False) -> str:
    """A group as it stands in the sentence; “none of these” is told as the opposite of each."""
    denied = opposite is not (group.match is GroupMatch.NONE)
    joiner = "and" if (group.match is GroupMatch.ALL) is not denied else "or"
    parts = []
    for part in group.conditions:
        if isinstance(part, ConditionGroup):
            words = describe_group(subject, part, opposite=denied)
            parts.append(f"({words})" if len(part.conditions) > 1 else words or "(…)")
        else:
            parts.append(describe_condition(subject, part, holds=part.holds is not denied))
    return f" {joiner} ".join(parts)


def describe_condition(subject: Subject, condition: ListCondition, *, holds: bool | None = None) -> str:
    """One condition, as it stands in the sentence; ``holds`` where its opposite may be meant."""
    question = QUESTIONS[subject][condition.question]
    so = condition.holds if holds is None else holds
    measured = condition.measured
    if question.unknown and measured is not None and measured.comparison is Comparison.UNKNOWN:
        return question.unknown[0 if so else 1]
    how = _format_how(question, condition)
    return (question.yes if so else question.no).format(
        format_answer(question.wanted, condition.value) or "…", how=how
    )


def _format_how(question: Question, condition: ListCondition) -> str:
    if question.measure is None:
        return ""
    if condition.measured is None:
        return "…"
    return format_measured(question.measure, condition.measured, question.noun)


def format_answer(wanted: QuestionNeeds, value: str) -> str:
    """What was chosen, as the sentence says it."""
    if wanted is QuestionNeeds.PURPOSE and value:
        return PURPOSES[Purpose(value)]
    if wanted is QuestionNeeds.DAY and value:
        return format_date(date.fromisoformat(value))
    return value
