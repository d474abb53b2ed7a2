"""The shipped typefaces: which signs each has, and how the PDF writes a glyph and what it means."""

import re
from enum import StrEnum
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple, TypeAlias

import uharfbuzz
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mitzvah_desk.shipped import find_shipped_file

Untyped: TypeAlias = Any  # reportlab and uharfbuzz tell no types
_harfbuzz: Untyped = uharfbuzz
_metrics: Untyped = pdfmetrics
_pdf: Untyped = pdfdoc

REPLACEMENT = "\ufffd"
# In the order in which they are asked, after the typeface itself.
FALLBACKS = (
    "NotoSans",
    "NotoSansHebrew",  # cantillation
    "NotoNaskhArabic",
    "NotoSansDevanagari",
    "NotoSansGurmukhi",
    "NotoSansBengali",
    "NotoSansGujarati",
    "NotoSansTamil",
    "NotoSansEthiopic",
    "NotoSansArmenian",
    "NotoSansGeorgian",
    "NotoSansThai",
    "NotoSansSC",
    "NotoSansKR",
    "NotoEmoji",
)
_WITH_BOLD = ("NotoSans", "NotoNaskhArabic", "NotoSansDevanagari")
_SIZES = {"NotoNaskhArabic": 1.15}  # small beside the others
_USUAL = "–—’‘“”…·•£é×°"
"""Beside plain letters; so that most papers hold the same part of a typeface."""
_SUBSETS = 200
"""So many parts of a typeface are remembered."""
_PRIVATE = 0xF0000
_PRIVATE_HEX = re.compile("<F([0-9A-F]{4})>")


class Weight(StrEnum):
    """A weight of the typeface; its value is the name of the shipped file."""

    REGULAR = "Heebo-Regular"
    MEDIUM = "Heebo-Medium"
    BOLD = "Heebo-Bold"


_THICKER = {Weight.REGULAR: 0.0, Weight.MEDIUM: 15.0, Weight.BOLD: 35.0}


class FontChoice(NamedTuple):
    """A shipped font as it is set.

    Attributes:
        name: of the file.
        thicken: how far the pen thickens it, in thousandths of the type size.
        size: against the size of the type around it.
    """

    name: str
    thicken: float = 0.0
    size: float = 1.0


class Typeface(TTFont):
    """A font of reportlab that can also draw glyphs that no character means, and says what they mean."""

    def __init__(self, name: str) -> None:
        """Reads a shipped file.

        Args:
            name: of the file. The replacement sign is bound to the font's own box for missing signs.
        """
        base: Untyped = super()
        base.__init__(name, str(find_shipped_file("fonts", f"{name}.ttf")))
        face: Untyped = self.face
        face.charToGlyph[ord(REPLACEMENT)] = 0
        face.charWidths[ord(REPLACEMENT)] = face.getCharWidth(0) or face.defaultWidth
        make_subset = lru_cache(maxsize=_SUBSETS)(face.makeSubset)
        face.makeSubset = lambda signs: make_subset(tuple(signs))  # papers that hold the same signs share it
        self._codes: dict[tuple[int, str], int] = {}
        self._meanings: list[str] = []
        self._binding = Lock()

    def bind_glyph(self, glyph: int, meaning: str) -> str:
        """The character by which reportlab writes a glyph.

        Args:
            glyph: its number in the font.
            meaning: what somebody copies who copies it from the PDF.
        """
        face: Untyped = self.face
        if len(meaning) == 1 and meaning < "\uffff" and face.charToGlyph.get(ord(meaning)) == glyph:
            return meaning
        with self._binding:  # papers are drawn in more threads than one
            code = self._codes.get((glyph, meaning))
            if code is None:
                code = self._codes[glyph, meaning] = _PRIVATE + len(self._meanings)
                self._meanings.append(meaning)
                face.charToGlyph[code] = glyph
                face.charWidths[code] = face.hmetrics[glyph][0] * 1000 / face.unitsPerEm
        return chr(code)

    def width_of(self, char: str) -> float:
        """The width of a character, in thousandths of the type size."""
        face: Untyped = self.face
        return float(face.charWidths[ord(char)])

    def splitString(self, text: Untyped, doc: Untyped, encoding: str = "utf-8") -> Untyped:
        """The codes of a text in ``doc``; what most papers hold has the same ones in all of them."""
        base: Untyped = super()
        if doc not in self.state:
            base.splitString(_USUAL, doc, encoding)
        return base.splitString(text, doc, encoding)

    def addObjects(self, doc: Untyped) -> None:
        """Writes the font into ``doc``, with the meanings of the bound glyphs."""
        base: Untyped = super()
        before = set(doc.idToObject)
        base.addObjects(doc)
        for name in set(doc.idToObject) - before:
            made = doc.idToObject[name]
            if name.startswith("toUnicodeCMap:"):
                made.content = _PRIVATE_HEX.sub(self._meaning_hex, made.content)
            if isinstance(made, _pdf.PDFStream) and made.filters:
                made.filters = [_PACKING]
            if isinstance(made, _pdf.PDFTrueTypeFont):
                made.Widths = _write_widths(tuple(made.Widths.sequence))

    def _meaning_hex(self, found: re.Match[str]) -> str:
        return f"<{self._meanings[int(found[1], 16)].encode('utf-16-be').hex().upper()}>"


class _WrittenObject(pdfdoc.PDFObject):
    """What is written into a PDF as it is."""

    def __init__(self, words: bytes) -> None:
        self._words = words

    def format(self, document: Untyped) -> bytes:  # noqa: ARG002
        return self._words


@lru_cache(maxsize=_SUBSETS)
def _write_widths(widths: tuple[float, ...]) -> _WrittenObject:
    return _WrittenObject(_pdf.PDFArray(widths).format(None))


class _RememberingPacker(pdfdoc.PDFStreamFilterZCompress):
    """Packs a part of a typeface once for all papers that hold it."""

    @lru_cache(maxsize=_SUBSETS)  # noqa: B019  # there is one
    def encode(self, text: Untyped) -> bytes:
        base: Untyped = super()
        packed: bytes = base.encode(text)
        return packed


_PACKING = _RememberingPacker()


def load_font(name: str) -> Typeface:
    """The font of a weight or of a fallback's file, registered once."""
    return _load_font(str(name))  # an enumeration's member and its value are two keys of a cache


@lru_cache
def _load_font(name: str) -> Typeface:
    font = Typeface(name)
    _metrics.registerFont(font)
    return font


@lru_cache
def load_shaper(name: str) -> Untyped:
    """The same file as HarfBuzz reads it."""
    blob = _harfbuzz.Blob.from_file_path(str(find_shipped_file("fonts", f"{name}.ttf")))
    return _harfbuzz.Font(_harfbuzz.Face(blob))


@lru_cache
def glyph_set(family: str = "Heebo") -> frozenset[str]:
    """Every character that the typeface, or one of the ``FALLBACKS``, can draw."""
    return frozenset(map(chr, load_shaper(f"{family}-Regular").face.unicodes))


def choose_font(family: str, weight: Weight) -> FontChoice:
    """How a family is set in a weight."""
    if family == "Heebo":
        return FontChoice(str(weight))
    size = _SIZES.get(family, 1.0)
    if weight is Weight.BOLD and family in _WITH_BOLD:
        return FontChoice(f"{family}-Bold", size=size)
    return FontChoice(f"{family}-Regular", _THICKER[weight], size)
