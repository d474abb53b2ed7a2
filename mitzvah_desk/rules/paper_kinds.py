"""What each kind of paper is called and what it is for: said once, for the window and the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class PaperGroup(StrEnum):
    """What papers are for; the order in which they are offered."""

    BEFORE = "Before the day"
    DAY = "On the day"
    DOORS = "For the doors and tables"
    GOODS = "Goods and deliveries"
    AFTER = "Thank you and afterwards"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One kind of paper.

    Attributes:
        title: its name in the window.
        group: what it is for, among the others.
        letter: the one key that finds it among them all; a figure, now that every letter is taken.
        purpose: what it is for, in a sentence.
    """

    title: str
    group: PaperGroup
    letter: str
    purpose: str


PAPERS = {
    "rota": PaperFacts(
        "Rota of a project", PaperGroup.BEFORE, "r", "Who does what in one project, shift by shift."
    ),
    "day-rota": PaperFacts(
        "Rota of the day, for the wall",
        PaperGroup.DAY,
        "w",
        "Everything that goes on that day on one large sheet.",
    ),
    "schedule": PaperFacts(
        "Schedules, one a person",
        PaperGroup.BEFORE,
        "s",
        "For each volunteer: where to be, when, and whom to ring.",
    ),
    "sign-in": PaperFacts(
        "Sign-in sheet",
        PaperGroup.DAY,
        "i",
        "Who is expected, with a place to sign and empty lines for others.",
    ),
    "still-here": PaperFacts(
        "Who is still here",
        PaperGroup.DAY,
        "h",
        "Who has come and not gone home: to read out when the alarm goes.",
    ),
    "guests": PaperFacts(
        "Guests of honour of the day",
        PaperGroup.DAY,
        "1",
        "Who comes when, how to address them, and who looks after them.",
    ),
    "where-am-i": PaperFacts(
        "Where am I? For the door",
        PaperGroup.DOORS,
        "2",
        "Everybody of the day by family name: when, for what, and where.",
    ),
    "arrivals": PaperFacts(
        "Arrivals, for the gate",
        PaperGroup.DAY,
        "3",
        "Who is expected at each entrance hour by hour, with a box to tick.",
    ),
    "shopping": PaperFacts(
        "What to buy and bring",
        PaperGroup.BEFORE,
        "4",
        "What all projects need, added up to buy, and project by project to bring.",
    ),
    "brochure": PaperFacts(
        "Brochure: what you can do",
        PaperGroup.BEFORE,
        "5",
        "For the foyer, to fold: every project, how to say yes, and a slip to tear off.",
    ),
    "emergency": PaperFacts(
        "Emergency card", PaperGroup.DAY, "e", "Numbers to ring, and what helpers need, on one card to carry."
    ),
    "brief": PaperFacts(
        "Brief of a project",
        PaperGroup.BEFORE,
        "b",
        "What helpers should know about a project before they come.",
    ),
    "gift-list": PaperFacts(
        "Gift list", PaperGroup.BEFORE, "g", "Who gets a gift, what they wish for, and who gives it."
    ),
    "gift-tags": PaperFacts(
        "Gift tags", PaperGroup.BEFORE, "t", "A label to tie on each gift, without anybody’s name."
    ),
    "badges": PaperFacts(
        "Name badges", PaperGroup.DOORS, "n", "A name to wear for everybody, with a sign for photographs."
    ),
    "signs": PaperFacts(
        "Signs", PaperGroup.DOORS, "d", "Your own words in large letters, with an arrow or a code to scan."
    ),
    "thank-you": PaperFacts(
        "Thank-you letters still owed",
        PaperGroup.AFTER,
        "y",
        "A letter to everybody who is still to be thanked.",
    ),
    "letters": PaperFacts(
        "Letters to everybody, or to a list",
        PaperGroup.AFTER,
        "l",
        "A letter to all who took part, thanked already or not; or to those on a list.",
    ),
    "address-labels": PaperFacts(
        "Address labels for them",
        PaperGroup.AFTER,
        "a",
        "Labels for those letters, or for those on a list, in the same order.",
    ),
    "envelopes": PaperFacts(
        "Envelopes for them",
        PaperGroup.AFTER,
        "v",
        "Envelopes for those letters, or for those on a list, in the same order.",
    ),
    "box-labels": PaperFacts(
        "Box labels of the stock",
        PaperGroup.GOODS,
        "x",
        "A label for each box in store: what it is, until when it keeps.",
    ),
    "certificates": PaperFacts(
        "Certificates for children", PaperGroup.AFTER, "c", "For each child who helped, to hang on the wall."
    ),
    "consent-forms": PaperFacts(
        "Permission forms for families",
        PaperGroup.BEFORE,
        "f",
        "Asks parents about photographs and names, to sign and bring back.",
    ),
    "count-sheet": PaperFacts(
        "Count sheet of a stocktake",
        PaperGroup.GOODS,
        "k",
        "What should be on each shelf, with room for what you count.",
    ),
    "weighing-sheet": PaperFacts(
        "Weighing sheet for the door", PaperGroup.GOODS, "q", "Empty lines for the scales, for what comes in."
    ),
    "pick-list": PaperFacts(
        "Pick list of a delivery", PaperGroup.GOODS, "p", "What to take from which shelf for a delivery."
    ),
    "delivery-note": PaperFacts(
        "Delivery note, for the partner",
        PaperGroup.GOODS,
        "o",
        "Stays with the partner; they sign for what they got.",
    ),
    "delivery-sheet": PaperFacts(
        "Delivery sheet, for the driver",
        PaperGroup.GOODS,
        "u",
        "Where to drive and whom to ring; only for the driver named.",
    ),
    "recall": PaperFacts(
        "Ring list of a recall", PaperGroup.GOODS, "z", "Whom to ring about something that was recalled."
    ),
    "report": PaperFacts(
        "Report of the campaign",
        PaperGroup.AFTER,
        "m",
        "What was done, in figures and words, for the committee or for all.",
    ),
    "test-page": PaperFacts(
        "Test page of a sheet of labels",
        PaperGroup.DOORS,
        "j",
        "Try it on plain paper first: it shows whether labels will fit.",
    ),
}
"""Every kind of paper by its name for the command line."""


def list_group(group: PaperGroup) -> list[str]:
    """The papers of a group, by their keys."""
    return [key for key, facts in PAPERS.items() if facts.group is group]


def find_papers(text: str) -> list[str]:
    """The papers meant by what was typed, the best first; all of them, group by group, where nothing was.

    One letter finds the paper of that letter first; words find the papers in whose name, sentence or group
    each of them begins a word, those named so before the others.
    """
    wanted = text.casefold().replace("-", " ").split()
    every = [key for group in PaperGroup for key in list_group(group)]
    if not wanted:
        return every

    def rank(key: str) -> int:
        facts = PAPERS[key]
        if wanted == [facts.letter]:
            return 0
        if _begins(wanted, facts.title):
            return 1
        return 2 if _begins(wanted, f"{facts.title} {key} {facts.purpose} {facts.group}") else 3

    return sorted((key for key in every if rank(key) < 3), key=rank)


def _begins(wanted: Sequence[str], text: str) -> bool:
    words = text.casefold().replace("-", " ").replace("’", " ").split()
    return all(any(word.startswith(each) for word in words) for each in wanted)
