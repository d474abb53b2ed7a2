"""The words of food: by which allergens are meant, which foods hold them, and what needs rule out.

Sources are those that ``allergens`` names. A food stands under an allergen where it cannot be made without,
or where the Food Standards Agency names it as one in which it is found; it counts unless it is said to be
free of it.
"""

ALLERGENS: dict[str, frozenset[str]] = {
    "celery": frozenset({"celery", "celeriac"}),
    "gluten": frozenset(
        {"gluten", "wheat", "rye", "barley", "oat", "spelt", "kamut", "khorasan", "triticale", "durum"}
        | {"semolina", "couscous", "bulgur", "farro", "seitan", "malt", "matzah", "matzo", "matza", "coeliac"}
        | {
            "celiac",
            "einkorn",
            "emmer",
            "freekeh",
            "breadcrumb",
            "panko",
            "porridge",
            "flapjack",
            "wheatgerm",
        }
    ),
    "crustaceans": frozenset(
        {"crustacean", "prawn", "shrimp", "crab", "lobster", "crayfish", "langoustine", "scampi", "krill"}
        | {"shellfish", "seafood"}
    ),
    "eggs": frozenset({"egg", "albumen", "albumin", "mayonnaise", "mayo", "meringue", "aioli", "omelette"}),
    "fish": frozenset(
        {"fish", "anchovy", "anchovies", "cod", "haddock", "herring", "kipper", "mackerel", "pilchard"}
        | {"salmon", "sardine", "trout", "tuna", "seafood", "plaice", "halibut", "hake", "sprat", "surimi"}
        | {"caviar", "worcestershire"}
    ),
    "lupin": frozenset({"lupin", "lupine"}),
    "milk": frozenset(
        {"milk", "dairy", "butter", "buttermilk", "cheese", "yoghurt", "yogurt", "whey", "casein", "ghee"}
        | {"lactose", "custard", "cream", "cheddar", "brie", "camembert", "mozzarella", "parmesan", "feta"}
        | {"halloumi", "ricotta", "mascarpone", "stilton", "edam", "gouda", "paneer", "kefir", "caseinate"}
        | {"cheesecake", "milkshake", "pesto"}
    ),
    "molluscs": frozenset(
        {"mollusc", "mollusk", "mussel", "oyster", "squid", "calamari", "octopus", "clam", "cockle"}
        | {"scallop", "whelk", "snail", "shellfish", "seafood"}
    ),
    "mustard": frozenset({"mustard", "piccalilli"}),
    "nuts": frozenset(
        {"nut", "almond", "hazelnut", "walnut", "cashew", "pecan", "pistachio", "macadamia", "cobnut"}
        | {"marzipan", "praline", "frangipane", "nutella", "amaretti", "baklava", "nougat", "pesto"}
    ),
    "peanuts": frozenset({"peanut", "groundnut", "nut", "satay"}),
    "sesame": frozenset({"sesame", "tahini", "halva", "halvah", "houmous", "hummus"}),
    "soya": frozenset({"soya", "soy", "soybean", "tofu", "edamame", "miso", "tempeh", "tamari"}),
    "sulphites": frozenset(
        {"sulphite", "sulfite", "sulphur", "sulfur", "so2", "metabisulphite"}
        | {f"e{number}" for number in range(220, 229)}
    ),
}
"""Each of the fourteen with the words by which it is meant or surely contained.

A plain "nut" means peanuts too, since whoever writes it seldom parts them; "shellfish" means both kinds.
"""

