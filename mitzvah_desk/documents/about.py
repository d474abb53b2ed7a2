"""What is held about somebody, on paper in plain words, as they may ask for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, FlowSection, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import Sheets, Styles, format_long_time, make_small_letterhead
from mitzvah_desk.documents.layout.tables import PaperColumn, make_table
from mitzvah_desk.documents.layout.text import isolate_text
from mitzvah_desk.rules.privacy.about import About, AboutSection
from mitzvah_desk.rules.privacy.disclosure import Audience, Granted

_INTRO = (
    "You have the right to know what is kept about you (UK GDPR, article 15). This is everything in the"
    " file of our committee: what it is, what it is for, and how long it is kept. Other people are named"
    " by their initials. As a rule it was told to us by you or your family, on sign-up forms and lists,"
    " or by those with whom you took part."
)
_PASSED_ON = (
    "The file is kept on the committee’s computers, with backups. Papers and lists made from it go to"
    " those who need them on the day: the committee, the volunteers of your project, and drivers."
    " Nothing in it is decided by a computer alone."
)
_CHANGE = (
    "You may have what is wrong put right, have your details erased, ask us to stop using them, and"
    " take back a permission whenever you like. Backups made before hold what was erased until they are"
    " deleted."
)
_COMPLAIN = (
    "If you are not content with us, you can complain to the Information Commissioner’s Office:"
    " ico.org.uk, telephone 0303 123 1113."
)


@dataclass(frozen=True, slots=True)
class AboutValues:
    """Everything on the paper.

    Attributes:
        about: what is held.
        letterhead: whose paper it is.
        printed_at: when, in local time.
        granted: that it may name the person.
    """

    about: About
    letterhead: Letterhead
    printed_at: datetime
    granted: Granted


def render_about(values: AboutValues, paper: Paper) -> bytes:
    """The paper as a PDF."""
    title = f"What we hold about {values.about.name}"
    sheets = Sheets(
        paper,
        title=title,
        letterhead=values.letterhead,
        audience=Audience.COMMITTEE,
        printed_at=values.printed_at,
        reader=f"For {isolate_text(values.about.name)}",
    )
    sheets.flow(list(_blocks(values, title, sheets.styles, sheets.width)), title)
    return sheets.finish()


def _blocks(values: AboutValues, title: str, styles: Styles, width: float) -> Iterator[Block]:
    gap, about = VerticalSpace(styles.body.size), values.about
    yield make_small_letterhead(values.letterhead, styles, width)
    yield gap
    yield Text(title, replace(styles.title, align="start"))
    yield Text(_INTRO, styles.body)
    yield gap
    for section in about.sections:
        if section.records:
            yield from _section(section, styles, width)
    if about.mentions:
        told = [(each.where, each.text) for each in about.mentions]
        yield from _table("Where you are named", "Typed in other records.", told, styles, width)
    if about.steps:
        lines = [
            (format_long_time(each.at), "\n".join(filter(None, [_by(each.what, each.by), each.detail])))
            for each in about.steps
        ]
        why = "So that a mistake can be taken back. Kept as long as the record that it explains."
        yield from _table("What was changed, and when", why, lines, styles, width)
    nothing = [section.title for section in about.sections if not section.records]
    if nothing:
        yield Text("What we do not hold", styles.heading)
        yield Text(f"There is nothing about you under: {', '.join(nothing)}.", styles.body)
        yield gap
    yield Text("Your rights", styles.heading)
    for line in (_PASSED_ON, _CHANGE, _COMPLAIN):
        yield Text(line, styles.body)
        yield VerticalSpace(styles.body.size * 0.4)


def _section(section: AboutSection, styles: Styles, width: float) -> Iterator[Block]:
    """A heading with what it is for and how long it is kept, and its fields, record by record."""
    kept = f" Kept {section.kept}." if section.kept else ""
    lines: list[tuple[str, ...]]
    if len(section.records) == 1:
        (record,) = section.records
        lines = [(each.label, each.text, each.purpose) for each in record]
        if not any(each.purpose for each in record):
            lines = [line[:2] for line in lines]
    else:
        lines = [
            (str(number), "\n".join(f"{field.label}: {field.text}" for field in record))
            for number, record in enumerate(section.records, start=1)
        ]
    yield from _table(section.title, f"{section.purpose}{kept}", lines, styles, width)


def _table(
    title: str, why: str, lines: Sequence[tuple[str, ...]], styles: Styles, width: float
) -> Iterator[Block]:
    heading = Stack((Text(title, styles.heading), Text(why, styles.muted), VerticalSpace(2)))
    numbered = all(line[0].isdecimal() for line in lines)
    shares = (0.06, 0.94) if numbered else (0.3, 0.7) if len(lines[0]) == 2 else (0.27, 0.36, 0.37)
    columns = [PaperColumn("", share, strong=not number) for number, share in enumerate(shares)]
    yield FlowSection(heading, VerticalSpace(0), Stack((make_table(columns, lines, styles, width),)))
    yield VerticalSpace(styles.body.size)


def _by(what: str, who: str) -> str:
    return f"{what} (by {who})" if who else what
