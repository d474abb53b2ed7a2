"""The fields of persons, in the order in which lists show them: their names, and what is known of them."""

from mitzvah_desk.rules.fields.field import (
    CardLine,
    FieldDeclaration,
    FieldKind,
    ImportPlace,
    ListPlace,
    ListQuestion,
    ListReach,
    only_read,
    worked_out,
)
from mitzvah_desk.rules.privacy.disclosure import Fact

_NAMING = "To know and greet the person."
_SAFEGUARDING = "To keep children and those whom we visit safe."
_CATERING = "So that everybody can take part and eat safely on the day."
_WORKING = "To reach the person at work."

_PERMISSIONS = (
    ("photo", "photo", 350, "photo|photos|photo consent|photo permission|photographs"),
    ("print", "name in print", 360, "name in print|print|may we print your name"),
    (
        "newsletter",
        "newsletter",
        370,
        "newsletter|mailing list|email consent|receive newsletter|subscribe|would you like our newsletter",
    ),
    (
        "keep",
        "keep my details",
        380,
        "keep my details|may we keep your details|gdpr|data consent",
    ),
)

NAMES = (
    FieldDeclaration(
        "person",
        "given",
        "First name",
        _NAMING,
        fact=Fact.VOLUNTEER_NAME,
        noun="first name",
        in_list=ListPlace(ListReach.PRINT, first=True, exported=True),
        in_import=ImportPlace(
            20,
            "firstname|first|forename|forenames|given name|given|christian name|first names|שם פרטי",
            in_donations=True,
            composed=True,
            fills_only=True,
        ),
    ),
    only_read(30, "middle", "Middle name", "additional name|middle|second name", in_donations=True),
    FieldDeclaration(
        "person",
        "family",
        "Family name",
        _NAMING,
        fact=Fact.VOLUNTEER_NAME,
        noun="family name",
        in_list=ListPlace(ListReach.PRINT, first=True, exported=True),
        in_import=ImportPlace(
            40,
            "last name|lastname|surname|last|family|second surname|שם משפחה",
            in_donations=True,
            composed=True,
            fills_only=True,
        ),
    ),
    only_read(45, "born_as", "Name at birth", "maiden name|née|nee|birth name|former name|previous surname"),
    only_read(
        50,
        "name",
        "Full name",
        "name|contact|contact name|your name|volunteer|volunteer name|display name|names|person|attendee|"
        "attendee name|participant|donor|donor name|given by|from|file as|your full name|signed up by|שם|"
        "שם מלא",
        in_donations=True,
    ),
    FieldDeclaration(
        "person",
        "title",
        "Title",
        _NAMING,
        fact=Fact.VOLUNTEER_NAME,
        in_list=ListPlace(ListReach.PRINT),
        in_import=ImportPlace(
            10,
            "name prefix|prefix|salutation|mr mrs",
            in_donations=True,
            composed=True,
            fills_only=True,
        ),
    ),
    FieldDeclaration(
        "person",
        "known_as",
        "Known as",
        _NAMING,
        fact=Fact.VOLUNTEER_NAME,
        in_list=ListPlace(ListReach.PRINT, exported=True),
        in_import=ImportPlace(
            60,
            "nickname|preferred name|goes by|known name",
            in_donations=True,
            fills_only=True,
        ),
        card=CardLine("NICKNAME", written=True),
    ),
    FieldDeclaration(
        "person",
        "pronouns",
        "Pronouns",
        "To speak of the person as they wish.",
        fact=Fact.VOLUNTEER_NAME,
        in_list=ListPlace(exported=True),
        question=ListQuestion("have “{}” in their pronouns", "do not have “{}” in their pronouns"),
        in_import=ImportPlace(
            70,
            "pronoun|personal pronouns|preferred pronouns|gender pronouns|your pronouns|my pronouns|"
            "what are your pronouns|which pronouns do you use|what pronouns do you use",
        ),
        card=CardLine("PRONOUNS", written=True),
    ),
    FieldDeclaration(
        "person",
        "hebrew_name",
        "Hebrew name",
        _NAMING,
        in_list=ListPlace(),
        in_import=ImportPlace(80, "hebrew", fills_only=True),
    ),
)

