"""The newsletter as a Word document (Office Open XML), with Word's own styles, on A4, in UK English."""

import io
import re
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from mitzvah_desk.exchange.newsletter_content import Newsletter, split_by_direction
from mitzvah_desk.rules.templates.markup import LetterLine, LineStyle

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_STYLES = {LineStyle.PARAGRAPH: "Normal", LineStyle.BULLET: "List Bullet", LineStyle.BOLD: "Heading 2"}
_OWN = ("Title", "Subtitle", "Heading 1")
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def docx_bytes(newsletter: Newsletter) -> bytes:
    """A newsletter as the bytes of a ``.docx`` file."""
    import docx

    document = docx.Document()
    _prepare(document)
    _describe(document, newsletter)
    styles = {name: document.styles[name].style_id for name in (*_OWN, *_STYLES.values())}
    lines = [("Title", LetterLine(LineStyle.PARAGRAPH, newsletter.title))]
    if newsletter.publisher:
        lines.append(("Subtitle", LetterLine(LineStyle.PARAGRAPH, newsletter.publisher)))
    for section in newsletter.sections:
        lines.append(("Heading 1", LetterLine(LineStyle.PARAGRAPH, section.heading)))
        lines += [(_STYLES[part.look], part) for part in section.parts]
    if newsletter.stopping:
        last = LetterLine(LineStyle.PARAGRAPH, newsletter.stopping)
        lines.append((_STYLES[LineStyle.PARAGRAPH], last))
    for style, part in lines:
        paragraph = document.add_paragraph()
        paragraph._p.style = styles[style]  # by name it would look through all of Word's styles each time
        _write(paragraph, part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: "Document") -> None:
    """A4 with room at the edges, a plain typeface, UK English; without the template's own picture."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(12)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for name in (*_OWN, _STYLES[LineStyle.BOLD]):
        style: Any = document.styles[name]
        style.font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)  # Word's own pale blue is hard to read on paper
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:bidi"), "he-IL")
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)


def _describe(document: "Document", newsletter: Newsletter) -> None:
    """What the file says of itself: its title and language, and nobody's name."""
    about = document.core_properties
    about.title = _clean(newsletter.title)
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.language = "en-GB"
    about.created = about.modified = datetime.combine(newsletter.day, time(12))


def _write(paragraph: "Paragraph", part: LetterLine) -> None:
    for text, bold in part.runs or ((part.text, False),):
        for stretch, from_right in split_by_direction(_clean(text)):
            run = paragraph.add_run(stretch)
            run.bold = bold or None
            if from_right:
                run.font.rtl = True


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
