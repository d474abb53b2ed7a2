"""Pages of a booklet beside each other, so that folded sheets read in order."""

import pytest

from mitzvah_desk.documents.layout.booklet import order_sides


def read_folded(sides: list[tuple[int, int]]) -> list[int]:
    """The pages as they are turned: sheets laid into each other, folded, the first side outermost."""
    sheets = [(sides[n], sides[n + 1]) for n in range(0, len(sides), 2)]
    first_half = [page for (_, right), (left, _) in sheets for page in (right, left)]
    second_half = [page for (left, _), (_, right) in reversed(sheets) for page in (right, left)]
    return first_half + second_half


@pytest.mark.parametrize("pages", [4, 8, 12, 16])
def test_folded_sheets_read_from_first_to_last(pages: int) -> None:
    assert read_folded(order_sides(pages)) == list(range(pages))


def test_one_sheet_has_the_cover_at_the_right() -> None:
    assert order_sides(4) == [(3, 0), (1, 2)]
