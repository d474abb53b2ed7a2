"""Letters, labels and envelopes for a list: to whom, in which order, how greeted, and when not at all."""

from dataclasses import replace
from datetime import datetime

import pytest
from conftest_rota import Year

from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.model import LetterFor, Purpose
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing
from mitzvah_desk.office.papers.kinds import LIST_PAPERS, make_print_job
from mitzvah_desk.office.papers.print_request import LabelOptions, LetterOptions, PrintRequest, PrintScope
from mitzvah_desk.rules.lists.definition import ListCondition, ListDefinition
from mitzvah_desk.rules.lists.kept_text import format_definition
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use
from mitzvah_desk.rules.privacy.disclosure import Audience

NOW = datetime(2026, 11, 1, 9)
PLAIN = "An invitation"


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    """A couple and their child, and somebody alone; words that speak of nothing that anybody did."""
    made = Year(office, campaign)
    home = made.add("household", name="Cohen", address="1 Elm Road\nLondon", postcode="NW11 8QZ")
    made.person("Ann Cohen", household_id=home, title="Mrs")
    made.person("Bob Cohen", household_id=home, title="Mr", known_as="Bobby")
    made.person("Maya Cohen", household_id=home, is_child=True)
    made.person("Ruth Levy")
    words = {"subject": "Come", "body": "Come to {{ campaign }}."}
    made.add("letter_template", name=PLAIN, for_whom=LetterFor.ANYBODY, **words)
    return made


def keep(year: Year, definition: ListDefinition) -> int:
    return year.add("saved_list", name="Ours", definition=format_definition(definition))


def job(
    year: Year, key: str, kept: int, letters: LetterOptions | None = None, sheet: str = ""
) -> CheckedOutgoing:
    asked = PrintRequest(year.campaign, PrintScope(list_id=kept), now=NOW, labels=LabelOptions(sheet=sheet))
    return make_print_job(year.office, key, replace(asked, letters=letters or LetterOptions(PLAIN)))


def pages(made: CheckedOutgoing) -> list[str]:
    content = made.release().content
    return [extract_page_text(content, number) for number in range(max(made.count, 1))]


ADULTS = (ListCondition("child", holds=False),)


def test_each_on_the_list_gets_a_letter_in_its_order(year: Year) -> None:
    kept = keep(year, ListDefinition(conditions=ADULTS, sort=("given", True)))
    made = job(year, "letters", kept)
    assert made.title == "Letters to “Ours”"
    texts = pages(made)
    assert [text.split("Dear ")[1].split(",")[0] for text in texts] == ["Ruth", "Bobby", "Ann"]
    assert "1 Elm Road" in texts[1]
    assert "NW11 8QZ" in texts[1]
    assert [each.rule for each in made.findings if each.rule == "letters.no_address"]
    assert not made.keys, "it is not noted as thanks"


def test_a_household_gets_one_letter_to_those_of_it_who_are_on_the_list(year: Year) -> None:
    wide = ListDefinition(row_for=RowFor.HOUSEHOLD, conditions=ADULTS)
    assert "Dear Ann and Bobby," in pages(job(year, "letters", keep(year, wide)))[0]
    year.office.undo()
    some = replace(wide, conditions=(ListCondition("name", value="Bob"),))
    (only,) = pages(job(year, "letters", keep(year, some)))
    assert "Dear Bobby," in only
    assert "Ann" not in only


def test_labels_and_envelopes_are_of_the_same_people(year: Year) -> None:
    kept = keep(year, ListDefinition(row_for=RowFor.HOUSEHOLD))
    labels = job(year, "address-labels", kept)
    text = pages(labels)[0]
    assert "Mr Bobby and Mrs Ann Cohen" in text
    assert "1 Elm Road" in text
    assert "NW11 8QZ" in text
    assert "Ruth" not in text
    assert "Ruth Levy" in next(each.text for each in labels.findings)
    assert "1 Elm Road" in pages(job(year, "envelopes", kept, sheet="C5"))[0]


