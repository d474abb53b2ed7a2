"""What a list may ask and show, in plain words: the catalogue of its questions and columns.

A list says what it is used for. For the newsletter or for print it holds only those who agreed to that, and
only what that use needs (UK GDPR, article 5(1)(b) and (c): purpose limitation and data minimisation).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mitzvah_desk.model.person import Purpose
from mitzvah_desk.rules.fields.field import FieldDeclaration, ListReach
from mitzvah_desk.rules.fields.registry import PARTNERS, PEOPLE


class Subject(StrEnum):
    """What a list is of."""

    PEOPLE = "people"
    PARTNERS = "partners"


class RowFor(StrEnum):
    """What one line of a list of people stands for."""

    PERSON = "person"
    HOUSEHOLD = "household"


class Use(StrEnum):
    """What a list is used for."""

    COMMITTEE = "committee"
    NEWSLETTER = "newsletter"
    PRINT = "print"

    @property
    def purpose(self) -> Purpose | None:
        """What everybody on it must have agreed to; None where it stays within the committee."""
        return {Use.NEWSLETTER: Purpose.NEWSLETTER, Use.PRINT: Purpose.PRINT}.get(self)

    @property
    def words(self) -> str:
        """What it is called on the screen."""
        return {
            Use.COMMITTEE: "For the committee",
            Use.NEWSLETTER: "To send the newsletter",
            Use.PRINT: "To print names",
        }[self]


class QuestionNeeds(StrEnum):
    """What a question needs to know."""

    NOTHING = ""
    CAMPAIGN = "campaign"
    PROJECT = "project"
    ROLE = "role"
    SKILL = "skill"
    GROUP = "group"
    PURPOSE = "purpose"
    LEVEL = "level"
    TEXT = "text"
    DAY = "day"


ANY_CAMPAIGN = "any campaign"
THIS_CAMPAIGN = "this campaign"
PURPOSES = {
    Purpose.PHOTO: "photographs",
    Purpose.PRINT: "their name in print",
    Purpose.NEWSLETTER: "the newsletter",
    Purpose.KEEP: "keeping their details",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a list may ask.

    Attributes:
        title: what it is called where one chooses it.
        yes: its words after “people who”; ``{}`` is what is chosen.
        no: the words of its opposite.
        wanted: what is chosen.
    """

    title: str
    yes: str
    no: str
    wanted: QuestionNeeds = QuestionNeeds.NOTHING


def _questions_about(fields: Iterable[FieldDeclaration]) -> dict[str, Question]:
    """The questions that lists ask about single fields, made of their declarations."""
    return {
        each.list_key: Question(
            each.list_title,
            asked.yes,
            asked.no,
            QuestionNeeds.TEXT if "{}" in asked.yes else QuestionNeeds.NOTHING,
        )
        for each in fields
        if (asked := each.question) is not None
    }


