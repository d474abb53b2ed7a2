"""One form for whatever is searched: capitals, accents, apostrophes and dashes are not asked for."""

import pytest

from mitzvah_desk.rules.matching.folding import fold_text
from mitzvah_desk.rules.matching.typed_names import fold_typed


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("o'brien", "O’Brien"),
        ("obrien", "O'Brien"),
        ("lukasz", "Łukasz"),
        ("soren", "Søren"),
        ("zoe", "Zoë"),
        ("straus", "Strauß"),
        ("09:00-11:00", "09:00–11:00"),
        ("שלום", "שָׁלוֹם"),
        ("ann@example.org", "Ann@Example.org"),
    ],
)
def test_what_is_typed_is_found_in_what_stands_there(typed: str, stands: str) -> None:
    assert fold_text(typed) in fold_text(stands)
    assert fold_typed(typed) in fold_typed(stands)


@pytest.mark.parametrize("text", ["Ann", "O’Brien", "Łukasz Święty", "ﬁn", "İstanbul", "", "רחל"])
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)
