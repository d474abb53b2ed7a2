"""Cards of people (vCard 2.1, 3.0 and 4.0) as a table with the same headings as a spreadsheet would have."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mitzvah_desk.exchange.limits import LONGEST_CELL, MOST_CARDS, UnreadableError
from mitzvah_desk.rules.fields.field import FieldKind
from mitzvah_desk.rules.fields.registry import CARD_FIELDS

TITLES = tuple(
    dict.fromkeys(
        (
            "Title",
            "First name",
            "Family name",
            "Full name",
            "Known as",
            "E-mail",
            "E-mail 2",
            "Telephone",
            "Mobile",
            "Address",
            "Postcode",
            "Date of birth",
            "Organisation",
            "Position",
            "Note",
            *(each.import_words for each, _ in CARD_FIELDS),  # those that stand above stay there
        )
    )
)
_BEGIN, _END = "BEGIN:VCARD", "END:VCARD"
_MOST_LINES = 2_000
_HEAD = re.compile(
    r'(?:[\w-]+\.)?[\w-]+(?:;[\w-]+(?:=(?:"[^"]*"|[^";:,]*))?(?:,(?:"[^"]*"|[^";:,]*))*+)*+;?+:', re.ASCII
)
"""What comes before a line's value. It never goes back, so that no line can hold it up."""
_NO_TEXT = re.compile(r"(PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)


@dataclass(slots=True)
class _Card:
    """A card as its lines, each joined again where it was folded.

    Attributes:
        lines: all but pictures and what is no line of a card.
        problem: why it cannot be read whole; empty where it can.
    """

    lines: list[str] = field(default_factory=list)
    problem: str = ""

    def take(self, line: str) -> None:
        """Adds one more line."""
        if len(self.lines) == _MOST_LINES:
            self.problem = "This card has thousands of lines, so it was not read."
        elif len(line) > LONGEST_CELL and not _NO_TEXT.match(line):
            self.problem = f"Its line “{line[:20]}…” is far too long to be part of a card."
        elif _HEAD.match(line) and not _NO_TEXT.match(line):
            self.lines.append(line)


def parse_vcards(text: str) -> tuple[list[list[str]], dict[int, str]]:
    """Every card of a file as one row beneath ``TITLES``.

    Args:
        text: the whole file.

    Returns:
        The rows; and what is wrong with cards of which only the name can be read, by a row's number from 1.

    Raises:
        UnreadableError: there are far too many cards.
    """
    if text.upper().count(_BEGIN) > MOST_CARDS:
        raise UnreadableError(
            f"This file has more than {MOST_CARDS:,} cards. Save only those that are wanted."
        )
    rows, problems = [list(TITLES)], {}
    for card in _parted(text):
        cells, problem = _row(card, len(rows))
        rows.append(cells)
        if problem:
            problems[len(rows)] = problem
    return rows, problems


def _parted(text: str) -> Iterator[_Card]:
    """The cards of a file, one after the other: each line is looked at once, whatever it says."""
    card: _Card | None = None
    for line in _unfolded(text):
        word = line.strip().upper()
        if word == _BEGIN:
            if card is not None:
                card.problem = _NO_END
                yield card
            card = _Card()
        elif card is not None and word == _END:
            yield card
            card = None
        elif card is not None:
            card.take(line)
    if card is not None:
        card.problem = _NO_END
        yield card


_NO_END = "This card has no end, so only its name was read. Save it anew in the program that it is from."


def _unfolded(text: str) -> Iterator[str]:
    """The lines of a text, joined where they go on after a blank, or after ``=`` in quoted-printable."""
    parts: list[str] = []
    goes_on = False
    for line in io.StringIO(text, newline=None):
        bare = line.rstrip()
        if goes_on:
            parts[-1] = parts[-1][:-1]
            parts.append(bare)
        elif parts and line[0] in " \t" and bare:
            parts.append(bare[1:])
        else:
            if parts:
                yield "".join(parts)
            parts = [bare] if bare else []
        quoted = bool(parts) and "QUOTED-PRINTABLE" in parts[0][:200].upper()
        goes_on = quoted and bare.endswith("=")
    if parts:
        yield "".join(parts)


def _row(card: _Card, number: int) -> tuple[list[str], str]:
    """A card's cells, and what is wrong with it."""
    import vobject

    untyped: Any = vobject  # it tells no types
    logging.getLogger("vobject").setLevel(logging.CRITICAL)
    logging.getLogger("vobject.base").setLevel(logging.CRITICAL)  # lines that it passes over are no news
    problem = card.problem
    if not problem:
        text = "\n".join([_BEGIN, *card.lines, _END, ""])
        try:
            return _cells(next(iter(untyped.readComponents(text, allowQP=True, ignoreUnreadable=True)))), ""
        except Exception:  # noqa: BLE001  # whatever a damaged card makes the reader say
            problem = "This card is damaged, so only its name was read. Add the rest by hand."
    named = [
        line.partition(":")[2].strip() for line in card.lines if re.match(r"FN[;:]", line, re.IGNORECASE)
    ]
    name = named[0][:200] if named and named[0] else f"Card {number:,}"
    return ["", "", "", name, *[""] * (len(TITLES) - 4)], problem


def _cells(card: Any) -> list[str]:  # noqa: ANN401
    contents = card.contents
    name = contents["n"][0].value if "n" in contents else None
    emails = [str(each.value).removeprefix("mailto:") for each in contents.get("email", ())]
    phones = [(_types(each), str(each.value).removeprefix("tel:")) for each in contents.get("tel", ())]
    mobiles = [number for types, number in phones if "cell" in types]
    others = [number for types, number in phones if not types & {"cell", "fax", "pager"}]
    address, postcode = _address(contents.get("adr", ()))
    company = _value(contents, "kind").casefold() == "org" or (
        not (_one(name, "given") or _one(name, "family"))
        and _value(contents, "fn") == _value(contents, "org")
    )
    cells = {
        "Title": _one(name, "prefix"),
        "First name": " ".join(part for part in (_one(name, "given"), _one(name, "additional")) if part),
        "Family name": _one(name, "family"),
        "Full name": "" if company else _value(contents, "fn"),
        "E-mail": emails[0] if emails else "",
        "E-mail 2": emails[1] if len(emails) > 1 else "",
        "Telephone": others[0] if others else "",
        "Mobile": mobiles[0] if mobiles else "",
        "Address": address,
        "Postcode": postcode,
        "Organisation": _value(contents, "org"),
    }
    for each, line in CARD_FIELDS:
        text = _value(contents, line.name.lower()) or _value(contents, f"x-{line.name.lower()}")
        cells[each.import_words] = _day(text) if each.kind is FieldKind.DAY else text
    return [cells[title] for title in TITLES]


def _types(line: Any) -> set[str]:  # noqa: ANN401
    params = [value.lower() for values in line.params.values() for value in values]
    return {*params, *(single.lower() for single in line.singletonparams)}


def _one(value: Any, part: str) -> str:  # noqa: ANN401
    found = getattr(value, part, "") if value is not None else ""
    return " ".join(found) if isinstance(found, list) else str(found)


def _value(contents: Any, key: str) -> str:  # noqa: ANN401
    if key not in contents:
        return ""
    value = contents[key][0].value
    return " ".join(str(part) for part in value if part) if isinstance(value, list) else str(value)


def _address(lines: Any) -> tuple[str, str]:  # noqa: ANN401
    """The home's address where one is marked as such, else the first."""
    chosen = sorted(lines, key=lambda line: "home" not in _types(line))
    if not chosen:
        return "", ""
    value = chosen[0].value
    parts = [_one(value, part) for part in ("box", "extended", "street", "city", "region")]
    return "\n".join(part for part in parts if part), _one(value, "code")


def _day(text: str) -> str:
    """A birthday as 1970-03-04; one without its year says nothing."""
    found = re.match(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})", text)
    return f"{found[1]}-{found[2]}-{found[3]}" if found else ""
