"""What a list may ask, in plain words: the catalogue of its questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mitzvah_desk.model.person import Purpose
from mitzvah_desk.rules.fields.field import FieldDeclaration
from mitzvah_desk.rules.fields.registry import PARTNERS, PEOPLE
from mitzvah_desk.rules.lists.measures import Measure
from mitzvah_desk.rules.lists.vocabulary import Subject


class QuestionNeeds(StrEnum):
    """What a question needs to know."""

    NOTHING = ""
    CAMPAIGN = "campaign"
    ONE_CAMPAIGN = "one campaign"
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
        yes: its words after “people who”; ``{}`` is what is chosen, ``{how}`` how it is compared.
        no: the words of its opposite.
        wanted: what is chosen.
        measure: what is measured, where it compares something.
        noun: what is counted, where it counts.
        unknown: its words, and those of their opposite, where what it measures may not be known.
    """

    title: str
    yes: str
    no: str
    wanted: QuestionNeeds = QuestionNeeds.NOTHING
    measure: Measure | None = None
    noun: str = ""
    unknown: tuple[str, str] | None = None


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
_POUNDS = Question(
    "Amount given", "gave {how} in {}", "did not give {how} in {}", _CAMPAIGN, measure=Measure.POUNDS
)
_LAST_THANKED = Question(
    "Last thanked",
    "were last thanked {how}",
    "were not last thanked {how}",
    measure=Measure.DAY,
    unknown=("were never thanked", "were thanked at some time"),
)
OF_PEOPLE: dict[str, Question] = {
    "attended": Question("Attendance", "attended in {}", "did not attend in {}", _CAMPAIGN),
    "confirmed": Question("Confirmed", "said yes to {}", "did not say yes to {}", _CAMPAIGN),
    "invited": Question(
        "Invited", "have not answered about {} yet", "have no open invitation to {}", _CAMPAIGN
    ),
    "absent": Question("Absence", "stayed away from {} after all", "did not stay away from {}", _CAMPAIGN),
    "declined": Question("Declined", "said no to {}", "did not say no to {}", _CAMPAIGN),
    "shifts": Question(
        "Number of shifts",
        "served {how} in {}",
        "did not serve {how} in {}",
        _CAMPAIGN,
        measure=Measure.NUMBER,
        noun="shift",
    ),
    "last": Question(
        "Last took part",
        "last took part {how}",
        "did not last take part {how}",
        measure=Measure.DAY,
        unknown=("never took part", "took part at some time"),
    ),
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
    "child": Question("Child or adult", "are children", "are adults"),
    "age": Question(
        "Age on the day",
        "are {how} old on the day of the campaign",
        "are not {how} old on the day of the campaign",
        measure=Measure.NUMBER,
        noun="year",
        unknown=("have no age on record", "have an age on record"),
    ),
    "family": Question("Family", "live with children", "live without children"),
    "gave": Question("Goods given", "gave goods in {}", "gave no goods in {}", _CAMPAIGN),
    "money": Question("Money given", "gave money in {}", "gave no money in {}", _CAMPAIGN),
    "gifts": Question(
        "Number of gifts",
        "gave goods {how} in {}",
        "did not give goods {how} in {}",
        _CAMPAIGN,
        measure=Measure.NUMBER,
        noun="time",
    ),
    "pounds": _POUNDS,
    "thanked": Question("Thanks", "were thanked in {}", "were not thanked in {}", _CAMPAIGN),
    "last_thanked": _LAST_THANKED,
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
    "recruited": Question(
        "Recruited for work with children",
        "were recruited for work with children {how}",
        "were not recruited for work with children {how}",
        measure=Measure.DAY,
        unknown=("were not recruited for work with children", "were recruited for work with children"),
    ),
    "away": Question(
        "Away on a day", "are away for some of {}", "are not known to be away on {}", QuestionNeeds.DAY
    ),
    "away_then": Question(
        "Away on the campaign’s day",
        "are away for some of the day of {}",
        "are not known to be away on the day of {}",
        QuestionNeeds.ONE_CAMPAIGN,
    ),
    "has_diet": Question("Any diet", "have a diet or an allergy", "have no diet or allergy on record"),
    "diet": Question(
        "Diet or allergy",
        "have “{}” in their diet or allergies",
        "do not have “{}” in their diet or allergies",
        QuestionNeeds.TEXT,
    ),
    "has_needs": Question("Access needs", "have access needs", "have no access needs on record"),
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
    "pounds": _POUNDS,
    "last_thanked": _LAST_THANKED,
    "projects": Question(
        "Number of projects",
        "took part in {how} in {}",
        "did not take part in {how} in {}",
        _CAMPAIGN,
        measure=Measure.NUMBER,
        noun="project",
    ),
    "level": Question("Level", "are a {}", "are not a {}", QuestionNeeds.LEVEL),
    "next": Question("Next step", "have a next step open", "have no next step open"),
    "next_by": Question(
        "Day of the next step",
        "have a next step to do {how}",
        "have no next step to do {how}",
        measure=Measure.DAY,
    ),
    **{key: _ABOUT_PARTNERS[key] for key in ("email", "phone", "name")},
    **_ABOUT_PARTNERS,
}
QUESTIONS = {Subject.PEOPLE: OF_PEOPLE, Subject.PARTNERS: OF_PARTNERS}
