"""How many of an item: ``36``, ``3 cases``, ``2.5 kg``. What is not known is asked, and never guessed."""

from collections.abc import Callable
from dataclasses import asdict, replace

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.field import Commit
from mitzvah_desk.desk.widgets.line_fields import LineField
from mitzvah_desk.office.core.crud import SetFields
from mitzvah_desk.office.goods.catalogue import CountFiner
from mitzvah_desk.office.goods.queries import ItemFacts, read_item
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.rules.fields.parsing import parse_number
from mitzvah_desk.rules.goods.item_counting import ItemCounting, Lacking, count_in_units
from mitzvah_desk.rules.goods.quantity_input import Counted, is_item_code, parse_amount
from mitzvah_desk.rules.goods.weights import format_amount

_MOST_IN_ONE = 99_999


class AmountField(LineField):
    """How many of an item, in what it is counted in; the value is a whole number, or None.

    Args:
        session: the desk's view of the office.
        label: what it is called.
        commit: takes the number.
        item: the item that it is of; None before one is chosen.
        remark: a sentence that stands beneath it.
    """

    def __init__(
        self,
        session: FileSession,
        label: str,
        commit: Commit,
        item: Callable[[], int | None],
        *,
        remark: str = "",
    ) -> None:
        self._session, self._item = session, item
        self._asking = False
        super().__init__(label, commit, self._count, self._words, remark=remark)

    def propose(self, count: int, item_id: int) -> None:
        """Fills in a number that was typed before the item's name, unless one stands there."""
        if not self.line.text().strip():
            self.line.setText(format_amount(count, _unit(self._session, item_id)))

    def flush(self) -> bool:
        """See ``Field``; while a question stands, nothing is kept."""
        if self._asking:
            return True
        self._asking = True
        try:
            return super().flush()
        finally:
            self._asking = False

    def _count(self, text: str) -> int | None:
        typed = parse_amount(text)
        if is_item_code(text):
            raise ValueError("This is the code on a packing. Type how many there are first, such as 24.")
        if typed is None:
            return parse_number(text)
        number = self._item()
        if number is not None:
            return resolve_count(self._session, self, typed, number)
        if isinstance(typed.count, int) and not typed.pack:
            return typed.count
        raise ValueError("Say first what it is; then how many.")

    def _words(self, count: int | None) -> str:
        if count is None:
            return ""
        number = self._item()
        return format_amount(count, _unit(self._session, number) if number else "")


def resolve_count(session: FileSession, parent: QWidget, typed: Counted, item_id: int) -> int:
    """A number that was typed, in what the item is counted in; asks what that takes, and keeps the answer.

    Args:
        session: the desk's view of the office.
        parent: what the questions stand over.
        typed: how many of what.
        item_id: the item.

    Raises:
        ValueError: it is not known; the sentence says what to type.
    """
    while True:
        facts = session.office.query(read_item, item_id)
        if facts is None:
            raise ValueError("This is not in the catalogue any more.")
        kept = ItemCounting(facts.unit, facts.pack_name, facts.pack_size, facts.grams_each)
        answer = count_in_units(typed, kept, in_stock=bool(session.office.query(list_lots, item_id)))
        if answer.count is not None:
            before, after = asdict(kept), asdict(answer.counting)
            learned = {column: value for column, value in after.items() if value != before[column]}
            if learned:
                session.execute(SetFields("item", item_id, learned), parent)
            return answer.count
        if answer.lacking is Lacking.PACK_SIZE:
            typed = replace(typed, size=_ask_size(parent, typed, facts))
        elif answer.lacking is Lacking.FINER:
            _ask_finer(session, parent, facts, answer.question)
        else:
            raise ValueError(answer.question)


def _ask_size(parent: QWidget, typed: Counted, facts: ItemFacts) -> int:
    question = f"{typed} of {facts.name}: how many are in one {typed.pack}?"
    size = messages.ask_number(parent, f"How many in one {typed.pack}?", question, 1, _MOST_IN_ONE)
    if size is None or size == 1:  # Enter on the number that stood there says nothing
        raise ValueError(f"Type how many {facts.name} there are in all, such as 36.")
    return size


def _ask_finer(session: FileSession, parent: QWidget, facts: ItemFacts, finer: str) -> None:
    asked = f"Count {facts.name} {finer} from now on?"
    do = "It is counted in whole units so far. Nothing of what is noted gets more or less by it."
    choice = messages.ask_choice(parent, asked, do, choices=(f"Count it {finer}",), leave="No", likely=0)
    if choice is None or session.execute(CountFiner(facts.id), parent) is None:
        raise ValueError(f"{facts.name} is counted in whole {facts.unit}. Type a whole number.")


def _unit(session: FileSession, item_id: int) -> str:
    facts = session.office.query(read_item, item_id)
    return facts.unit if facts else ""
