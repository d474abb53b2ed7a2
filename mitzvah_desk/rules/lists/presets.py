"""Lists to begin with: what committees ask for most, each a definition that one may change."""

from mitzvah_desk.model.person import Purpose
from mitzvah_desk.rules.lists.definition import Condition, ListDefinition
from mitzvah_desk.rules.lists.vocabulary import ANY_CAMPAIGN, THIS_CAMPAIGN, RowFor, Subject, Use

_NEWSLETTER = str(Purpose.NEWSLETTER)

READY: tuple[tuple[str, ListDefinition], ...] = (
    (
        "Newsletter by e-mail",
        ListDefinition(
            use=Use.NEWSLETTER,
            conditions=(Condition("email"),),
            columns=("given", "family", "email"),
        ),
    ),
    (
        "Newsletter by post",
        ListDefinition(
            use=Use.NEWSLETTER,
            row_for=RowFor.HOUSEHOLD,
            conditions=(Condition("email", holds=False), Condition("address")),
            columns=("addressed", "greeting", "address", "postcode"),
            sort=("addressed", False),
        ),
    ),
    (
        "Helpers of this campaign",
        ListDefinition(
            conditions=(
                Condition("confirmed", value=THIS_CAMPAIGN),
                Condition("absent", holds=False, value=THIS_CAMPAIGN),
            ),
            columns=("given", "family", "household", "phone", "email", "skills"),
        ),
    ),
    (
        "Have not answered yet",
        ListDefinition(
            conditions=(Condition("invited", value=THIS_CAMPAIGN),),
            columns=("given", "family", "phone", "email"),
        ),
    ),
    (
        "Helped before, not yet this time",
        ListDefinition(
            conditions=(
                Condition("attended", value=ANY_CAMPAIGN),
                Condition("confirmed", holds=False, value=THIS_CAMPAIGN),
                Condition("invited", holds=False, value=THIS_CAMPAIGN),
                Condition("declined", holds=False, value=THIS_CAMPAIGN),
            ),
            columns=("given", "family", "phone", "email", "shifts", "last"),
            sort=("last", True),
        ),
    ),
    (
        "Donors of this campaign",
        ListDefinition(
            row_for=RowFor.HOUSEHOLD,
            every=False,
            conditions=(Condition("gave", value=THIS_CAMPAIGN), Condition("money", value=THIS_CAMPAIGN)),
            columns=("addressed", "donations", "pounds", "email", "thanked"),
            sort=("addressed", False),
        ),
    ),
    (
        "To ask about the newsletter",
        ListDefinition(
            conditions=(
                Condition("asked", holds=False, value=_NEWSLETTER),
                Condition("child", holds=False),
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
                Condition("took part", value=THIS_CAMPAIGN),
                Condition("thanked", holds=False, value=THIS_CAMPAIGN),
            ),
            columns=("name", "contact", "phone", "email", "projects"),
        ),
    ),
)
"""Each by its name."""
