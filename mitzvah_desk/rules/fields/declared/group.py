"""The fields of groups, which are counted and not named."""

from mitzvah_desk.rules.fields.field import (
    Field,
    FieldKind,
    ImportPlace,
)

_COUNTING = "To plan for a group without naming anybody in it."
_CATERING = "So that everybody can take part and eat safely on the day."
_LEADING = "To know whom to speak to."

GROUPS = (
    Field(
        "group",
        "name",
        "Name",
        _COUNTING,
        in_import=ImportPlace(
            310,
            "groups|class|youth movement|congregation|group name",
            words="Group",
            key="group",
            composed=True,
        ),
    ),
    Field(
        "group",
        "leader_id",
        "Leader",
        _LEADING,
        FieldKind.LINK,
        in_import=ImportPlace(
            320,
            "leader|group leader|leader name|led by|teacher",
            words="Group’s leader",
            key="leader",
            composed=True,
        ),
    ),
    Field("group", "partner_id", "From", _COUNTING, FieldKind.LINK),
    Field("group", "ages", "Ages of the children", _COUNTING),
    Field(
        "group",
        "adults",
        "Adults",
        _COUNTING,
        FieldKind.NUMBER,
        in_import=ImportPlace(330, "number of adults|no of adults", composed=True),
    ),
    Field(
        "group",
        "children",
        "Children",
        _COUNTING,
        FieldKind.NUMBER,
        in_import=ImportPlace(340, "number of children|no of children", composed=True),
    ),
    Field("group", "diet", "Diets and allergies", _CATERING, adds_up=True),
    Field("group", "access_needs", "Access needs", _CATERING, adds_up=True),
    Field(
        "group",
        "note",
        "Note",
        "What the committee wants to remember.",
        FieldKind.LONG_TEXT,
        adds_up=True,
    ),
)
