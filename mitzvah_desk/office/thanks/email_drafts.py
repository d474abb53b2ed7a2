"""Letters as e-mail: drafts that a mail program opens ready to send, and a link for a single one.

The program sends nothing itself. A draft is an ``.eml`` file (RFC 5322) that says ``X-Unsent: 1``, which
Outlook opens for writing; Thunderbird and Apple Mail let one edit it as new.
"""

import html
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from pathlib import Path
from urllib.parse import quote

from mitzvah_desk.office.core.settings import FileSettings
from mitzvah_desk.office.printing.print_jobs import file_name
from mitzvah_desk.office.thanks.letters import ComposedLetter
from mitzvah_desk.rules.templates.markup import LineStyle
from mitzvah_desk.store.atomic_write import write_atomically
from mitzvah_desk.store.errors import CannotWriteError

_LONGEST_LINK = 1800
"""Windows hands a mail program a link of about 2,000 letters; beyond that it is cut."""


def format_plain_text(letter: ComposedLetter, settings: FileSettings) -> str:
    """A letter as plain text."""
    lines = [letter.greeting, ""]
    for part in letter.parts:
        bullet = part.look is LineStyle.BULLET
        if not bullet and lines[-1]:
            lines.append("")
        lines += [f"- {part.text}"] if bullet else [part.text, ""]
    if lines[-1]:
        lines.append("")
    return "\n".join((*lines, *_signed(settings), ""))


def make_draft(letter: ComposedLetter, settings: FileSettings) -> bytes:
    """A letter as a draft.

    Raises:
        ValueError: the addressee has no e-mail address.
    """
    to = letter.line.to
    if not to.email:
        raise ValueError(f"{to.name} has no e-mail address.")
    message = EmailMessage(policy=SMTP)
    message["To"] = formataddr((_one_line(to.name), to.email))
    if settings.email:
        message["From"] = formataddr((_one_line(settings.organisation), settings.email))
    message["Subject"] = _one_line(letter.subject)
    message["X-Unsent"] = "1"
    message.set_content(format_plain_text(letter, settings))
    message.add_alternative(_page(letter, settings), subtype="html")
    return message.as_bytes()


def make_mailto_link(letter: ComposedLetter, settings: FileSettings) -> str:
    """A ``mailto:`` link (RFC 6068) to open one letter in the mail program; without words where too long."""
    head = f"mailto:{quote(letter.line.to.email, safe='@')}?subject={quote(letter.subject)}"
    text = format_plain_text(letter, settings).replace("\n", "\r\n")
    whole = f"{head}&body={quote(text)}"
    return whole if len(whole) <= _LONGEST_LINK else head


def write_drafts(letters: Sequence[ComposedLetter], settings: FileSettings, folder: Path) -> list[Path]:
    """Writes a draft for each letter whose addressee has an e-mail address, into a folder.

    Returns:
        The files, in the order of the letters.

    Raises:
        CannotWriteError: the folder holds drafts already, or cannot be written.
    """
    reached = [letter for letter in letters if letter.line.to.email]
    width = len(str(len(reached)))
    files = [
        (folder / f"{number:0{width}} {file_name(letter.line.name)[:60].rstrip('. ')}.eml", letter)
        for number, letter in enumerate(reached, start=1)
    ]
    there = next((path for path, _ in files if path.exists()), None)
    if there is not None:
        text = f"There is already a file {there.name} in {folder}."
        raise CannotWriteError(text, "Choose an empty folder, so that nothing is written over.")
    for path, letter in files:
        write_atomically(path, make_draft(letter, settings))
    return [path for path, _ in files]


def _one_line(text: str) -> str:
    """A text fit for a header, which a line's end would begin anew."""
    return " ".join(text.split())


def _page(letter: ComposedLetter, settings: FileSettings) -> str:
    """A letter as HTML, everything in it escaped."""
    said = [f"<p>{html.escape(letter.greeting)}</p>"]
    bullets = False
    for part in letter.parts:
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
    said.append(f"<p>{'<br>'.join(map(html.escape, _signed(settings)))}</p>")
    return f'<html lang="en"><body dir="auto">{"".join(said)}</body></html>'


def _signed(settings: FileSettings) -> list[str]:
    end = (settings.letter_farewell, settings.signatory_name, settings.signatory_role, settings.organisation)
    return [line for line in end if line]
