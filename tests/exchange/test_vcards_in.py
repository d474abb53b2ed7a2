"""Cards as phones and address books really write them, in three versions and in none."""

import quopri
from datetime import date
from typing import Any, cast

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from mitzvah_desk.exchange.tables_in import TableSheet, UnreadableError, read_sheets
from mitzvah_desk.exchange.vcard_out import Card, vcard_bytes

CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Co=C3=A9n;An=
n;;Dr
TEL;CELL:07700900123
TEL;HOME;VOICE:02079460000
EMAIL;INTERNET:ann@example.org
ADR;HOME:;;1 High St;London;;NW1 1AA;UK
PHOTO;ENCODING=BASE64;JPEG:AAAA
 BBBB
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Bob Levy
N:Levy;Bob;;Mr;OBE
TEL;VALUE=uri;TYPE="voice,home":tel:+44-20-7946-0001;ext=12
BDAY:19700304
ORG:Levy Bakers;Ovens
a line that is none
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Zoë
item1.EMAIL;type=INTERNET;type=pref:zoe@example.org
item1.X-ABLabel:_$!<Other>!$_
NOTE:Likes\\, tea
END:VCARD
"""


def sheets(*cards: str) -> tuple[TableSheet, ...]:
    """What is read of cards, each told by its lines."""
    whole = "".join(f"BEGIN:VCARD\n{card}\nEND:VCARD\n" for card in cards)
    return read_sheets("people.vcf", whole.encode())


def told(sheet: TableSheet, card: int = 1) -> dict[str, str]:
    """What stands in a card's row, by the headings."""
    rows = dict(sheet.rows)
    return {title: cell for title, cell in zip(rows[0], rows[card], strict=True) if cell}


def read(card: str) -> dict[str, str]:
    """The row of one card."""
    (sheet,) = sheets(card)
    assert not sheet.problems
    return told(sheet)


def test_cards_of_three_versions() -> None:
    (sheet,) = read_sheets("contacts.vcf", CARDS.encode())
    assert (sheet.row_noun, [number for number, _ in sheet.rows]) == ("card", [0, 1, 2, 3])
    assert told(sheet, 1) == {
        "Title": "Dr",
        "First name": "Ann",
        "Family name": "Coén",
        "E-mail": "ann@example.org",
        "Telephone": "02079460000",
        "Mobile": "07700900123",
        "Address": "1 High St\nLondon\nUK",
        "Postcode": "NW1 1AA",
    }
    assert told(sheet, 2) == {
        "Title": "Mr",
        "First name": "Bob",
        "Family name": "Levy",
        "Full name": "Bob Levy",
        "Letters after the name": "OBE",
        "Telephone": "+44-20-7946-0001 ext 12",
        "Date of birth": "1970-03-04",
        "Organisation": "Levy Bakers Ovens",
        "Note": "Not understood: a line that is none",
    }
    assert told(sheet, 3) == {"Full name": "Zoë", "E-mail": "zoe@example.org", "Note": "Likes, tea"}


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (r"N:Rp\: lead;Z Kitchen", {"Family name": "Rp: lead", "First name": "Z Kitchen"}),
        ("fn;quoted-printable:D=C3=BCmmy", {"Full name": "Dümmy"}),
        ("VERSION:2.1\nfn;Quoted-Printable:D=C3=BC=\nmmy =\n Ann", {"Full name": "Dümmy  Ann"}),
        ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1252:Zo=EB", {"Full name": "Zoë"}),
        ("FN;ENCODING=b:Wm/Dqw==", {"Full name": "Zoë"}),
        ("FN:A\nNOTE:one \n  two\n \n three", {"Full name": "A", "Note": "one  twothree"}),
        (r"FN:A" + "\n" + r"NOTE:C:\\new\nline\, \d", {"Full name": "A", "Note": "C:\\new\nline, \\d"}),
        ("VERSION:3.0\nN:Cohen\\;Levy;Ann,Jo", {"Family name": "Cohen;Levy", "First name": "Ann Jo"}),
        ("VERSION:2.1\nN:Cohen, Jr;Ann", {"Family name": "Cohen, Jr", "First name": "Ann"}),
        ('FN:A\nTEL;X="a:b;c";TYPE=home:1234', {"Full name": "A", "Telephone": "1234"}),
        ('FN:A\nNOTE;X="a:b', {"Full name": "A", "Note": "b"}),
    ],
)  # fmt: skip
def test_every_text_is_decoded_and_unescaped_once(lines: str, cells: dict[str, str]) -> None:
    assert read(lines) == cells


