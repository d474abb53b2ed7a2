"""How the desk looks: typeface, colours for light and dark, icons, one style sheet."""

from dataclasses import asdict, dataclass
from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from mitzvah_desk import shipped

FAMILY = "Heebo"
_BASE_POINTS = 10.5


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme. Text on its ground keeps a contrast of at least 4.5 to 1 (WCAG 2.2, AA)."""

    ground: str
    surface: str
    side: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    chosen: str
    hover: str
    warn: str
    warn_ground: str
    bad: str


LIGHT = Colours(
    ground="#f8f8f5",
    surface="#ffffff",
    side="#eef1ee",
    text="#1d2523",
    muted="#56625e",
    line="#d8deda",
    accent="#1b665d",
    on_accent="#ffffff",
    chosen="#d7eae5",
    hover="#e6edea",
    warn="#8a4b00",
    warn_ground="#fdf1df",
    bad="#a12b24",
)
DARK = Colours(
    ground="#1b1f1e",
    surface="#232827",
    side="#171b1a",
    text="#e9eeec",
    muted="#a3b0ab",
    line="#3a4341",
    accent="#74cbbb",
    on_accent="#0e1f1c",
    chosen="#2c4a45",
    hover="#2a3130",
    warn="#f0b463",
    warn_ground="#3a2f1d",
    bad="#ff9c92",
)


def colours() -> Colours:
    """The colours of the scheme that the system asks for."""
    dark = QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def apply(app: QApplication, *, percent: int = 100) -> None:
    """Dresses the program: typeface, palette and style sheet; again whenever the system turns dark or light.

    Args:
        app: the program.
        percent: the size of text, 100 to 200.
    """
    for weight in ("Regular", "Medium", "Bold"):
        QFontDatabase.addApplicationFont(str(shipped.find("fonts", f"Heebo-{weight}.ttf")))
    app.setStyle("Fusion")
    _dress(app, percent)
    dresser = _Dresser(app, percent)
    app.styleHints().colorSchemeChanged.connect(dresser.again)


def set_text_size(percent: int) -> None:
    """Sets the size of all text, 100 to 200 per cent of the usual."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _dress(app, percent)


class _Dresser(QObject):
    def __init__(self, app: QApplication, percent: int) -> None:
        super().__init__(app)
        self._app = app
        self._percent = percent

    def again(self) -> None:
        _dress(self._app, self._percent)


def _dress(app: QApplication, percent: int) -> None:
    icon.cache_clear()
    font = QFont(FAMILY)
    font.setPointSizeF(_BASE_POINTS * percent / 100)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    chosen = colours()
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, chosen.ground),
        (QPalette.ColorRole.Base, chosen.surface),
        (QPalette.ColorRole.AlternateBase, chosen.ground),
        (QPalette.ColorRole.Button, chosen.surface),
        (QPalette.ColorRole.WindowText, chosen.text),
        (QPalette.ColorRole.Text, chosen.text),
        (QPalette.ColorRole.ButtonText, chosen.text),
        (QPalette.ColorRole.PlaceholderText, chosen.muted),
        (QPalette.ColorRole.Highlight, chosen.chosen),
        (QPalette.ColorRole.HighlightedText, chosen.text),
        (QPalette.ColorRole.ToolTipBase, chosen.surface),
        (QPalette.ColorRole.ToolTipText, chosen.text),
        (QPalette.ColorRole.Link, chosen.accent),
        (QPalette.ColorRole.Accent, chosen.accent),
    ):
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.muted))
    app.setPalette(palette)
    sheet = shipped.find("style", "desk.qss").read_text("utf-8")
    unit = round(font.pointSizeF() * 96 / 72 / 2)  # half the height of a letter: the step of all spacing
    for name, value in asdict(chosen).items():
        sheet = sheet.replace(f"${name};", f"{value};").replace(f"${name} ", f"{value} ")
    for step in (4, 3, 2, 1):
        sheet = sheet.replace(f"${step}u", f"{unit * step}px")
    sheet = sheet.replace("$halfu", f"{max(unit // 2, 2)}px").replace(
        "$big", f"{font.pointSizeF() * 1.75:.1f}pt"
    )
    app.setStyleSheet(sheet.replace("$large", f"{font.pointSizeF() * 1.2:.1f}pt"))


@cache
def icon(name: str) -> QIcon:
    """A shipped icon in the colour of text, muted where it is disabled."""
    chosen = colours()
    made = QIcon()
    picture = shipped.find("icons", f"{name}.svg").read_text("utf-8")
    for mode, colour in (
        (QIcon.Mode.Normal, chosen.text),
        (QIcon.Mode.Selected, chosen.text),
        (QIcon.Mode.Disabled, chosen.muted),
    ):
        made.addPixmap(_drawn(picture, colour), mode)
    return made


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """A shipped icon in one colour, ``size`` pixels square at the screen's own sharpness."""
    picture = shipped.find("icons", f"{name}.svg").read_text("utf-8")
    ratio = QApplication.primaryScreen().devicePixelRatio()
    drawn = _drawn(picture, colour, round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _drawn(picture: str, colour: str, size: int = 64) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(picture.replace("currentColor", colour).encode()))
    drawn = QPixmap(size, size)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn
