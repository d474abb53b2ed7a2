"""Files in the shape that other programs write, with invented people, and who is in the book afterwards.

A person is told as ``First Family <e-mail> @ household``; a child's name is followed by ``*``, and by ``!``
where they are not to be written to.
"""

from typing import NamedTuple


class ProgramFile(NamedTuple):
    """A file.

    Attributes:
        program: the program that is recognised; empty where none is.
        text: the file.
        people: who is in the book afterwards.
        unused: the columns that are told not to be taken in.
    """

    program: str
    text: str
    people: tuple[str, ...]
    unused: tuple[str, ...] = ()


FILES = {
    "shulcloud": ProgramFile(
        "ShulCloud",
        """Account ID,Account Type,Primary First Name,Primary Last Name,Primary Email,Primary Cell Phone,\
Secondary First Name,Secondary Last Name,Secondary Email,Street,City,Postal Code,Primary Yahrzeit
1001,Member,David,Cohen,david@example.org,07700 900123,Ann,Cohen,ann@example.org,1 Elm Road,London,NW11 8QZ,
1002,Member,Bob,Cohen,bob@example.org,,,,,9 Oak Lane,London,NW4 1AB,3 Tishri
""",
        (
            "Ann Cohen <ann@example.org> @ Cohen NW11 8QZ",
            "Bob Cohen <bob@example.org> @ Cohen NW4 1AB",
            "David Cohen <david@example.org> @ Cohen NW11 8QZ",
        ),
        ("Primary Yahrzeit",),
    ),
    "chaverware": ProgramFile(
        "Chaverware",
        """Family ID,Family Name,His Title,His First Name,Her Title,Her First Name,His E-mail,Her E-mail,\
Child 1 Name,Child 1 DOB,Child 2 Name,Child 2 DOB,Address,Postcode
7,Katz,Mr,Daniel,Dr,Ruth,daniel@example.org,ruth@example.org,Noa,12/03/2018,Ezra,01/02/2021,\
3 Fir Close,NW3 5RE
""",
        (
            "Daniel Katz <daniel@example.org> @ Katz NW3 5RE",
            "Ezra Katz* @ Katz NW3 5RE",
            "Noa Katz* @ Katz NW3 5RE",
            "Ruth Katz <ruth@example.org> @ Katz NW3 5RE",
        ),
    ),
    "churchsuite": ProgramFile(
        "ChurchSuite",
        """ID,Title,First Name,Last Name,Sex,Marital,DOB,Email,Mobile,Address,City,Postcode,Child,\
Receive Email
1,Mrs,Grace,Okafor,f,married,1979-05-04,grace@example.org,07700 900001,2 Ash Way,London,N2 0AA,no,1
2,,Tobi,Okafor,m,,2017-01-02,,,2 Ash Way,London,N2 0AA,yes,0
""",
        ("Grace Okafor <grace@example.org> @ Okafor N2 0AA", "Tobi Okafor* @ Okafor N2 0AA"),
    ),
    "planning centre": ProgramFile(
        "Planning Center",
        """Person ID,First Name,Last Name,Birthdate,Gender,Child,Home Email,Mobile Phone Number,\
Home Address Street Line 1,Home Address City,Home Address Zip Code,Household ID,Household Name,Status,\
Inactive Reason
11,Sam,Green,1980-02-03,M,FALSE,sam@example.org,07700 900002,4 Yew Road,Leeds,LS1 4AP,h1,\
Green Household,active,
12,Ivy,Green,2016-02-03,F,TRUE,,,,,,h1,Green Household,active,
13,Joe,Green,1980-02-03,M,FALSE,joe@example.org,,,,,h2,Green Household,active,
14,Old,Brown,1930-02-03,M,FALSE,,,,,,h3,Brown Household,inactive,Deceased
""",
        (
            "Ivy Green* @ Green LS1 4AP",
            "Joe Green <joe@example.org> @ Green",
            "Sam Green <sam@example.org> @ Green LS1 4AP",
        ),
    ),
    "breeze": ProgramFile(
        "Breeze",
        """Breeze ID,First Name,Last Name,Nickname,Birthdate,Age,Family,Family Role,Mobile,Home,Email,\
Street Address,City,Zip,Added Date
1,Mary,Stone,May,1975-01-31,51,881,Head of Household,07700 900003,,mary@example.org,5 Bay Rd,Hove,\
BN3 1AA,2020-01-01
2,Tim,Stone,,,12,881,Child,,,,,,,2020-01-01
""",
        ("Mary Stone <mary@example.org> @ Stone BN3 1AA", "Tim Stone* @ Stone BN3 1AA"),
    ),
    "nonprofit success pack": ProgramFile(
        "Salesforce Nonprofit Success Pack",
        """Contact1 First Name,Contact1 Last Name,Contact1 Personal Email,Contact1 Mobile Phone,\
Contact2 First Name,Contact2 Last Name,Contact2 Personal Email,Home Street,Home City,Home Zip/Postal Code,\
Household Phone
Nell,Hart,nell@example.org,07700 900004,Omar,Hart,omar@example.org,6 Low St,York,YO1 7HH,01904 960001
""",
        ("Nell Hart <nell@example.org> @ Hart YO1 7HH", "Omar Hart <omar@example.org> @ Hart YO1 7HH"),
    ),
    "salesforce": ProgramFile(
        "Salesforce",
        """Salutation,First Name,Last Name,Title,Account Name,Contact ID,Mailing Street,Mailing City,\
Mailing Zip/Postal Code,Phone,Mobile,Email
Ms.,Pia,Lund,,Lund Household,003A,7 High St,Bath,BA1 1AA,,07700 900005,pia@example.org
""",
        ("Pia Lund <pia@example.org> @ Lund BA1 1AA",),
    ),
    "civicrm": ProgramFile(
        "CiviCRM",
        """Contact ID,Contact Type,Individual Prefix,First Name,Last Name,Individual Suffix,\
Birth Date,Is Deceased,\
Do Not Email,Street Address,City,Postal Code,Email,Phone
21,Individual,Dr,Quinn,Adler,OBE,1960-01-01,No,No,8 Hill Rd,Bristol,BS1 5TR,quinn@example.org,0117 496 0001
22,Individual,,Rita,Adler,,1935-01-01,Yes,Yes,,,,,
23,Individual,,Saul,Adler,,1990-01-01,No,Yes,,,,saul@example.org,
""",
        ("Quinn Adler <quinn@example.org> @ Adler BS1 5TR", "Saul Adler <saul@example.org>"),
    ),
    "eventbrite": ProgramFile(
        "Eventbrite",
        """Order #,Order Date,First Name,Surname,Email,Quantity,Ticket Type,Order Type,Currency,Total Paid,\
Attendee Status,Age of child (if under 18),T-shirt
77,01/11/2026 10:00,Miri,Landau,miri@example.org,1,Helper,Free Order,GBP,0.00,Attending,,M
77,01/11/2026 10:00,Eli,Landau,miri@example.org,1,Helper,Free Order,GBP,0.00,Attending,9,
78,02/11/2026 10:00,Brigid,Shea,b@example.org,1,Helper,Free Order,GBP,0.00,Not Attending,,
79,02/11/2026 10:00,Anwar,Khan,anwar@example.org,1,Helper,Free Order,GBP,0.00,Attending,,
79,02/11/2026 10:00,Tess,Moore,tess@example.org,1,Helper,Free Order,GBP,0.00,Attending,,
""",
        (
            "Anwar Khan <anwar@example.org>",
            "Eli Landau* <miri@example.org> @ Landau",
            "Miri Landau <miri@example.org> @ Landau",
            "Tess Moore <tess@example.org>",
        ),
        ("T-shirt",),
    ),
    "jotform": ProgramFile(
        "Jotform",
        """Submission Date,Full Name,E-mail,Phone Number,May we take your photograph?,\
Children (name and age),\
Submission ID,Submission IP
2026-11-01 10:11:12,Uri Vale,uri@example.org,07700 900006,Yes,"Noa (7)
Ezra (4)",5512,203.0.113.9
""",
        ("Ezra Vale* @ Vale", "Noa Vale* @ Vale", "Uri Vale <uri@example.org> @ Vale"),
    ),
    "microsoft forms": ProgramFile(
        "Microsoft Forms",
        """ID,Start time,Completion time,Email,Name,Your mobile,Dietary requirements
1,11/1/26 9:00:00,11/1/26 9:05:00,vera@example.org,Vera Wolf,07700 900007,Vegan
""",
        ("Vera Wolf <vera@example.org>",),
    ),
    "google forms": ProgramFile(
        "Google Forms",
        """Timestamp,Your full name,Email Address,Partner's name,Partner's email
01/11/2026 09:10:11,Will Young,will@example.org,Xena Young,xena@example.org
""",
        ("Will Young <will@example.org> @ Young", "Xena Young <xena@example.org> @ Young"),
    ),
    "mailchimp": ProgramFile(
        "Mailchimp",
        """Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,\
OPTIN_TIME,OPTIN_IP,\
CONFIRM_TIME,CONFIRM_IP,LEID,EUID,NOTES,TAGS
yael@example.org,Yael,Zur,9 Kew Rd  Richmond  TW9 2AA,,05/04,2,2025-01-02 10:00:00,,\
2025-01-02 10:00:00,,1,a1,,
""",
        ("Yael Zur <yael@example.org> @ Zur TW9 2AA",),
    ),
    "google contacts": ProgramFile(
        "Google Contacts",
        """First Name,Middle Name,Last Name,Nickname,File As,Organization Name,Birthday,Notes,Photo,Labels,\
E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value
Zoe,,Abel,,,,1971-02-03,,,* myContacts,Home,zoe@example.org,Mobile,07700 900008
""",
        ("Zoe Abel <zoe@example.org>",),
    ),
    "outlook": ProgramFile(
        "Outlook",
        """Title,First Name,Middle Name,Last Name,Suffix,Company,Home Street,Home City,Home Postal Code,\
Home Country/Region,Home Phone,Mobile Phone,Birthday,E-mail Address,E-mail Type,Spouse,Children,Gender,Notes
Mr,Adam,,Bell,,,10 Park Row,London,SE10 9AA,United Kingdom,020 7946 0002,07700 900009,03/02/1970,\
adam@example.org,SMTP,Beth,"Cara, Dov",Unspecified,
""",
        (
            "Adam Bell <adam@example.org> @ Bell SE10 9AA",
            "Beth Bell @ Bell SE10 9AA",
            "Cara Bell* @ Bell SE10 9AA",
            "Dov Bell* @ Bell SE10 9AA",
        ),
    ),
    "two families of one name": ProgramFile(
        "",
        """Household ID,Name,Email,Status
1,Ann Cohen,ann@example.org,Active
1,Bob Cohen,bob@example.org,Active
2,Cy Cohen,cy@example.org,Do not contact
2,Di Cohen,di@example.org,Active
""",
        (
            "Ann Cohen <ann@example.org> @ Cohen",
            "Bob Cohen <bob@example.org> @ Cohen",
            "Cy Cohen! <cy@example.org> @ Cohen",
            "Di Cohen <di@example.org> @ Cohen",
        ),
    ),
    "names as people write them": ProgramFile(
        "",
        """Full Name,Children (name and age)
Ruth & Daniel Katz,"Noa (7)
Ezra (4)"
Prof. Sir Jonathan ben-David KC,
Ann Gold (née Levy),Year 4: Max
""",
        (
            "Ann Gold",
            "Daniel Katz @ Katz",
            "Ezra Katz* @ Katz",
            "Jonathan ben-David",
            "Noa Katz* @ Katz",
            "Ruth Katz @ Katz",
        ),
    ),
}