@pytest.mark.parametrize(
    ("line", "born", "note"),
    [
        ("BDAY:1970-03-04", "1970-03-04", ""),
        ("BDAY;VALUE=date-and-or-time:19700304T000000Z", "1970-03-04", ""),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-04", "", "Birthday: 4 May"),
        ("BDAY;value=date:1604-02-29", "", "Birthday: 29 February"),
        ("BDAY;X-APPLE-OMIT-YEAR=1804:1804-05-04", "", "Birthday: 4 May"),
        ("BDAY:--0504", "", "Birthday: 4 May"),
        ("BDAY:--05-04", "", "Birthday: 4 May"),
        ("BDAY:1985", "", "Birthday: 1985"),
        ("BDAY;VALUE=text:circa 1800", "", "Birthday: circa 1800"),
        ("BDAY:4/5/1970", "4/5/1970", ""),
        ("BDAY:1887-01-01", "1887-01-01", ""),
        ("ANNIVERSARY:20010506", "", "Anniversary: 2001-05-06"),
        ("item1.X-ABDATE:1604-06-07\nitem1.X-ABLabel:Yahrzeit", "", "Yahrzeit: 7 June"),
    ],
)
def test_a_year_that_nobody_told_is_none(line: str, born: str, note: str) -> None:
    cells = read(f"FN:Ann\n{line}")
    assert (cells.get("Date of birth", ""), cells.get("Note", "")) == (born, note)


APPLE = """VERSION:3.0
N:Cohen;Ann;;;
FN:Ann Cohen
ORG:Jewish Care;Kitchen
TITLE:Cook
ROLE:Chair
item1.EMAIL;type=INTERNET:work@example.org
EMAIL;type=INTERNET;type=HOME;type=pref:ann@example.org
EMAIL:third@example.org
item2.TEL:020 7946 0009
item2.X-ABLabel:Her sister Ruth
TEL;type=WORK:020 7946 0002
TEL;type=HOME;type=pref:020 7946 0001
TEL;type=CELL:07700 900001
TEL;type=CELL:07700 900002
TEL;type=HOME;type=FAX:020 7946 0003
item3.ADR;type=WORK:;;5 Works Rd,Unit 2;London;;N1 1AA;UK
ADR;type=HOME:;Flat 2;1 High St;London;Middx;NW1 1AA;
item4.ADR:;;The Cottage;;;;
item4.X-ABLabel:Summer house
URL:https://example.org
item5.X-ABRELATEDNAMES:Dan Cohen
item5.X-ABLabel:_$!<Spouse>!$_
item6.X-ABRELATEDNAMES:Noa
item6.X-ABLabel:_$!<Child>!$_
CATEGORIES:Shul,myContacts,Bakers\\, Tuesday
X-SOCIALPROFILE;type=twitter:https://example.org/ann
IMPP;X-SERVICE-TYPE=Skype:skype:ann.c
X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Annie;1;;;
X-ABUID:12
REV:20260101
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
AAAA+/=="""


def test_nothing_that_a_person_wrote_is_left_out() -> None:
    cells = read(APPLE)
    note = cells.pop("Note").split("\n")
    assert cells == {
        "First name": "Ann",
        "Family name": "Cohen",
        "Full name": "Ann Cohen",
        "E-mail": "ann@example.org",
        "E-mail 2": "work@example.org",
        "Telephone": "020 7946 0001",
        "Telephone 2": "020 7946 0002",
        "Mobile": "07700 900001",
        "Address": "Flat 2\n1 High St\nLondon\nMiddx",
        "Postcode": "NW1 1AA",
        "Organisation": "Jewish Care Kitchen",
        "Position": "Cook",
        "Spouse": "Dan Cohen",
    }
    assert sorted(note) == sorted(
        [
            "Role: Chair",
            "Website: https://example.org",
            "Other e-mail: third@example.org",
            "Other telephone: 07700 900002",
            "Fax: 020 7946 0003",
            "Her sister Ruth: 020 7946 0009",
            "Work address: 5 Works Rd, Unit 2, London, UK, N1 1AA",
            "Summer house address: The Cottage",
            "Child: Noa",
            "Categories: Shul, Bakers, Tuesday",
            "Skype: ann.c",
            "Nickname: Annie",
            "Socialprofile: https://example.org/ann",
        ]
    )


