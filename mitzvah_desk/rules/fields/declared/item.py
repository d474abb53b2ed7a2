"""The fields of items of the catalogue."""

from mitzvah_desk.rules.fields.field import Field, FieldKind

_KNOWING = "To tell things apart, and to count them."
_SAFETY = "So that nobody is given what they may not eat."

ITEMS = (
    Field("item", "name", "Name", _KNOWING),
    Field("item", "category_id", "Kind", _KNOWING, FieldKind.LINK),
    Field("item", "unit", "Counted in", _KNOWING),
    Field("item", "pack_name", "Comes in", _KNOWING),
    Field("item", "pack_size", "How many in one", _KNOWING, FieldKind.NUMBER),
    Field("item", "allergens", "Allergens", _SAFETY),
    Field("item", "needs_use_by", "Ask for its use-by date at the door", _SAFETY, FieldKind.YES_NO),
    Field("item", "kosher", "Kosher", _SAFETY, FieldKind.YES_NO),
    Field("item", "halal", "Halal", _SAFETY, FieldKind.YES_NO),
    Field(
        "item",
        "note",
        "Note",
        "What the committee wants to remember.",
        FieldKind.LONG_TEXT,
        adds_up=True,
    ),
)
