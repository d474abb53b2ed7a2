"""A thank-you sheet for a donor: each gift, and where it went."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import Sheets, make_small_letterhead
from mitzvah_desk.documents.layout.tables import PaperColumn, make_table
from mitzvah_desk.documents.layout.text import keep_days_whole
from mitzvah_desk.rules.privacy.disclosure import Audience


@dataclass(frozen=True, slots=True)
class GiftLine:
    """A part of a gift that went one way.

    Attributes:
        given: the day on which it came.
        what: how many of what.
        went: where it went, and when.
    """

    given: str
    what: str
    went: str


def render_gift_sheet(
    donor: str,
    lines: Sequence[GiftLine],
    head: Letterhead,
    paper: Paper,
    *,
    audience: Audience,
    printed_at: datetime,
) -> bytes:
    """The sheet as a PDF."""
    title = f"Thank you, {donor}"
    sheets = Sheets(paper, title=title, letterhead=head, audience=audience, printed_at=printed_at)
    styles, width, gap = sheets.styles, sheets.width, sheets.styles.body.size
    columns = (
        PaperColumn("Given", 0),
        PaperColumn("What you gave", 1, strong=True),
        PaperColumn("Where it went", 1.3),
    )
    rows = [(line.given, line.what, keep_days_whole(line.went)) for line in lines]
    sheets.flow(
        [
            make_small_letterhead(head, styles, width),
            VerticalSpace(gap),
            Text(title, replace(styles.title, align="start")),
            VerticalSpace(gap / 2),
            Text(
                "This is what you gave, and where it went. It would not have been there without you.",
                styles.body,
            ),
            VerticalSpace(gap),
            make_table(columns, rows, styles, width),
        ],
        title,
    )
    return sheets.finish()
