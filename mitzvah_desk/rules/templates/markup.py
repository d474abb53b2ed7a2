"""The words of letters and the newsletter: paragraphs, bullets, bold lines, and fields for facts.

The words are data and never a program: nothing in them runs. A line is a paragraph; ``- `` before it makes a
bullet, ``# `` a bold line; ``**`` stands before and after bold words. A field is written ``{{ campaign }}``;
in the window it is a chip.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A field that words may hold.

    Attributes:
        key: its name in the words.
        label: its name on the chip.
        lacks: what an addressee without it has not: ``gift of money``; empty of one that may have nothing to
            say, whose line is left out then.
    """

    key: str
    label: str
    lacks: str


FIELDS = {
    field.key: field
    for field in (
        TemplateField("names", "their names", "name"),
        TemplateField("campaign", "campaign", "campaign"),
        TemplateField("day", "day", "day"),
        TemplateField("hebrew_day", "Hebrew day", "Hebrew day"),
        TemplateField("thanks", "all that we thank for", "reason to be thanked"),
        TemplateField("did", "what they did", "shift in this campaign"),
        TemplateField("hours", "hours they served", "hours served"),
        TemplateField("gave", "what they gave", "gift of goods"),
        TemplateField("money", "their gift of money", "gift of money"),
        TemplateField("gift_aid", "its worth with Gift Aid", "gift of money with Gift Aid"),
        TemplateField("projects", "their projects", "project that they took part in or gave to"),
        TemplateField("went_to", "where their gifts went", "gift that was delivered yet"),
        TemplateField("whereabouts", "where their gifts are now", ""),
        TemplateField("organisation", "our name", "name of ours in Settings"),
        TemplateField("signatory", "who signs", "signatory in Settings"),
    )
}
"""Every field by its key."""

LISTED = frozenset({"thanks", "did", "gave", "projects", "went_to"})
"""Fields of several lines: bullets where they are alone in theirs, else a sentence's list."""

_FIELD = re.compile(r"\{\{\s*(\w*)\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_STRONG = "**"
LONGEST = 20_000


class LineStyle(StrEnum):
    """How a line looks."""

    PARAGRAPH = ""
    BULLET = "- "
    BOLD = "# "


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One line of a finished letter.

    Attributes:
        look: how it looks.
        text: what it says.
        runs: the same in pieces, each with whether it is bold; empty where none is.
    """

    look: LineStyle
    text: str
    runs: tuple[tuple[str, bool], ...] = ()


class MissingFieldError(ValueError):
    """An addressee lacks a field that the words hold.

    Attributes:
        field: the field.
    """

    def __init__(self, field: TemplateField) -> None:
        super().__init__(field.key)
        self.field = field


def parse_lines(words: str) -> list[tuple[LineStyle, str]]:
    """The lines of some words, and how each looks; empty ones only part them."""
    found = []
    for line in words.splitlines():
        look = next(
            (each for each in (LineStyle.BULLET, LineStyle.BOLD) if line.startswith(each)),
            LineStyle.PARAGRAPH,
        )
        if text := line.removeprefix(look).strip():
            found.append((look, text))
    return found


def split_fields(text: str, fields: Mapping[str, TemplateField] = FIELDS) -> list[str | TemplateField]:
    """A line as plain texts and fields; a name that is none of ``fields`` stays text."""
    found: list[str | TemplateField] = []
    at = 0
    for match in _FIELD.finditer(text):
        if match[1] in fields:
            found += [text[at : match.start()], fields[match[1]]]
            at = match.end()
    return [piece for piece in (*found, text[at:]) if piece != ""]


def parse_runs(
    text: str, fields: Mapping[str, TemplateField] = FIELDS
) -> list[tuple[str | TemplateField, bool]]:
    """A line as texts and fields, each with whether it is bold; a ``**`` without its other stays text."""
    line = split_fields(text, fields)
    marks = sum(piece.count(_STRONG) for piece in line if isinstance(piece, str)) // 2 * 2
    found: list[tuple[str | TemplateField, bool]] = []
    strong = False
    for piece in line:
        if isinstance(piece, TemplateField):
            found.append((piece, strong))
            continue
        for number, each in enumerate(piece.split(_STRONG)):
            said = each
            if number and marks:
                strong, marks = not strong, marks - 1
            elif number:
                said = _STRONG + each
            if said:
                found.append((said, strong))
    return found


def format_runs(said: Iterable[tuple[str, bool]]) -> str:
    """A line of texts, each with whether it is bold, as ``parse_runs`` reads it."""
    line, strong = "", False
    for text, bold in said:
        if text and bold is not strong:
            line, strong = line + _STRONG, bold
        line += text
    return (line + _STRONG * strong).strip()


def require_valid_markup(words: str, fields: Mapping[str, TemplateField] = FIELDS) -> str:
    """Words as they may be kept.

    Args:
        words: as typed.
        fields: those that they may hold.

    Raises:
        ValueError: a sentence: which line holds no known field, or braces that stand alone.
    """
    if len(words) > LONGEST:
        raise ValueError(f"Words are {LONGEST:,} letters at most; these have {len(words):,}.")
    for number, line in enumerate(words.splitlines(), start=1):
        for match in _FIELD.finditer(line):
            if match[1] not in fields:
                raise ValueError(f"Line {number}: there is no field “{match[1]}”. Choose one from the list.")
        if _BRACES.search(_FIELD.sub("", line)):
            raise ValueError(f"Line {number}: a field stands between {{{{ and }}}}. Choose it from the list.")
    return words


def render_lines(words: str, values: Mapping[str, str | tuple[str, ...]]) -> list[LetterLine]:
    """Words with an addressee's own facts.

    Args:
        words: as kept.
        values: by the fields' keys; those of several lines as tuples.

    Raises:
        MissingFieldError: a field of the words has no value, or an empty one, and must have one.
    """
    parts: list[LetterLine] = []
    for look, text in parse_lines(words):
        line = parse_runs(text)
        lacking = [p for p, _ in line if isinstance(p, TemplateField) and not values.get(p.key)]
        for piece in lacking:
            if piece.lacks:
                raise MissingFieldError(piece)
        if lacking:
            continue
        only = line[0][0] if len(line) == 1 else ""
        if isinstance(only, TemplateField) and only.key in LISTED:
            parts += [LetterLine(LineStyle.BULLET, each[:1].upper() + each[1:]) for each in values[only.key]]
        elif line:
            said = tuple((p if isinstance(p, str) else _said(values[p.key]), strong) for p, strong in line)
            whole = "".join(text for text, _ in said)
            parts.append(LetterLine(look, whole, said if any(strong for _, strong in said) else ()))
    return parts


def render_line(text: str, values: Mapping[str, str | tuple[str, ...]]) -> str:
    """A single line, such as an e-mail's subject, with an addressee's own facts.

    Raises:
        MissingFieldError: a field of it has no value.
    """
    return " ".join(part.text for part in render_lines(text, values))


def _said(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return value
    return value[0] if len(value) == 1 else f"{', '.join(value[:-1])} and {value[-1]}"