def test_partners_are_written_to_but_no_confidential_one(year: Year) -> None:
    year.add("partner", name="Warm Hands", address="2 High Street", postcode="N2 1AA")
    year.add("partner", name="Secret House", confidential=True, code_name="Olive", address="3 Hidden Way")
    kept = keep(year, ListDefinition(Subject.PARTNERS))
    (text,) = pages(job(year, "letters", kept))
    assert "Dear friends at Warm Hands," in text
    assert "2 High Street" in text


def test_formal_letters_tell_who_has_no_title(year: Year) -> None:
    kept = keep(year, ListDefinition(row_for=RowFor.HOUSEHOLD, conditions=ADULTS))
    for key, *_ in LIST_PAPERS:
        found = {each.rule: each.text for each in job(year, key, kept, LetterOptions(PLAIN, True)).findings}
        assert found["letters.no_title"] == (
            "1 person has no title, so a formal letter cannot greet them by one: Ruth Levy."
        )
        usual = {each.rule for each in job(year, key, kept).findings}
        assert "letters.no_title" not in usual
    year.person("Levy")
    for number in range(4):
        year.person(f"Sam{number} Katz")
    told = job(year, "letters", kept, LetterOptions(PLAIN, True)).findings
    text = next(each.text for each in told if each.rule == "letters.no_title")
    assert text.startswith("6 people have no title")
    assert text.endswith("and 2 more.")


def test_words_of_thanks_are_for_those_who_did_something(year: Year) -> None:
    kept = keep(year, ListDefinition(conditions=ADULTS))
    with pytest.raises(ValueError, match="Choose the words of these letters"):
        job(year, "letters", kept, LetterOptions())
    told = job(year, "letters", kept, LetterOptions("Anybody"))
    assert not told.count
    assert len([each for each in told.findings if each.rule == "letters.missing"]) == 3
    for number in range(4):
        year.person(f"Sam{number} Katz")
    (summed,) = [
        each
        for each in job(year, "letters", kept, LetterOptions("Anybody")).findings
        if each.rule == "letters.missing"
    ]
    assert summed.text.startswith("7 on this list lack what the words speak of:")


@pytest.mark.parametrize("key", [*(key for key, *_ in LIST_PAPERS), "consent-forms"])
def test_a_list_that_asks_for_what_is_gone_is_on_no_paper(year: Year, key: str) -> None:
    drive = year.add("skill", name="Drive")
    kept = keep(year, ListDefinition(conditions=(ListCondition("skill", False, "Drive"),)))
    year.execute(Remove("skill", (drive,)))
    asked = PrintRequest(year.campaign, PrintScope(list_id=kept), now=NOW)
    if key == "consent-forms":
        asked = replace(asked, audience=Audience.VOLUNTEERS)
    with pytest.raises(ValueError, match="There is no skill “Drive” in this file"):
        make_print_job(year.office, key, asked)
    year.execute(Remove("saved_list", (kept,)))
    with pytest.raises(WorldError, match="removed in the meantime"):
        make_print_job(year.office, key, asked)


def test_who_did_not_agree_gets_no_newsletter_by_post_and_names_in_print_have_no_address(year: Year) -> None:
    newsletter = keep(year, ListDefinition(use=Use.NEWSLETTER))
    assert job(year, "address-labels", newsletter).count == 0
    ann = "SELECT id FROM person WHERE given = 'Ann'"
    said = {"purpose": Purpose.NEWSLETTER, "given": True, "given_on": NOW.date(), "how": "form"}
    year.add("permission", person_id=year.office.query(lambda c: c.exec_driver_sql(ann).scalar_one()), **said)
    assert "Ann Cohen" in pages(job(year, "address-labels", newsletter))[0]
    year.execute(Remove("saved_list", (newsletter,)))
    names = keep(year, ListDefinition(use=Use.PRINT))
    with pytest.raises(ValueError, match="nobody’s address may be on it"):
        job(year, "envelopes", names)
