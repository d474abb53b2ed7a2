"""The field for a thing of the catalogue: understands ``3 cases beans``, finds what is nearly so called."""

from collections.abc import Callable
from dataclasses import asdict

from mitzvah_desk.desk.records.amount import resolve_count
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.field import Commit
from mitzvah_desk.desk.widgets.pick_field import Offer, PickField
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.catalogue import AddItem, find_item_by_code
from mitzvah_desk.rules.goods.item_counting import ItemCounting, count_in_units
from mitzvah_desk.rules.goods.item_names import find_similar_name, is_same_item
from mitzvah_desk.rules.goods.quantity_input import (
    Counted,
    find_within,
    is_item_code,
    parse_amount,
    parse_quantity,
)
from mitzvah_desk.rules.matching.folding import fold_text
from mitzvah_desk.rules.plurals import singular

_NEW_CODE = "This code is new. Type what it is, such as rice; the next time it is known."
_NO_NAME = "This says how many, and not what. Type what it is, such as rice."


def forget_gone(session: FileSession, field: PickField, record: str) -> None:
    """Lets a field forget what it chose where that is gone, as after adding it was undone."""
    field.forget_gone(lambda number: session.office.query(record_name, record, number))


class ItemField(RecordField):
    """Chooses an item by its name, with or without a number, or by the code that a scanner reads.

    Args:
        session: the desk's view of the office.
        commit: takes the item's id.
        say_how_many: called with the number typed with the name, in what the item is counted in,
            and the item.
        adding: whether what nobody knows yet may be added.
        hint: what stands in the empty line.
    """

    def __init__(
        self,
        session: FileSession,
        commit: Commit,
        say_how_many: Callable[[int, int], object],
        *,
        adding: bool = True,
        hint: str = "Such as 24 tinned tomatoes, or 2.5 kg flour",
    ) -> None:
        self._say = say_how_many
        self._meant: Counted | None = None
        self._code = ""

        def keep(value: int | None) -> str:
            problem = commit(value)
            if value is not None and not problem:
                self._learn_code(value)
                meant, self._meant = self._meant, None
                if meant is not None:
                    self._say_how_many(meant, value)
            return problem

        super().__init__(
            session,
            "item",
            "What",
            keep,
            search=self._find,
            make=self._unknown,
            only_known="" if adding else "Only what is in store can be used up.",
            hint=hint,
        )

    def load(self, value: int | None, words: str = "") -> None:
        """See ``PickField``; a code that waits for its item is forgotten."""
        self._code = ""
        super().load(value, words)

    def _find(self, text: str) -> list[Offer]:
        """The items in whose name every word occurs, once without the number and its pack."""
        known = self.session.office.query(lookup.list_item_options)
        if text:
            self._meant = None
        if is_item_code(text):
            number = self.session.office.query(find_item_by_code, text.strip())
            return [(option.id, option.label, option.detail) for option in known if option.id == number]
        amount_only = parse_amount(text) is not None
        for meaning in parse_quantity(text, (option.label for option in known)):
            words = [singular(word) for word in fold_text(meaning.name).split()]
            if not words and text:
                continue
            found = [
                option
                for option in known
                if all(word in fold_text(option.label) for word in words)
                and (not amount_only or is_same_item(option.label, meaning.name))
            ]
            if found:
                self._meant = meaning if meaning.count is not None else None
                found.sort(
                    key=lambda option: not fold_text(option.label).startswith(words[0]) if words else False
                )
                return [(option.id, option.label, option.detail) for option in found]
        return []

    def _read(self) -> int | None:
        text = self.line.text()
        if self._chosen is None:
            found = self._find(text) if text.strip() else []
            if is_item_code(text):
                return self._read_code(text.strip(), found)
            for meaning in parse_quantity(text, (name for _, name, _ in found)):
                same = [offer for offer in self._find(meaning.name) if is_same_item(offer[1], meaning.name)]
                if len(same) == 1:
                    self._meant = meaning if meaning.count is not None else None
                    self._choose(*same[0][:2])
                    return same[0][0]
            if parse_amount(text) is not None:
                raise ValueError(_NO_NAME)
        return super()._read()

    def _read_code(self, code: str, found: list[Offer]) -> int:
        if not found:
            self._code = code
            raise ValueError(_NEW_CODE)
        self._choose(*found[0][:2])
        return found[0][0]

    def _learn_code(self, item_id: int) -> None:
        code, self._code = self._code, ""
        if code:
            self.session.execute(Add("item_code", {"item_id": item_id, "code": code}), self)

    def _unknown(self, text: str) -> int | None:
        """What is not in the catalogue means: how many of what, an item nearly so called, or a new one."""
        known = {option.label: option.id for option in self.session.office.query(lookup.list_item_options)}
        for meaning in parse_quantity(text, known):
            alike = find_similar_name(meaning.name, known) or find_within(meaning.name, known)
            if alike and self._is_it(meaning.name, alike):
                self._meant = meaning if meaning.count is not None else None
                return known[alike]
            if alike:
                break
        meaning = parse_quantity(text, known)[0]
        counting = count_in_units(meaning, ItemCounting(), in_stock=False).counting
        added = self.session.execute(AddItem(meaning.name, **asdict(counting)), self)
        made = added.id if added else None
        self._meant = meaning if made is not None and meaning.count is not None else None
        return made

    def _may_add(self, typed: str) -> bool:
        return super()._may_add(typed) and not is_item_code(typed) and parse_amount(typed) is None

    def _added_as(self, typed: str) -> str:
        return parse_quantity(typed)[0].name

    def _is_it(self, name: str, alike: str) -> bool:
        """Whether an item nearly so called is meant; Enter says yes."""
        if name.casefold() == alike.casefold():
            return True
        asked = f"Is “{name}” the same as “{alike}”?"
        choices, leave = (f"Yes, {alike}",), "No, something new"
        return messages.ask_choice(self, asked, choices=choices, leave=leave, likely=0) is not None

    def _choose(self, row_id: int, name: str) -> None:
        known = self.session.office.query(
            lookup.list_item_options
        )  # the item's own name, which may not be what was typed
        super()._choose(row_id, next((option.label for option in known if option.id == row_id), name))

    def _say_how_many(self, meaning: Counted, item_id: int) -> None:
        """Says the number in what the item is counted in, and lets the catalogue keep the unit typed."""
        try:
            self._say(resolve_count(self.session, self, meaning, item_id), item_id)
        except ValueError as unknown:
            self.session.status_message.emit(str(unknown))