def test_cards_of_organisations_stand_apart() -> None:
    people, partners = sheets(
        "VERSION:3.0\nFN:Ann Cohen\nN:Cohen;Ann",
        "VERSION:4.0\nKIND:org\nFN:Jewish Care\nTEL:020 7946 0000\nURL:jc.example\nNOTE:Ring first",
        "N:;;;;\nFN:Corner Shop\nORG:Corner Shop;\nTEL;TYPE=CELL:07700 900001\nTEL:020 7946 0001",
        "VERSION:2.1\nORG:Scouts",
        "VERSION:3.0\nN:Levy;Bob\nFN:Levy Bakers\nORG:Levy Bakers\nTITLE:Owner\nX-ABShowAs:COMPANY",
    )
    assert (people.tells_of, partners.tells_of, partners.row_noun) == ("", "partners", "card")
    assert (people.name, partners.name) == ("people.vcf", "Organisations of people.vcf")
    assert [number for number, _ in people.rows] == [0, 1]
    assert told(partners, 2) == {
        "Name": "Jewish Care",
        "Telephone": "020 7946 0000",
        "Website": "jc.example",
        "Note": "Ring first",
    }
    assert told(partners, 3) == {
        "Name": "Corner Shop",
        "Telephone": "07700 900001",
        "Note": "Other telephone: 020 7946 0001",
    }
    assert told(partners, 4) == {"Name": "Scouts"}
    assert told(partners, 5) == {"Name": "Levy Bakers", "Contact": "Bob Levy", "Contact’s position": "Owner"}


def test_whoever_works_somewhere_is_a_person() -> None:
    assert read("N:Cohen;Ann\nFN:Jewish Care\nORG:Jewish Care")["Family name"] == "Cohen"
    assert read("FN:Ann Cohen\nORG:Jewish Care") == {"Full name": "Ann Cohen", "Organisation": "Jewish Care"}


@pytest.mark.parametrize(
    ("kind", "member"),
    [("KIND", "MEMBER"), ("X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER")],
)
def test_a_groups_card_is_told_by_its_members(kind: str, member: str) -> None:
    (sheet,) = sheets(
        "FN:Ann\nUID:urn:uuid:A1",
        "FN:Bob\nUID:b2\nEMAIL:bob@example.org",
        f"FN:Bakers\n{kind}:group\n{member}:urn:uuid:a1\n{member}:mailto:bob@example.org\n{member}:urn:uuid:gone",
        f"FN:Knitters\n{kind}:group\n{member}:urn:uuid:a1",
    )
    assert told(sheet, 1) == {"Full name": "Ann", "Group": "Bakers", "Note": "Group: Knitters"}
    assert told(sheet, 2)["Group"] == "Bakers"
    assert told(sheet, 3) == {"Group": "Bakers", "Note": "1 member is not in this file of cards."}
    assert told(sheet, 4) == {"Group": "Knitters"}


def test_a_card_that_says_far_too_much_keeps_its_name() -> None:
    (sheet,) = sheets("FN:Ann\n" + "\n".join(["NOTE:" + "x" * 1500] * 20), "FN:Bob")
    assert told(sheet, 1) == {"Full name": "Ann"}
    assert "far too long" in sheet.problems[1]
    assert told(sheet, 2) == {"Full name": "Bob"}


LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30).map(
    lambda text: " ".join(text.split())
)
HARD = ["a;b", "a,b", "a\\", "\\n", "a:b", '"', "=41", "x" * 90, "Zoë", "כהן", "C:\\new"]
WORDS = LINE | st.sampled_from(HARD)
SOME = WORDS.filter(bool)
TEXT = st.lists(SOME, min_size=1, max_size=3).map("\n".join)


