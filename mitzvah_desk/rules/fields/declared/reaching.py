"""How people are reached: their own fields and their household’s, in the order in which lists show them."""

from mitzvah_desk.rules.fields.field import (
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

_POSTING = "To write to the family, one letter for all."
_REACHING = "To reach the person about what they do with us."
ADDRESS_HEADINGS = (
    "street|home street|address 1 street|address line 1|address 1|home address|street address|"
    "address 1 formatted|your address|address line 2|address 2|home street 2|address line 3|"
    "address 3|home street 3|city|town|home city|address 1 city|town city|county|home state|"
    "address 1 region|address 1 extended address|state|postal town|כתובת|עיר"
)
POSTCODE_HEADINGS = (
    "post code|zip|zip code|postal code|home postal code|address 1 postal code|zip postal code|מיקוד"
)

REACHING = (
    FieldDeclaration(
        "person",
        "household_id",
        "Household",
        _POSTING,
        FieldKind.LINK,
        in_list=ListPlace(key="household", first=True, exported=True),
        in_import=ImportPlace(
            210,
            "family unit|household name|family household|account name|family name household",
            key="household",
            composed=True,
            of_row=True,
        ),
    ),
    only_read(
        215,
        "family_number",
        "Household’s number",
        "household id|family id|account id|household number|family number|account number|account no|"
        "household no|family no|household external id|family code",
        of_row=True,
    ),
    only_read(
        217,
        "order_number",
        "Order’s number",
        "order|order number|order no|order id|order reference|booking reference|booking id|booking number|"
        "booking|submission id",
        of_row=True,
    ),
    worked_out("addressed", "Addressed as", ListPlace(ListReach.NEWSLETTER)),
    worked_out("greeting", "Greeting", ListPlace(ListReach.NEWSLETTER)),
    FieldDeclaration("household", "name", "Name", _POSTING),
    FieldDeclaration("household", "salutation", "Letters begin with", _POSTING),
    FieldDeclaration(
        "household",
        "address",
        "Address",
        _POSTING,
        FieldKind.LONG_TEXT,
        Fact.HOME_ADDRESS,
        in_list=ListPlace(ListReach.NEWSLETTER, exported=True),
        in_import=ImportPlace(
            160,
            ADDRESS_HEADINGS,
            many=True,
            in_donations=True,
            composed=True,
        ),
    ),
    FieldDeclaration(
        "household",
        "postcode",
        "Postcode",
        _POSTING,
        FieldKind.POSTCODE,
        Fact.HOME_ADDRESS,
        in_list=ListPlace(ListReach.NEWSLETTER, exported=True),
        in_import=ImportPlace(
            170,
            POSTCODE_HEADINGS,
            in_donations=True,
            composed=True,
        ),
    ),
    FieldDeclaration(
        "household",
        "country",
        "Country",
        _POSTING,
        fact=Fact.HOME_ADDRESS,
        in_list=ListPlace(exported=True),
    ),
    FieldDeclaration("household", "phone", "Telephone", _REACHING, FieldKind.PHONE, Fact.PHONE),
    FieldDeclaration(
        "person",
        "email",
        "E-mail",
        _REACHING,
        FieldKind.EMAIL,
        noun="e-mail",
        in_list=ListPlace(ListReach.NEWSLETTER, first=True, exported=True),
        question=ListQuestion("have an e-mail address", "have no e-mail address"),
        in_import=ImportPlace(
            110,
            "email|e mail|email address|e mail address|e mail 1 value|email 1|mail|your email|contact email|"
            "home email|primary email|e mail 1|דוא ל|אימייל|מייל",
            in_donations=True,
            composed=True,
        ),
    ),
    only_read(
        120,
        "email_2",
        "E-mail 2",
        "e mail 2 value|e mail 2 address|email 2|secondary email|work email|other email",
        in_donations=True,
    ),
    FieldDeclaration(
        "person",
        "mobile",
        "Mobile",
        _REACHING,
        FieldKind.PHONE,
        Fact.PHONE,
        in_import=ImportPlace(
            130,
            "mobile phone|mobile number|mob|mob no|cell|cell phone|mobile tel|primary phone mobile|נייד|"
            "טלפון נייד",
            in_donations=True,
            composed=True,
        ),
    ),
    FieldDeclaration(
        "person",
        "phone",
        "Telephone",
        _REACHING,
        FieldKind.PHONE,
        Fact.PHONE,
        in_list=ListPlace(first=True, exported=True),
        in_import=ImportPlace(
            140,
            "phone|tel|telephone number|phone number|home phone|phone 1 value|landline|contact number|"
            "primary phone|telephone home|home tel|home telephone|your phone number|tel no|contact phone|"
            "טלפון",
            in_donations=True,
            composed=True,
        ),
    ),
    only_read(
        150,
        "phone_2",
        "Telephone 2",
        "phone 2 value|other phone|home phone 2|business phone|work phone|phone 2",
        in_donations=True,
    ),
    FieldDeclaration(
        "household",
        "note",
        "Note",
        "What the committee wants to remember.",
        FieldKind.LONG_TEXT,
        adds_up=True,
    ),
)
