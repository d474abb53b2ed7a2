"""What is in food, in the words in which people write it: the law's allergens, and what it is said to lack.

The fourteen are those of Annex II of Regulation (EU) No 1169/2011 as it applies in the United Kingdom, which
the Food Information Regulations 2014 (SI 2014/1855) enforce. The foods in which each is found, that "may
contain" is told as such and that "vegan" is no word about allergens follow the Food Standards Agency's
"Allergen guidance for food businesses" and "Precautionary allergen labelling". Chestnuts, coconuts and pine
nuts are not among the nuts of the annex; whoever avoids them is understood by that very word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from mitzvah_desk.rules.goods.allergen_words import (
    ALLERGENS,
    MADE_WITHOUT,
    MEAT,
    NEEDS,
    NOT_MEANT_AFTER,
    NOT_MEANT_BEFORE,
    OF_PLANTS,
    SMALL_WORDS,
    USUALLY_IN,
)
from mitzvah_desk.rules.plurals import singular

__all__ = [
    "ALLERGENS",
    "Ingredients",
    "find_avoided_allergens",
    "find_possible_allergens",
    "find_usual_allergens",
    "has_allergen_information",
    "parse_avoidances",
    "parse_ingredients",
    "read_ingredients",
]

_MEANS: dict[str, list[str]] = {}
for _name, _found in ALLERGENS.items():
    for _word in {singular(word) for word in (_name, *_found)}:
        _MEANS.setdefault(_word, []).append(_name)

_LIST = r"(?:any )?\w+\b(?![ -](?:free|safe|friendly))(?:,? (?:n?or) \w+\b(?![ -](?:free|safe|friendly)))*"
_WHOM = r"(?:suitable|safe|fine|ok(?:ay)?) for (?:(?:people|those|anybody|anyone) with )?(?:an? |the )?"
_CLAIM = re.compile(
    rf"\bfree (?:from|of) {_LIST}(?: and (?!contain|may|with|has)\w+\b(?! (?:free|\w+ free)))?"
    rf"|\b(?:without|no) {_LIST}"
    rf"|\b(?:does not|doesn['’]?t|do not|don['’]?t) contain {_LIST}"
    rf"|\b{_WHOM}\w+(?: allerg\w+)?(?: sufferers?)?(?:,? or \w+(?: allerg\w+)?)*"
    r"|\b(?:\w+-,? (?:and|or) )*\w+[ -](?:free|safe|friendly)\b"
)
"""What says that something is not in it, unless it is denied or doubted."""
_DENIED_BEFORE = re.compile(
    r"\b(?:not|non|never|nor|neither|no|none|cannot|cant|can['’]t|unable|fails?|nothing|nowhere|hardly|barely"
    r"|\w+n['’]t|isnt|arent|wasnt|wont|doubt\w*|unsure|some|most|mostly|nearly|almost|partly|partially|few|half"
    r"|maybe|perhaps|possibly|probably|if|unless|should|might|may|could|except|only|unlikely|lacks?|was|were)\b"
)
_DENIED_AFTER = re.compile(r"\s*(?:[?:=–—-]+\s*(?:no|not|false|unknown|n)\b|\?|(?:no|not)\b(?! \w))")
_ENDS = re.compile(r"[.;!?()\[\]\n]|\bbut\b|\bhowever\b")
_MAY_HOLD = re.compile(
    r"\b(?:may|might|can|could) (?:also )?(?:contain|have|include)\b|\btraces? of\b|\bmay be present\b"
    r"|\b(?:made|packed|produced|prepared|baked) (?:in|on) an? "
    r".{0,40}?\b(?:handles?|handling|uses?|using|with)\b"
)
_HOLDS = re.compile(r"\b(?:contains|containing|holds)\b|[.;()\[\]\n]")
_NO_INFORMATION = re.compile(
    r"[\s?.!-]*|(?:not |un)known|unsure|unclear|ask\b.*|see (?:the )?(?:label|pack\w*)|tbc|n/?a"
    r"|to be (?:checked|confirmed)"
)
_NOTHING_IN_IT = re.compile(r"(?:none|nothing|no(?: known)? allergens?|allergen[ -]free)(?: known)?[.!]?")


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What a text says to be in something, in words in the singular and names of allergens.

    Attributes:
        holds: what is in it.
        may_hold: of what there may be traces, and no more than that is said.
        lacks: the allergens from which it is said to be free.
        words: those of the first two, without the allergens that they stand for.
    """

    holds: frozenset[str]
    may_hold: frozenset[str]
    lacks: frozenset[str]
    words: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def read_ingredients(text: str) -> Ingredients:
    """What a name or a list of allergens says is in something, may be in it, and is not in it.

    "Not gluten free" holds gluten, as anything does that is denied or doubted to be free of it; "soya milk"
    holds no milk. What is neither said nor denied is in none of the three.
    """
    lower = text.casefold()
    if _says_none(text):
        return Ingredients(frozenset(), frozenset(), frozenset(ALLERGENS))
    said, lacks, needs = _without_claims(lower)
    sure, doubtful = [], []
    position = 0
    while (may := _MAY_HOLD.search(said, position)) is not None:
        sure.append(said[position : may.start()])
        end = _HOLDS.search(said, may.end())
        position = end.start() if end is not None else len(said)
        doubtful.append(said[may.end() : position])
    sure.append(said[position:])
    holds = _held(" . ".join(sure)) | needs
    return Ingredients(holds, _held(" . ".join(doubtful)) - holds, frozenset(lacks), _words(said))


