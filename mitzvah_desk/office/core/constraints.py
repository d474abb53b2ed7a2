"""From the database's own refusals to sentences: one for every kind of constraint in the model."""

import re

from sqlalchemy.exc import IntegrityError

from mitzvah_desk.rules.findings import Finding, hard_finding

_SENTENCES = {
    "has_a_name": ("A name is needed here.", "Type a name."),
    "has_a_title": ("A title is needed here.", "Type a title."),
    "has_a_label": ("A name for these guests is needed.", "Type who they are, such as “Residents”."),
    "has_words": ("The words themselves are missing.", "Type what was said."),
    "ends_after_start": ("The end must come after the start.", "Give a later end, or an earlier start."),
    "until_after_from": ("The end must come after the start.", "Give a later end, or an earlier start."),
    "visiting_ends_after_start": (
        "Visiting must end after it begins.",
        "Give a later end, or an earlier beginning.",
    ),
    "maximum_not_under_minimum": (
        "The most people cannot be fewer than the least.",
        "Make the largest number at least as big as the smallest.",
    ),
    "quantity_positive": ("The quantity must be at least 1.", "Type a whole number from 1 up."),
    "amount_positive": ("The amount must be more than nothing.", "Type an amount such as 12.50."),
    "grams_each_positive": ("A weight is at least 1 gram.", "Type how much one weighs, or leave it empty."),
    "pack_size_positive": ("A pack holds at least 1.", "Type how many are in a pack, or leave it empty."),
    "visitor_limit_positive": (
        "A visitor limit is at least 1.",
        "Type a number, or leave it empty for no limit.",
    ),
    "minutes_positive": ("A length is at least 1 minute.", "Type the minutes, or leave it empty."),
    "person_or_group": ("This place is for one person or one group.", "Choose either of them."),
    "one_addressee": ("A letter has exactly one addressee.", "Choose who it is for."),
    "one_donor_at_most": ("A gift has one donor.", "Choose one donor, or none for an anonymous gift."),
    "not_oneself": ("Nobody can be their own guardian.", "Choose somebody else."),
    "not_its_own_parent": ("A partner cannot be part of itself.", "Choose another organisation or site."),
    "confidential_has_a_code_name": (
        "A confidential partner needs a code name, which is shown instead of its own.",
        "Type the code name first, then mark the partner confidential.",
    ),
}
_NOT_NEGATIVE = ("This number cannot be less than nothing.", "Type 0 or more, or leave it empty.")
_NEEDED = ("This cannot be left empty.", "Type something here, or press Esc to keep what was there.")
_UNIQUE = ("This is on the list already.", "Choose the one that is there, or give this one another name.")
_STILL_USED = (
    "This is still used by other records, so it cannot go.",
    "Take it out of those first, or keep it.",
)


def translate_constraint_error(error: IntegrityError) -> Finding:
    """The sentence for a refusal of the database.

    Raises:
        IntegrityError: the same, where it can only be a bug of ours.
    """
    said = str(error.orig)
    if "UNIQUE" in said:
        return hard_finding("file.unique", "", *_UNIQUE)
    if "FOREIGN KEY" in said:
        return hard_finding("file.in_use", "", *_STILL_USED)
    if "NOT NULL" in said:
        return hard_finding("file.needed", "", *_NEEDED)
    found = re.search(r"CHECK constraint failed: ck_(\w+)", said)
    if found is None:
        raise error
    constraint = found.group(1)
    for name, sentence in _SENTENCES.items():
        if constraint.endswith(name):
            return hard_finding(f"file.{name}", "", *sentence)
    if constraint.endswith("not_negative"):
        return hard_finding("file.not_negative", "", *_NOT_NEGATIVE)
    raise error
