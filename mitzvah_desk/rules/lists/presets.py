"""Lists to begin with: what committees ask for most, each a definition that one may change."""

from mitzvah_desk.model.person import Purpose
from mitzvah_desk.rules.lists.definition import GroupMatch, ListCondition, ListDefinition
from mitzvah_desk.rules.lists.questions import ANY_CAMPAIGN, THIS_CAMPAIGN
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use

_NEWSLETTER = str(Purpose.NEWSLETTER)

READY: tuple[tuple[str, ListDefinition], ...] = (
    (
        "Newsletter by e-mail",
        ListDefinition(
            use=Use.NEWSLETTER,
            conditions=(ListCondition("email"),),
            columns=("given", "family", "email"),
        ),
    ),
    (
        "Newsletter by post",
        ListDefinition(
            use=Use.NEWSLETTER,
            row_for=RowFor.HOUSEHOLD,
            conditions=(ListCondition("email", holds=False), ListCondition("address")),
            columns=("addressed", "greeting", "address", "postcode"),
            sort=("addressed", False),
        ),
    ),
    (
        "Helpers of this campaign",
        ListDefinition(
            conditions=(
                ListCondition("confirmed", value=THIS_CAMPAIGN),
                ListCondition("absent", holds=False, value=THIS_CAMPAIGN),
            ),
            columns=("given", "family", "household", "phone", "email", "skills"),
        ),
    ),
    (
        "Have not answered yet",
        ListDefinition(
            conditions=(ListCondition("invited", value=THIS_CAMPAIGN),),
            columns=("given", "family", "phone", "email"),
        ),
    ),
    (
        "Helped before, not yet this time",
        ListDefinition(
            conditions=(
                ListCondition("attended", value=ANY_CAMPAIGN),
                ListCondition("confirmed", holds=False, value=THIS_CAMPAIGN),
                ListCondition("invited", holds=False, value=THIS_CAMPAIGN),
                ListCondition("declined", holds=False, value=THIS_CAMPAIGN),
            ),
            columns=("given", "family", "phone", "email", "shifts", "last"),
            sort=("last", True),
        ),
    ),
    (
        "Donors of this campaign",
        ListDefinition(
            row_for=RowFor.HOUSEHOLD,
            match=GroupMatch.ANY,
            conditions=(
                ListCondition("gave", value=THIS_CAMPAIGN),
                ListCondition("money", value=THIS_CAMPAIGN),
            ),
            columns=("addressed", "donations", "pounds", "email", "thanked"),
            sort=("addressed", False),
        ),
    ),
    (
        "To ask about the newsletter",
        ListDefinition(
            conditions=(
                ListCondition("asked", holds=False, value=_NEWSLETTER),
                ListCondition("child", holds=False),
            ),
            columns=("given", "family", "household", "phone", "email"),
        ),
    ),
    (
        "Names that may be printed",
        ListDefinition(use=Use.PRINT, columns=("given", "family")),
    ),
    (
        "Partners to thank",
        ListDefinition(
            Subject.PARTNERS,
            conditions=(
                ListCondition("took part", value=THIS_CAMPAIGN),
                ListCondition("thanked", holds=False, value=THIS_CAMPAIGN),
            ),
            columns=("name", "contact", "phone", "email", "projects"),
        ),
    ),
)
"""Each by its name."""
