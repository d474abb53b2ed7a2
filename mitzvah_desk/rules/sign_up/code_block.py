"""The block of code at the end of a sign-up's e-mail: an answer that survives mail programs.

It is ``1:`` (its version), the checksum (CRC 32) of what follows, ``:``, the answer as JSON in UTF-8 as
base64 of the kind for addresses, and ``:``. Lines may be broken and quoted anywhere. The form's own script
(``resources/sign_up/form.js``) writes it.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from mitzvah_desk.rules.sign_up.reply import SignUpReply, parse_reply

VERSION = 1
BEGIN = "-----BEGIN MITZVAH DESK SIGN-UP-----"
END = "-----END MITZVAH DESK SIGN-UP-----"
_BETWEEN = r"[\s>|\u00a0]+"
_NAME = _BETWEEN.join(("MITZVAH", "DESK", r"SIGN.?UP"))
_BEGINS = re.compile(rf"\bBEGIN{_BETWEEN}{_NAME}", re.IGNORECASE)
_ENDS = re.compile(rf"\bEND{_BETWEEN}{_NAME}", re.IGNORECASE)
_QUOTED = re.compile(r"^[^\S\n]*(?:\w{0,3}[>|][^\S\n]*)+", re.MULTILINE)
"""What mail programs put before the lines of a message that is answered."""
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_INSIDE = re.compile(r"(?P<version>[0-9]{1,4}):(?P<sum>[0-9a-fA-F]{8}):(?P<code>[\w-]*)(?P<end>:?)", re.ASCII)
_MOST = 200_000
_MOST_BLOCKS = 2_000
_WORDS = "Read what the message says in words and type it in, or ask for it to be sent again."
CUT = f"The sign-up’s code is cut short: its end is missing. {_WORDS}"
CHANGED = f"The sign-up’s code was changed on its way, so it cannot be relied on. {_WORDS}"
MANY = f"This text has more than {_MOST_BLOCKS:,} sign-ups, so the rest was not read. Part it in two."
NEWER = "This sign-up was written by the form of a newer Mitzvah Desk. Install that, and take it in again."


@dataclass(frozen=True, slots=True)
class DecodedBlock:
    """One block of a text.

    Attributes:
        reply: the answer; None where it cannot be read.
        problem: why not, and what to do; empty where it can.
    """

    reply: SignUpReply | None = None
    problem: str = ""


def holds_block(text: str) -> bool:
    """Whether a text holds the beginning of a block."""
    return _BEGINS.search(text) is not None


def decode_blocks(text: str) -> Iterator[DecodedBlock]:
    """Every block of a text, in order; a damaged one with a sentence.

    Args:
        text: of a message, or of several.
    """
    begins = list(islice(_BEGINS.finditer(text), _MOST_BLOCKS + 1))
    if len(begins) > _MOST_BLOCKS:
        yield DecodedBlock(problem=MANY)
        del begins[_MOST_BLOCKS:]
    for number, begin in enumerate(begins):
        until = begins[number + 1].start() if number + 1 < len(begins) else len(text)
        ended = _ENDS.search(text, begin.end(), until)
        body = text[begin.end() : min(ended.start() if ended else until, begin.end() + _MOST)]
        try:
            yield DecodedBlock(_decode(body))
        except ValueError as error:
            yield DecodedBlock(problem=str(error))


def _decode(body: str) -> SignUpReply:
    inside = _INSIDE.search(_BLANK.sub("", _QUOTED.sub("", body)))
    if inside is None:
        raise ValueError(CUT)
    if int(inside["version"]) > VERSION:
        raise ValueError(NEWER)
    code = inside["code"].encode()
    if zlib.crc32(code) != int(inside["sum"], 16):
        raise ValueError(CHANGED if inside["end"] else CUT)
    try:
        data = json.loads(base64.urlsafe_b64decode(code + b"=" * (-len(code) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        raise ValueError(CHANGED) from None
    return parse_reply(data)
