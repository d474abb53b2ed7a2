"""A person's Gift Aid declarations on their page."""

from datetime import date

import pytest
from small_book import Book

from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.people.gift_aid import GiftAidDeclarations
from mitzvah_desk.desk.people.person import PersonPage
from mitzvah_desk.desk.records.gift_aid_declaration import DeclarationDialog
from mitzvah_desk.office.gift_aid.coverage import list_declarations
from mitzvah_desk.rules.privacy.gift_aid import Declaration


@pytest.fixture
def table(area: PeopleArea, book: Book) -> GiftAidDeclarations:
    area.show_record("person", book.ann)
    page = area.page("person")
    assert isinstance(page, PersonPage)
    page.tabs.setCurrentIndex(
        [page.tabs.tabBar().tabData(n) for n in range(page.tabs.count())].index("Gift Aid")
    )
    return page.gift_aid


def answer(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    """Agrees to the dialog once these fields are filled in."""

    def agree(dialog: DeclarationDialog) -> int:
        for column, value in values.items():
            dialog.fields[column].load(value)
        dialog.accept()
        return 1

    monkeypatch.setattr(DeclarationDialog, "exec", agree)


def declared(book: Book) -> list[Declaration]:
    return book.session.office.query(list_declarations, book.ann)


def test_one_is_added_changed_cancelled_and_removed(
    table: GiftAidDeclarations, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, made_on=date(2026, 9, 6))
    table._write_down()
    (one,) = declared(book)
    assert (one.given, one.address, one.postcode) == ("Ann", "1 Elm Road", "NW11 8QZ")
    assert table.table.rows_model.total == 1
    answer(monkeypatch, how="on paper")
    table._change(one.id)
    assert declared(book)[0].how == "on paper"
    table._cancel([one.id])
    assert declared(book)[0].cancelled_on == date.today()
    table._remove_ids([one.id])
    assert not declared(book)
    book.session.undo()
    assert len(declared(book)) == table.table.rows_model.total == 1
