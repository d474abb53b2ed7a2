"""How the desk looks: one typeface, one palette for light and one for dark, one style sheet, one icon set."""

import atexit
from dataclasses import asdict

from PySide6.QtCore import QByteArray, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from mitzvah_desk import shipped
from mitzvah_desk.desk.widgets.colours import DARK, LIGHT, SCHEMES, Colours, Scheme, take_system_colours

FAMILY = "Heebo"
BASE_POINTS = 10.5
_HALF = 128
_WEIGHTS = ("Regular", "Medium", "Bold")


class Theme(QObject):
    """The look in force. One lives for the application, as its child.

    Signals:
        changed: colours or the size of text are others now.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self.percent = 100
        self.scheme = Scheme.SYSTEM
        self.colours = LIGHT
        self.sheet = shipped.find_shipped_file("style", "theme.qss").read_text("utf-8")
        for weight in _WEIGHTS:
            QFontDatabase.addApplicationFont(
                str(shipped.find_shipped_file("fonts", f"{FAMILY}-{weight}.ttf"))
            )
        app.setStyle("Fusion")
        self.dress()
        app.styleHints().colorSchemeChanged.connect(self.dress)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self.dress)

    def dress(self) -> None:
        """Puts font, palette and style sheet of the moment on the application."""
        _PIXMAPS.clear()
        font = QFont(FAMILY)
        font.setPointSizeF(BASE_POINTS * self.percent / 100)
        self._app.setStyleSheet("")  # over the old one, each widget is measured many times
        self._app.setFont(font)
        self.colours = chosen = self._find_colours()
        self._app.setPalette(_palette(chosen))
        self._app.setStyleSheet(_filled(self.sheet, chosen, font.pointSizeF()))
        self.changed.emit()

    def _find_colours(self) -> Colours:
        if self.scheme is not Scheme.SYSTEM:
            return SCHEMES[self.scheme]
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            self._app.setPalette(QPalette())  # the system's own again
            return take_system_colours(self._app.palette())
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def apply_theme(app: QApplication) -> Theme:
    """Dresses the application, once; it follows the light, dark and contrast of the system by itself."""
    return current_theme() or Theme(app)


def current_theme() -> Theme | None:
    """The theme in force; None before ``apply_theme``."""
    app = QApplication.instance()
    return app.findChild(Theme, "theme") if app else None


def set_text_scale(percent: int) -> None:
    """Sets the size of all text to 100-200 per cent of the usual; others are brought into that range."""
    theme = current_theme()
    if theme is not None:
        theme.percent = min(max(percent, 100), 200)
        theme.dress()


def set_scheme(scheme: Scheme) -> None:
    """Sets which colours are wanted."""
    theme = current_theme()
    if theme is not None and theme.scheme is not scheme:
        theme.scheme = scheme
        theme.dress()


def current_colours() -> Colours:
    """The colours in force."""
    theme = current_theme()
    return LIGHT if theme is None else theme.colours


def _palette(chosen: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: chosen.ground,
        role.WindowText: chosen.text,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.ground,
        role.Text: chosen.text,
        role.Button: chosen.surface,
        role.ButtonText: chosen.text,
        role.PlaceholderText: chosen.muted,
        role.Highlight: chosen.chosen,
        role.HighlightedText: chosen.text,
        role.ToolTipBase: chosen.surface,
        role.ToolTipText: chosen.text,
        role.Link: chosen.accent,
        role.Accent: chosen.accent,
        role.Mid: chosen.line,
        role.Dark: chosen.edge,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.muted))
    return palette


def _filled(sheet: str, chosen: Colours, points: float) -> str:
    """The style sheet with its names between at signs replaced; lengths grow with the text."""
    em = points * 96 / 72
    names = asdict(chosen) | {
        "style": shipped.find_shipped_file("style").as_posix(),
        "scheme": "dark" if QColor(chosen.on_accent).lightness() < _HALF else "light",
        "icon": f"{em * 1.2:.0f}px",
        "quarter": f"{em / 4:.0f}px",
        "half": f"{em / 2:.0f}px",
        "one": f"{em:.0f}px",
        "two": f"{em * 2:.0f}px",
        "four": f"{em * 4:.0f}px",
        "large": f"{points * 1.2:.1f}pt",
        "big": f"{points * 1.7:.1f}pt",
    }
    for name, value in names.items():
        sheet = sheet.replace(f"@{name}@", value)
    return sheet


_PICTURES: dict[str, str] = {}
_PIXMAPS: dict[tuple[str, str, int, int], QPixmap] = {}
_ICONS: dict[tuple[str, str], QIcon] = {}


def load_icon(name: str, colour: str = "text") -> QIcon:
    """A shipped icon, sharp at any size, and following the scheme.

    Args:
        name: its name, such as ``users``.
        colour: the name of its colour among ``Colours``.

    Raises:
        FileNotFoundError: if no such icon was shipped.
    """
    if (name, colour) not in _ICONS:
        _picture(name)
        _ICONS[name, colour] = QIcon(_Engine(name, colour))
    return _ICONS[name, colour]


def load_pixmap(name: str, colour: str, size: int) -> QPixmap:
    """A shipped icon in one colour, ``size`` device-independent pixels square."""
    ratio = QApplication.primaryScreen().devicePixelRatio()
    drawn = _drawn(name, colour, QSize(round(size * ratio), round(size * ratio))).copy()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@atexit.register
def _forget() -> None:
    """Lets the icons go while Qt still stands; after it, their going would end the process badly."""
    _ICONS.clear()
    _PIXMAPS.clear()


def _picture(name: str) -> str:
    if name not in _PICTURES:
        _PICTURES[name] = shipped.find_shipped_file("icons", f"{name}.svg").read_text("utf-8")
    return _PICTURES[name]


def _drawn(name: str, colour: str, size: QSize) -> QPixmap:
    key = (name, colour, size.width(), size.height())
    if key not in _PIXMAPS:
        renderer = QSvgRenderer(QByteArray(_picture(name).replace("currentColor", colour).encode()))
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        renderer.render(painter, QRectF(QPoint(), size))
        painter.end()
        _PIXMAPS[key] = drawn
    return _PIXMAPS[key]


class _Engine(QIconEngine):
    """Draws at the moment of painting, so that an icon set long ago turns dark with the window."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = rect.size() * painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(size, mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        colour = "muted" if mode is QIcon.Mode.Disabled else self._colour
        return _drawn(self._name, getattr(current_colours(), colour), size)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)
