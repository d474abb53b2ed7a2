"""The look: typeface, contrast, icons, text size."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtGui import QColor, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mitzvah_desk import shipped
from mitzvah_desk.desk.session.colour_scheme import read_scheme, save_scheme
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.colours import DARK, LIGHT, SCHEMES, Colours, Scheme, take_system_colours


def luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def rgb(colour: str) -> tuple[float, float, float]:
    made = QColor(colour)
    return made.redF(), made.greenF(), made.blueF()


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("chosen", SCHEMES.values(), ids=map(str, SCHEMES))
def test_text_can_be_read_on_every_ground(chosen: Colours) -> None:
    for ground in (chosen.ground, chosen.surface, chosen.side, chosen.chosen, chosen.hover):
        assert contrast(chosen.text, ground) >= 7
        assert contrast(chosen.muted, ground) >= 4.5
    for ground in (chosen.ground, chosen.surface):
        for colour in (chosen.bad, chosen.warn, chosen.good, chosen.accent):
            assert contrast(colour, ground) >= 4.5
        assert contrast(chosen.edge, ground) >= 3
    for ground in (chosen.ground, chosen.surface, chosen.side, chosen.chosen, chosen.hover):
        assert contrast(chosen.accent, ground) >= 3  # what is focused or chosen has a line of it
    assert contrast(chosen.on_accent, chosen.accent) >= 4.5
    assert contrast(chosen.text, chosen.warn_ground) >= 4.5
    assert contrast(chosen.text, chosen.bad_ground) >= 4.5


def test_the_shipped_typeface_is_used(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Heebo"


def test_every_name_in_the_style_sheet_is_filled(qapp: QApplication) -> None:
    assert "@" not in qapp.styleSheet()
    assert set(asdict(LIGHT)) == set(asdict(DARK))


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

    monkeypatch.setattr(theme, "current_colours", lambda: LIGHT)
    assert darkest().name() == LIGHT.text
    assert darkest(QIcon.Mode.Disabled).name() == LIGHT.muted
    monkeypatch.setattr(theme, "current_colours", lambda: DARK)
    assert darkest().name() == DARK.text


def test_an_icon_that_was_not_shipped_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        theme.load_icon("no such icon")


def test_whatever_is_chosen_or_focused_is_marked_by_more_than_a_tint() -> None:
    """WCAG 2.2, 1.4.11: a tint of the ground is under 3 to 1, so a line of the accent stands with it."""
    sheet = shipped.find_shipped_file("style", "theme.qss").read_text("utf-8")
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    marked = [(who, what) for who, what in rules if re.search(r":(selected|checked|focus)\b", who)]
    assert len(marked) > 15
    for who, what in marked:
        if ":disabled" in who or "findings" in who or "primary" in who:
            continue  # findings are marked while they are chosen from; a primary button by the text's colour
        assert "@accent@" in what, who.strip()


def test_the_scheme_can_be_chosen_and_is_kept(qapp: QApplication) -> None:
    for scheme, colours in SCHEMES.items():
        theme.set_scheme(scheme)
        assert theme.current_colours() == colours
        assert qapp.palette().windowText().color().name() == colours.text
    theme.set_scheme(Scheme.SYSTEM)
    assert theme.current_colours() in {LIGHT, DARK}
    save_scheme(Scheme.CONTRAST_DARK)
    assert read_scheme() is Scheme.CONTRAST_DARK
    QSettings().setValue("colours", "plaid")
    assert read_scheme() is Scheme.SYSTEM


def test_the_systems_contrast_theme_lends_all_its_colours() -> None:
    palette = QPalette(QColor("#000000"))
    role = QPalette.ColorRole
    own = {role.WindowText: "#ffff00", role.Window: "#000000", role.Base: "#000000"}
    own |= {role.Highlight: "#00ffff", role.HighlightedText: "#000000"}
    for which, colour in own.items():
        palette.setColor(which, QColor(colour))
    taken = take_system_colours(palette)
    assert set(asdict(taken).values()) == set(own.values())
    assert contrast(taken.text, taken.chosen) > 15
