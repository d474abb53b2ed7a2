"""E-mails as files hold them: one (``.eml``), a whole mailbox (``.mbox``), or a text copied out of one.

Only what they say is read: their texts, and of web pages what a reader would see. Nothing is loaded.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import islice

from mitzvah_desk.exchange.csv_in import decode_text
from mitzvah_desk.exchange.limits import LONGEST_MESSAGE_PART, MOST_MESSAGES, UnreadableError
from mitzvah_desk.rules.sign_up.code_block import holds_block

_MANY = f"This mailbox has more than {MOST_MESSAGES:,} e-mails. Save only those with sign-ups."
_LONGEST_HEAD = 200_000
_LONG_HEAD = "The head of this e-mail is far too long. Copy its text into a .txt file, and choose that."
_MAILBOX = re.compile(rb"From [^\r\n]*[0-9]{4}[^\r\n]*\r?\n")
_NEXT = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*[0-9]{4}[^\r\n]*\r?\n")
"""The line before each message of a mailbox, which stands after an empty one."""
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)")
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_TELLING = {
    b"from",
    b"to",
    b"subject",
    b"date",
    b"message-id",
    b"mime-version",
    b"received",
    b"return-path",
    b"delivered-to",
    b"content-type",
    b"x-unsent",
}
_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|div|p|meta|table)\b", re.IGNORECASE)
_APART = {"br", "p", "div", "li", "tr", "pre", "blockquote", "h1", "h2", "h3", "table"}
_TAG = re.compile(r"</?([a-zA-Z!][a-zA-Z0-9]*)[^<>]*>")
_MOST_PARTS = 2_000
_LONGEST_TEXT = 5_000_000
"""What is longer was copied out of no e-mail; a mailbox is known by its first line."""


@dataclass(frozen=True, slots=True)
class MailMessage:
    """One e-mail.

    Attributes:
        name: which it is, for a person: ``2, from Ann Cohen <ann@example.org>``.
        texts: what it says, in every form that it says it in.
    """

    name: str
    texts: tuple[str, ...]


def list_messages(name: str, content: bytes, letters: str = "") -> list[MailMessage]:
    """The e-mails of a file, or the one text that was copied out of some; none where it is no such file.

    Args:
        name: the file's name.
        content: its bytes.
        letters: the code page of a copied text; guessed where empty.

    Raises:
        UnreadableError: there are far too many.
    """
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if _MAILBOX.match(start):
        return list(_read_mailbox(start))
    if _is_message(start, certain=name.casefold().endswith(".eml")):
        return [_read_message(start, 0)]
    if len(content) > _LONGEST_TEXT:
        return []
    if re.search(rb"MITZVAH\s|M\0I\0T\0Z\0V", content, re.IGNORECASE) is None or content[:4] == b"%PDF":
        return []
    text, _ = decode_text(content, letters)
    if _PAGE.match(text[:200].lstrip("\ufeff")):
        text = read_page_text(text)
    return [MailMessage("", (text,))] if holds_block(text) else []


def _is_message(start: bytes, *, certain: bool) -> bool:
    """Whether a file begins as e-mails do: with lines of which two at least are theirs."""
    at, told = 0, set()
    while (line := _HEADER.match(start, at)) is not None and line.end() > at:
        told.add(line[1].lower())
        at = line.end()
        if at > _LONGEST_HEAD:
            break
    if at > _LONGEST_HEAD and len(told & _TELLING) > 1:
        raise UnreadableError(_LONG_HEAD)
    return len(told & _TELLING) >= (1 if certain else 2) and (
        at >= len(start) or start[at : at + 1] in b"\r\n"
    )


def _read_mailbox(content: bytes) -> Iterator[MailMessage]:
    marks = list(islice(_NEXT.finditer(content), MOST_MESSAGES + 1))
    if len(marks) > MOST_MESSAGES:
        raise UnreadableError(_MANY)
    ends = [*(mark.start() for mark in marks[1:]), len(content)]
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), 1):
        yield _read_message(_ESCAPED.sub(b"", content[mark.end() : end]), number)


def _read_message(content: bytes, number: int) -> MailMessage:
    """A message; one that no reader understands is one that says nothing."""
    count = f"{number}" if number else ""
    head = content[: _LONGEST_HEAD + 1]
    if content.count(b"\n--") > _MOST_PARTS or (len(head) > _LONGEST_HEAD and not _HEAD_ENDS.search(head)):
        return MailMessage(count, ())
    try:
        message = message_from_bytes(content, policy=policy.default)
        texts = tuple(_read_texts(message))
        name = ", ".join(filter(None, (count, _read_sender(message))))
    except Exception:  # noqa: BLE001  # the parser of the standard library falls over headers of many kinds
        return MailMessage(count, ())
    return MailMessage(name, texts)


def _read_sender(message: EmailMessage) -> str:
    try:
        sender = str(message.get("From", ""))
    except Exception:  # noqa: BLE001  # as above
        return ""
    sender = " ".join(sender.split())[:100]
    return f"from {sender}" if sender else ""


def _read_texts(message: EmailMessage) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_maintype() != "text":
            continue
        raw = part.get_payload(decode=True)
        if not isinstance(raw, bytes):
            continue
        raw = raw[:LONGEST_MESSAGE_PART]
        try:
            text = raw.decode(part.get_content_charset("utf-8"), "replace")
        except (LookupError, ValueError):
            text = raw.decode("utf-8", "replace")
        yield read_page_text(text) if part.get_content_subtype() == "html" else text


def read_page_text(page: str) -> str:
    """The words of a web page, in lines, those too that a reader would not see: only codes are looked for."""

    def replace_tag(match: re.Match[str]) -> str:
        return "\n" if match[1].lower() in _APART else ""

    return html.unescape(_TAG.sub(replace_tag, page[:LONGEST_MESSAGE_PART]))
