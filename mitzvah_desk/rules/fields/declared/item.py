"""The fields of items of the catalogue."""

from mitzvah_desk.rules.fields.field import FieldDeclaration, FieldKind

_KNOWING = "To tell things apart, and to count them."
_SAFETY = "So that nobody is given what they may not eat."

ITEMS = (
    FieldDeclaration("item", "name", "Name", _KNOWING),
    FieldDeclaration("item", "category_id", "Kind", _KNOWING, FieldKind.LINK),
    FieldDeclaration("item", "unit", "Counted in", _KNOWING),
    FieldDeclaration("item", "pack_name", "Comes in", _KNOWING),
    FieldDeclaration("item", "pack_size", "How many in one", _KNOWING, FieldKind.NUMBER, counted_in="unit"),
    FieldDeclaration("item", "grams_each", "Grams each", _KNOWING, FieldKind.NUMBER, noun="weight of one"),
    FieldDeclaration(
        "item",
        "minimum_stock",
        "Short below",
        _KNOWING,
        FieldKind.NUMBER,
        noun="minimum stock",
        counted_in="unit",
    ),
    FieldDeclaration("item", "allergens", "Allergens", _SAFETY),
    FieldDeclaration(
        "item", "needs_use_by", "Ask for its use-by date at the door", _SAFETY, FieldKind.YES_NO
    ),
    FieldDeclaration("item", "kosher", "Kosher", _SAFETY, FieldKind.YES_NO),
    FieldDeclaration(
        "item", "kosher_kind", "Parev, milky or meaty", _SAFETY, FieldKind.CHOICE, noun="kind of kosher food"
    ),
    FieldDeclaration("item", "kosher_for_pesach", "Kosher for Pesach", _SAFETY, FieldKind.YES_NO),
    FieldDeclaration("item", "halal", "Halal", _SAFETY, FieldKind.YES_NO),
    FieldDeclaration("item", "storage", "Kept", _SAFETY, FieldKind.CHOICE, noun="way of keeping it"),
    FieldDeclaration(
        "item",
        "note",
        "Note",
        "What the committee wants to remember.",
        FieldKind.LONG_TEXT,
        adds_up=True,
    ),
)
