"""Any list as it stands on the screen, on paper."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import Sheets, make_small_letterhead
from mitzvah_desk.documents.layout.tables import PaperColumn, make_table
from mitzvah_desk.documents.layout.text import widest_text
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.disclosure import Audience


def render_list(
    title: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    letterhead: Letterhead,
    paper: Paper,
    *,
    audience: Audience,
    printed_at: datetime,
    numbers: frozenset[int] = frozenset(),
) -> bytes:
    """A list as a PDF, its headings again on every page.

    Args:
        title: what stands above it.
        titles: the headings.
        rows: the cells, as many in each row as there are headings.
        letterhead: whose paper it is.
        paper: what it is printed on.
        audience: for whose eyes.
        printed_at: when, in local time.
        numbers: which columns, counted from 0, hold numbers and stand at the right.
    """
    sheets = Sheets(paper, title=title, letterhead=letterhead, audience=audience, printed_at=printed_at)
    styles, width = sheets.styles, sheets.width
    shares = [
        max(
            widest_text((row[number] for row in rows[:200]), styles.body),
            widest_text((head,), styles.muted),
            1.0,
        )
        for number, head in enumerate(titles)
    ]
    columns = [
        PaperColumn(head, min(share, width / 3), right=number in numbers)
        for number, (head, share) in enumerate(zip(titles, shares, strict=True))
    ]
    count = count_noun(len(rows), "line")
    blocks = [
        make_small_letterhead(letterhead, styles, width),
        VerticalSpace(styles.body.size),
        Text(title, replace(styles.title, align="start")),
        Text(count, styles.muted),
        VerticalSpace(styles.body.size),
        make_table(columns, rows, styles, width) if titles else VerticalSpace(0),
    ]
    sheets.flow(blocks, title)
    return sheets.finish()
