"""The lines of cards (vCard 2.1, 3.0 and 4.0; RFC 2426, RFC 6350) as values: whole, decoded, unescaped once.

It is read by a few rules of its own and by no library, since what programs write is often none of the three
versions: bare parameters in a 3.0 card, quoted-printable in small letters, folding without a blank.
"""

import base64
import binascii
import io
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mitzvah_desk.exchange.limits import LONGEST_CELL

BEGIN, END = "BEGIN:VCARD", "END:VCARD"
NO_END = "This card has no end, so only its name was read. Save it anew in the program that it is from."
DAMAGED_CARD = "This card is damaged, so only its name was read. Add the rest by hand."
_MOST_LINES = 2_000
_MOST_STRAY, _LONGEST_STRAY = 5, 200
_HEAD = re.compile(r'((?:[^":]|"[^"]*")*+):')
"""What comes before a line's value. It never goes back, so that no line can hold it up."""
_NAME = re.compile(r"(?:([\w-]+)\.)?([\w-]+)", re.ASCII)
_PARAMS = re.compile(r';((?:[^";]|"[^"]*")*+)')
_QUOTED = re.compile(r"[^:]*[;=]\"?quoted-printable\"?[;:]", re.IGNORECASE)
_NO_TEXT = {"PHOTO", "LOGO", "SOUND", "KEY"}
"""What holds pictures and sounds, which are not read."""
_ESCAPED = re.compile(r"\\([\\,;:nN])")


@dataclass(frozen=True, slots=True)
class VcardLine:
    """One line of a card.

    Attributes:
        name: what it tells, in capitals: ``TEL``.
        value: as it stands, with its escapes.
        group: what joins it to another line, such as ``item1``; in small letters.
        params: its parameters, by their names in capitals.
        types: what kind it is, in small letters: ``home``, ``cell``; also those that 2.1 writes bare.
        version: the card's: ``2.1``; empty where it does not say.
    """

    name: str
    value: str
    group: str = ""
    params: dict[str, str] = field(default_factory=dict)
    types: frozenset[str] = frozenset()
    version: str = ""

    @property
    def text(self) -> str:
        """Its text, unescaped."""
        return unescape_text(self.value)

    @property
    def parts(self) -> list[list[str]]:
        """What is parted by semicolons, each as its texts: only since 3.0 may there be several."""
        pieces = _split_unescaped(self.value, ";")
        if self.version == "2.1":
            return [[unescape_text(piece)] for piece in pieces]
        return [[unescape_text(each) for each in _split_unescaped(piece, ",")] for piece in pieces]

    @property
    def texts(self) -> list[str]:
        """What is parted by commas."""
        return [unescape_text(each) for each in _split_unescaped(self.value, ",")]


@dataclass(slots=True)
class CardRead:
    """A card as its lines.

    Attributes:
        number: which of the file's cards it is, from 1.
        lines: all but pictures.
        stray: what stands in it and is no line of a card; the first few.
        problem: why it cannot be read whole; empty where it can.
    """

    number: int
    lines: list[VcardLine] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    problem: str = ""
    _count: int = 0
    _picture: bool = False

    def named(self, name: str) -> list[VcardLine]:
        """The lines that tell one thing."""
        return [line for line in self.lines if line.name == name]

    def parts(self, name: str) -> list[list[str]]:
        """The parts of the first line that tells something; none where no line does."""
        return next((line.parts for line in self.lines if line.name == name), [])

    def label(self, line: VcardLine) -> str:
        """What the user called a line, as Apple writes it; empty where nothing."""
        labels = self.named("X-ABLABEL") if line.group else []
        text = next((each.text for each in labels if each.group == line.group), "")
        return re.sub(r"^_\$!<(.*)>!\$_$", r"\1", text).strip()

    def take(self, line: str) -> None:
        """Adds one more line; what is wrong with it becomes the card's problem."""
        self._count += 1
        if self._count > _MOST_LINES:
            self.problem = "This card has thousands of lines, so it was not read."
            return
        name = _name_of(line)
        if name in _NO_TEXT:
            self._picture = True
        elif len(line) > LONGEST_CELL:
            self.problem = f"Its line “{line[:20]}…” is far too long to be part of a card."
        elif name:
            self._picture = False
            try:
                self.lines.append(_parse_line(line, self._version()))
            except (ValueError, LookupError):  # a code that is none, or letters that nobody knows
                self.problem = DAMAGED_CARD
        elif line.strip() and not self._picture and len(self.stray) < _MOST_STRAY:
            self.stray.append(line.strip()[:_LONGEST_STRAY])

    def _version(self) -> str:
        return next((line.value.strip() for line in self.lines if line.name == "VERSION"), "")


