"""The skeleton of every document: sheet, margins, type sizes, head and foot, and the PDF's own facts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from mitzvah_desk.documents.layout.flow import Block, Picture, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.fonts import Untyped, Weight, load_font
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.logo import fit_picture, load_logo
from mitzvah_desk.documents.layout.pagination import Placed, paginate
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.pen import Pen
from mitzvah_desk.documents.layout.text import Style, clean_text, widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience

_canvas: Untyped = Canvas
_config: Untyped = rl_config
_config.useA85 = 0  # a PDF need not pass through a mailbox of seven bits any more
INK = (0.08, 0.09, 0.1)
GREY = (0.33, 0.35, 0.37)
ACCENT = (0.09, 0.388, 0.353)
LINE = (0.7, 0.73, 0.74)


@dataclass(frozen=True, slots=True)
class Styles:
    """The type sizes of a sheet; nothing is smaller than its body."""

    body: Style
    strong: Style
    muted: Style
    heading: Style
    title: Style

    @classmethod
    def of(cls, paper: Paper) -> "Styles":
        """12 point and up, or 18 for large print; posters on A3 speak a little louder."""
        size = 18.0 if paper.large_print else 14.0 if paper.size == "A3" else 12.0
        body = Style(size, size * 1.36, colour=INK)
        return cls(
            body=body,
            strong=replace(body, weight=Weight.MEDIUM),
            muted=replace(body, colour=GREY),
            heading=Style(size * 1.25, size * 1.6, Weight.BOLD, colour=INK),
            title=Style(size * 1.9, size * 2.2, Weight.BOLD, colour=ACCENT),
        )


_GUTTER = 24.0
"""Between two columns, in points."""
_ROOMY = 34
"""In sizes of the text: more than A5, or A4 in large print."""


class Sheets:
    """The pages of one PDF. Equal input gives equal bytes."""

    def __init__(
        self,
        paper: Paper,
        *,
        title: str,
        letterhead: Letterhead,
        audience: Audience,
        printed_at: datetime,
        reader: str = "",
    ) -> None:
        """Begins a PDF.

        Args:
            paper: what it is printed on.
            title: the document's name in a reader's window.
            letterhead: whose paper it is; volunteers and drivers read at the foot whom to ring on the day,
                and everybody how to say yes, where it says so.
            audience: for whose eyes; at the foot, and among the PDF's facts.
            printed_at: when, in local time.
            reader: the foot's line for whom, where it is for one person; the audience's where empty.
        """
        self.paper = paper
        self.styles = Styles.of(paper)
        self.page_width, self.page_height = paper.points
        self.width = self.page_width - 2 * paper.margin
        self.printed_at = printed_at
        self.audience = audience
        self.reader = reader or audience.line
        self.letterhead = letterhead
        self.call = letterhead.call_for(audience)
        self._out = BytesIO()
        self.canvas = begin_pdf(
            self._out,
            paper.points,
            title=title,
            author=letterhead.name,
            audience=audience,
            printed_at=printed_at,
        )
        self.pen = Pen(self.canvas)

    @property
    def narrow(self) -> bool:
        """Whether a line holds so few letters that a table puts things under each other, not side by side."""
        return self.width < self.styles.body.size * _ROOMY

    def divide(self, columns: int) -> float:
        """How wide each of so many columns is, in points."""
        return (self.width - _GUTTER * (columns - 1)) / columns

    def flow(
        self,
        blocks: Sequence[Block],
        running: str | Block,
        *,
        opening: Block | None = None,
        columns: int = 1,
        bookmark: str = "",
    ) -> None:
        """Lays blocks out over pages, each with a foot.

        Args:
            blocks: from first to last.
            running: at the head of all pages but the first.
            opening: across all columns of the first page.
            columns: into how many columns a page is divided.
            bookmark: the words under which its first page is found, where several lie in one file.
        """
        margin = self.paper.margin
        head: Block = VerticalSpace(0)
        if isinstance(running, Block):
            head = running
        elif running:
            head = Stack((Text(running, self.styles.muted), VerticalSpace(self.styles.body.size)))
        body = self.page_height - 2 * margin - self._foot(99, 99).height(self.width)
        if head.height(self.width) > body / 3:  # a long title would leave no room on a small sheet
            head = VerticalSpace(0)
        first = opening or VerticalSpace(0)
        wide = self.divide(columns)
        opened, headed = first.height(self.width), head.height(self.width)
        filled = paginate(blocks, wide, lambda number: body - (headed if number >= columns else opened))
        total = -(-len(filled) // columns)
        for number in range(1, total + 1):
            if number == 1 and bookmark:
                self.pen.bookmark(bookmark)
            top = self.page_height - margin
            (first if number == 1 else head).draw(self.pen, margin, top, self.width)
            foot = self._foot(number, total)
            foot.draw(self.pen, margin, margin + foot.height(self.width), self.width)
            left = margin
            for placed in filled[(number - 1) * columns : number * columns]:
                self.place(placed, top - (opened if number == 1 else headed), left, wide)
                left += wide + _GUTTER
            self.canvas.showPage()

    def place(self, placed: Sequence[Placed], top: float, left: float, width: float) -> None:
        """Draws one column's blocks from ``top`` down, ``left`` and ``width`` in points."""
        for block, down in placed:
            block.draw(self.pen, left, top - down, width)

    def page(self, placed: Sequence[Placed], top: float, left: float, width: float) -> None:
        """Draws one page's blocks from ``top`` down, ``left`` and ``width`` in points, and turns the page."""
        self.place(placed, top, left, width)
        self.canvas.showPage()

    def finish(self) -> bytes:
        """The PDF."""
        self.canvas.save()
        return self._out.getvalue()

    def _foot(self, number: int, total: int) -> Block:
        return self.make_foot(self.width, f"Page {number} of {total}")

    def make_foot(self, width: float, pages: str = "") -> Block:
        """The foot of a page or a piece of one: for whom, whom to ring, when printed, which page."""
        muted = self.styles.muted
        page = replace(muted, align="right")
        line: Block = Text(self.reader, self.styles.strong)
        if pages:
            numbers = width * (0.34 if self.styles.body.size < 18 else 0.45)
            line = Row((line, Text(pages, page)), (width - numbers - 10, numbers))
        printed = f"Printed {format_long_time(self.printed_at)}"
        loud = replace(self.styles.strong, colour=ACCENT)
        last: tuple[Block, ...] = (Text(printed, muted),)
        if self.call and widest_text((self.call,), loud) + widest_text((printed,), muted) < width - 20:
            wide = widest_text((self.call,), loud) + 2
            last = (Row((Text(self.call, loud), Text(printed, page)), (wide, width - wide - 10)),)
        elif self.call:
            last = (Text(self.call, loud), *last)
        return Stack(
            (
                VerticalSpace(8),
                Rule(1, LINE),
                VerticalSpace(4),
                line,
                *last,
            )
        )


