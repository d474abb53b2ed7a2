"""Draws laid lines, rules and boxes as PDF operators, remembering what it wrote for text that comes again."""

from collections.abc import Iterator
from itertools import groupby

from reportlab.lib.utils import ImageReader

from mitzvah_desk.documents.layout.fonts import Untyped, load_font
from mitzvah_desk.documents.layout.shaping import Glyph, GlyphRun
from mitzvah_desk.documents.layout.text import BASELINE, Style, TextLine, clean_text, layout_lines

Colour = tuple[float, float, float]
_REMEMBERED = 2_000
_ALL = slice(None)


class Pen:
    """Writes on one canvas. Places are in points from the lower left corner of the page."""

    def __init__(self, canvas: Untyped) -> None:
        """``canvas``: reportlab's, whose document the fonts are put into."""
        self.canvas = canvas
        self._doc = canvas._doc
        self._marks = 0
        self._written: dict[tuple[str, Style, float, int, int | None], str] = {}

    def text(
        self, text: str, style: Style, width: float, *, x: float, top: float, lines: slice = slice(None)
    ) -> None:
        """Draws a text in a column of ``width`` from ``top`` down; ``lines`` says which of its lines."""
        key = (text, style, width, lines.start or 0, lines.stop)
        body = self._written.get(key)
        if body is None:
            body = self._block(layout_lines(text, style, width)[lines], style)
            if len(self._written) >= _REMEMBERED:
                self._written.clear()
            self._written[key] = body
        if body:
            # The type sits in the middle of its leading, as the eye expects of a row of cells.
            baseline = top - (style.leading - style.size) / 2 - style.size * BASELINE
            drawn = f"BT 1 0 0 1 {x:.2f} {baseline:.2f} Tm {body} ET"
            self.canvas.addLiteral(f"q {drawn} Q" if " Tr" in body else drawn)

    def bookmark(self, words: str) -> None:
        """The page that is drawn is found by these words in a reader's list of contents."""
        self._marks += 1
        key = f"mark-{self._marks}"  # the canvas keeps one title for each key
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(clean_text(words), key)

    def rule(
        self, x: float, y: float, width: float, colour: Colour, thickness: float, *, dashed: bool = False
    ) -> None:
        """A straight line to the right; a dashed one is where a paper is cut or torn."""
        line = f"{_colour(colour)} RG {thickness:.2f} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
        self.canvas.addLiteral(f"q [5 4] 0 d {line} Q" if dashed else line)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        edge: Colour | None = None,
    ) -> None:
        """A rectangle from its lower left corner, filled or outlined."""
        if fill:
            self.canvas.addLiteral(f"{_colour(fill)} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")
        if edge:
            self.canvas.addLiteral(f"{_colour(edge)} RG 1 w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def hatched(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A rectangle from its lower left corner, outlined and filled with slanting lines."""
        if width <= 0:
            return
        step, ends = 4.0, [f"{_colour(colour)} RG 0.75 w"]
        left = x - height
        while left < x + width:
            ends.append(f"{left:.2f} {y:.2f} m {left + height:.2f} {y + height:.2f} l S")
            left += step
        lines = " ".join(ends)
        self.canvas.addLiteral(f"q {x:.2f} {y:.2f} {width:.2f} {height:.2f} re W n {lines} Q")
        self.box(x, y, width, height, edge=colour)

    def picture(self, image: ImageReader, x: float, y: float, width: float, height: float) -> None:
        """A picture from its lower left corner."""
        self.canvas.drawImage(image, x, y, width, height)

    def _block(self, lines: tuple[TextLine, ...], style: Style) -> str:
        """The operators of some lines, relative to the first one's baseline."""
        if not lines:
            return ""
        code = [f"{_colour(style.colour)} rg"]
        left = 0.0
        for number, line in enumerate(lines):
            code.append(f"{line.left - left:.2f} {-style.leading if number else 0:.2f} Td")
            left = line.left
            code.extend(
                self._plain(piece, style) if isinstance(piece, str) else self._shaped(piece, style)
                for piece in line.pieces
            )
        return " ".join(code)

    def _plain(self, text: str, style: Style) -> str:
        return " ".join(
            f"{font} {style.size:g} Tf <{codes.hex()}> Tj" for font, codes in self._codes(text, style.weight)
        )

    def _shaped(self, run: GlyphRun, style: Style) -> str:
        font, code = run.font, []
        if font.thicken:
            code.append(f"2 Tr {font.thicken * style.size / 1000:.3f} w {_colour(style.colour)} RG")
        for glyphs, text in run.spans:
            if text:
                said = b"\xfe\xff" + text.encode("utf-16-be")
                code.append(f"/Span <</ActualText <{said.hex()}>>> BDC")
            code += self._signs(glyphs, font.name, style.size * font.size)
            if text:
                code.append("EMC")
        if font.thicken:
            code.append("0 Tr")
        return " ".join(code)

    def _signs(self, glyphs: tuple[Glyph, ...], font_name: str, size: float) -> Iterator[str]:
        """Signs, each moved where the shaper wants it; those of one height are one operator, as one word."""
        signs = [
            (*self._codes(glyph.char, font_name)[0], round(glyph.up * size / 1000, 2), glyph)
            for glyph in glyphs
        ]
        for (font, up), group in groupby(signs, key=lambda sign: (sign[0], sign[2])):
            array, after = [], 0.0
            for _, code, _, glyph in group:
                array.append(f"{after - glyph.right:.1f} <{code.hex()}>")
                after = glyph.width - glyph.advance + glyph.right
            lift, drop = (f"{up:.2f} Ts ", " 0 Ts") if up else ("", "")
            yield f"{lift}{font} {size:g} Tf [{' '.join(array)} {after:.1f}] TJ{drop}"

    def _codes(self, text: str, font_name: str) -> list[tuple[str, bytes]]:
        font: Untyped = load_font(font_name)
        return [
            (font.getSubsetInternalName(subset, self._doc), codes)
            for subset, codes in font.splitString(text, self._doc)
        ]


def _colour(colour: Colour) -> str:
    return " ".join(f"{part:.3g}" for part in colour)