def escape(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def quoted(text: str) -> str:
    """A value as version 2.1 writes it, with soft line breaks."""
    return quopri.encodestring(text.encode(), quotetabs=True).decode().replace("\n", "\r\n")


def write_old(values: dict[str, str]) -> bytes:
    """A card of version 2.1."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:2.1",
        *(
            f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted(text)}"
            for name, text in as_lines(values).items()
        ),
        "END:VCARD",
        "",
    ]
    return "\r\n".join(lines).encode()


def as_lines(values: dict[str, str]) -> dict[str, str]:
    """The lines of a card, their texts escaped."""
    each = {key: escape(text) for key, text in values.items()}
    return {
        "N": f"{each['family']};{each['given']};;{each['title']};",
        "NOTE": each["note"],
        "ADR": f";;{each['street']};;;{each['postcode']};",
    }


def write_new(values: dict[str, str]) -> bytes:
    """A card of version 4.0, folded at 75 bytes as RFC 6350 says."""
    lines = ["BEGIN:VCARD", "VERSION:4.0"]
    for name, text in as_lines(values).items():
        line = f"{name}:{text}"
        lines += [line[:20], *(f" {line[at : at + 20]}" for at in range(20, len(line), 20))]
    return "\r\n".join([*lines, "END:VCARD", ""]).encode()


def write_by_vobject(values: dict[str, str]) -> bytes:
    """A card as a library of others writes it: version 3.0."""
    untyped = cast("Any", vobject)
    card = untyped.vCard()
    card.add("n").value = untyped.vcard.Name(values["family"], values["given"], prefix=values["title"])
    card.add("fn").value = "Somebody"
    card.add("note").value = values["note"]
    card.add("adr").value = untyped.vcard.Address(street=values["street"], code=values["postcode"])
    return str(card.serialize()).encode()


def write_by_us(values: dict[str, str]) -> bytes:
    """A card as this program writes it."""
    return vcard_bytes(
        [
            Card(
                values["given"],
                values["family"],
                values["title"],
                street=values["street"],
                postcode=values["postcode"],
                lines=(("NOTE", values["note"]),),
            )
        ]
    )


@pytest.mark.parametrize("write", [write_old, write_new, write_by_vobject, write_by_us])
@given(
    st.fixed_dictionaries(
        {"given": SOME, "family": SOME, "title": WORDS, "street": SOME, "postcode": WORDS, "note": TEXT}
    )
)
@example(
    {"given": "=", "family": "\\", "title": "", "street": "a, b", "postcode": ",", "note": "\\n\n\\\\\n=0A="}
)
def test_a_card_comes_back_as_it_was(write: Any, values: dict[str, str]) -> None:
    (sheet,) = read_sheets("a.vcf", write(values))
    assert not sheet.problems
    cells = told(sheet)
    assert cells.pop("Full name", None) or write in {write_old, write_new}
    names = {"Title": "title", "First name": "given", "Family name": "family", "Address": "street"}
    names |= {"Postcode": "postcode", "Note": "note"}
    assert cells == {title: text for title, key in names.items() if (text := values[key])}


SCRAPS = st.sampled_from(
    [
        *("BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:4.0", "N:", "FN:", "ORG:", "KIND:group"),
        *(";ENCODING=QUOTED-PRINTABLE:", ";quoted-printable:=", ";BASE64:", "TEL;TYPE=", "item1."),
        *("X-ABLabel:", "MEMBER:"),
        *("ADR:", "BDAY:", "--0230", "16040230", ";", ",", ":", "\\", '"', "=", "\n", "\n ", "\r", "\t", "é"),
        *("NOTE;CHARSET=utf-7:", "CATEGORIES:", "X-ANDROID-CUSTOM:", "UID:", "RELATED:", "\0", "\ufeff"),
    ]
)  # fmt: skip


@given(st.lists(SCRAPS | st.text(max_size=4), max_size=40), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_no_scraps_of_cards_make_it_fall_over(scraps: list[str], letters: str) -> None:
    content = ("BEGIN:VCARD\n" + "".join(scraps)).encode(letters, errors="replace")
    try:
        found = read_sheets("a.vcf", content)
    except UnreadableError:
        return
    for sheet in found:
        assert len({len(cells) for _, cells in sheet.rows}) == 1
        numbers = [number for number, _ in sheet.rows]
        assert numbers == sorted(set(numbers))


@given(st.dates(date(1605, 1, 1), date(2100, 1, 1)), st.sampled_from(["{:%Y%m%d}", "{:%Y-%m-%d}"]))
def test_a_whole_birthday_comes_back(day: date, form: str) -> None:
    text = form.format(day)
    text = text.zfill(8 if "-" not in text else 10)
    assert read(f"FN:Ann\nBDAY:{text}")["Date of birth"] == day.isoformat()
