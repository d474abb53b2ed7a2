"""The chips that each piece of the newsletter may hold."""

from collections.abc import Iterable

from mitzvah_desk.model import NewsletterKind
from mitzvah_desk.rules.templates.sections import Chip, Sort

HEADINGS = {
    NewsletterKind.WHATS_ON: "What’s on",
    NewsletterKind.STILL_NEEDED: "We still need",
    NewsletterKind.THANK_YOU: "Thank you",
    NewsletterKind.WHAT_WE_DID: "What we did",
}
"""What the pieces are called in the window and in sentences; a committee may head them otherwise."""

KEYS = {
    "whats-on": NewsletterKind.WHATS_ON,
    "still-needed": NewsletterKind.STILL_NEEDED,
    "thank-you": NewsletterKind.THANK_YOU,
    "what-we-did": NewsletterKind.WHAT_WE_DID,
}
"""The pieces by the names that files and the command line have for them, in their usual order."""


def _of(sort: Sort, *chips: tuple[str, str], whole: bool = False, tells: bool = True) -> list[Chip]:
    return [Chip(key, label, "", sort, whole=whole, tells=tells) for key, label in chips]


def _by_key(chips: Iterable[Chip]) -> dict[str, Chip]:
    return {chip.key: chip for chip in chips}


_EVERYWHERE = _of(
    Sort.PIECE,
    ("campaign", "campaign"),
    ("day", "main day"),
    ("hebrew_day", "Hebrew day"),
    ("theme", "theme"),
    ("organisation", "our name"),
    ("contact", "how to reach us"),
    ("website", "our website"),
    tells=False,
)
_PROJECT = [
    *_of(
        Sort.PROJECT,
        ("project", "project"),
        ("kind", "its kind"),
        ("on_day", "its day"),
        ("time", "its time"),
        ("place", "where (venue)"),
        ("with_whom", "with whom"),
        ("for_whom", "for whom"),
        ("coordinator", "coordinator"),
    ),
    *_of(Sort.PROJECT, ("summary", "what it is"), whole=True),
]
CHIPS: dict[NewsletterKind, dict[str, Chip]] = {
    NewsletterKind.WHATS_ON: _by_key(
        [
            *_EVERYWHERE,
            *_of(Sort.PIECE, ("projects_number", "number of projects")),
            *_PROJECT,
            *_of(Sort.PROJECT, ("honoured", "guests of honour"), ("needs", "helpers needed")),
        ]
    ),
    NewsletterKind.STILL_NEEDED: _by_key(
        [
            *_EVERYWHERE,
            *_of(Sort.PIECE, ("people_needed", "number of helpers needed")),
            *_PROJECT,
            *_of(Sort.PROJECT, ("needs", "helpers needed")),
            *_of(
                Sort.THING,
                ("thing", "thing"),
                ("thing_number", "how many"),
                ("thing_for", "thing for whom"),
                ("wanted_by", "wanted by"),
            ),
            *_of(
                Sort.TARGET,
                ("target", "target"),
                ("progress", "how far we are"),
                ("to_go", "what is to go"),
                ("hoped", "what we hope for"),
            ),
        ]
    ),
    NewsletterKind.THANK_YOU: _by_key(
        [
            *_EVERYWHERE,
            *_of(
                Sort.PIECE,
                ("volunteers", "volunteers"),
                ("children", "children"),
                ("groups", "groups"),
                ("donors", "donors"),
                ("partners", "partners"),
                ("honoured", "guests of honour"),
            ),
        ]
    ),
    NewsletterKind.WHAT_WE_DID: _by_key(
        [
            *_EVERYWHERE,
            *_of(
                Sort.PIECE,
                ("volunteers_number", "number of volunteers"),
                ("hours", "hours served"),
                ("given", "things given"),
                ("given_kinds", "things given, by kind"),
                ("delivered", "things delivered"),
                ("made", "things made"),
                ("money", "money raised"),
                ("partners_number", "number of partners"),
                ("partners", "partners"),
                ("projects_number", "number of projects"),
            ),
            *_PROJECT,
            *_of(Sort.PROJECT, ("story", "what came of it"), whole=True),
            *_of(
                Sort.PROJECT,
                ("came", "how many came"),
                ("project_made", "what it made"),
                ("raised", "what it raised"),
            ),
            *_of(Sort.QUOTATION, ("words", "what was said"), whole=True),
            *_of(Sort.QUOTATION, ("said_by", "who said it")),
        ]
    ),
}
"""By key, for each piece. Those that are the same everywhere do not make a piece say anything."""
