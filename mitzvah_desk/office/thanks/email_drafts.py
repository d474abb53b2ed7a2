"""Letters as e-mail: drafts that a mail program opens ready to send, and a link for a single one.

The program sends nothing itself. A draft is an ``.eml`` file (RFC 5322) that says ``X-Unsent: 1``, which
Outlook opens for writing; Thunderbird and Apple Mail let one edit it as new.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from pathlib import Path
from urllib.parse import quote

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import FileSettings
from mitzvah_desk.office.outgoing.gate import check_outgoing
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.outgoing.protected import read_protected
from mitzvah_desk.office.outgoing.write_all import write_all
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.office.thanks.letters import ComposedLetter
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.privacy.permissions import describe_stopping
from mitzvah_desk.rules.templates.markup import LetterLine, LineStyle

_LONGEST_LINK = 1800
"""Windows hands a mail program a link of about 2,000 letters; beyond that it is cut."""


@dataclass(frozen=True, slots=True)
class DraftLetter:
    """What an e-mail says.

    Attributes:
        subject: its subject.
        greeting: its first line, with its comma.
        parts: the rest, line by line.
    """

    subject: str
    greeting: str
    parts: tuple[LetterLine, ...]


@dataclass(frozen=True, slots=True)
class EmailDraft:
    """A letter as an e-mail.

    Attributes:
        to_name: whom it is to.
        to: their e-mail address.
        from_name: who writes.
        sender: their e-mail address; the mail program's own where empty.
        letter: what it says.
        signature: the lines below it.
        stopping: the last line, which says how to get no more of them.
    """

    to_name: str
    to: str
    from_name: str
    sender: str
    letter: DraftLetter
    signature: tuple[str, ...]
    stopping: str


def make_draft(letter: ComposedLetter, settings: FileSettings, name: str = "") -> Outgoing:
    """A letter as a draft for the mail program.

    Args:
        letter: the letter.
        settings: who writes.
        name: of its file; the addressee's where empty.

    Raises:
        ValueError: the addressee has no e-mail address.
    """
    return Outgoing(
        f"E-mail to {letter.line.name}",
        Audience.COMMITTEE,
        _draft(letter, settings),
        lambda draft, _: _message(draft),
        name or file_name(letter.line.name),
        OutgoingForm.FILE,
    )


def make_mailto_link(letter: ComposedLetter, settings: FileSettings) -> Outgoing:
    """A ``mailto:`` link (RFC 6068) to open one letter in the mail program; without words where too long.

    Raises:
        ValueError: the addressee has no e-mail address.
    """
    return Outgoing(
        f"E-mail to {letter.line.name}",
        Audience.COMMITTEE,
        _draft(letter, settings),
        lambda draft, _: _link(draft).encode(),
        file_name(letter.line.name),
        OutgoingForm.FILE,
    )


def write_drafts(
    office: Office, letters: Sequence[ComposedLetter], settings: FileSettings, folder: Path
) -> list[Path]:
    """Writes a draft for each letter whose addressee has an e-mail address, into a folder.

    Returns:
        The files, in the order of the letters.

    Raises:
        CannotWriteError: the folder holds drafts already, or cannot be written.
        RefusedOutgoingError: one of them may not leave; none was written.
    """
    reached = [letter for letter in letters if letter.line.to.email]
    width = len(str(len(reached)))
    names = [
        f"{number:0{width}} {file_name(letter.line.name)[:60].rstrip('. ')}"
        for number, letter in enumerate(reached, start=1)
    ]
    protected = office.query(read_protected)
    drafts = [
        check_outgoing(office, make_draft(letter, settings, name), protected)
        for letter, name in zip(reached, names, strict=True)
    ]
    return write_all(drafts, folder, "eml")


def _draft(letter: ComposedLetter, settings: FileSettings) -> EmailDraft:
    to = letter.line.to
    if not to.email:
        raise ValueError(f"{to.name} has no e-mail address.")
    end = (settings.letter_farewell, settings.signatory_name, settings.signatory_role, settings.organisation)
    said = DraftLetter(letter.subject, letter.greeting, letter.parts)
    stopping = describe_stopping(settings.email, settings.stop_line)
    return EmailDraft(
        to.name, to.email, settings.organisation, settings.email, said, tuple(filter(None, end)), stopping
    )


def _plain_text(draft: EmailDraft) -> str:
    lines = [draft.letter.greeting, ""]
    for part in draft.letter.parts:
        bullet = part.look is LineStyle.BULLET
        if not bullet and lines[-1]:
            lines.append("")
        lines += [f"- {part.text}"] if bullet else [part.text, ""]
    if lines[-1]:
        lines.append("")
    return "\n".join((*lines, *draft.signature, "", draft.stopping, ""))


def _message(draft: EmailDraft) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["To"] = formataddr((_one_line(draft.to_name), draft.to))
    if draft.sender:
        message["From"] = formataddr((_one_line(draft.from_name), draft.sender))
    message["Subject"] = _one_line(draft.letter.subject)
    message["X-Unsent"] = "1"
    message.set_content(_plain_text(draft))
    message.add_alternative(_page(draft), subtype="html")
    return message.as_bytes()


def _link(draft: EmailDraft) -> str:
    head = f"mailto:{quote(draft.to, safe='@')}?subject={quote(draft.letter.subject)}"
    text = _plain_text(draft).replace("\n", "\r\n")
    whole = f"{head}&body={quote(text)}"
    return whole if len(whole) <= _LONGEST_LINK else head


def _one_line(text: str) -> str:
    """A text fit for a header, which a line's end would begin anew."""
    return " ".join(text.split())


def _page(draft: EmailDraft) -> str:
    """A letter as HTML, everything in it escaped."""
    said = [f"<p>{html.escape(draft.letter.greeting)}</p>"]
    bullets = False
    for part in draft.letter.parts:
        if (part.look is LineStyle.BULLET) != bullets:
            bullets = not bullets
            said.append("<ul>" if bullets else "</ul>")
        text = "".join(
            f"<b>{html.escape(said)}</b>" if strong else html.escape(said)
            for said, strong in part.runs or ((part.text, False),)
        )
        mark = {LineStyle.BULLET: f"<li>{text}</li>", LineStyle.BOLD: f"<p><b>{text}</b></p>"}
        said.append(mark.get(part.look, f"<p>{text}</p>"))
    if bullets:
        said.append("</ul>")
    said.append(f"<p>{'<br>'.join(map(html.escape, draft.signature))}</p>")
    said.append(f"<p>{html.escape(draft.stopping)}</p>")
    return f'<html lang="en"><body dir="auto">{"".join(said)}</body></html>'
