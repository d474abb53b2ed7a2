"""By which title somebody is greeted in a formal letter, and who goes by it with which of their names.

The forms are those of Debrett's Correct Form: a knight by his first name, a knight's wife and a peer by the
family name alone, clergy and mayors by their office. A title that is not known here greets nobody.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache


class NameAfter(Enum):
    """Which name stands behind a title in a greeting."""

    FAMILY = auto()
    GIVEN = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class SpokenTitle:
    """A title as it is spoken: ``Councillor`` before the family name, ``Sir`` before the first name."""

    word: str
    name: NameAfter = NameAfter.FAMILY


_FORMS: dict[str, SpokenTitle] = {
    key: SpokenTitle(word, name)
    for name, words in (
        # Peers and knights come before every other title that somebody has, and offices of clergy follow.
        (NameAfter.FAMILY, "lord=Lord baron=Lord viscount=Lord lady=Lady baroness=Lady viscountess=Lady"),
        (NameAfter.GIVEN, "sir=Sir dame=Dame"),
        (
            NameAfter.NONE,
            "archbishop=Archbishop bishop=Bishop archdeacon=Archdeacon vicar=Vicar rector=Rector",
        ),
        (NameAfter.FAMILY, "canon=Canon father=Father fr=Father rabbi=Rabbi rav=Rabbi imam=Imam"),
        (NameAfter.FAMILY, "sheikh=Sheikh pastor=Pastor cantor=Cantor chazan=Chazan rebbetzin=Rebbetzin"),
        (NameAfter.FAMILY, "judge=Judge professor=Professor prof=Professor"),
        (NameAfter.FAMILY, "councillor=Councillor cllr=Councillor"),
        (NameAfter.FAMILY, "admiral=Admiral general=General brigadier=Brigadier colonel=Colonel"),
        (NameAfter.FAMILY, "commander=Commander major=Major captain=Captain"),
        (NameAfter.FAMILY, "doctor=Dr dr=Dr mr=Mr mrs=Mrs miss=Miss ms=Ms mx=Mx master=Master"),
    )
    for key, word in (each.split("=") for each in words.split())
}
"""Known titles, those first by which one is greeted where somebody has several."""

_ENVELOPE_ONLY = re.compile(
    r"^(?:the\s+)?(?:(?:rt|right)\.?\s+)?(?:hon\.?|honourable|worshipful)(?=\s|$)\s*", re.IGNORECASE
)
_OFFICE = re.compile(
    r"^(?:the\s+)?(?:right\s+)?(?:worshipful\s+)?(?:the\s+)?"
    r"(lord mayor|lady mayor(?:ess)?|mayor(?:ess)?|chief rabbi|archdeacon|vicar|rector)"
    r"(?![\w'’-])(?!\s+(?:elect|emerit|designate|general))",
    re.IGNORECASE,
)
_HE, _SHE = (
    frozenset({"mr", "sir", "lord", "father", "fr"}),
    frozenset({"mrs", "miss", "ms", "dame", "lady", "baroness"}),
)


def strip_envelope_title(title: str) -> str:
    """A title without what stands on envelopes only: ``Rt Hon Sir`` is ``Sir``."""
    return _ENVELOPE_ONLY.sub("", title.strip())


@lru_cache(1024)  # a file has thousands of letters, and few titles
def find_spoken_title(title: str, position: str = "", pronouns: str = "") -> SpokenTitle | None:
    """The title by which somebody is greeted; None where they have none that is known.

    Args:
        title: as on the record: ``Rabbi Dr``, ``Cllr``.
        position: their office: ``Mayor of Barnet``; a former or deputy mayor is greeted by the title.
        pronouns: how to speak of them, which tells ``Madam Mayor`` where the title does not.
    """
    words = _split_title(title)
    office = _OFFICE.match(position.strip()) or _OFFICE.match(title.strip())
    if office is not None:
        return SpokenTitle(_name_office(office[1].lower(), words, pronouns), NameAfter.NONE)
    known = [key for key in _FORMS if key in words]
    return _FORMS[known[0]] if known else None


def is_peerage(title: str) -> bool:
    """Whether a title goes with the family name alone on an envelope too: ``Lord Levy``, ``Lady Sacks``."""
    return bool(_split_title(title) & {"lord", "lady", "baron", "baroness", "viscount", "viscountess"})


@lru_cache(1024)
def _split_title(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.casefold()))


def _name_office(office: str, title: frozenset[str], pronouns: str) -> str:
    """``Mr Mayor``, ``Madam Mayor``; plain ``Mayor`` where it is not known which; else the office."""
    if office != "mayor":
        return office.title()
    told = pronouns.casefold().split("/")[0].strip()
    if told == "she" or title & _SHE:
        return "Madam Mayor"
    return "Mr Mayor" if told == "he" or title & _HE else "Mayor"
