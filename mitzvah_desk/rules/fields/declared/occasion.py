"""The fields of what people gave and when they come, which lists of donations and of sign-ups tell."""

from mitzvah_desk.rules.fields.field import FieldDeclaration, FieldKind, only_read

_THANKING = "To thank whoever gave, and to know where a gift came from."

DONATIONS = (
    only_read(
        1010,
        "given_on",
        "Day",
        "date|received|date received|given on|donation date|on|timestamp|payment date",
    ),
    only_read(1020, "item", "What", "item|items|goods|thing|product|donated|description|what was given"),
    only_read(1030, "quantity", "Quantity", "number|qty|how many|amount of items|count|no"),
    only_read(1040, "size", "Size"),
    only_read(1050, "condition", "Condition", "state"),
    only_read(1060, "use_by", "Use by", "use by date|expiry|expires|expiry date"),
    only_read(1070, "best_before", "Best before", "best before date|bbe"),
    only_read(
        1080,
        "amount",
        "Amount",
        "money|gift|sum|donation amount|gbp|amount gbp|donation|value",
    ),
    only_read(1090, "method", "How given", "payment method|method|paid by|how"),
    only_read(1100, "gift_aid", "Gift Aid", "giftaid|gift aided"),
    only_read(
        1105,
        "declared_on",
        "Gift Aid declaration of",
        "gift aid declaration date|declaration date|date of declaration|declared on|gift aid date|"
        "gift aid declaration made on|date of gift aid declaration",
    ),
    only_read(1110, "project", "For", "project|towards|appeal|fund|campaign"),
    only_read(1120, "note", "Note", "notes|comment|comments|remarks|message", many=True),
    *(
        FieldDeclaration(record, f"donor_{noun}_id", "Donor", _THANKING, FieldKind.LINK, noun="donor")
        for record in ("donation", "money_gift")
        for noun in ("person", "household", "group", "partner")
    ),
)

SIGN_UPS = (
    only_read(
        1010,
        "heads",
        "How many come",
        "heads|head count|headcount|number attending|number coming|number of people|no of people|party size|"
        "group size|how many",
    ),
    only_read(1020, "project", "Project", "activity|event|sign up|signup|sign up title|project name|what"),
    only_read(1030, "role", "Role", "item|slot|task|job|volunteer role|position role"),
    only_read(1040, "day", "Day", "date|shift date|start date|start date time|date of shift"),
    only_read(1050, "starts", "From", "start time|start|begins|time|shift|from time|shift time|which shift"),
    only_read(1055, "signed_up_for", "Shifts of our sign-up form"),
    only_read(1060, "ends", "Until", "end time|end|ends|to|to time"),
    *(
        only_read(
            1070 + 10 * place,
            f"choice_{place}",
            f"{word} choice",
            f"{place}{ending} choice|choice {place}|{word.lower()} preference|preference {place}",
        )
        for place, word, ending in ((1, "First", "st"), (2, "Second", "nd"), (3, "Third", "rd"))
    ),
)

OTHERS = (
    FieldDeclaration("role", "dbs_level", "DBS check", kind=FieldKind.CHOICE, noun="DBS level"),
    FieldDeclaration(
        "gift_aid_declaration", "scope", "For which gifts", kind=FieldKind.CHOICE, noun="gifts covered"
    ),
    FieldDeclaration("gift_aid_declaration", "made_on", "Made on", kind=FieldKind.DAY, noun="day"),
    FieldDeclaration(
        "gift_aid_declaration", "cancelled_on", "Cancelled on", kind=FieldKind.DAY, noun="cancellation"
    ),
    FieldDeclaration("gift_aid_declaration", "how", "How it was made", noun="way it was made"),
    *(
        FieldDeclaration(record, "definition", "Questions and columns", noun="questions and columns")
        for record in ("saved_list", "import_profile")
    ),
)
"""Fields whose name in a sentence is not that of their column."""
