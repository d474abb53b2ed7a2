"""The newsletter for other programs: one value, and from it plain text, Markdown, HTML and Word.

The value holds what the public may read and nothing else.
"""

import html
import re
import textwrap
from collections.abc import Callable, Sequence
from itertools import groupby

from mitzvah_desk.exchange.newsletter_content import Newsletter, escape_html
from mitzvah_desk.rules.templates.markup import LetterLine, LineStyle

KINDS = ("docx", "html", "md", "txt")
_WIDTH = 72
_MARKS = re.compile(r"([\\`*_\[\]<>#~|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_STARTS = re.compile(r"^(?=[-+=])|^(\d+)(?=[.)])")
_STYLE = (
    "body{font-family:Georgia,serif;line-height:1.5;max-width:40em;margin:2em auto;padding:0 1em}"
    "h1,h2,h3{font-family:Arial,sans-serif;line-height:1.2}li{margin-bottom:.4em}"
)


def newsletter_bytes(kind: str, newsletter: Newsletter) -> bytes:
    """A newsletter as a file.

    Args:
        kind: one of ``KINDS``, or ``body`` for HTML to paste.
        newsletter: what it says.
    """
    if kind == "docx":
        from mitzvah_desk.exchange.newsletter_docx import docx_bytes

        return docx_bytes(newsletter)
    texts: dict[str, Callable[[Newsletter], str]] = {
        "html": as_html,
        "body": html_body,
        "md": as_markdown,
        "txt": as_text,
    }
    return texts[kind](newsletter).encode()


def as_text(newsletter: Newsletter) -> str:
    """Plain text in lines of 72 letters."""
    lines = [*_underlined(newsletter.title, "=")]
    if newsletter.publisher:
        lines += ["", *_wrapped(newsletter.publisher)]
    for section in newsletter.sections:
        lines += ["", "", *_underlined(section.heading, "-")]
        before: LineStyle | None = None
        for part in section.parts:
            if not part.look == before == LineStyle.BULLET:
                lines.append("")
            lines += _wrapped(part.text, "- " if part.look is LineStyle.BULLET else "")
            before = part.look
    if newsletter.stopping:
        lines += ["", "", *_wrapped(newsletter.stopping)]
    return "\n".join(lines) + "\n"


def as_markdown(newsletter: Newsletter) -> str:
    """Markdown (CommonMark); a name with a star or an angle bracket stays that name."""
    blocks = [f"# {_escaped(newsletter.title)}"]
    if newsletter.publisher:
        blocks.append(_at_start(_escaped(newsletter.publisher)))
    for section in newsletter.sections:
        blocks.append(f"## {_escaped(section.heading)}")
        for look, parts in groupby(section.parts, key=lambda part: part.look):
            said = [_marked(part) for part in parts]
            if look is LineStyle.BULLET:
                blocks.append("\n".join(f"- {text}" for text in said))
            else:
                blocks += [f"### {text}" if look is LineStyle.BOLD else text for text in said]
    if newsletter.stopping:
        blocks.append(_at_start(_escaped(newsletter.stopping)))
    return "\n\n".join(blocks) + "\n"


def as_html(newsletter: Newsletter) -> str:
    """A page that needs nothing else, and pastes well into programs that send newsletters."""
    title = html.escape(newsletter.title)
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{html_body(newsletter)}\n</body>\n</html>\n"
    )


def html_body(newsletter: Newsletter) -> str:
    """The same without head and style, for the clipboard and the preview."""
    lines = ["<article>", f"<h1>{escape_html(newsletter.title)}</h1>"]
    if newsletter.publisher:
        lines.append(f"<p>{escape_html(newsletter.publisher)}</p>")
    for section in newsletter.sections:
        lines += ["<section>", f"<h2>{escape_html(section.heading)}</h2>"]
        for look, parts in groupby(section.parts, key=lambda part: part.look):
            if look is LineStyle.BULLET:
                lines += ["<ul>", *(f"<li>{_html_runs(part)}</li>" for part in parts), "</ul>"]
            else:
                tag = "h3" if look is LineStyle.BOLD else "p"
                lines += [f"<{tag}>{_html_runs(part)}</{tag}>" for part in parts]
        lines.append("</section>")
    if newsletter.stopping:
        lines.append(f"<footer><p>{escape_html(newsletter.stopping)}</p></footer>")
    return "\n".join([*lines, "</article>"])


def _underlined(text: str, mark: str) -> list[str]:
    lines = _wrapped(text)
    return [*lines, mark * max(map(len, lines), default=1)]


def _wrapped(text: str, bullet: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _escaped(text: str) -> str:
    return _ENTITY.sub(r"\\&", _MARKS.sub(r"\\\1", text))


def _at_start(line: str) -> str:
    """A line that is no list and no underline, whatever it begins with."""
    return _STARTS.sub(lambda match: f"{match[1]}\\" if match[1] else "\\", line, count=1)


def _marked(part: LetterLine) -> str:
    """A line with its bold words between stars, which must touch them."""
    line = ""
    for text, bold in _runs(part):
        inner = text.strip()
        if bold and inner:
            before, _, after = text.partition(inner)
            line += f"{before}**{_escaped(inner)}**{after}"
        else:
            line += _escaped(text)
    return _at_start(line.strip())


def _runs(part: LetterLine) -> Sequence[tuple[str, bool]]:
    return part.runs or ((part.text, False),)


def _html_runs(part: LetterLine) -> str:
    return "".join(
        f"<strong>{escape_html(text)}</strong>" if bold else escape_html(text) for text, bold in _runs(part)
    )
