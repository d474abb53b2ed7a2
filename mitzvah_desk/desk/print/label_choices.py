"""What is chosen of a sheet of labels: which, from which label on, and how far this printer is off."""

from collections.abc import Callable, Sequence

from mitzvah_desk.desk.print.choices import read_printer_offset, save_printer_offset
from mitzvah_desk.desk.widgets.fields import ChoiceField, Field, MillimetreField, NumberField
from mitzvah_desk.office.papers.print_request import LabelOptions
from mitzvah_desk.rules.labels import LabelSheet


class LabelChoices:
    """The fields of labels, to be put among those of the other choices.

    Args:
        changed: told of each choice; returns what stands against it, empty where nothing does.

    Attributes:
        sheet: the sheet of labels.
        begin: the first label that is left.
        right: how far to move them to the right.
        down: how far down.
    """

    def __init__(self, changed: Callable[[object], str]) -> None:
        self._changed = changed
        self._counts: dict[str, int] = {}
        self.sheet = ChoiceField("Sheet of labels", self._other, ())
        self.begin = NumberField("Begin at label", self._begin_at, blank=False)
        self.right = MillimetreField("Move to the right (mm)", self._moved("right"))
        self.down = MillimetreField("Move down (mm)", self._moved("down"))
        self.begin.load(1)
        self.right.load(read_printer_offset("right"))
        self.down.load(read_printer_offset("down"))

    @property
    def fields(self) -> tuple[Field, ...]:
        """All of them, in order."""
        return self.sheet, self.begin, self.right, self.down

    def offer(self, sheets: Sequence[LabelSheet]) -> None:
        """Offers sheets; the one chosen stays where it is among them."""
        self._counts = {sheet.key: sheet.count for sheet in sheets}
        if not sheets:
            return
        self.sheet.set_options([(sheet.key, sheet.title) for sheet in sheets])
        if self.sheet.value not in self._counts:
            self.sheet.load(sheets[0].key)
        if self.begin.value > self._counts[self.sheet.value]:
            self.begin.load(1)

    def options(self, *, labels: bool, pronouns: bool, blanks: int) -> LabelOptions:
        """What was chosen.

        Args:
            labels: the paper is printed on labels.
            pronouns: whether they say them.
            blanks: so many badges without a name follow.
        """
        return LabelOptions(
            sheet=self.sheet.value if labels else "",
            start=self.begin.value,
            right_mm=self.right.value,
            down_mm=self.down.value,
            pronouns=pronouns,
            blanks=blanks,
        )

    def _other(self, key: object) -> str:
        if self.begin.value > self._counts[str(key)]:
            self.begin.load(1)
        return self._changed(key)

    def _begin_at(self, number: int) -> str:
        count = self._counts[self.sheet.value]
        if not 1 <= number <= count:
            return f"This sheet has the labels 1 to {count}."
        return self._changed(number)

    def _moved(self, way: str) -> Callable[[float], str]:
        """Takes how far this computer's printer is off, and remembers it."""

        def take(millimetres: float) -> str:
            save_printer_offset(way, millimetres)
            return self._changed(millimetres)

        return take
