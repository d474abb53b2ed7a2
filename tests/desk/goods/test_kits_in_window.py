"""What one of a kit holds, typed on its page; made by a project, its parts leave the stock."""

from door_hands import enter
from small_book import Book, write

from mitzvah_desk.desk.goods.area import GoodsArea
from mitzvah_desk.office.goods.catalogue import AddItem, list_kit_parts
from mitzvah_desk.office.goods.queries import list_stock


def left(book: Book) -> dict[str, int]:
    return {row.name: row.left for row in book.session.office.query(list_stock)}


def test_a_kit_is_described_and_made_in_one_step(area: GoodsArea, book: Book) -> None:
    added = book.session.execute(AddItem("Toiletry bag"))
    assert added is not None
    area.receive_action.trigger()
    enter()
    enter("40 soap")
    enter()
    area.show_record("item", added.id)
    page = area.item_page
    page.tabs.setCurrentWidget(page.parts)
    page.parts.begin()
    enter("Soap")
    enter("2")
    parts = book.session.office.query(list_kit_parts, added.id)
    assert [(part.item, part.amount) for part in parts] == [("Soap", "2")]
    area.making_action.trigger()
    making = area.making_page
    write(making.project, "Food drive")
    making.entry.item.editor.setFocus()
    enter("10 toiletry bags")
    enter()
    assert (left(book)["Toiletry bag"], left(book)["Soap"]) == (10, 20)
    book.session.undo()
    assert (left(book)["Toiletry bag"], left(book)["Soap"]) == (0, 40)
