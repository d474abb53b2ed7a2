"""Draws bars: solid for who said yes, hatched for who was asked, hollow for a gap; each said in words too."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from mitzvah_desk.desk.rota.bar_style import BarStyle
from mitzvah_desk.desk.rota.bar_words import BarText, lay_band_words, lay_words
from mitzvah_desk.desk.rota.plan import BarFilter, ShiftBar, SlotBand, staffing_level
from mitzvah_desk.desk.rota.scale import Scale
from mitzvah_desk.rules.rota.staffing import Staffing

_CORNER = 3.0


@dataclass(frozen=True, slots=True)
class BarFace:
    """How a bar of a width looks.

    Attributes:
        solid: how wide those are who said yes.
        asked: how wide those are who were asked.
        tone: the colour of its edge.
        ground: the colour of its solid part and how much of its tone is in it.
        words: what is written in it.
        sign: instead of words where there is no room for any.
    """

    solid: int
    asked: int
    tone: str
    ground: tuple[str, str, float]
    words: tuple[BarText, ...]
    sign: tuple[str, str] | None = None


class BarFaces:
    """The faces of the bars of a plan, each worked out when it is first drawn."""

    def __init__(self, look: BarStyle, scale: Scale, kept: BarFilter) -> None:
        self._look = look
        self._scale = scale
        self._kept = kept
        self._faces: dict[tuple[int, int], BarFace] = {}
        self._bands: dict[tuple[int, int], BarFace] = {}

    def bar(self, bar: ShiftBar, width: int) -> BarFace:
        """The face of a bar."""
        key = (bar.shift.id, width)
        if key not in self._faces:
            beside = self._scale.room_beside(bar)
            words = lay_words(bar, self._look, width, beside, self._kept)
            level = staffing_level(bar.shift)
            sign = None if words and words[0].x < width else (level.sign, level.tone)
            self._faces[key] = _face(bar.shift.staffing, width, words, sign)
        return self._faces[key]

    def band(self, band: SlotBand, width: int) -> BarFace:
        """The face of a band of appointments."""
        key = (band.bars[0].shift.id, width)
        if key not in self._bands:
            beside = self._scale.room_after(band.end, band.bars[0].free_until)
            words = lay_band_words(band, self._look, width, beside)
            self._bands[key] = _face(band.staffing, width, words, None)
        return self._bands[key]


def _face(
    staffing: Staffing, width: int, words: tuple[BarText, ...], sign: tuple[str, str] | None
) -> BarFace:
    # Room that nobody needs to fill is no gap: all are there once the fewest have said yes.
    every = max(staffing.heads + staffing.gap, 1)
    solid = round(width * staffing.confirmed / every)
    asked = round(width * staffing.asked / every)
    if staffing.gap:
        tone, ground = "warn", ("warn_ground", "warn", 0.14)
    elif staffing.over:
        tone, ground = "bad", ("bad_ground", "bad", 0.1)
    elif staffing.asked:
        tone, ground = "edge", ("surface", "edge", 0.3)
    elif staffing.heads:
        tone, ground = "good", ("chosen", "good", 0.08)
    else:
        tone, ground = "edge", ("surface", "edge", 0.0)
    return BarFace(solid, asked, tone, ground, words, sign)


def draw_bar(p: QPainter, look: BarStyle, rect: QRect, face: BarFace, *, chosen: bool, lit: bool) -> None:
    """One bar; ``rect`` is in the viewport's coordinates."""
    p.setPen(Qt.PenStyle.NoPen)
    inner = rect.adjusted(1, 1, 0, 0)
    solid = min(face.solid, inner.width())
    p.fillRect(inner, look.colour("hover" if lit else "surface"))
    if solid:
        p.fillRect(QRect(inner.left(), inner.top(), solid, inner.height()), look.mixed(*face.ground))
    if face.asked:
        hatched = QRect(inner.left() + solid, inner.top(), face.asked, inner.height())
        p.fillRect(hatched.intersected(inner), look.hatching("muted"))
    tone = "accent" if chosen or lit else face.tone
    p.setPen(QPen(look.colour(tone), 3 if chosen else 2 if lit else 1))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    if face.sign is not None:
        _draw_sign(p, rect, look.sign(*face.sign))
    _draw_words(p, look, rect, face.words)


def draw_band(
    p: QPainter, look: BarStyle, rect: QRect, band: SlotBand, slots: Sequence[QRect], face: BarFace
) -> None:
    """A band of appointments: one bar, with a foot that shows how full each time is."""
    p.fillRect(rect.adjusted(1, 1, 0, 0), look.mixed(face.ground[0], face.ground[1], face.ground[2] / 2))
    foot = max(rect.height() // 6, 3)
    for bar, slot in zip(band.bars, slots, strict=True):
        staffing = bar.shift.staffing
        wide = slot.width()
        said = round(wide * min(staffing.confirmed / max(bar.shift.maximum, 1), 1.0))
        asked = round(wide * min(staffing.asked / max(bar.shift.maximum, 1), 1.0))
        top = slot.bottom() - foot
        p.fillRect(slot.left(), top, wide, foot, look.colour("surface"))
        p.fillRect(slot.left(), top, said, foot, look.colour(face.tone))
        p.fillRect(slot.left() + said, top, min(asked, wide - said), foot, look.hatching("muted"))
    p.setPen(QPen(look.colour(face.tone), 1))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    _draw_words(p, look, rect.adjusted(0, 0, 0, -foot + 1), face.words)


def draw_slot(p: QPainter, look: BarStyle, rect: QRect) -> None:
    """The frame around one appointment of a band that is chosen, or over which somebody is dragged."""
    p.setPen(QPen(look.colour("accent"), 3))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)


def _draw_sign(p: QPainter, rect: QRect, sign: QPixmap) -> None:
    side = min(rect.width() - 2, rect.height() - 4)
    if side > 0:
        p.drawPixmap(
            QRect(rect.center().x() - side // 2 + 1, rect.center().y() - side // 2, side, side), sign
        )


def _draw_words(p: QPainter, look: BarStyle, rect: QRect, words: Sequence[BarText]) -> None:
    metrics = look.small_metrics
    y = rect.top() + (rect.height() - metrics.height()) // 2 + metrics.ascent()
    left = rect.left()
    for each in words:
        p.setFont(look.bold if each.bold else look.small)
        p.setPen(look.colour(each.tone))
        p.drawText(left + each.x, y, each.text)