ABOUT = (
    FieldDeclaration(
        "person",
        "is_child",
        "A child",
        _SAFEGUARDING,
        FieldKind.YES_NO,
        noun="child",
        in_list=ListPlace(title="Child", key="child", exported=True),
        in_import=ImportPlace(
            220,
            "is child|under 18|child or adult|adult child|adult or child",
            words="Child",
            key="child",
            composed=True,
            of_all=True,
        ),
    ),
    FieldDeclaration(
        "person",
        "born",
        "Born on",
        _SAFEGUARDING,
        FieldKind.DAY,
        noun="date of birth",
        in_list=ListPlace(title="Date of birth"),
        in_import=ImportPlace(
            230,
            "dob|birthday|birth date|birthdate|born|d o b",
            words="Date of birth",
            composed=True,
        ),
        card=CardLine("BDAY"),
    ),
    FieldDeclaration(
        "person",
        "told_age",
        "Age, where no date of birth is known",
        _SAFEGUARDING,
        FieldKind.NUMBER,
        noun="age",
        in_import=ImportPlace(
            240,
            "age on the day|your age|how old are you|age at last birthday",
            words="Age",
            key="age",
            composed=True,
        ),
    ),
    FieldDeclaration(
        "person", "told_on", "Age told on", _SAFEGUARDING, FieldKind.DAY, noun="day on which the age was told"
    ),
    only_read(242, "school_year", "School year", "year group|class year|school class|year at school|grade"),
    FieldDeclaration(
        "person",
        "position",
        "Position",
        _NAMING,
        fact=Fact.VOLUNTEER_NAME,
        in_list=ListPlace(ListReach.PRINT, exported=True),
        in_import=ImportPlace(
            250,
            "job title|organization title|organisation title|office|role in the community|"
            "organization 1 title",
            in_sign_ups=False,
        ),
        card=CardLine("TITLE"),
    ),
    FieldDeclaration(
        "person",
        "honours",
        "Letters after the name",
        _NAMING,
        fact=Fact.VOLUNTEER_NAME,
        noun="letters after the name",
        in_list=ListPlace(exported=True),
        in_import=ImportPlace(255, "post nominals|honours|suffix|name suffix|letters after name"),
    ),
    FieldDeclaration("person", "partner_id", "Works at", _WORKING, FieldKind.LINK),
    FieldDeclaration(
        "person",
        "also_volunteers",
        "Volunteers with us too",
        "So that a partner's contact or a guest of honour is asked to serve only if they said so.",
        FieldKind.YES_NO,
        in_list=ListPlace(),
    ),
    FieldDeclaration(
        "",
        "skills",
        "Skills",
        in_list=ListPlace(exported=True),
        in_import=ImportPlace(260, "what can you do|talents|skill", composed=True),
    ),
    only_read(270, "drives", "Drives", "driver|has a car|car"),
    worked_out("groups", "Groups", ListPlace()),
    FieldDeclaration(
        "person",
        "diet",
        "Diet and allergies",
        _CATERING,
        adds_up=True,
        in_list=ListPlace(title="Diet"),
        in_import=ImportPlace(
            280,
            "dietary requirements|dietary|dietary needs|allergies",
            words="Diet",
            of_all=True,
        ),
    ),
    FieldDeclaration(
        "person",
        "access_needs",
        "Access needs",
        _CATERING,
        adds_up=True,
        in_list=ListPlace(),
        in_import=ImportPlace(290, "access requirements|accessibility|mobility needs|medical", of_all=True),
    ),
    FieldDeclaration(
        "person",
        "dbs_level",
        "DBS check",
        _SAFEGUARDING,
        FieldKind.CHOICE,
        noun="DBS level",
        in_list=ListPlace(key="dbs"),
    ),
    FieldDeclaration(
        "person",
        "dbs_renew_on",
        "DBS check to be renewed on",
        _SAFEGUARDING,
        FieldKind.DAY,
        in_list=ListPlace(title="Renew DBS by", key="renew"),
    ),
    FieldDeclaration(
        "person",
        "recruited_on",
        "Recruited for work with children on",
        _SAFEGUARDING,
        FieldKind.DAY,
        noun="day of recruitment for work with children",
        in_list=ListPlace(title="Recruited on", key="recruited"),
    ),
    FieldDeclaration(
        "person",
        "emergency_contact",
        "In an emergency, ring",
        _CATERING,
        in_list=ListPlace(title="In an emergency", key="emergency"),
        in_import=ImportPlace(
            300,
            "ice|emergency phone|emergency contact number",
            words="Emergency contact",
            of_all=True,
        ),
    ),
    *(
        FieldDeclaration(
            "",
            f"allows {key}",
            f"Permission: {words}",
            in_list=ListPlace(exported=True),
            in_import=ImportPlace(place, headings, key=key, composed=True),
        )
        for key, words, place, headings in _PERMISSIONS
    ),
    only_read(
        390,
        "said_on",
        "Day of these permissions",
        "consent date|date of consent|consent given on|permission date|date of permission|signed up on|"
        "signed up|sign up date|signup date|date signed up|optin time|opt in time|confirm time|timestamp|"
        "submission date|submitted on|submitted at|completion time|order date|sign up timestamp",
    ),
    only_read(
        392,
        "unsubscribed",
        "Unsubscribed on",
        "unsub time|unsubscribed on|unsubscribe date|unsubscribe time|unsubscribed at|date unsubscribed",
        in_sign_ups=False,
        of_row=True,
    ),
    FieldDeclaration(
        "person",
        "contact_status",
        "Contact",
        "So that nobody is asked or written to who cannot be, or does not want it.",
        FieldKind.CHOICE,
        noun="contact",
        in_list=ListPlace(title="Contact", key="contact"),
        in_import=ImportPlace(
            394,
            "status|subscription status|email status|email marketing status|contact status|attendee status|"
            "membership status|member status|rsvp|rsvp status|response|attending|response status|"
            "booking status|order status|person status|standing",
            words="How they stand",
            key="status",
            many=True,
            composed=True,
        ),
    ),
    only_read(
        395, "deceased", "Has died", "is deceased|died|deceased date|date of death|died on|date deceased"
    ),
    only_read(396, "no_contact", "Wants no contact", "do not contact|no contact|privacy do not contact"),
    only_read(
        397,
        "no_newsletter",
        "Wants no newsletter",
        "unsubscribed|do not email|do not e mail|no bulk emails|user opt out|email opt out|e mail opt out|"
        "opt out|opted out|has opted out of email|email opted out",
    ),
    worked_out("shifts", "Shifts served", ListPlace(number=True)),
    worked_out("last", "Last took part", ListPlace()),
    worked_out("donations", "Gifts of goods", ListPlace(number=True)),
    worked_out("pounds", "Money given (£)", ListPlace(number=True)),
    worked_out("thanked", "Last thanked", ListPlace()),
    FieldDeclaration(
        "person",
        "note",
        "Note",
        "What the committee wants to remember.",
        FieldKind.LONG_TEXT,
        adds_up=True,
        in_list=ListPlace(),
        question=ListQuestion("have “{}” in their note", "do not have “{}” in their note"),
        in_import=ImportPlace(
            900,
            "notes|comment|comments|remarks|other information|anything else|הערות",
            many=True,
            composed=True,
        ),
        card=CardLine("NOTE"),
    ),
)
