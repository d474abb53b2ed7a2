import pytest

from mitzvah_desk.rules.plurals import count_noun


@pytest.mark.parametrize(
    ("count", "noun", "told"),
    [
        (1, "person", "1 person"),
        (0, "child", "0 children"),
        (1200, "greeting card", "1,200 greeting cards"),
        (2, "time away", "2 times away"),
        (2, "letter of thanks", "2 letters of thanks"),
        (2, "other shift", "2 other shifts"),
    ],
)
def test_so_many_of_it_in_digits(count: int, noun: str, told: str) -> None:
    assert count_noun(count, noun) == told
