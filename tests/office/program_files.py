"""Lists as other programs write them, in their documented headings and forms."""

import io

import xlsxwriter

GOOGLE_CONTACTS = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,"
    "Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,"
    "E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,"
    "Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,"
    "Address 1 - Country\r\n"
    "Ann,,Cohen,,Dr,Annie,,Cohen Bakers,Owner,1970-04-03,Vegetarian,* myContacts,* Home,ann@example.org,"
    "Work,ann@bakers.example.org,Mobile,+44 7700 900123,Home,020 7946 0001,Home,"
    '"1 Elm Road\nLondon\nNW11 8QZ\nUK",1 Elm Road,London,,NW11 8QZ,UK\r\n'
    "Bob,,Levy,,,,,,,,,* myContacts,* Home,bob@example.org,,,,,,,,,,,,,\r\n"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Home Street,"
    "Home Street 2,Home City,Home State,Home Postal Code,Home Phone,Mobile Phone,Birthday,E-mail Address,"
    "E-mail 2 Address,Notes\r\n"
    'Mr,"Zoë",,"O’Neill",,,,Treasurer,,1 High Street,,Leeds,,LS17 8AB,0113 496 0001,7700900456,'
    "03/04/1965,zoe@example.org,,\r\n"
    "Mr,Bob,,Levy,,,,,,,,,,,,,0/0/00,bob@example.org,,\r\n"
)
MAILCHIMP = (
    '"Email Address","First Name","Last Name",Address,"Phone Number",MEMBER_RATING,OPTIN_TIME,NEWSLETTER\n'
    '"ann@example.org",Ann,Cohen,"1 Elm Road, London NW11 8QZ","07700 900123",2,'
    '"2025-01-02 03:04:05",Subscribed\n'
)
GOOGLE_CONTACTS_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Nickname,Maiden Name,"
    "Birthday,Gender,Location,Occupation,Notes,Language,Photo,Group Membership,E-mail 1 - Type,"
    "E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,"
    "Address 1 - Country,Address 1 - Extended Address,Organization 1 - Name\r\n"
    "Ruth Goldstein,Ruth,,Goldstein,,Mrs,,Ruthie,Levy,1951-03-04,,,Teacher,Sings,,"
    "https://lh3.example.org/a.jpg,* myContacts ::: Choir,* Home,ruth@example.org ::: r@example.com,Mobile,"
    '+44 7700 900222 ::: 020 7946 0222,Home,"3 Elm Road\nLondon NW11 8QZ\nUnited Kingdom",3 Elm Road,London,'
    ",,NW11 8QZ,United Kingdom,,\r\n"
)
GOOGLE_FORM = (
    "Timestamp,Email Address,What is your name?,Mobile number,Are you under 18?,If so how old?,"
    "Which activity would you like to help with?,Which times can you do? (tick all that apply),Do you drive?,"
    "Do you have any dietary requirements?,Can we take your photograph?,"
    "Are you happy for us to keep your details?,Anything else we should know?\n"
    '10/11/2026 19:03:22,dan@example.org,Dan Levy,07700900777,No,,Bulbs,"10:00 - 11:00, 11:00 - 12:00",Yes,'
    "None,Yes please,Yes I consent,\n"
    "10/11/2026 19:05:22,mum@example.org,Zoe & Max Green,+44 (0)7700 900778,Yes,9,Bulbs,10:00 - 11:00,,"
    "Nut allergy,No thank you,Yes,Their mum comes\n"
)
GOOGLE_FORM_SHORT = (
    "Timestamp,Email Address,Your full name,Your phone number,How old are you?,Which shift?,"
    "May we print your name?,Dietary requirements,Anything else\n"
    "2026/11/01 9:30:00 am GMT,ann@example.org,Ann Cohen,07700 900123,41,Driver 11:00,Yes,Vegan,\n"
    "2026/11/01 9:31:00 am GMT,tom@example.org,Tom Cohen,,9,Baker 10:00 - 12:00,No,None,With his mum\n"
)
SIGN_UP_GENIUS = (
    "Sign Up\tStart Date/Time (mm/dd/yyyy)\tEnd Date/Time (mm/dd/yyyy)\tLocation\tQty\tItem\tFirst Name\t"
    "Last Name\tEmail\tPhone\tPhone Type\tSign Up Comment\tSign Up Timestamp\n"
    "Mitzvah Day 2026\t11/22/2026 11:00am\t11/22/2026 12:00pm\tPark\t1\tDrivers\tAnn\tCohen\t"
    "ann@example.org\t7700900123\tMOBILE\t\t11/01/2026 9:00am\n"
    "Mitzvah Day 2026\t11/22/2026 11:00am\t11/22/2026 12:00pm\tPark\t1\tDrivers\t\t\t\t\t\t\t\n"
)
CHURCHSUITE = (
    "id;Title;First name;Last name;Known as;Date of birth;Mobile;Telephone;Email;Address;Town/City;Postcode;"
    "Child\r\n"
    "17;Mrs;Margaret;Stone;Peggy;04/03/1951;07700 900789;;peggy@example.org;2 Mill Lane;Barnet;EN5 1AA;"
    "No\r\n"
)
GIFTS = (
    "Donor,Item,Qty,Date received,Amount,Payment method,Gift Aid\n"
    "Ann & Bob Cohen,Rice,6,03/04/2026,,,\n"
    "Ann & Bob Cohen,Soap,2 bars,03/04/2026,,,\n"
    "Anonymous,Toys,1,4.4.2026,,,\n"
    'Felix Project,,,5 April 2026,"£1,200.00",Bank transfer,no\n'
    "New Giver,,,6/4/26,12.50,Cash,Y\n"
    "No Day,Toys,1,,,,\n"
)
PARTNERS = (
    "Charity name,Type,Address,Postcode,Phone,Website,Contact name,Contact email,Part of\n"
    "The Felix Project Ltd,food,1 Wharf Road,e1 1aa,020 7946 0002,https://felix.example.org,Sam Smith,"
    "sam@felix.example.org,\n"
    "Otto House,care home,,,,,,,Big Care\n"
    "Felix Project,,,,,,,,\n"
)


def excel() -> bytes:
    """A committee's own workbook: titles, merged family names, a formula, numbers as telephones, totals."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Helpers")
    sheet.merge_range("A1:F1", "Mitzvah Day helpers 2025", book.add_format({"bold": True}))
    sheet.write("A2", "Updated by Miriam")
    sheet.write_row("A4", ["Surname", "Forename", "Tel no", "Post code", "Photo consent", "Hours"])
    sheet.merge_range("A5:A6", "Goldberg")
    sheet.write("B5", "Maya")
    sheet.write("C5", 7700900321)
    sheet.write("D5", "nw11 8qz")
    sheet.write("E5", "✓")
    sheet.write("F5", 2)
    sheet.write("B6", "Lior")
    sheet.write("E6", "N")
    sheet.write_formula("F6", "=F5+1", None, 3)
    sheet.write("A7", "Total")
    sheet.write_formula("F7", "=SUM(F5:F6)", None, 5)
    book.close()
    return out.getvalue()
