"""Signatures of e-mails as people: what is found stands in the block, and nothing of it is lost."""

import re
import unicodedata
from dataclasses import astuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mitzvah_desk.rules.fields.signature_block import SignatureRead, read_signature

RABBI = """Kind regards,

Rabbi Miriam Levy MA
Community Rabbi
Finchley Reform Synagogue
Fallow Court Avenue, London n12 0be
T: 020 8446 3244 | M: +44 7700 900123
E: miriam@frs.example.org
www.frs.example.org
Fax: 020 8446 3299
Sent from my iPhone"""
HEAD = """Ann Cohen | Head of Volunteering | Jewish Care
Direct: 020 7946 0001
ann.cohen@jewishcare.example
Maurice Wohl Campus
221 Golders Green Road
London NW11 9DQ"""
CHAIR = """> --
> David ben-Gurion KC
> Chair, Felix Project
> 020 7946 0002 / 07700 900555
> Registered charity no 1168183"""


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (
            RABBI,
            SignatureRead(
                title="Rabbi",
                given="Miriam",
                family="Levy",
                honours="MA",
                position="Community Rabbi",
                organisation="Finchley Reform Synagogue",
                emails=["miriam@frs.example.org"],
                mobiles=["07700 900123"],
                phones=["020 8446 3244"],
                address="Fallow Court Avenue\nLondon",
                postcode="N12 0BE",
                rest=["www.frs.example.org", "Fax: 020 8446 3299"],
            ),
        ),
        (
            HEAD,
            SignatureRead(
                given="Ann",
                family="Cohen",
                position="Head of Volunteering",
                organisation="Jewish Care",
                emails=["ann.cohen@jewishcare.example"],
                phones=["020 7946 0001"],
                address="221 Golders Green Road\nLondon",
                postcode="NW11 9DQ",
                rest=["Maurice Wohl Campus"],
            ),
        ),
        (
            CHAIR,
            SignatureRead(
                given="David",
                family="ben-Gurion",
                honours="KC",
                position="Chair",
                organisation="Felix Project",
                mobiles=["07700 900555"],
                phones=["020 7946 0002"],
                rest=["Registered charity no 1168183"],
            ),
        ),
        (
            "From: Dan Katz <dan@example.org>",
            SignatureRead(given="Dan", family="Katz", emails=["dan@example.org"]),
        ),
        ("ann cohen\nBaker", SignatureRead(rest=["ann cohen", "Baker"])),
    ],
)
def test_a_block_is_read(block: str, found: SignatureRead) -> None:
    assert read_signature(block) == found


def test_an_organisation_that_is_known_is_found_whatever_it_is_called() -> None:
    known = read_signature("Ann Cohen\nBoomerang\nCook", lambda name: name == "Boomerang")
    assert (known.position, known.organisation) == ("Cook", "Boomerang")
    known = read_signature("Ann Cohen\nCook at Boomerang", lambda name: name == "Boomerang")
    assert (known.position, known.organisation) == ("Cook", "Boomerang")


def letters(text: str) -> str:
    """A text as far as it can be told apart: its letters and digits."""
    bare = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]", "", bare)


SCRAPS = st.sampled_from(
    [
        *("Ann Cohen", "Rabbi Dr Miriam Levy", "Prof. Sir Jonathan ben-David KC", "Chair", "Jewish Care"),
        *("020 7946 0001", "+44 7700 900123", "T:", "Mobile:", "fax", "ann@example.org", "<", ">", "From: "),
        *("NW11 8QZ", "12 High St", "Flat 2", "London", "Kind regards", "--", "www.example.org", "at"),
        *("|", ", ", "\n", "\t", " · ", "כהן", "é", "0", "(", ")", "+", "@", ".", "\x00", "\u2028"),
    ]
)


@given(st.lists(SCRAPS | st.text(max_size=6), max_size=30).map("".join) | st.text(max_size=200))
@example(RABBI)
@example("+" * 400 + "0 " * 400)
def test_nothing_is_invented(block: str) -> None:
    found = read_signature(block)
    whole = letters(block)
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", block))
    for number in (*found.mobiles, *found.phones):
        assert re.sub(r"\D", "", number).lstrip("0")[-8:] in digits
    texts = [each for each in astuple(found) if isinstance(each, str)]
    for text in (*texts, *found.emails, *found.rest):
        for line in text.split("\n"):
            assert letters(line) in whole, line


@given(st.permutations(HEAD.split("\n")))
def test_nothing_is_lost_in_whatever_order(lines: list[str]) -> None:
    found = read_signature("\n".join(lines))
    kept = letters(" ".join(each if isinstance(each, str) else " ".join(each) for each in astuple(found)))
    for word in re.findall(r"[A-Za-z]{3,}|[0-9]{4,}", HEAD.replace("Direct", "").replace("ann.cohen", "")):
        assert letters(word) in kept
