"""The permission form: everybody's boxes, a line to sign for each adult, and nothing off the sheet."""

import pytest
from paper_reading import covered, letters_of, outside
from paper_samples import AWKWARD, HEAD, PRINTED

from mitzvah_desk.documents.consent_form import (
    AskedPerson,
    AskedPurpose,
    ConsentFormsValues,
    HouseholdForm,
    render_consent_forms,
)
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.privacy.permissions import PURPOSE_WORDS, describe_withdrawing

PURPOSES = tuple(AskedPurpose(words.title, words.meaning) for words in PURPOSE_WORDS.values())
ASKED = tuple(True for _ in PURPOSES)
OF_A_CHILD = tuple(words.of_children for words in PURPOSE_WORDS.values())


def forms(*names: str, title: str = "Cohen", children: int = 1) -> ConsentFormsValues:
    people = [AskedPerson(name, False, ASKED) for name in names]
    people += [AskedPerson(f"Child {name}", True, OF_A_CHILD) for name in names[:children]]
    withdraw = describe_withdrawing("us@shul.example", "")
    form = HouseholdForm(title, tuple(people))
    return ConsentFormsValues((form,), PURPOSES, "Mitzvah Day", withdraw, "To us.", PRINTED, HEAD)


def told(values: ConsentFormsValues, paper: Paper) -> str:
    return "".join(letters_of(render_consent_forms(values, paper, Audience.VOLUNTEERS)).split())


@pytest.mark.parametrize("paper", [Paper(), Paper("A5"), Paper(large_print=True)], ids=str)
def test_it_asks_everybody_and_says_how_to_take_it_back(paper: Paper) -> None:
    text = told(forms("Ann Cohen", "Dan Cohen"), paper)
    for words in (
        "What may we do?",
        "Ann Cohen",
        "Dan Cohen",
        "Child Ann Cohen",
        "a child",
        "Photographs",
        "Name in capitals",
        "Signature",
        "write to us@shul.example",
        "To us.",
        "For Cohen",
    ):
        assert "".join(words.split()) in text
    assert text.count("Yes") == 4 + 4 + 3


def test_a_child_is_not_asked_for_the_newsletter() -> None:
    alone = HouseholdForm("Maya", (AskedPerson("Maya", True, OF_A_CHILD),))
    values = ConsentFormsValues((alone,), PURPOSES, "", "", "", PRINTED, HEAD)
    assert PURPOSE_WORDS[next(reversed(PURPOSE_WORDS))].title.replace(" ", "") in told(values, Paper())
    assert "byemail" not in told(values, Paper()).replace("-", "")


@pytest.mark.parametrize("text", [text for text in AWKWARD if text])
@pytest.mark.parametrize("paper", [Paper(), Paper("A5"), Paper(large_print=True)], ids=str)
def test_whatever_they_are_called_stays_on_the_sheet(text: str, paper: Paper) -> None:
    pdf = render_consent_forms(forms(*[text] * 6, title=text, children=4), paper, Audience.VOLUNTEERS)
    assert not outside(pdf)
    assert not covered(pdf)


def test_it_can_be_empty() -> None:
    values = ConsentFormsValues((), PURPOSES, "", "", "", PRINTED, HEAD)
    assert render_consent_forms(values, Paper(), Audience.VOLUNTEERS).startswith(b"%PDF")
