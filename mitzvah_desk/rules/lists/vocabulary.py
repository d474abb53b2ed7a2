"""What a list may ask and show, in plain words: the catalogue of its questions and columns.

A list says what it is used for. For the newsletter or for print it holds only those who agreed to that, and
only what that use needs (UK GDPR, article 5(1)(b) and (c): purpose limitation and data minimisation).
"""

from dataclasses import dataclass
from enum import StrEnum

from mitzvah_desk.model.person import Purpose


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


_CAMPAIGN = QuestionNeeds.CAMPAIGN
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
    "email": Question("E-mail", "have an e-mail address", "have no e-mail address"),
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
    "note": Question("Note", "have “{}” in their note", "do not have “{}” in their note", QuestionNeeds.TEXT),
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
    "email": Question("E-mail", "have an e-mail address", "have no e-mail address"),
    "phone": Question("Telephone", "have a telephone number", "have no telephone number"),
    "name": Question("Name", "have “{}” in their name", "do not have “{}” in their name", QuestionNeeds.TEXT),
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


_ANY = frozenset(Use)
_WRITE = frozenset({Use.COMMITTEE, Use.NEWSLETTER})
_OWN = frozenset({Use.COMMITTEE})

PEOPLE_COLUMNS = (
    ListColumn("given", "First name", _ANY, first=True),
    ListColumn("family", "Family name", _ANY, first=True),
    ListColumn("title", "Title", _ANY),
    ListColumn("known_as", "Known as", _ANY),
    ListColumn("hebrew_name", "Hebrew name", _OWN),
    ListColumn("household", "Household", _OWN, first=True),
    ListColumn("addressed", "Addressed as", _WRITE),
    ListColumn("greeting", "Greeting", _WRITE),
    ListColumn("address", "Address", _WRITE),
    ListColumn("postcode", "Postcode", _WRITE),
    ListColumn("email", "E-mail", _WRITE, first=True),
    ListColumn("phone", "Telephone", _OWN, first=True),
    ListColumn("child", "Child", _OWN),
    ListColumn("born", "Date of birth", _OWN),
    ListColumn("position", "Position", _ANY),
    ListColumn("skills", "Skills", _OWN),
    ListColumn("groups", "Groups", _OWN),
    ListColumn("diet", "Diet", _OWN),
    ListColumn("access_needs", "Access needs", _OWN),
    ListColumn("dbs", "DBS check", _OWN),
    ListColumn("renew", "Renew DBS by", _OWN),
    ListColumn("emergency", "In an emergency", _OWN),
    *(ListColumn(f"allows {purpose.name.lower()}", f"Permission: {purpose}", _OWN) for purpose in Purpose),
    ListColumn("shifts", "Shifts served", _OWN, number=True),
    ListColumn("last", "Last took part", _OWN),
    ListColumn("donations", "Gifts of goods", _OWN, number=True),
    ListColumn("pounds", "Money given (£)", _OWN, number=True),
    ListColumn("thanked", "Last thanked", _OWN),
    ListColumn("note", "Note", _OWN),
)
PARTNER_COLUMNS = (
    ListColumn("name", "Name", _ANY, first=True),
    ListColumn("parent", "Part of", _ANY),
    ListColumn("level", "Level", _ANY),
    ListColumn("what", "What it does", _ANY, first=True),
    ListColumn("address", "Address", _WRITE),
    ListColumn("postcode", "Postcode", _WRITE),
    ListColumn("country", "Country", _WRITE),
    ListColumn("phone", "Telephone", _WRITE, first=True),
    ListColumn("email", "E-mail", _WRITE, first=True),
    ListColumn("website", "Website", _ANY),
    ListColumn("contact", "Main contact", _OWN, first=True),
    ListColumn("rules", "Visiting rules", _OWN),
    ListColumn("food", "Food rules", _OWN),
    ListColumn("projects", "Projects", _OWN, number=True),
    ListColumn("next", "Next step", _OWN),
    ListColumn("next_on", "Next step by", _OWN),
    ListColumn("thanked", "Last thanked", _OWN),
    ListColumn("note", "Note", _OWN),
)

QUESTIONS = {Subject.PEOPLE: OF_PEOPLE, Subject.PARTNERS: OF_PARTNERS}
COLUMNS = {Subject.PEOPLE: PEOPLE_COLUMNS, Subject.PARTNERS: PARTNER_COLUMNS}


def available_columns(subject: Subject, use: Use) -> tuple[ListColumn, ...]:
    """The columns that a list of this use may show, in their usual order."""
    return tuple(column for column in COLUMNS[subject] if use in column.uses)
