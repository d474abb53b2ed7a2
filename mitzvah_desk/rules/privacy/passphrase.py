"""Passphrases: proposing one that people can remember, and how hard one is to guess, in words.

No rules of the "one capital, one sign" kind: length and words that do not belong together are what counts
(National Cyber Security Centre, "Three random words"). Words are BIP-39's English list, of which no two
begin with the same four letters; strength is zxcvbn's estimate.
"""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

WORDS = 4
"""So many words of 2,048 are 44 bits, and each guess costs 256,000 rounds."""


class PassphraseStrength(StrEnum):
    """How hard a passphrase is to guess."""

    NONE = "Nothing is typed yet."
    WEAK = "Guessed within minutes. Add words that do not belong together."
    FAIR = "Guessed within days by somebody who takes the trouble. Another word would do."
    GOOD = "Good: it takes years to guess."
    STRONG = "Strong: nobody guesses this."

    @property
    def suffices(self) -> bool:
        """Whether a file may be protected with it."""
        return self in {PassphraseStrength.FAIR, PassphraseStrength.GOOD, PassphraseStrength.STRONG}


_BY_SCORE = (
    PassphraseStrength.WEAK,
    PassphraseStrength.WEAK,
    PassphraseStrength.FAIR,
    PassphraseStrength.GOOD,
    PassphraseStrength.STRONG,
)
_LONGEST = 70
"""What lies beyond so many letters adds nothing to an estimate, which takes ever longer for it."""


@dataclass(frozen=True, slots=True)
class PassphraseJudgement:
    """What is said of a passphrase.

    Attributes:
        strength: how hard it is to guess.
        steps: from 0 to 4, for a bar.
    """

    strength: PassphraseStrength
    steps: int


def judge_passphrase(typed: str, known: tuple[str, ...] = ()) -> PassphraseJudgement:
    """How hard a passphrase is to guess.

    Args:
        typed: what was typed.
        known: words that anybody would try first, such as the synagogue's name and the file's.
    """
    if not typed:
        return PassphraseJudgement(PassphraseStrength.NONE, 0)
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]

    score = int(zxcvbn(typed[:_LONGEST], user_inputs=list(known))["score"])
    return PassphraseJudgement(_BY_SCORE[score], score)


def propose_passphrase() -> str:
    """Four words at random, by the system's own source of chance."""
    words = _words()
    return " ".join(secrets.choice(words) for _ in range(WORDS))


@cache
def _words() -> tuple[str, ...]:
    from mnemonic import Mnemonic

    return tuple(Mnemonic("english").wordlist)
