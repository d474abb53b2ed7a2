"""How many of what is weighed or counted, as it is stepped, typed and shown."""

import pytest
from doubles import Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mitzvah_desk.desk.goods.amount_box import AmountBox


@pytest.mark.parametrize(
    ("unit", "before", "typed", "value", "said"),
    [
        ("", 3, "12", 12, "12"),
        ("tins", 3, "12", 12, "12"),
        ("g", 2500, "3", 3000, "3 kg"),
        ("g", 2500, "750 g", 750, "750 g"),
        ("g", 2500, "2,25 kg", 2250, "2.25 kg"),
        ("g", 400, "350", 350, "350 g"),
        ("ml", 1500, "2 litres", 2000, "2 litres"),
        ("kg", 4, "5", 5, "5 kg"),
        ("kg", 4, "2.5", 4, "4 kg"),
        ("g", 2500, "2 litres", 2500, "2.5 kg"),
        ("g", 2500, "", 2500, "2.5 kg"),
    ],
)
def test_what_is_typed_is_what_is_meant_or_what_stood_there(
    shown: Shown, unit: str, before: int, typed: str, value: int, said: str
) -> None:
    box = AmountBox(unit)
    shown(box)
    box.setValue(before)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (box.value(), box.text()) == (value, said)
