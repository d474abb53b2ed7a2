"""All kinds of fields, to import from one place."""

from mitzvah_desk.desk.widgets.choices import CheckField, ChoiceField, LongTextField
from mitzvah_desk.desk.widgets.days import DateField, DateTimeField
from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.desk.widgets.lines import MillimetreField, MoneyField, NumberField, TextField, TimeField
from mitzvah_desk.desk.widgets.pick import PickField

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
