"""The allergens that the law names, in the words in which people write them.

The fourteen are those of Annex II of Regulation (EU) No 1169/2011 as it applies in the United Kingdom, which
the Food Information Regulations 2014 (SI 2014/1855) enforce; the foods in which each is found follow the
Food Standards Agency's guidance "Allergen guidance for food businesses". Chestnuts, coconuts and pine nuts
are not among the nuts of the annex; whoever avoids them is understood by that very word.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from mitzvah_desk.rules.goods.quantity_input import singular

ALLERGENS: dict[str, frozenset[str]] = {
    "celery": frozenset({"celery", "celeriac"}),
    "gluten": frozenset(
        {"gluten", "wheat", "rye", "barley", "oat", "spelt", "kamut", "khorasan", "triticale", "durum"}
        | {"semolina", "couscous", "bulgur", "farro", "seitan", "malt", "matzah", "matzo", "coeliac"}
    ),
    "crustaceans": frozenset(
        {"crustacean", "prawn", "shrimp", "crab", "lobster", "crayfish", "langoustine", "scampi", "krill"}
        | {"shellfish", "seafood"}
    ),
    "eggs": frozenset({"egg", "albumen", "mayonnaise", "meringue"}),
    "fish": frozenset(
        {"fish", "anchovy", "anchovies", "cod", "haddock", "herring", "kipper", "mackerel", "pilchard"}
        | {"salmon", "sardine", "trout", "tuna", "seafood"}
    ),
    "lupin": frozenset({"lupin", "lupine"}),
    "milk": frozenset(
        {"milk", "dairy", "butter", "buttermilk", "cheese", "yoghurt", "yogurt", "whey", "casein", "ghee"}
        | {"lactose", "custard"}
    ),
    "molluscs": frozenset(
        {"mollusc", "mollusk", "mussel", "oyster", "squid", "calamari", "octopus", "clam", "cockle"}
        | {"scallop", "whelk", "snail", "shellfish", "seafood"}
    ),
    "mustard": frozenset({"mustard"}),
    "nuts": frozenset(
        {"nut", "almond", "hazelnut", "walnut", "cashew", "pecan", "pistachio", "macadamia", "cobnut"}
        | {"marzipan", "praline", "frangipane"}
    ),
    "peanuts": frozenset({"peanut", "groundnut", "nut"}),
    "sesame": frozenset({"sesame", "tahini", "halva", "houmous", "hummus"}),
    "soya": frozenset({"soya", "soy", "soybean", "tofu", "edamame", "miso", "tempeh"}),
    "sulphites": frozenset(
        {"sulphite", "sulfite", "sulphur", "sulfur", "so2", "metabisulphite"}
        | {f"e{number}" for number in range(220, 229)}
    ),
}
"""Each of the fourteen with the words by which it is meant or surely contained.

A plain "nut" means peanuts too, since whoever writes it seldom parts them; "shellfish" means both kinds.
"""

_MEANS: dict[str, list[str]] = {}
for _name, _words in ALLERGENS.items():
    for _word in {singular(word) for word in (_name, *_words)}:
        _MEANS.setdefault(_word, []).append(_name)

_OF_PLANTS = frozenset(
    {"soya", "soy", "oat", "almond", "coconut", "rice", "hazelnut", "cashew", "pea", "hemp", "plant", "vegan"}
)
_NOT_MEANT: dict[str, frozenset[str]] = {
    "milk": _OF_PLANTS,
    "yoghurt": _OF_PLANTS,
    "yogurt": _OF_PLANTS,
    "cheese": frozenset({"vegan", "plant"}),
    "mayonnaise": frozenset({"vegan"}),
    "butter": frozenset({"peanut", "almond", "cashew", "hazelnut", "nut", "cocoa", "shea", "body", "vegan"}),
}
"""Words that do not mean their allergen after certain others: there is no milk in "soya milk"."""

_FREE_FROM = re.compile(r"\b(?:free from|without|no) \w+(?: or \w+)*|\b\w+[ -]free\b")
_SMALL = frozenset(
    {
        "all",
        "and",
        "any",
        "anything",
        "are",
        "contain",
        "containing",
        "contains",
        "food",
        "for",
        "free",
        "from",
    }
    | {"may", "must", "not", "other", "please", "product", "the", "traces", "with"}
)


def parse_ingredients(text: str) -> frozenset[str]:
    """What a name or a list of allergens says is in something: words in the singular, and allergens.

    What it says to be free from is not in it, and neither is milk in soya milk. "May contain nuts" is nuts.
    """
    return _meant(_FREE_FROM.sub(" , ", text.casefold()))


def parse_avoidances(text: str) -> frozenset[str]:
    """What somebody must not be given, in the same words: ``no nuts`` means nuts as ``nuts`` does."""
    return _meant(text.casefold())


def find_avoided_allergens(avoids: str, *texts: str) -> list[str]:
    """What of that which somebody avoids is in something, by allergen where it is one.

    Args:
        avoids: what must not be given, such as ``nuts, dairy``.
        texts: the thing's name, and what it is said to contain.
    """
    both = parse_avoidances(avoids) & frozenset[str]().union(*(parse_ingredients(text) for text in texts))
    return sorted(word for word in both if word in ALLERGENS or not both.intersection(_MEANS.get(word, ())))


def _meant(text: str) -> frozenset[str]:
    found: set[str] = set()
    for part in re.split(r"[^\w\s'’-]+", text):
        words = [singular(word) for word in re.findall(r"\w+", part)]
        kept = [word for word in _without_plants(words) if len(word) > 2 and word not in _SMALL]
        found.update(kept, *(_MEANS.get(word, ()) for word in kept))
    return frozenset(found)


def _without_plants(words: list[str]) -> Iterator[str]:
    """A part's words but for those that do not mean what they say; ``almond milk chocolate`` has milk."""
    yield from words[:1]
    for number, (before, word) in enumerate(pairwise(words), start=1):
        last = word != "milk" or number == len(words) - 1
        if not (last and before in _NOT_MEANT.get(word, ())):
            yield word
