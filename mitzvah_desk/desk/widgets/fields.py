"""All kinds of fields, to import from one place."""

from mitzvah_desk.desk.widgets.choice_fields import CheckField, ChoiceField, LongTextField
from mitzvah_desk.desk.widgets.date_fields import ClockTimeField, DateField, DateTimeField
from mitzvah_desk.desk.widgets.field import Commit, Field, accept_any
from mitzvah_desk.desk.widgets.line_fields import (
    MillimetreField,
    MoneyField,
    NumberField,
    TextField,
    TimeField,
)
from mitzvah_desk.desk.widgets.pick_field import PickField

__all__ = [
    "CheckField",
    "ChoiceField",
    "ClockTimeField",
    "Commit",
    "DateField",
    "DateTimeField",
    "Field",
    "LongTextField",
    "MillimetreField",
    "MoneyField",
    "NumberField",
    "PickField",
    "TextField",
    "TimeField",
    "accept_any",
]