def begin_pdf(
    out: BytesIO,
    points: tuple[float, float],
    *,
    title: str,
    author: str,
    audience: Audience,
    printed_at: datetime,
) -> Untyped:
    """A canvas whose PDF says what it is, in which language, from whom, for whom and when.

    Args:
        out: takes the PDF when the canvas is saved.
        points: width and height of a page.
        title: the document's name in a reader's window.
        author: the organisation.
        audience: for whose eyes.
        printed_at: when, in local time; nothing else in the PDF depends on the clock.
    """
    load_font(Weight.REGULAR)
    canvas = _canvas(
        out,
        pagesize=points,
        pageCompression=1,
        invariant=1,
        lang="en-GB",
        initialFontName=str(Weight.REGULAR),
    )
    canvas.setTitle(clean_text(title) or "Paper")
    canvas.setAuthor(clean_text(author) or "Mitzvah Desk")
    canvas.setSubject(audience.line)
    canvas.setCreator("Mitzvah Desk")
    canvas.setDateFormatter(lambda *_: f"D:{printed_at:%Y%m%d%H%M%S}")
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas


def format_long_time(moment: datetime) -> str:
    """A moment in full: ``Sunday 22 November 2026 at 09:05``."""
    return f"{moment:%A} {moment.day} {moment:%B %Y} at {moment:%H:%M}"


def make_small_letterhead(letterhead: Letterhead, styles: Styles, width: float) -> Block:
    """The head of an inside paper: logo and name on one line, under it a rule."""
    logo = load_logo(letterhead.logo)
    name = Text(letterhead.name, replace(styles.strong, colour=ACCENT))
    if logo is None:
        return Stack((name, Rule(6, ACCENT, 1.5))) if clean_text(letterhead.name) else VerticalSpace(0)
    wide, tall = fit_picture(logo, width / 4, styles.body.size * 2.6)
    drop = VerticalSpace(max(0.0, (tall - styles.strong.leading) / 2))
    line = Row((Picture(logo, wide, tall), Stack((drop, name))), (wide, width - wide - 10))
    return Stack((line, Rule(8, ACCENT, 1.5)))
