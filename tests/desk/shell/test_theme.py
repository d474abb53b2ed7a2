"""The look: typeface, contrast, icons, text size."""

from dataclasses import asdict

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo, QIcon
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.widgets import theme


def luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def rgb(colour: str) -> tuple[float, float, float]:
    made = QColor(colour)
    return made.redF(), made.greenF(), made.blueF()


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_text_can_be_read_on_every_ground(chosen: theme.Colours) -> None:
    for ground in (chosen.ground, chosen.surface, chosen.side, chosen.chosen, chosen.hover):
        assert contrast(chosen.text, ground) >= 7
        assert contrast(chosen.muted, ground) >= 4.5
    for ground in (chosen.ground, chosen.surface):
        for colour in (chosen.bad, chosen.warn, chosen.good, chosen.accent):
            assert contrast(colour, ground) >= 4.5
        assert contrast(chosen.edge, ground) >= 3
    assert contrast(chosen.on_accent, chosen.accent) >= 4.5
    assert contrast(chosen.text, chosen.warn_ground) >= 4.5
    assert contrast(chosen.text, chosen.bad_ground) >= 4.5


def test_the_shipped_typeface_is_used(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Heebo"


def test_every_name_in_the_style_sheet_is_filled(qapp: QApplication) -> None:
    assert "@" not in qapp.styleSheet()
    assert set(asdict(theme.LIGHT)) == set(asdict(theme.DARK))


def test_all_text_grows(qtbot: QtBot, qapp: QApplication) -> None:
    button = QPushButton("Print")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint().height()
    theme.set_text_scale(200)
    try:
        assert button.sizeHint().height() > before * 1.6
        theme.set_text_scale(900)
        assert qapp.font().pointSizeF() == pytest.approx(theme.BASE_POINTS * 2)
    finally:
        theme.set_text_scale(100)
    assert button.sizeHint().height() == before


def test_an_icon_turns_dark_with_the_window(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    icon = theme.load_icon("users")

    def darkest(mode: QIcon.Mode = QIcon.Mode.Normal) -> QColor:
        image = icon.pixmap(QSize(32, 32), mode).toImage()
        pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max(pixels, key=lambda colour: colour.alpha())

    monkeypatch.setattr(theme, "current_colours", lambda: theme.LIGHT)
    assert darkest().name() == theme.LIGHT.text
    assert darkest(QIcon.Mode.Disabled).name() == theme.LIGHT.muted
    monkeypatch.setattr(theme, "current_colours", lambda: theme.DARK)
    assert darkest().name() == theme.DARK.text


def test_an_icon_that_was_not_shipped_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        theme.load_icon("no such icon")