_CAMPAIGN = QuestionNeeds.CAMPAIGN
_ABOUT_PEOPLE = _questions_about(PEOPLE)
_ABOUT_PARTNERS = _questions_about(PARTNERS)
OF_PEOPLE: dict[str, Question] = {
    "attended": Question("Attendance", "attended in {}", "did not attend in {}", _CAMPAIGN),
    "confirmed": Question("Confirmed", "said yes to {}", "did not say yes to {}", _CAMPAIGN),
    "invited": Question(
        "Invited", "have not answered about {} yet", "have no open invitation to {}", _CAMPAIGN
    ),
    "absent": Question("Absence", "stayed away from {} after all", "did not stay away from {}", _CAMPAIGN),
    "declined": Question("Declined", "said no to {}", "did not say no to {}", _CAMPAIGN),
    "project": Question(
        "Project", "are on the rota of {}", "are not on the rota of {}", QuestionNeeds.PROJECT
    ),
    "role": Question("Role", "served as {}", "never served as {}", QuestionNeeds.ROLE),
    "skill": Question("Skill", "have the skill {}", "do not have the skill {}", QuestionNeeds.SKILL),
    "teaches": Question("Teaching", "can teach {}", "cannot teach {}", QuestionNeeds.SKILL),
    "agreed": Question("Permission", "agreed to {}", "did not agree to {}", QuestionNeeds.PURPOSE),
    "asked": Question("Asked", "were asked about {}", "were never asked about {}", QuestionNeeds.PURPOSE),
    "email": _ABOUT_PEOPLE["email"],
    "phone": Question("Telephone", "have a telephone number", "have no telephone number"),
    "address": Question("Postal address", "have a postal address", "have no postal address"),
    "postcode": Question(
        "Postcode", "have a postcode beginning {}", "have no postcode beginning {}", QuestionNeeds.TEXT
    ),
    "child": Question("Age", "are children", "are adults"),
    "family": Question("Family", "live with children", "live without children"),
    "gave": Question("Goods given", "gave goods in {}", "gave no goods in {}", _CAMPAIGN),
    "money": Question("Money given", "gave money in {}", "gave no money in {}", _CAMPAIGN),
    "thanked": Question("Thanks", "were thanked in {}", "were not thanked in {}", _CAMPAIGN),
    "group": Question("Group", "belong to {}", "do not belong to {}", QuestionNeeds.GROUP),
    "contact": Question("Contact", "are a partner’s contact", "are no partner’s contact"),
    "honour": Question(
        "Guest of honour", "were a guest of honour in {}", "were no guest of honour in {}", _CAMPAIGN
    ),
    "dbs": Question("DBS check", "have a DBS check", "have no DBS check"),
    "renew": Question(
        "DBS renewal",
        "must renew a DBS check before {}",
        "need not renew a DBS check before {}",
        QuestionNeeds.DAY,
    ),
    "name": Question("Name", "have “{}” in their name", "do not have “{}” in their name", QuestionNeeds.TEXT),
    **_ABOUT_PEOPLE,  # those that stand above stay there
}
OF_PARTNERS: dict[str, Question] = {
    "took part": Question("Part", "took part in {}", "took no part in {}", _CAMPAIGN),
    "hosted": Question("Host", "were a host in {}", "were no host in {}", _CAMPAIGN),
    "benefited": Question("Beneficiary", "were helped in {}", "were not helped in {}", _CAMPAIGN),
    "supplied": Question("Supplier", "were a supplier in {}", "were no supplier in {}", _CAMPAIGN),
    "requested": Question("Requests", "asked for something in {}", "asked for nothing in {}", _CAMPAIGN),
    "received": Question(
        "Deliveries", "were brought something in {}", "were brought nothing in {}", _CAMPAIGN
    ),
    "gave": Question("Goods given", "gave goods in {}", "gave no goods in {}", _CAMPAIGN),
    "money": Question("Money given", "gave money in {}", "gave no money in {}", _CAMPAIGN),
    "thanked": Question("Thanks", "were thanked in {}", "were not thanked in {}", _CAMPAIGN),
    "level": Question("Level", "are a {}", "are not a {}", QuestionNeeds.LEVEL),
    "next": Question("Next step", "have a next step open", "have no next step open"),
    **{key: _ABOUT_PARTNERS[key] for key in ("email", "phone", "name")},
    **_ABOUT_PARTNERS,
}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column that a list may show.

    Attributes:
        key: its name in what is kept.
        title: its heading, by which an import knows it again.
        uses: what a list that shows it may be used for.
        number: whether it holds numbers.
        first: whether a new list shows it.
    """

    key: str
    title: str
    uses: frozenset[Use]
    number: bool = False
    first: bool = False


_USES = {
    ListReach.COMMITTEE: frozenset({Use.COMMITTEE}),
    ListReach.NEWSLETTER: frozenset({Use.COMMITTEE, Use.NEWSLETTER}),
    ListReach.PRINT: frozenset(Use),
}


def _columns_of(fields: Iterable[FieldDeclaration]) -> tuple[ListColumn, ...]:
    """The columns that lists may show, made of the declarations of fields; others are passed over."""
    return tuple(
        ListColumn(each.list_key, each.list_title, _USES[place.reach], place.number, place.first)
        for each in fields
        if (place := each.in_list) is not None
    )


QUESTIONS = {Subject.PEOPLE: OF_PEOPLE, Subject.PARTNERS: OF_PARTNERS}
COLUMNS = {Subject.PEOPLE: _columns_of(PEOPLE), Subject.PARTNERS: _columns_of(PARTNERS)}


def available_columns(subject: Subject, use: Use) -> tuple[ListColumn, ...]:
    """The columns that a list of this use may show, in their usual order."""
    return tuple(column for column in COLUMNS[subject] if use in column.uses)
