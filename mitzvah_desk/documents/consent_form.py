"""The form on which a household says what it allows: boxes to tick for each person, and who signs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, Tick, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.tables import Blank, Cell, PaperColumn, make_table
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience, Granted

_INTRO = "Please tick yes or no for each person. What is left empty counts as no."
_NOBODY = (
    "Nobody is to be asked here: of every child on a shift it is known whether photographs are allowed. For "
    "other forms choose a person or a list."
)
_SIGN = "Every adult signs for themselves. For a child, a parent or guardian signs."
_BETWEEN = 14.0


@dataclass(frozen=True, slots=True)
class AskedPurpose:
    """Something that is asked.

    Attributes:
        title: above its boxes.
        meaning: what a yes allows.
    """

    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """Somebody who is asked.

    Attributes:
        name: in full.
        child: somebody else signs.
        asked: of each purpose of the form in its order, whether it is asked of this person.
    """

    name: str
    child: bool
    asked: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class HouseholdForm:
    """The form of one household, or of somebody who lives in none.

    Attributes:
        title: whose: ``Cohen``.
        people: who is asked.
        granted: they may be named in full, since the form is theirs.
    """

    title: str
    people: tuple[AskedPerson, ...]
    granted: Granted = field(default_factory=Granted)


@dataclass(frozen=True, slots=True)
class ConsentFormsValues:
    """Everything on a batch of forms.

    Attributes:
        forms: one a household.
        purposes: what is asked.
        event: of which campaign; may be empty.
        withdraw: how a yes is taken back.
        give_back: where the form is returned.
        printed_at: when it was printed, in local time.
        letterhead: who asks.
    """

    forms: tuple[HouseholdForm, ...]
    purposes: tuple[AskedPurpose, ...]
    event: str
    withdraw: str
    give_back: str
    printed_at: datetime
    letterhead: Letterhead


def render_consent_forms(values: ConsentFormsValues, paper: Paper, audience: Audience) -> bytes:
    """The forms as one PDF, each beginning on a page of its own."""
    only = values.forms[0].title if len(values.forms) == 1 else ""
    sheets = Sheets(
        paper,
        title=f"Permission form: {only}" if only else "Permission forms",
        letterhead=values.letterhead,
        audience=audience,
        printed_at=values.printed_at,
    )
    for form in values.forms:
        sheets.reader = f"For {isolate_text(form.title)}"
        sheets.flow(
            list(_blocks(form, values, sheets)),
            f"{isolate_text(form.title)} · Permission form",
            bookmark=form.title,
        )
    if not values.forms:
        sheets.flow([Text(_NOBODY, sheets.styles.body)], "")
    return sheets.finish()


def _blocks(form: HouseholdForm, values: ConsentFormsValues, sheets: Sheets) -> Iterator[Block]:
    styles, width, gap = sheets.styles, sheets.width, sheets.styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap * 0.8)
    yield Text("What may we do?", replace(styles.title, align="start"))
    yield Text(" · ".join(part for part in (form.title, values.event) if part), styles.muted)
    yield VerticalSpace(gap * 0.6)
    yield Text(_INTRO, styles.body)
    yield VerticalSpace(gap * 0.6)
    for number, purpose in enumerate(values.purposes):
        if any(person.asked[number] for person in form.people):
            yield _told(purpose.title, purpose.meaning, styles)
            yield VerticalSpace(gap * 0.3)
    yield VerticalSpace(gap * 0.4)
    titles = [purpose.title for purpose in values.purposes]
    yield from _as_list(form, titles, sheets) if sheets.narrow else _as_table(form, titles, sheets)
    yield VerticalSpace(gap)
    yield _signatures(form, sheets)
    yield VerticalSpace(gap * 0.8)
    yield _told("You can change your mind", values.withdraw, styles)
    yield VerticalSpace(gap * 0.4)
    yield _told("Please return it", values.give_back, styles)


def _told(heading: str, text: str, styles: Styles) -> Block:
    return Stack((Text(heading, styles.strong), Text(text, styles.body)), together=True)


def _as_table(form: HouseholdForm, titles: list[str], sheets: Sheets) -> Iterator[Block]:
    """A line a person, with the boxes of each purpose side by side."""
    styles, gap = sheets.styles, sheets.styles.body.size
    boxes = _boxes_width(styles)
    columns = [max(boxes, widest_text((title,), styles.muted) + 2) for title in titles]
    widths = (sheets.width - sum(columns) - _BETWEEN * len(titles), *columns)
    head = Row(tuple(Text(title, styles.muted) for title in ("Name", *titles)), widths, _BETWEEN)
    yield Stack((head, Rule(4, LINE, 1)))
    for person in form.people:
        cells = [_boxes(styles) if asked else Text("–", styles.muted) for asked in person.asked]
        name = Text(person.name, styles.strong)
        child = (Text("a child", styles.muted),) if person.child else ()
        row = Row((Stack((name, *child)), *cells), widths, _BETWEEN)
        yield Stack((VerticalSpace(gap * 0.4), row, Rule(gap * 0.4, LINE, 0.5)), together=True)


def _as_list(form: HouseholdForm, titles: list[str], sheets: Sheets) -> Iterator[Block]:
    """Each person with the purposes one below the other, where a line holds few letters."""
    styles, gap = sheets.styles, sheets.styles.body.size
    boxes = _boxes_width(styles)
    widths = (sheets.width - boxes - _BETWEEN, boxes)
    for person in form.people:
        name = f"{person.name} (a child)" if person.child else person.name
        rows = [
            Row((Text(title, styles.body), _boxes(styles)), widths, _BETWEEN)
            for title, asked in zip(titles, person.asked, strict=True)
            if asked
        ]
        yield Stack((Text(name, styles.heading), *rows, Rule(gap * 0.4, LINE, 0.5)), together=True)
        yield VerticalSpace(gap * 0.5)


def _boxes(styles: Styles) -> Block:
    """A box for yes and one for no."""
    size = styles.body.size
    tick = Tick(replace(styles.body, size=size * 1.2))
    yes, no = (Text(word, styles.body) for word in ("Yes", "No"))
    return Row((tick, yes, tick, no), _box_widths(styles), size * 0.3)


def _box_widths(styles: Styles) -> tuple[float, ...]:
    size = styles.body.size
    yes, no = (widest_text((word,), styles.body) + 1 for word in ("Yes", "No"))
    return size * 1.1, yes + size * 0.3, size * 1.1, no


def _boxes_width(styles: Styles) -> float:
    return sum(_box_widths(styles)) + styles.body.size * 0.9


def _signatures(form: HouseholdForm, sheets: Sheets) -> Block:
    """A line for each adult, at least one; they stay on one page with what is said above them."""
    lines = max(sum(not person.child for person in form.people), 1)
    columns = (PaperColumn("Name in capitals", 1.4), PaperColumn("Signature", 1.4), PaperColumn("Date", 0.8))
    rows: list[tuple[Cell, ...]] = [(Blank(), Blank(), Blank())] * lines
    styles = sheets.styles
    table = make_table(columns, rows, styles, sheets.width)
    return Stack((Text(_SIGN, styles.strong), VerticalSpace(styles.body.size * 0.4), table), together=True)
