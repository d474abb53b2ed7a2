"""All kinds of fields, to import from one place."""

from mitzvah_desk.desk.widgets.choice_fields import CheckField, ChoiceField, LongTextField
from mitzvah_desk.desk.widgets.date_fields import DateField, DateTimeField
from mitzvah_desk.desk.widgets.field import Commit, Field
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
]
