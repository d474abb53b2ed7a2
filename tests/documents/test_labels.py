"""Labels lie where the maker of the sheet says, and what stands on them stays on them."""

import re
import zlib

import pytest
from day_samples import NAMES
from paper_reading import letters_of, outside, signs
from paper_samples import HEAD, PRINTED

from mitzvah_desk.documents.label_sheets import Label, render_alignment_page, render_labels
from mitzvah_desk.documents.labels import AddressLabel, BoxLabel, NameBadge, PhotoSign
from mitzvah_desk.documents.layout.paper import MM
from mitzvah_desk.documents.layout.raster import page_count
from mitzvah_desk.office.papers.kinds import KINDS
from mitzvah_desk.rules.labels import SHEETS, LabelSheet
from mitzvah_desk.rules.privacy.disclosure import Audience

LABELS: dict[str, list[Label]] = {
    "address": [AddressLabel((name, "12 Elm Road", "London", "NW11 8QZ")) for name in NAMES * 8],
    "badge": [NameBadge(name, "Baker", "Mitzvah Day 2026", PhotoSign.NO) for name in NAMES * 8],
    "badge with pronouns": [
        NameBadge(name, "Baker, Driver, Welcome", "Mitzvah Day 2026", PhotoSign.NO, "she/her")
        for name in NAMES * 8
    ],
    "box": [
        BoxLabel(f"24 × {name}", ("Use by 3 December 2026", "For Warm Hands"), urgent=True)
        for name in NAMES * 8
    ],
}


def printed(labels: list[Label], sheet: LabelSheet, start: int = 1) -> bytes:
    return render_labels(
        labels,
        sheet,
        title="Labels",
        author=HEAD.name,
        audience=Audience.COMMITTEE,
        printed_at=PRINTED,
        start=start,
    )


def smallest(key: str) -> LabelSheet:
    """A sheet of one's own with the smallest labels that a kind of paper is offered."""
    wide, high = KINDS[key].least
    return LabelSheet(f"smallest for {key}", "", wide, high, 2, 4, 10, 10, wide + 5, high + 5)


ON_SHEETS = [(kind, sheet) for kind in LABELS for sheet in SHEETS.values()] + [
    ("address", smallest("address-labels")),
    ("badge", smallest("badges")),
    ("badge with pronouns", smallest("badges")),
    ("box", smallest("box-labels")),
]


@pytest.mark.parametrize(("kind", "sheet"), ON_SHEETS, ids=lambda value: getattr(value, "key", value))
def test_every_sign_stays_on_its_label(kind: str, sheet: LabelSheet) -> None:
    pdf = printed(LABELS[kind], sheet)
    assert outside(pdf) == []
    boxes = [sheet.place(number) for number in range(sheet.count)]
    height = sheet.page[1] * MM
    for page in signs(pdf):
        for sign in page:
            x, y = (sign.left + sign.right) / 2 / MM, (height - (sign.bottom + sign.top) / 2) / MM
            assert any(
                left <= x <= left + sheet.width and top <= y <= top + sheet.height for left, top in boxes
            ), sign
    assert page_count(pdf) == -(-len(LABELS[kind]) // sheet.count)


@pytest.mark.parametrize("key", SHEETS)
def test_the_test_page_shows_the_boxes_within_a_fifth_of_a_millimetre(key: str) -> None:
    sheet = SHEETS[key]
    drawn = boxes_of(render_alignment_page(sheet, author="", printed_at=PRINTED))
    assert len(drawn) == sheet.count
    for number, (x, y, width, height) in enumerate(drawn):
        left, top = sheet.place(number)
        assert x / MM == pytest.approx(left, abs=0.2)
        assert sheet.page[1] - (y + height) / MM == pytest.approx(top, abs=0.2)
        assert (width / MM, height / MM) == pytest.approx((sheet.width, sheet.height), abs=0.2)


def boxes_of(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """The outlined rectangles of a PDF, in points."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            text = zlib.decompressobj().decompress(stream).decode("latin-1")
        except zlib.error:
            continue
        found += [tuple(map(float, m)) for m in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re S", text)]
    return found  # type: ignore[return-value]


def test_printing_begins_at_the_first_label_that_is_left() -> None:
    sheet = SHEETS["L7160"]
    pdf = printed(LABELS["address"][:1], sheet, start=5)
    left, top = sheet.place(4)
    for sign in signs(pdf)[0]:
        assert left * MM <= sign.left <= (left + sheet.width) * MM
        assert sheet.page[1] - top >= sign.top / MM >= sheet.page[1] - top - sheet.height
    with pytest.raises(ValueError, match="1 to 21"):
        printed(LABELS["address"][:1], sheet, start=22)


def test_a_printer_that_is_off_is_put_right() -> None:
    sheet = SHEETS["L7160"]
    before, after = (signs(printed(LABELS["address"][:1], s))[0][0] for s in (sheet, sheet.moved(1.5, -2)))
    assert after.left - before.left == pytest.approx(1.5 * MM, abs=0.05)
    assert after.bottom - before.bottom == pytest.approx(2 * MM, abs=0.05)


@pytest.mark.parametrize(
    ("values", "word"),
    [((100, 20, 3, 1, 0, 0, 100, 20), "sheet of 300"), ((50, 20, 2, 1, 0, 0, 40, 20), "one another")],
)
def test_a_sheet_that_cannot_be_is_refused(values: tuple[float, ...], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        LabelSheet("own", "own", *values).checked()  # type: ignore[arg-type]


def test_a_badge_says_by_shape_and_word_whether_photographs_are_allowed() -> None:
    badges: list[Label] = [NameBadge("Ann", "", "", photos) for photos in PhotoSign]
    found = letters_of(printed(badges, SHEETS["L7418"]))
    assert "Photos:yes" in found
    assert "Nophotos" in found
