"""The Letters area over a real office, its letters read back from the paper."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.letters.area import LettersArea
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count, page_size_points
from mitzvah_desk.model import ThankedHow
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.thanks.thank_you_ledger import list_thanks


def done(session: FileSession, action: Action) -> int:
    result = session.execute(action)
    assert isinstance(result, Done)
    return result.id


def gift(session: FileSession, campaign: int, column: str, donor: int) -> None:
    done(
        session,
        Add(
            "money_gift",
            {"campaign_id": campaign, column: donor, "amount_pence": 1000, "on_day": date(2026, 11, 1)},
        ),
    )


@pytest.fixture
def area(tmp_path: Path, qtbot: QtBot) -> Iterator[LettersArea]:
    """The area, shown, with a household that has an address and a person who has none."""
    office = Office.new(tmp_path / "book.mitzvah", user_name="Ann")
    session = FileSession(office)
    campaign = done(session, Add("campaign", {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22)}))
    home = done(session, Add("household", {"name": "Cohen", "address": "1 Elm Road", "postcode": "N3 1AA"}))
    done(session, Add("person", {"given": "Ann", "family": "Cohen", "household_id": home}))
    alone = done(session, Add("person", {"given": "Zoe", "family": "Levy"}))
    gift(session, campaign, "donor_household_id", home)
    gift(session, campaign, "donor_person_id", alone)
    session.choose_campaign(campaign)
    page = LettersArea(session)
    qtbot.addWidget(page)
    page.show()
    yield page
    office.close()


def line_of(area: LettersArea, word: str) -> int:
    return next(line.id for line in area.list.table.rows_model.rows() if word in line.name)


def thanked(area: LettersArea) -> dict[str, ThankedHow | None]:
    campaign = area.session.campaign_id
    assert campaign is not None
    return {
        line.name: line.how for line in area.session.office.query(list_thanks, campaign) if line.letter_id
    }


def test_the_bar_says_in_one_line_who_has_no_address(area: LettersArea) -> None:
    assert area.findings.count() == 1
    text = area.findings.item(0).text()
    assert "Zoe Levy" in text
    assert "Cohen" not in text


def test_the_preview_holds_a_letter_for_each_addressee_still_owed_one(area: LettersArea) -> None:
    area.list.table.clearSelection()
    area.preview_action.trigger()
    pdf = area.preview.pdf
    assert page_count(pdf) == 2
    assert "1 Elm Road" in extract_page_text(pdf, 0)
    assert "Dear Zoe" in extract_page_text(pdf, 1)
    assert area.back()
    assert not area.back()


def test_marking_and_taking_back(area: LettersArea) -> None:
    area.list.table.select_id(line_of(area, "Zoe"))
    area.mark(ThankedHow.BY_HAND)
    assert thanked(area) == {"Zoe Levy": ThankedHow.BY_HAND}
    area.list.table.select_id(line_of(area, "Zoe"))
    next(action for action in area.list.actions() if action.text() == "Not thanked after all").trigger()
    assert thanked(area) == {}


def test_what_was_thanked_is_not_printed_again(area: LettersArea) -> None:
    area.list.table.select_id(line_of(area, "Zoe"))
    area.mark(ThankedHow.SPOKEN)
    area.preview_action.trigger()
    assert page_count(area.preview.pdf) == 1
    assert "Zoe" not in extract_page_text(area.preview.pdf, 0)


def test_letters_in_the_preview_are_marked_in_the_campaign_they_were_drawn_for(area: LettersArea) -> None:
    first = area.session.campaign_id
    area.list.table.clearSelection()
    area.preview_action.trigger()
    other = done(area.session, Add("campaign", {"name": "Next year", "main_day": date(2027, 11, 21)}))
    area.session.choose_campaign(other)
    action = next(a for a in area.paper.actions() if "(printed)" in a.text())
    action.trigger()
    assert thanked(area) == {}
    area.session.choose_campaign(first)
    assert len(thanked(area)) == 2


def test_only_whoever_has_an_e_mail_address_is_marked_as_e_mailed(area: LettersArea) -> None:
    done(area.session, SetField("person", 2, "email", "zoe@example.org"))
    area.list.table.clearSelection()
    area.preview_action.trigger()
    next(a for a in area.paper.actions() if "(e-mailed)" in a.text()).trigger()
    assert thanked(area) == {"Zoe Levy": ThankedHow.EMAILED}


def test_the_bar_leads_to_those_without_an_address(area: LettersArea) -> None:
    area.findings.itemActivated.emit(area.findings.item(0))
    assert area._show.currentText() == "Without address"
    assert [line.name for line in area.list.table.rows_model.rows()] == ["Zoe Levy"]


def test_enter_leads_to_the_addressee(area: LettersArea, qtbot: QtBot) -> None:
    with qtbot.waitSignal(area.session.open_requested) as told:
        area.list.opened.emit(line_of(area, "Zoe"))
    assert told.args is not None
    assert told.args[0] == "person"


def test_letters_and_their_envelopes_are_written_in_one_step(
    area: LettersArea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only whoever has an address gets an envelope; the letters hold everybody, in the same order."""
    said: list[str] = []
    area.session.status_message.connect(said.append)
    folder = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    area.list.table.clearSelection()
    area.preview_action.trigger()
    area._covers.aboutToShow.emit()
    offered = {action.text(): action for action in area._covers.actions()}
    assert len(offered) == 4
    offered["With DL envelope, 220 × 110 mm…"].trigger()
    letters, envelopes = (path.read_bytes() for path in sorted(folder.iterdir()))
    assert (page_count(letters), page_count(envelopes)) == (2, 1)
    assert page_size_points(envelopes, 0) == pytest.approx((623.6, 311.8), abs=0.1)
    assert "1 Elm Road" in extract_page_text(envelopes, 0)
    assert "2 files" in said[-1]
    before = {path: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    area.write_with("DL", folder)
    assert "already a file" in said[-1]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    area.write_with("L7160", tmp_path / "labels")
    assert sorted(path.name for path in (tmp_path / "labels").iterdir()) == [
        "1 Thank-you letters.pdf",
        "2 Address labels.pdf",
    ]


def test_choosing_an_addressee_turns_to_their_letter_and_back(area: LettersArea, qtbot: QtBot) -> None:
    area.preview_letters()
    names = [area.addressees.item(row).text() for row in range(area.addressees.count())]
    assert len(names) == area.preview.pages == 2
    area.addressees.setCurrentRow(1)
    assert "Page 2 of 2" in area.preview._where.text()
    assert names[1] in extract_page_text(area.preview.pdf, 1)
    area.preview.before_action.trigger()
    assert area.addressees.currentRow() == 0
    area.preview.show_part(0, 5, names[1])  # letters of several pages are found by their words
    assert "Page 2 of 2" in area.preview._where.text()
