"""The colours of the desk: light, dark, two of high contrast, or those of the system's contrast theme."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QPalette


class Scheme(StrEnum):
    """Which colours are wanted."""

    SYSTEM = "as the system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "high contrast, light"
    CONTRAST_DARK = "high contrast, dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme; text on its ground keeps a contrast of 4.5 to 1 at least."""

    ground: str
    surface: str
    side: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    on_accent: str
    chosen: str
    hover: str
    good: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str


LIGHT = Colours(
    ground="#f7f7f4",
    surface="#ffffff",
    side="#edf0ed",
    text="#1c2422",
    muted="#55615d",
    line="#dfe4e1",
    edge="#7f8b86",
    accent="#17635a",
    on_accent="#ffffff",
    chosen="#d5e9e4",
    hover="#e8eeeb",
    good="#1f6b36",
    warn="#8a4b00",
    warn_ground="#fdf2e0",
    bad="#a12b24",
    bad_ground="#fcebe9",
)
DARK = Colours(
    ground="#1a1e1d",
    surface="#222726",
    side="#161a19",
    text="#e9eeec",
    muted="#adb8b4",
    line="#37403d",
    edge="#77837e",
    accent="#74cbbb",
    on_accent="#0d1f1b",
    chosen="#2b4944",
    hover="#2a3130",
    good="#86d29a",
    warn="#f0b463",
    warn_ground="#392e1c",
    bad="#ff9c92",
    bad_ground="#3d2422",
)
CONTRAST_LIGHT = Colours(
    ground="#ffffff",
    surface="#ffffff",
    side="#ffffff",
    text="#000000",
    muted="#000000",
    line="#6b6b6b",
    edge="#000000",
    accent="#003d7a",
    on_accent="#ffffff",
    chosen="#fff3b0",
    hover="#eef4ff",
    good="#004d1a",
    warn="#5c3000",
    warn_ground="#ffffff",
    bad="#8a0000",
    bad_ground="#ffffff",
)
CONTRAST_DARK = Colours(
    ground="#000000",
    surface="#000000",
    side="#000000",
    text="#ffffff",
    muted="#ffffff",
    line="#9a9a9a",
    edge="#ffffff",
    accent="#ffe14d",
    on_accent="#000000",
    chosen="#2b2b00",
    hover="#1c1c1c",
    good="#8dffb0",
    warn="#ffd27a",
    warn_ground="#000000",
    bad="#ffb3ab",
    bad_ground="#000000",
)
SCHEMES = {
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
    Scheme.CONTRAST_LIGHT: CONTRAST_LIGHT,
    Scheme.CONTRAST_DARK: CONTRAST_DARK,
}


def take_system_colours(palette: QPalette) -> Colours:
    """The colours of the contrast theme that somebody has set for the whole computer: theirs, and no others.

    Args:
        palette: the system's own.
    """
    role = QPalette.ColorRole
    text, ground, surface, accent, on_accent = (
        palette.color(each).name()
        for each in (role.WindowText, role.Window, role.Base, role.Highlight, role.HighlightedText)
    )
    return Colours(
        ground=ground,
        surface=surface,
        side=ground,
        text=text,
        muted=text,
        line=text,
        edge=text,
        accent=accent,
        on_accent=on_accent,
        chosen=surface,
        hover=ground,
        good=text,
        warn=text,
        warn_ground=ground,
        bad=text,
        bad_ground=ground,
    )
