"""Letters and badges, against the same texts in bare reportlab and through LibreOffice's mail merge."""

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

Timed = Callable[[Callable[[], object], int], float]
Line = Callable[[str, float, float], None]


def measure(folder: Path, count: int, timed: Timed, line: Line) -> None:
    """Prints the lines of the table for ``count`` letters and badges; LibreOffice's where it is installed."""
    letters(folder, count, timed, line)
    badges(count, timed, line)


def letters(folder: Path, count: int, timed: Timed, line: Line) -> None:
    """Thank-you letters, against the same text in bare reportlab platypus."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus.doctemplate import SimpleDocTemplate
    from reportlab.platypus.flowables import PageBreak
    from reportlab.platypus.paragraph import Paragraph

    from mitzvah_desk.documents.layout.paper import Paper
    from mitzvah_desk.documents.letters import LetterValues, render_thank_you_letters
    from mitzvah_desk.model import LetterFor
    from mitzvah_desk.office.core.settings import FileSettings
    from mitzvah_desk.office.printing.letterhead import make_letterhead
    from mitzvah_desk.office.projects.reference_lists import CampaignFacts
    from mitzvah_desk.office.thanks.addressees import Addressee
    from mitzvah_desk.office.thanks.letters import (
        LetterChoice,
        build_letter_values,
        compose_letters,
        default_letter_words,
    )
    from mitzvah_desk.office.thanks.thank_you_ledger import Thanks
    from mitzvah_desk.rules.privacy.disclosure import Audience

    names = ("Ann", "Dear Ann", "Dear Ann Cohen")
    where, kind = ("1 Elm Road", "NW11 8QZ"), LetterFor.DONOR_OF_GOODS
    settings = FileSettings(organisation="Beit Chaverim", signatory_name="Miriam Feldman")
    lines = [
        Thanks(n, ("person", n), Addressee(f"Ann Cohen {n}", *names, where), kind, gave=(f"{n} × Rice",))
        for n in range(count)
    ]
    facts = CampaignFacts(1, "Mitzvah Day 2026", date(2026, 11, 22), "", None, "", "", "")
    letters, _ = compose_letters(lines, default_letter_words(), facts, settings, LetterChoice())
    values = build_letter_values(letters, settings, date(2026, 11, 23))
    now = datetime(2026, 11, 23, 9)
    style = getSampleStyleSheet()["BodyText"]

    def texts(v: LetterValues) -> list[str]:
        head = (settings.organisation, *v.addressee_lines, v.date_line, v.greeting)
        return [*head, *(part.text for part in v.parts), v.closing, v.signatory_name]

    def ours() -> None:
        render_thank_you_letters(
            values, make_letterhead(settings), Paper(), printed_at=now, audience=Audience.COMMITTEE
        )

    def bare() -> None:
        story: list[Any] = []
        for v in values:
            story += [Paragraph(t, style) for t in texts(v)]
            story.append(PageBreak())
        SimpleDocTemplate(io.BytesIO()).build(story)

    took = timed(ours, 3)
    line(f"{count:,} thank-you letters", took, timed(bare, 3))
    office = shutil.which("soffice")
    if office:
        source = folder / "letters.fodt"
        source.write_text(_flat([texts(v) for v in values]), encoding="utf-8")
        words = [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
        merged = timed(lambda: subprocess.run(words, check=True, capture_output=True), 1)
        line(f"{count:,} letters, against LibreOffice Writer", took, merged)


def _flat(pages: list[list[str]]) -> str:
    """The merged letters as a flat text document: what is left for Writer to lay out after its mail merge.

    The letterhead stands in the page's header and footer, as in any letter template. Writer's merge gives
    each letter a page style of its own then.
    """
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
        for name, path in (("office", "office"), ("text", "text"), ("style", "style"))
    )
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    breaks, masters, body = [], [], []
    for number, (head, *texts) in enumerate(pages):
        breaks.append(
            f'<style:style style:name="P{number}" style:family="paragraph" '
            f'style:master-page-name="M{number}"/>'
        )
        masters.append(
            f'<style:master-page style:name="M{number}" style:page-layout-name="L">'
            f"<style:header><text:p>{head}</text:p></style:header>"
            "<style:footer><text:p>hello@example.org</text:p></style:footer></style:master-page>"
        )
        body += [
            f'<text:p text:style-name="{f"P{number}" if place == 0 else "Old"}">{text}</text:p>'
            for place, text in enumerate(texts)
        ]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} {fo} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
        '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="210mm" '
        'fo:page-height="297mm" fo:margin="25mm"/><style:header-style/><style:footer-style/>'
        '</style:page-layout><style:style style:name="Old" style:family="paragraph"/>'
        f"{''.join(breaks)}</office:automatic-styles><office:master-styles>{''.join(masters)}"
        f"</office:master-styles><office:body><office:text>{''.join(body)}</office:text></office:body>"
        "</office:document>"
    )


def badges(count: int, timed: Timed, line: Line) -> None:
    """Name badges, against the same words drawn by hand on a bare canvas with the same fonts."""
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    from mitzvah_desk.documents.label_sheets import render_labels
    from mitzvah_desk.documents.labels import NameBadge, PhotoSign
    from mitzvah_desk.documents.layout.fonts import Weight, load_font
    from mitzvah_desk.documents.layout.paper import MM
    from mitzvah_desk.rules.labels import SHEETS
    from mitzvah_desk.rules.privacy.disclosure import Audience

    sheet, now = SHEETS["L7418"], datetime(2026, 11, 22, 9)
    labels = [NameBadge(f"Ann Cohen {n}", "Baker", "Mitzvah Day 2026", PhotoSign.YES) for n in range(count)]
    bold = str(Weight.BOLD)

    def ours() -> None:
        render_labels(labels, sheet, title="Badges", author="", audience=Audience.PUBLIC, printed_at=now)

    def bare() -> None:
        load_font(Weight.BOLD)
        load_font(Weight.MEDIUM)
        canvas: Any = Canvas(io.BytesIO(), pageCompression=1)
        for number, label in enumerate(labels):
            place = number % sheet.count
            if number and not place:
                canvas.showPage()
            left, top = sheet.place(place)
            x, y, wide = left * MM, (297 - top) * MM, sheet.width * MM
            size = 40.0
            while stringWidth(label.name, bold, size) > wide - 18:
                size -= 0.5
            canvas.setFont(str(Weight.MEDIUM), 11)
            canvas.drawString(x + 9, y - 20, label.event)
            canvas.drawString(x + 9, y - 145, str(label.photos))
            canvas.drawCentredString(x + wide / 2, y - 100, label.below)
            canvas.circle(x + 9, y - 140, 5, fill=1)
            canvas.setFont(bold, size)
            canvas.drawCentredString(x + wide / 2, y - 80, label.name)
        canvas.save()

    line(f"{count:,} name badges", timed(ours, 3), timed(bare, 3))
