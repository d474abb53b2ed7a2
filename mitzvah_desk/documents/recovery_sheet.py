"""The recovery sheet: what opens a protected file when its passphrase is lost, on paper alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.qr import QrCode
from mitzvah_desk.documents.layout.skeleton import ACCENT, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.rules.privacy.disclosure import Audience

_IN_A_ROW = 3
_STEPS = (
    "Keep this sheet where you keep the deeds: a safe, or with two people who are not at the same desk.",
    "Never photograph it, scan it or keep it beside the laptop: whoever has it can read the file.",
    "If the passphrase is lost: open the file, press “I have the recovery sheet”, and type what stands here.",
    "Changing the passphrase makes a new sheet. Then tear this one up.",
)


@dataclass(frozen=True, slots=True)
class RecoverySheetValues:
    """Everything on the sheet.

    Attributes:
        file: the file's name.
        groups: the key in groups of letters, in their order.
        printed_at: when it was printed, in local time.
        letterhead: whose file it is.
    """

    file: str
    groups: tuple[str, ...]
    printed_at: datetime
    letterhead: Letterhead


def render_recovery_sheet(values: RecoverySheetValues, paper: Paper) -> bytes:
    """The sheet as a PDF."""
    sheets = Sheets(
        paper,
        title="Recovery sheet",
        letterhead=values.letterhead,
        audience=Audience.COMMITTEE,
        printed_at=values.printed_at,
    )
    sheets.flow(list(_blocks(values, sheets.styles, sheets.width)), "Recovery sheet")
    return sheets.finish()


def _blocks(values: RecoverySheetValues, styles: Styles, width: float) -> Iterator[Block]:
    gap = styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    yield Text("Recovery sheet", styles.title)
    yield Text(f"It opens the file “{values.file}” when its passphrase is lost.", styles.body)
    yield VerticalSpace(gap)
    large = replace(styles.strong, size=styles.body.size * 1.25, leading=styles.body.leading * 1.5)
    column = (width - 12 * (_IN_A_ROW - 1)) / _IN_A_ROW
    for start in range(0, len(values.groups), _IN_A_ROW):
        row = values.groups[start : start + _IN_A_ROW]
        cells = tuple(
            Stack((Text(str(start + place), styles.muted), Text(group, large)))
            for place, group in enumerate(row, start=1)
        )
        blanks = tuple(Stack(()) for _ in range(_IN_A_ROW - len(row)))
        yield Stack((Row((*cells, *blanks), (column,) * _IN_A_ROW, 12), Rule(4, LINE, 0.5)), together=True)
    yield VerticalSpace(gap)
    side = 150.0
    steps = Stack(
        tuple(_step(number, step, styles, width - side - 18) for number, step in enumerate(_STEPS, start=1))
    )
    yield Row((steps, QrCode(" ".join(values.groups), side)), (width - side - 18, side), 18)


def _step(number: int, step: str, styles: Styles, width: float) -> Block:
    sign = Text(str(number), replace(styles.strong, colour=ACCENT))
    row = Row((sign, Text(step, styles.body)), (14, width - 22), 8)
    return Stack((row, VerticalSpace(styles.body.size * 0.4)))
