"""How large a page of a preview is shown."""

import pytest
from PySide6.QtCore import QSettings, QSize

from mitzvah_desk.desk.records.page_view import PageView

A4, WIDE_A4 = (595.0, 842.0), (842.0, 595.0)


@pytest.mark.parametrize("sheet", [A4, WIDE_A4])
@pytest.mark.parametrize("room", [QSize(900, 500), QSize(500, 900), QSize(2000, 1200), QSize(300, 300)])
def test_a_whole_page_fits_both_ways(sheet: tuple[float, float], room: QSize) -> None:
    wide = PageView.WHOLE.page_width(sheet, room)
    assert wide <= room.width()
    assert wide * sheet[1] / sheet[0] <= room.height() + 1
    assert wide >= room.width() - 1 or wide * sheet[1] / sheet[0] >= room.height() - 2


def test_page_width_takes_the_room_there_is() -> None:
    assert PageView.WIDE.page_width(A4, QSize(700, 300)) == 700


def test_larger_and_smaller_end_at_both_ends() -> None:
    view, seen = PageView.WHOLE, [PageView.WHOLE]
    while (larger := view.step(1)) is not view:
        view = larger
        seen.append(view)
    assert seen[-1] is PageView.LARGEST
    while (smaller := view.step(-1)) is not view:
        view = smaller
    assert view is PageView.WHOLE


def test_it_is_remembered_and_whole_at_first() -> None:
    assert PageView.read() is PageView.WHOLE
    PageView.LARGE.save()
    assert PageView.read() is PageView.LARGE
    QSettings().setValue("preview", "much")
    assert PageView.read() is PageView.WHOLE
