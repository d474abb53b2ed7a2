"""A list as text to keep or to share (JSON), and back; what earlier versions kept is read as well.

The first format had questions only, as ``[question, holds, value]``, all or any of which had to hold. The
second has groups of them, and questions that compare.
"""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from mitzvah_desk.model.partner import PartnerLevel
from mitzvah_desk.model.person import Purpose
from mitzvah_desk.rules.lists.definition import (
    ConditionGroup,
    GroupMatch,
    ListCondition,
    ListDefinition,
    Part,
    iterate_conditions,
    iterate_groups,
)
from mitzvah_desk.rules.lists.measures import Comparison, Measured, is_measured
from mitzvah_desk.rules.lists.questions import QUESTIONS, Question, QuestionNeeds
from mitzvah_desk.rules.lists.vocabulary import COLUMNS, RowFor, Subject, Use

FORMAT = 2
DEEPEST = 5
"""So many groups may stand within each other, the whole list among them."""
_MOST_CONDITIONS = 50
_LONGEST = 1_000
Word = TypeVar("Word", bound=StrEnum)


def format_definition(definition: ListDefinition) -> str:
    """A definition as text to keep or to share (JSON)."""
    return json.dumps(
        {
            "format": FORMAT,
            "of": str(definition.subject),
            "use": str(definition.use),
            "line": str(definition.row_for),
            **_kept_group(definition.asked),
            "columns": list(definition.columns),
            "sort": list(definition.sort),
        },
        ensure_ascii=False,
    )


def _kept_group(group: ConditionGroup) -> dict[str, Any]:
    return {"match": str(group.match), "asks": [_kept_part(part) for part in group.conditions]}


def _kept_part(part: Part) -> Any:  # noqa: ANN401  # JSON
    if isinstance(part, ConditionGroup):
        return _kept_group(part)
    kept: list[Any] = [part.question, part.holds, part.value]
    if part.measured is not None:
        kept.append([str(part.measured.comparison), *part.measured.bounds])
    return kept


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
    if kept["format"] < FORMAT and "match" not in kept:
        kept["match"] = str(GroupMatch.ANY if kept.get("every") is False else GroupMatch.ALL)
    asked = _group(subject, kept, 1)
    asks = len(list(iterate_conditions(asked))) + len(list(iterate_groups(asked)))
    if asks > _MOST_CONDITIONS:
        raise ValueError(f"A list asks {_MOST_CONDITIONS} questions at most.")
    return ListDefinition(
        subject,
        _word(Use, kept.get("use")),
        _word(RowFor, kept.get("line")),
        asked.match,
        asked.conditions,
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
        raise ValueError(f"This list has a part that is not understood: “{str(kept)[:40]}”.") from None


def _group(subject: Subject, kept: Mapping[str, Any], depth: int) -> ConditionGroup:
    asks = kept.get("asks")
    if not isinstance(asks, list):
        raise ValueError("This list asks for what is not understood.")  # noqa: TRY004  # one kind for all
    if depth > DEEPEST:
        raise ValueError(f"A list has groups within groups {DEEPEST} deep at most.")
    if len(asks) > _MOST_CONDITIONS:
        raise ValueError(f"A list asks {_MOST_CONDITIONS} questions at most.")
    parts = (
        _group(subject, each, depth + 1) if isinstance(each, dict) else _condition(subject, each)
        for each in asks
    )
    return ConditionGroup(_word(GroupMatch, kept.get("match")), tuple(parts))


def _condition(subject: Subject, kept: Any) -> ListCondition:  # noqa: ANN401
    match kept:
        case [str(key), bool(holds), str(value), *measured] if key in QUESTIONS[subject]:
            question = QUESTIONS[subject][key]
            if len(value) > _LONGEST:
                raise ValueError(
                    f"“{value[:40]}…” is too long: a question takes {_LONGEST:,} letters at most."
                )
            if _is_wrong(question.wanted, value):
                raise ValueError(f"This list asks for “{value[:40]}”, which is not understood.")
            found = _measured(question, measured)
            return ListCondition(key, holds, value if question.wanted else "", found)
        case _:
            raise ValueError(f"This list asks for “{str(kept)[:40]}”, which is not understood.")


def _measured(question: Question, kept: list[Any]) -> Measured | None:
    if question.measure is None and not kept:
        return None
    match kept:
        case [[str(word), *bounds]] if question.measure and all(isinstance(each, str) for each in bounds):
            found = Measured(_word(Comparison, word), tuple(bounds))
            if is_measured(question.measure, found, unknown=question.unknown is not None):
                return found
    raise ValueError(f"This list compares by “{str(kept)[:40]}”, which is not understood.")


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
