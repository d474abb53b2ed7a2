"""How large a page of a preview is shown: whole, as wide as there is room, or at a size of its own."""

from enum import IntEnum

from PySide6.QtCore import QSettings, QSize

_KEPT = "preview"
_DOTS, _POINTS = 96, 72
_WIDEST = 150
_LEAST = 120


class PageView(IntEnum):
    """How a page is shown: by how many per cent of its size on paper, or to fit."""

    WHOLE = 0
    WIDE = 1
    HALF = 50
    THREE_QUARTERS = 75
    FULL = 100
    LARGE = 150
    LARGER = 200
    LARGEST = 300

    @property
    def fits(self) -> bool:
        """Whether it follows the room there is."""
        return self in (PageView.WHOLE, PageView.WIDE)

    @property
    def words(self) -> str:
        """What the button that chooses it says."""
        return {PageView.WHOLE: "Whole page", PageView.WIDE: "Page width"}.get(self, f"{int(self)} %")

    def page_width(self, size: tuple[float, float], room: QSize) -> int:
        """How wide a page is shown, in pixels.

        Args:
            size: its width and height in points.
            room: where it is shown, in pixels.
        """
        wide, high = size
        if self is PageView.WHOLE:
            return max(min(room.width(), round(room.height() * wide / high)), _LEAST)
        if self is PageView.WIDE:
            return max(min(room.width(), round(wide * _DOTS / _POINTS * _WIDEST / 100)), _LEAST)
        return round(wide * _DOTS / _POINTS * int(self) / 100)

    def step(self, way: int) -> "PageView":
        """The next larger or smaller size; the whole page is the smallest that there is."""
        sizes = [view for view in PageView if view is not PageView.WIDE]
        if self is PageView.WIDE:
            return PageView.FULL if way > 0 else PageView.WHOLE
        if self is PageView.WHOLE and way > 0:
            return PageView.FULL
        return sizes[min(max(sizes.index(self) + way, 0), len(sizes) - 1)]

    def save(self) -> None:
        """Remembers it on this computer."""
        QSettings().setValue(_KEPT, int(self))

    @staticmethod
    def read() -> "PageView":
        """What was chosen on this computer last; the whole page at first."""
        kept = str(QSettings().value(_KEPT, "0"))
        known = {str(int(view)): view for view in PageView}
        return known.get(kept, PageView.WHOLE)