def parse_ingredients(text: str) -> frozenset[str]:
    """What a text says to be in something or perhaps in it: words in the singular, and allergens."""
    found = read_ingredients(text)
    return found.holds | found.may_hold


def parse_avoidances(text: str) -> frozenset[str]:
    """What somebody must not be given, in the same words: ``no nuts`` means nuts as ``nuts`` does.

    A need stands for what it rules out: "coeliac" for gluten, "vegan" for milk, eggs, meat and more.
    """
    words = _meant(text.casefold())
    return (words - NEEDS.keys()).union(*(NEEDS[word] for word in words & NEEDS.keys()))


def find_avoided_allergens(avoids: str, *texts: str) -> list[str]:
    """What of that which somebody avoids is in something or may be in it, by allergen where it is one.

    Args:
        avoids: what must not be given, such as ``nuts, dairy``.
        texts: the thing's name, and what it is said to contain.
    """
    said = frozenset[str]().union(*map(parse_ingredients, texts))
    return _named(parse_avoidances(avoids) & (said - _made_without(texts)))


def find_possible_allergens(avoids: str, *texts: str) -> list[str]:
    """Those of the same of which it is said only that there may be some in it."""
    sure = frozenset[str]().union(*(read_ingredients(text).holds for text in texts))
    surely = set(_named(parse_avoidances(avoids) & sure))
    return [name for name in find_avoided_allergens(avoids, *texts) if name not in surely]


def find_usual_allergens(avoids: str, name: str, says: str) -> list[str]:
    """What somebody avoids and such a food usually holds, while nothing is said of it: gluten in bread.

    Args:
        avoids: what must not be given.
        name: the food's; its last word is the food, so that pasta sauce is no pasta.
        says: what it is said to contain and to lack.
    """
    words = re.findall(r"\w+", name.casefold().partition(",")[0])
    if not words or set(words[:-1]) & OF_PLANTS:
        return []
    usual = USUALLY_IN.get(singular(words[-1]), frozenset())
    lacks = read_ingredients(name).lacks | read_ingredients(says).lacks
    told = parse_ingredients(says) | parse_ingredients(name)
    return sorted((parse_avoidances(avoids) & usual) - lacks - told)


def has_allergen_information(text: str) -> bool:
    """Whether a text tells anything of allergens: “none” does, “unknown” and “see label” do not."""
    lower = text.casefold().strip()
    if _NO_INFORMATION.fullmatch(lower):
        return False
    return not re.fullmatch(r"lactose[ -]free", lower)  # milk without lactose is milk


def _made_without(texts: Iterable[str]) -> set[str]:
    """Allergens of which only foods speak that are also made without them, as one of the texts says it is.

    "Nut free pesto" has no nuts, and "gluten free oats" no gluten; "dairy free" does not outweigh "milk".
    """
    words = frozenset[str]().union(*(read_ingredients(text).words for text in texts))
    claimed = frozenset[str]().union(
        *(read_ingredients(text).lacks for text in texts if not _says_none(text))
    )
    return {
        name
        for name in claimed
        if all(word in MADE_WITHOUT for word in words if name in _MEANS.get(word, ()))
    }


