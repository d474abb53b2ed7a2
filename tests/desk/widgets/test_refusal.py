"""What was not taken is told by the field itself, by a sign and a sentence, for as long as it is so."""

from doubles import Shown, Taker
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from mitzvah_desk.desk.widgets import fields
from mitzvah_desk.desk.widgets.labels import IconSign
from mitzvah_desk.desk.widgets.refusal import Refusal


def test_a_field_says_that_it_was_not_accepted_until_it_is(shown: Shown, taker: Taker) -> None:
    field = fields.DateField("Day", taker.commit, remark="The main day.")
    shown(field)
    field.line.setFocus()
    QTest.keyClicks(field.line, "soon")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.accessibleName() == "Day, not accepted"
    assert field.line.accessibleDescription() == field.problem
    sign = field.findChild(IconSign)
    assert sign is not None
    assert sign.isVisible()
    QTest.keyClicks(field.line, "22/11/2026")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.line.accessibleName(), field.line.accessibleDescription()) == ("Day", "The main day.")
    assert not sign.isVisible()


def test_what_is_refused_from_without_has_the_keyboard_and_may_be_tried_again(
    shown: Shown, taker: Taker
) -> None:
    field = fields.TextField("Title", taker.commit)
    shown(field)
    for _ in range(2):
        assert field.flush()
        field.refuse("What is it called?")
        assert field.line.hasFocus()
        assert (field.problem, field.line.accessibleName()) == ("What is it called?", "Title, not accepted")
    QTest.keyClicks(field.line, "Tea")
    assert field.flush()
    assert (field.problem, field.line.accessibleName(), taker.taken) == ("", "Title", ["Tea"])


def test_one_sentence_for_several_fields_marks_the_one_it_is_about(shown: Shown) -> None:
    refusal, one, other = Refusal(), QLineEdit(), QLineEdit()
    one.setAccessibleName("One")
    other.setAccessibleName("Other")
    shown(refusal)
    refusal.tell("No number.", one)
    refusal.tell("No number.", other)
    names = (one.accessibleName(), other.accessibleName())
    assert names == ("One", "Other, not accepted")
    refusal.clear()
    assert (other.accessibleName(), refusal.isVisible()) == ("Other", False)
