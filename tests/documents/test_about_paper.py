"""The paper of what is held about somebody: all of it, within the sheet, whatever was typed."""

import pytest
from paper_reading import covered, letters_of, outside
from paper_samples import AWKWARD, HEAD, PRINTED

from mitzvah_desk.documents.about import AboutValues, render_about
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.rules.privacy.about import About, AboutField, AboutMention, AboutSection, AboutStep
from mitzvah_desk.rules.privacy.disclosure import Granted

TOUCH = "until the person asks"


def values(name: str = "Ann Levy", text: str = "Vegan", count: int = 1) -> AboutValues:
    field = AboutField("Diet", text, "To eat safely.", TOUCH)
    about = About(
        7,
        name,
        (
            AboutSection("person", "Details", "To know who is who.", TOUCH, ((field,),)),
            AboutSection("assignment.person_id", "Shifts", "To plan.", TOUCH, ((field,),) * count),
            AboutSection("wish.person_id", "Wishes for work", "To plan.", TOUCH),
        ),
        (AboutMention("The note of “Tea”", text),) if count else (),
        (AboutStep(PRINTED, "M. A.", "Changed diet", text),) * count,
    )
    return AboutValues(about, HEAD, PRINTED, Granted(persons=frozenset({7})))


def test_it_says_all_of_it_and_for_whom_it_is() -> None:
    told = letters_of(render_about(values(count=3), Paper()))
    for words in (
        "What we hold about Ann Levy",
        "To eat safely.",
        f"Kept {TOUCH}.",
        "The note of “Tea”",
        "Changed diet (by M. A.)",
        "There is nothing about you under: Wishes for work.",
        "ico.org.uk",
        "For Ann Levy",
    ):
        assert words.replace(" ", "") in told.replace(" ", "").replace("\n", "")
    assert "For the committee only".replace(" ", "") not in told.replace(" ", "")


@pytest.mark.parametrize("text", [text for text in AWKWARD if text])
@pytest.mark.parametrize("paper", [Paper(), Paper("A5"), Paper(large_print=True)], ids=str)
def test_whatever_was_typed_stays_on_the_sheet(text: str, paper: Paper) -> None:
    pdf = render_about(values(name=text, text=text, count=40), paper)
    assert not outside(pdf)
    assert not covered(pdf)


def test_it_can_be_empty() -> None:
    assert render_about(values(count=0), Paper()).startswith(b"%PDF")
