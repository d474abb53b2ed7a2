"""Programs by the headings of the files that they write: what these mean, and which are their own books."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from mitzvah_desk.model import ImportOf
from mitzvah_desk.rules.fields.heading_words import normalise_heading

_PEOPLE = frozenset({ImportOf.PEOPLE})
_COMING = frozenset({ImportOf.SIGN_UPS, ImportOf.PEOPLE})


@dataclass(frozen=True, slots=True)
class ListProgram:
    """A program that writes lists.

    Attributes:
        name: its name, as people know it.
        signs: headings that its files have, of which all must be there, parted by ``|``.
        books: the headings under which it keeps only its own books, parted by ``|``; ``*`` is any words.
        kinds: what its files may tell of.
        means: what headings mean that say something else in other files.
    """

    name: str
    signs: str
    books: str = ""
    kinds: frozenset[ImportOf] = _PEOPLE
    means: Mapping[str, str] = field(default_factory=dict)

    def find_bookkeeping(self, headings: Sequence[str]) -> frozenset[int]:
        """The columns that are only its own books, counted from 0."""
        told = [normalise_heading(heading) for heading in headings]
        books = self.books.split("|")
        return frozenset(n for n, said in enumerate(told) if any(fnmatchcase(said, each) for each in books))

    def match(self, headings: Sequence[str]) -> dict[int, str]:
        """What columns mean in its files, where it is not what they mean elsewhere."""
        told = (normalise_heading(heading) for heading in headings)
        return {n: self.means[said] for n, said in enumerate(told) if said in self.means}


_MAILCHIMP = (
    "member rating|optin ip|confirm time|confirm ip|latitude|longitude|gmtoff|dstoff|timezone|cc|"
    "region|last changed|leid|euid|tags|birthday"
)
PROGRAMS = (
    ListProgram(
        "our own sign-up form",
        "signed up for|campaign of the form|message",
        "campaign of the form|message",
        kinds=_COMING,
        means={"signed up for": "signed_up_for"},
    ),
    ListProgram(
        "Mailchimp, of those who unsubscribed",
        "email address|unsub time",
        f"{_MAILCHIMP}|optin time|unsub campaign*|unsub reason*|first name|last name|address|phone number|"
        "notes",
    ),
    ListProgram("Mailchimp", "email address|leid|euid", _MAILCHIMP),
    ListProgram(
        "ShulCloud",
        "account id|primary first name|primary last name",
        "person id|primary id|secondary id|*person type|*gender|*tribe|account type|account status|"
        "*billing type|date joined|label name|mailing name|display name|country",
    ),
    ListProgram(
        "Chaverware",
        "family id|his first name|her first name",
        "member type|membership type|membership date|label name|his tribe|her tribe|his status|"
        "her status|anniversary|country",
    ),
    ListProgram(
        "Planning Center",
        "person id|first name|last name|household id",
        "person id|gender|marital status|anniversary|membership|status|inactive date|"
        "campus|created at|updated at|household primary contact|remote id|background check*|given name|"
        "*country|*country code",
        means={
            "home email": "email",
            "grade": "school_year",
            "medical notes": "access_needs",
            "inactive reason": "status",
        },
    ),
    ListProgram(
        "Breeze",
        "breeze id|first name|last name",
        "breeze id|gender|marital status|added date|campus|family role|employer|school|years married|"
        "anniversary",
        means={"family": "family_number", "home": "phone", "work": "phone_2", "grade": "school_year"},
    ),
    ListProgram(
        "ChurchSuite",
        "first name|last name|sex|marital",
        "id|uuid|sex|marital|gender|ctime|mtime|site|added|modified|location|country|job|employer|"
        "receive *|communication*|spouse id|person type|person id",
    ),
    ListProgram(
        "Salesforce Nonprofit Success Pack",
        "contact1 first name|contact1 last name",
        "contact1 preferred *|contact2 preferred *|* id|* owner|* record type|* country|account1 *|"
        "account2 *|donation *|campaign *|payment *|npsp *|imported *|apply new *",
    ),
    ListProgram(
        "Salesforce",
        "contact id|account name|first name|last name",
        "contact id|contact owner|contact record type|account id|account owner|lead source|created date|"
        "created by|last activity|last modified*|mailing country|department|assistant|asst phone",
        means={
            "account name": "household",
            "mailing street": "address",
            "mailing city": "address",
            "mailing state province": "address",
            "mailing zip postal code": "postcode",
        },
    ),
    ListProgram(
        "CiviCRM",
        "contact id|contact type|first name|last name",
        "contact id|internal contact id|contact type|contact subtype|contact source|external identifier|"
        "sort name|display name|gender|preferred *|created date|modified date|image url|contact hash|"
        "address id|email id|phone id|phone type*|*location type*|on hold|bulk mailing|country|state|"
        "legal *|do not trade|do not phone|do not sms|do not mail|addressee|*greeting|master address*|"
        "employer id",
        means={"individual prefix": "title", "individual suffix": "honours", "birth date": "born"},
    ),
    ListProgram(
        "Eventbrite",
        "order|attendee status|first name",
        "price*|ticket*|quantity|attendee|group|order type|currency|total paid|* fees|* taxes|* paid|"
        "event id|event name|venue*|buyer *|billing *|barcode*|check in*|delivery method|promo code|"
        "home country|date attending|gender",
        kinds=_COMING,
    ),
    ListProgram(
        "SignUpGenius",
        "sign up|start date time|item|first name|last name",
        "qty|location|calendar view|phone type|member *|status",
        kinds=_COMING,
    ),
    ListProgram(
        "Jotform",
        "submission date|submission id",
        "submission id|submission ip|ip|last update*|flow status",
        kinds=_COMING,
    ),
    ListProgram(
        "Microsoft Forms",
        "id|start time|completion time|email|name",
        "id|start time|last modified time|language|total points|quiz feedback",
        kinds=_COMING,
    ),
    ListProgram(
        "Google Contacts",
        "first name|last name|file as|labels",
        "phonetic *|file as|photo|labels|* label|organization department|address 1 country|"
        "address 1 po box|address 1 formatted|website *|event *|custom field *",
    ),
    ListProgram(
        "Google Contacts, as it was before 2024",
        "name|given name|family name|yomi name",
        "*yomi*|initials|short name|gender|location|billing information|directory server|mileage|hobby|"
        "sensitivity|priority|subject|photo|language|* type|group membership|address 1 country|"
        "address 1 po box|organization 1 department|organization 1 symbol|organization 1 location|"
        "organization 1 job description|website *|custom field *",
    ),
    ListProgram(
        "Outlook",
        "first name|last name|e mail address|home street|home postal code",
        "*yomi|* type|e mail*display name|anniversary|*fax|assistant s *|callback|car phone|"
        "company main phone|isdn|pager|radio phone|tty tdd phone|telex|web page|account|"
        "billing information|categories|directory server|gender|government id number|hobby|*country|"
        "*country region|home address po box|initials|internet free busy|keywords|language|location|"
        "manager s name|mileage|office location|organizational id number|priority|private|profession|"
        "referred by|schedule*|sensitivity|user 1|user 2|user 3|user 4",
        means={"spouse": "name@adult 2", "children": "children_names", "suffix": "honours"},
    ),
    ListProgram("Doodle", "name|from|if need be", kinds=_COMING),
    ListProgram("Google Forms", "timestamp", kinds=_COMING),
)


def find_program(kind: ImportOf, headings: Sequence[str]) -> ListProgram | None:
    """The program that wrote a file, by its headings; None where no program is known by them.

    Args:
        kind: what the file tells of.
        headings: as they stand in the file.
    """
    told = {normalise_heading(heading) for heading in headings}
    found = (each for each in PROGRAMS if kind in each.kinds and told.issuperset(each.signs.split("|")))
    return next(found, None)
