"""What a list asks for, as a value: its questions in groups, its columns and their order.

For what it says in words see ``wording``; for how it is kept as text see ``kept_text``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from mitzvah_desk.model.partner import PartnerLevel
from mitzvah_desk.model.person import Purpose
from mitzvah_desk.rules.lists.measures import Measured, fit_measured, list_comparisons
from mitzvah_desk.rules.lists.questions import THIS_CAMPAIGN, Question, QuestionNeeds
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use, available_columns


class GroupMatch(StrEnum):
    """How the parts of a group go together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ListCondition:
    """One question, and the answer that is looked for.

    Attributes:
        question: its key among ``QUESTIONS``.
        holds: whether it must be so, or must not.
        value: what was chosen: a name, a text, a day as ``2026-11-22``; empty where nothing is to be chosen.
        measured: how what it measures is compared; None where it measures nothing.
    """

    question: str
    holds: bool = True
    value: str = ""
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class ConditionGroup:
    """Questions that go together, and groups of them.

    Attributes:
        match: whether all of them must hold, any one, or none.
        conditions: the questions and groups.
    """

    match: GroupMatch = GroupMatch.ALL
    conditions: "tuple[ListCondition | ConditionGroup, ...]" = ()


Part = ListCondition | ConditionGroup
"""What a group is made of."""


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """What a list asks for.

    Attributes:
        subject: what it is of.
        use: what it is used for.
        row_for: what a line of a list of people stands for.
        match: how the conditions go together.
        conditions: what is asked.
        columns: the keys of its columns, in their order.
        sort: the key of the column that orders it, and whether downwards.
    """

    subject: Subject = Subject.PEOPLE
    use: Use = Use.COMMITTEE
    row_for: RowFor = RowFor.PERSON
    match: GroupMatch = GroupMatch.ALL
    conditions: tuple[Part, ...] = ()
    columns: tuple[str, ...] = ()
    sort: tuple[str, bool] = ("", False)

    def __post_init__(self) -> None:
        """What is not told is as usual; what this use must not show is left out."""
        offered = available_columns(self.subject, self.use)
        keys = {column.key for column in offered}
        kept = tuple(dict.fromkeys(key for key in self.columns if key in keys))
        object.__setattr__(self, "columns", kept or tuple(c.key for c in offered if c.first))
        if self.sort[0] not in keys:
            object.__setattr__(self, "sort", (self.usual_order, False))
        if self.subject is Subject.PARTNERS:
            object.__setattr__(self, "row_for", RowFor.PERSON)

    @property
    def usual_order(self) -> str:
        """The column by which it is sorted where nothing else was chosen."""
        return "family" if self.subject is Subject.PEOPLE else "name"

    @property
    def asked(self) -> ConditionGroup:
        """All that it asks, as one group."""
        return ConditionGroup(self.match, self.conditions)

    def about(self, subject: Subject) -> "ListDefinition":
        """The same use with another subject; its questions and columns are others."""
        return ListDefinition(subject, self.use)

    def asking(self, group: ConditionGroup) -> "ListDefinition":
        """The same list with other conditions."""
        return replace(self, match=group.match, conditions=group.conditions)


def iterate_conditions(group: ConditionGroup) -> Iterator[ListCondition]:
    """Every question of a group and of the groups in it, in their order."""
    for part in group.conditions:
        if isinstance(part, ConditionGroup):
            yield from iterate_conditions(part)
        else:
            yield part


def iterate_groups(group: ConditionGroup) -> Iterator[ConditionGroup]:
    """Every group within a group, at any depth, in their order."""
    for part in group.conditions:
        if isinstance(part, ConditionGroup):
            yield part
            yield from iterate_groups(part)


def is_complete(question: Question, condition: ListCondition) -> bool:
    """Whether everything is chosen that a condition needs."""
    if question.wanted is not QuestionNeeds.NOTHING and not condition.value:
        return False
    return question.measure is None or (condition.measured is not None and all(condition.measured.bounds))


def default_condition(key: str, question: Question, *, holds: bool = True) -> ListCondition:
    """A question as it stands before anything is chosen."""
    measured = None
    if question.measure is not None:
        comparisons = list_comparisons(question.measure, unknown=question.unknown is not None)
        measured = fit_measured(question.measure, comparisons[0])
    return ListCondition(key, holds, default_value(question), measured)


def default_value(question: Question) -> str:
    """What a question asks about before anything is chosen."""
    if question.wanted in {QuestionNeeds.CAMPAIGN, QuestionNeeds.ONE_CAMPAIGN}:
        return THIS_CAMPAIGN
    if question.wanted is QuestionNeeds.PURPOSE:
        return str(Purpose.NEWSLETTER)
    return str(PartnerLevel.HOME) if question.wanted is QuestionNeeds.LEVEL else ""
