"""Texts as people type them in haste: one form for everything that is searched, filtered and sorted."""

import unicodedata

_ALIKE = {
    **dict.fromkeys("'’‘‛ʼʻ`´′", ""),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("łŁ", "l"),
    **dict.fromkeys("øØ", "o"),
    **dict.fromkeys("đĐðÐ", "d"),
    **dict.fromkeys("æÆ", "ae"),
    **dict.fromkeys("œŒ", "oe"),
    **dict.fromkeys("þÞ", "th"),
    "ı": "i",
}
_TABLE = str.maketrans(_ALIKE)


def fold_text(text: str) -> str:
    """A text without capitals, accents, Hebrew points and apostrophes: ``O’Néill`` is ``oneill``.

    Letters that no accent explains become what an English keyboard has (``Łukasz`` is ``lukasz``), and every
    dash is one. Other signs stay, so that a time, an address or an amount is found as it stands.
    """
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    apart = unicodedata.normalize("NFKD", text.translate(_TABLE))
    return "".join([letter for letter in apart if not unicodedata.combining(letter)]).casefold()
