"""The first page of papers that are bound together: what is in it, and what to do with each."""

from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import Sheets, make_small_letterhead
from mitzvah_desk.documents.layout.tables import PaperColumn, ToTick, make_table
from mitzvah_desk.rules.privacy.disclosure import Audience


@dataclass(frozen=True, slots=True)
class ContentsValues:
    """Everything on the page.

    Attributes:
        title: what the papers are for: ``Tea at Rubens House``.
        about: the campaign and the day, in a line.
        papers: each paper and what it is for, in the order in which they lie.
        audience: for whose eyes the page is.
        printed_at: when, in local time.
        letterhead: whose paper it is.
    """

    title: str
    about: str
    papers: tuple[tuple[str, str], ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


def render_contents(values: ContentsValues, paper: Paper) -> bytes:
    """The page as a PDF, with a box to tick beside each paper."""
    sheets = Sheets(
        paper,
        title=values.title,
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    styles = sheets.styles
    columns = (PaperColumn("", 0), PaperColumn("In here", 2, strong=True), PaperColumn("What it is for", 3))
    rows = [(ToTick(), *each) for each in values.papers]
    blocks = [
        make_small_letterhead(values.letterhead, styles, sheets.width),
        VerticalSpace(styles.body.size),
        Text(values.title, replace(styles.title, align="start")),
        Text(values.about, styles.muted),
        VerticalSpace(styles.body.size),
        make_table(columns, rows, styles, sheets.width),
    ]
    sheets.flow(blocks, values.title)
    return sheets.finish()