def split_cards(text: str) -> Iterator[CardRead]:
    """The cards of a file, one after the other: each line is looked at once, whatever it says."""
    card: CardRead | None = None
    number = 0
    for line in _unfolded(text):
        word = line.strip().upper()
        if word == BEGIN:
            if card is not None:
                card.problem = NO_END
                yield card
            number += 1
            card = CardRead(number)
        elif card is not None and word == END:
            yield card
            card = None
        elif card is not None:
            card.take(line)
    if card is not None:
        card.problem = NO_END
        yield card


def unescape_text(value: str) -> str:
    r"""A value without its escapes: ``Rp\: lead`` is Rp: lead. What is no escape keeps its backslash."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _split_unescaped(value: str, sign: str) -> list[str]:
    """A value parted by a sign that has no backslash before it; the escapes stay."""
    found = re.findall(rf"((?:[^\\{sign}]|\\.|\\$)*+)(?:{sign}|$)", value, re.DOTALL)
    return found[:-1] if len(found) > 1 and not value.endswith(sign) else found


def _unfolded(text: str) -> Iterator[str]:
    """The lines of a text, joined where they go on after a blank, or after ``=`` in quoted-printable."""
    parts: list[str] = []
    quoted = goes_on = False
    for line in io.StringIO(text, newline=None):
        bare = line.rstrip("\n")
        if goes_on:
            parts[-1] = parts[-1].rstrip()[:-1]
            parts.append(bare)
        elif parts and line[0] in " \t":
            parts.append(bare[1:])
        else:
            if parts:
                yield "".join(parts)
            parts = [bare] if bare.strip() else []
            quoted = bool(_QUOTED.match(bare[:500]))
        goes_on = quoted and bool(parts) and bare.rstrip().endswith("=")
    if parts:
        yield "".join(parts)


def _name_of(line: str) -> str:
    """What a line tells; empty where it is no line of a card."""
    found = _NAME.match(line)
    if found is None or line[found.end() : found.end() + 1] not in {":", ";"}:
        return ""
    return found[2].upper() if ":" in line else ""


def _parse_line(line: str, version: str) -> VcardLine:
    """A line of a card.

    Raises:
        ValueError: what is coded in it is damaged.
        LookupError: nobody knows its letters.
    """
    found = _HEAD.match(line)
    head, value = (found[1], line[found.end() :]) if found else line.split(":", 1)
    params: dict[str, str] = {}
    types: set[str] = set()
    for each in _PARAMS.findall(head):
        name, told, text = each.strip().partition("=")
        text = text.replace('"', "")
        if not told:
            bare = name.replace('"', "").casefold()
            if bare in {"quoted-printable", "base64"}:
                params["ENCODING"] = bare
            types.add(bare)
        elif name.strip().upper() == "TYPE":
            types.update(word.strip().casefold() for word in text.split(","))
        else:
            params.setdefault(name.strip().upper(), text.strip())
    coding = params.get("ENCODING", "").casefold()
    if coding in {"quoted-printable", "q"}:
        value = _decode(quopri.decodestring(value.encode()), params.get("CHARSET", ""))
    elif coding in {"base64", "b"}:
        try:
            decoded = base64.b64decode("".join(value.split()), validate=True)
        except binascii.Error:
            raise ValueError("This is no base64.") from None
        value = _decode(decoded, params.get("CHARSET", ""))
    name = _NAME.match(head)
    return VcardLine(
        name[2].upper() if name else "",
        value.replace("\r\n", "\n").replace("\r", "\n"),
        (name[1] or "").casefold() if name else "",
        params,
        frozenset(types - {""}),
        version,
    )


def _decode(content: bytes, letters: str) -> str:
    if letters:
        return content.decode(letters)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