_GLUTEN = frozenset({"gluten"})
USUALLY_IN: dict[str, frozenset[str]] = {
    **dict.fromkeys(("bread", "loaf", "roll", "pitta", "bagel", "challah", "toast", "wrap"), _GLUTEN),
    **dict.fromkeys(
        ("pasta", "spaghetti", "macaroni", "noodle", "flour", "cereal", "muesli", "granola"), _GLUTEN
    ),
    **dict.fromkeys(("cracker", "cookie", "pastry", "pastries", "pie", "crouton", "beer"), _GLUTEN),
    **dict.fromkeys(
        ("biscuit", "cake", "cupcake", "muffin", "scone", "croissant", "brownie", "pancake", "waffle"),
        frozenset({"gluten", "milk", "eggs"}),
    ),
    "chocolate": frozenset({"milk", "soya", "nuts"}),
    "stock": frozenset({"celery"}),
    "wine": frozenset({"sulphites"}),
}
"""Foods that are usually made with an allergen, by their last word; somebody is asked."""

MADE_WITHOUT = frozenset(
    {"oat", "porridge", "flapjack", "breadcrumb", "panko", "cheese", "cream", "butter", "yoghurt", "yogurt"}
    | {"custard", "cheddar", "mozzarella", "parmesan", "feta", "cheesecake", "pesto", "mayonnaise", "mayo"}
    | {"meringue", "hummus", "houmous", "satay", "miso", "tamari", "piccalilli"}
)
"""Foods of those above that are sold also without it: a claim that says so holds."""

MEAT = frozenset(
    {"meat", "beef", "lamb", "chicken", "turkey", "duck", "veal", "pork", "ham", "bacon", "sausage", "salami"}
    | {"mince", "burger", "steak", "gelatine", "gelatin", "lard", "suet", "goose"}
)
_SEA = frozenset({"fish", "crustaceans", "molluscs"})
NEEDS: dict[str, frozenset[str]] = {
    "vegetarian": _SEA | {"meat", "not vegetarian"},
    "vegan": _SEA | {"meat", "not vegan", "milk", "eggs", "honey"},
}
NEEDS["veggie"] = NEEDS["vegetarian"]
"""What somebody who eats so must not be given, in the words of what is in food."""

OF_PLANTS = frozenset(
    {"soya", "soy", "oat", "almond", "coconut", "rice", "hazelnut", "cashew", "pea", "hemp", "plant", "vegan"}
    | {"vegetarian", "veggie", "corn", "maize", "potato", "chickpea", "gram", "bean", "quorn", "lentil"}
)
_ON_SKIN = frozenset({"hand", "face", "body", "sun", "shaving", "skin", "foot", "nappy", "night", "day"})
NOT_MEANT_AFTER: dict[str, frozenset[str]] = {
    "milk": OF_PLANTS,
    "cream": OF_PLANTS | _ON_SKIN,
    "yoghurt": OF_PLANTS,
    "yogurt": OF_PLANTS,
    "custard": frozenset({"vegan", "soya", "oat"}),
    "cheese": frozenset({"vegan", "plant", "coconut"}),
    "pesto": frozenset({"vegan"}),
    "mayonnaise": frozenset({"vegan"}),
    "mayo": frozenset({"vegan"}),
    "butter": frozenset({"peanut", "almond", "cashew", "hazelnut", "nut", "cocoa", "shea", "body", "vegan"}),
    "nut": frozenset({"ginger"}),
}
"""Words that do not mean their allergen after certain others: there is no milk in "soya milk"."""
NOT_MEANT_BEFORE: dict[str, frozenset[str]] = {
    "butter": frozenset({"bean"}),
    "cream": frozenset({"cracker"}),
    "oyster": frozenset({"mushroom"}),
    "crab": frozenset({"apple"}),
}
"""Words that do not mean it before certain others: there is no milk in butter beans."""

SMALL_WORDS = frozenset(
    {"all", "and", "any", "anything", "are", "contain", "containing", "contains", "food", "for", "free"}
    | {
        "from",
        "may",
        "must",
        "not",
        "other",
        "please",
        "product",
        "the",
        "traces",
        "trace",
        "with",
        "without",
    }
    | {
        "suitable",
        "unsuitable",
        "safe",
        "friendly",
        "allergy",
        "allergic",
        "allergies",
        "intolerance",
        "sufferer",
    }
    | {"intolerant", "diet", "does", "might", "has", "have", "been", "nor", "neither", "isn", "doesn", "only"}
)
