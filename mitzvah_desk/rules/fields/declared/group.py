"""The fields of groups, which are counted and not named."""

from mitzvah_desk.rules.fields.field import FieldDeclaration, FieldKind, ImportPlace, only_read

_COUNTING = "To plan for a group without naming anybody in it."
_CATERING = "So that everybody can take part and eat safely on the day."
_LEADING = "To know whom to speak to."

GROUPS = (
    FieldDeclaration(
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
    FieldDeclaration(
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
    FieldDeclaration("group", "partner_id", "From", _COUNTING, FieldKind.LINK),
    FieldDeclaration("group", "ages", "Ages of the children", _COUNTING),
    FieldDeclaration(
        "group",
        "adults",
        "Adults",
        _COUNTING,
        FieldKind.NUMBER,
        in_import=ImportPlace(330, "number of adults|no of adults", composed=True),
    ),
    FieldDeclaration(
        "group",
        "children",
        "Children",
        _COUNTING,
        FieldKind.NUMBER,
        in_import=ImportPlace(340, "number of children|no of children", composed=True),
    ),
    only_read(
        342,
        "children_names",
        "Names of the children",
        "names of children|children s names|childrens names|child names|names and ages of children|kids|"
        "children s names and ages|children and ages|children s name|other family members|family members|"
        "siblings|dependants|who else comes|names of others coming",
        of_row=True,
    ),
    only_read(
        344,
        "children_ages",
        "Ages of the children",
        "ages of children|children s ages|childrens ages|child ages|ages|kids ages",
        of_row=True,
    ),
    FieldDeclaration("group", "diet", "Diets and allergies", _CATERING, adds_up=True),
    FieldDeclaration("group", "access_needs", "Access needs", _CATERING, adds_up=True),
    FieldDeclaration(
        "group",
        "note",
        "Note",
        "What the committee wants to remember.",
        FieldKind.LONG_TEXT,
        adds_up=True,
    ),
)