def _says_none(text: str) -> bool:
    return bool(_NOTHING_IN_IT.fullmatch(text.casefold().strip()))


def _named(words: frozenset[str]) -> list[str]:
    """Without the words of an allergen that is named itself."""
    return sorted(word for word in words if word in ALLERGENS or not words.intersection(_MEANS.get(word, ())))


def _without_claims(text: str) -> tuple[str, set[str], frozenset[str]]:
    """A text without what it says to be free from; of which allergens; and what it is not fit for.

    What is denied or doubted to be free of something stays, and so holds it.
    """
    kept: list[str] = []
    lacks: set[str] = set()
    unfit: set[str] = set()
    position = 0
    for claim in _CLAIM.finditer(text):
        before = "".join([*kept, text[position : claim.start()]])
        kept.append(text[position : claim.start()])
        position = claim.end()
        words = _meant(claim[0])
        if _is_denied(before, text[claim.end() :]):
            kept.append(claim[0])
            unfit |= {f"not {need}" for need in words & NEEDS.keys()}
        else:
            own = claim[0].startswith("no ") and not words & (_MEANS.keys() | ALLERGENS.keys() | NEEDS.keys())
            kept.append(" no " if own else " , ")  # "no longer" denies what comes after it
            lacks |= (words & ALLERGENS.keys()) - ({"milk"} if "lactose" in claim[0] else set())
    kept.append(text[position:])
    said = "".join(kept)
    for found in re.finditer(r"\b(?:vegan|vegetarian)s?\b", said):
        if _is_denied(said[: found.start()], said[found.end() :]):
            unfit.add(f"not {singular(found[0])}")
    if re.search(r"\bunsuitable\b", said):
        unfit |= {f"not {need}" for need in _meant(said) & NEEDS.keys()}
    if "not vegetarian" in unfit:
        unfit.add("not vegan")
    return said, lacks, frozenset(unfit)


def _is_denied(before: str, after: str) -> bool:
    """Whether a claim is denied or doubted by what stands about it.

    A comma ends what a denial reaches, unless only allergens stand between: "not nut, milk or gluten free".
    """
    if _DENIED_AFTER.match(after):
        return True
    clause = _ENDS.split(before)[-1]
    for denial in _DENIED_BEFORE.finditer(clause):
        between = clause[denial.end() :]
        if "," not in between:
            return True
        words = [singular(word) for word in re.findall(r"\w+", between.rpartition(",")[0])]
        if all(word in _MEANS or word in {"or", "and", "nor"} for word in words):
            return True
    return False


def _held(text: str) -> frozenset[str]:
    """What a text without claims says is in it; its meat too, but for that of plants."""
    words = _meant(text) - NEEDS.keys()
    meat = False
    for part in re.split(r"[^\w\s'’-]+", text):
        seen: set[str] = set()
        for word in (singular(word) for word in re.findall(r"\w+", part)):
            meat = meat or (word in MEAT and not seen & OF_PLANTS)
            seen.add(word)
    gluten = frozenset({"gluten"}) if re.search(r"\bc(?:o?e)liac", text) else frozenset()
    return words | (frozenset({"meat"}) if meat else frozenset()) | gluten


def _meant(text: str) -> frozenset[str]:
    kept = _words(text)
    return kept.union(*(_MEANS.get(word, ()) for word in kept))


def _words(text: str) -> frozenset[str]:
    found: set[str] = set()
    for part in re.split(r"[^\w\s'’-]+", text):
        words = [singular(word) for word in re.findall(r"\w+", part)]
        found.update(word for word in _without_plants(words) if len(word) > 2 and word not in SMALL_WORDS)
    return frozenset(found)


def _without_plants(words: list[str]) -> Iterator[str]:
    """A part's words but for those that do not mean what they say; ``almond milk chocolate`` has milk."""
    following = [*words[1:], ""]
    if words and following[0] not in NOT_MEANT_BEFORE.get(words[0], ()):
        yield words[0]
    for number, (before, word) in enumerate(pairwise(words), start=1):
        last = word != "milk" or number == len(words) - 1
        after = following[number] in NOT_MEANT_BEFORE.get(word, ())
        if not after and not (last and before in NOT_MEANT_AFTER.get(word, ())):
            yield word
