"""What a list asks for, as a value: its questions, columns and order; in words, and as text to keep."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from mitzvah_desk.model.partner import PartnerLevel
from mitzvah_desk.model.person import Purpose
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.lists.vocabulary import (
    COLUMNS,
    PURPOSES,
    QUESTIONS,
    THIS_CAMPAIGN,
    Question,
    QuestionNeeds,
    RowFor,
    Subject,
    Use,
    available_columns,
)

FORMAT = 1
_MOST_CONDITIONS = 50
_LONGEST = 1_000
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ListCondition:
    """One question, and the answer that is looked for.

    Attributes:
        question: its key among ``QUESTIONS``.
        holds: whether it must be so, or must not.
        value: what was chosen: a name, a text, a day as ``2026-11-22``; empty where nothing is to be chosen.
    """

    question: str
    holds: bool = True
    value: str = ""


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """What a list asks for.

    Attributes:
        subject: what it is of.
        use: what it is used for.
        row_for: what a line of a list of people stands for.
        every: whether all the conditions must hold, or any one.
        conditions: what is asked.
        columns: the keys of its columns, in their order.
        sort: the key of the column that orders it, and whether downwards.
    """

    subject: Subject = Subject.PEOPLE
    use: Use = Use.COMMITTEE
    row_for: RowFor = RowFor.PERSON
    every: bool = True
    conditions: tuple[ListCondition, ...] = ()
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

    def about(self, subject: Subject) -> "ListDefinition":
        """The same use with another subject; its questions and columns are others."""
        return ListDefinition(subject, self.use)

    def having(self, conditions: tuple[ListCondition, ...]) -> "ListDefinition":
        """The same list with other conditions."""
        return replace(self, conditions=conditions)


def describe_list(definition: ListDefinition) -> str:
    """What a list asks for, as one says it: ``People who attended in 2025 and have no e-mail address``."""
    noun = "People" if definition.subject is Subject.PEOPLE else "Partners"
    joiner = "who" if definition.subject is Subject.PEOPLE else "that"
    parts = [describe_condition(definition.subject, condition) for condition in definition.conditions]
    asked = (" and " if definition.every else " or ").join(parts)
    whole = f"{noun} {joiner} {asked}" if asked else f"All {noun.lower()}"
    if definition.use is Use.NEWSLETTER and definition.subject is Subject.PEOPLE:
        whole += ", and only adults who agreed to the newsletter"
    if definition.use is Use.PRINT and definition.subject is Subject.PEOPLE:
        whole += ", and only those who agreed to their name in print"
    if definition.row_for is RowFor.HOUSEHOLD:
        whole += "; one line a household"
    return whole if whole.endswith("…") else f"{whole}."


def describe_condition(subject: Subject, condition: ListCondition) -> str:
    """One condition, as it stands in the sentence."""
    question = QUESTIONS[subject][condition.question]
    form = question.yes if condition.holds else question.no
    return form.format(format_answer(question.wanted, condition.value) or "…")


def format_answer(wanted: QuestionNeeds, value: str) -> str:
    """What was chosen, as the sentence says it."""
    if wanted is QuestionNeeds.PURPOSE and value:
        return PURPOSES[Purpose(value)]
    if wanted is QuestionNeeds.DAY and value:
        return format_date(date.fromisoformat(value))
    return value


def default_value(question: Question) -> str:
    """What a question asks about before anything is chosen."""
    if question.wanted is QuestionNeeds.CAMPAIGN:
        return THIS_CAMPAIGN
    if question.wanted is QuestionNeeds.PURPOSE:
        return str(Purpose.NEWSLETTER)
    return str(PartnerLevel.HOME) if question.wanted is QuestionNeeds.LEVEL else ""


def format_definition(definition: ListDefinition) -> str:
    """A definition as text to keep or to share (JSON)."""
    return json.dumps(
        {
            "format": FORMAT,
            "of": str(definition.subject),
            "use": str(definition.use),
            "line": str(definition.row_for),
            "every": definition.every,
            "asks": [[each.question, each.holds, each.value] for each in definition.conditions],
            "columns": list(definition.columns),
            "sort": list(definition.sort),
        },
        ensure_ascii=False,
    )


def parse_definition(text: str) -> ListDefinition:
    """The definition that a text holds.

    Raises:
        ValueError: it holds none that this version understands; the message is a sentence.
    """
    try:
        kept = json.loads(text)
        json.dumps(kept, ensure_ascii=False).encode()  # half a letter can be written, but not kept
    except (ValueError, RecursionError):
        kept = None
    if not isinstance(kept, dict) or "asks" not in kept:
        raise ValueError("This is not a list of Mitzvah Desk.")
    if not isinstance(kept.get("format"), int) or kept["format"] > FORMAT:
        raise ValueError("This list was made by a newer version of Mitzvah Desk.")
    subject = _word(Subject, kept.get("of"))
    return ListDefinition(
        subject,
        _word(Use, kept.get("use")),
        _word(RowFor, kept.get("line")),
        kept.get("every") is not False,
        _conditions(subject, kept["asks"]),
        _columns(subject, kept.get("columns")),
        _sort(kept.get("sort")),
    )


def require_valid_definition(text: str) -> str:
    """A definition's text as it will be kept.

    Raises:
        ValueError: see ``parse_definition``.
    """
    return format_definition(parse_definition(text))


def _word(words: type[Word], kept: object) -> Word:
    try:
        return words(str(kept))
    except ValueError:
        raise ValueError(f"This list has a part that is not understood: “{kept}”.") from None


def _conditions(subject: Subject, kept: object) -> tuple[ListCondition, ...]:
    if isinstance(kept, list) and len(kept) > _MOST_CONDITIONS:
        raise ValueError(f"A list asks {_MOST_CONDITIONS} questions at most.")
    if not isinstance(kept, list):
        raise ValueError("This list asks for what is not understood.")  # noqa: TRY004  # one kind for all
    return tuple(_condition(subject, each) for each in kept)


def _condition(subject: Subject, kept: Any) -> ListCondition:  # noqa: ANN401
    match kept:
        case [str(question), bool(holds), str(value)] if question in QUESTIONS[subject]:
            wanted = QUESTIONS[subject][question].wanted
            if len(value) > _LONGEST:
                raise ValueError(
                    f"“{value[:40]}…” is too long: a question takes {_LONGEST:,} letters at most."
                )
            if _is_wrong(wanted, value):
                raise ValueError(f"This list asks for “{value[:40]}”, which is not understood.")
            return ListCondition(question, holds, value if wanted else "")
        case _:
            raise ValueError(f"This list asks for “{str(kept)[:40]}”, which is not understood.")


def _is_wrong(wanted: QuestionNeeds, value: str) -> bool:
    known: Mapping[QuestionNeeds, type[StrEnum]] = {
        QuestionNeeds.PURPOSE: Purpose,
        QuestionNeeds.LEVEL: PartnerLevel,
    }
    if wanted in known:
        return value not in {str(each) for each in known[wanted]}
    if wanted is QuestionNeeds.DAY and value:
        try:
            date.fromisoformat(value)
        except ValueError:
            return True
    return False


def _columns(subject: Subject, kept: object) -> tuple[str, ...]:
    known = {column.key for column in COLUMNS[subject]}
    words = kept if isinstance(kept, list) else []
    return tuple(each for each in words if isinstance(each, str) and each in known)


def _sort(kept: object) -> tuple[str, bool]:
    match kept:
        case [str(key), bool(down)]:
            return key, down
        case _:
            return "", False
