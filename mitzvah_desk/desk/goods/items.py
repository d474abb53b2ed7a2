"""The field for a thing of the catalogue: understands ``3 cases beans``, finds what is nearly so called."""

from collections.abc import Callable
from dataclasses import asdict

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.field import Commit
from mitzvah_desk.desk.widgets.pick_field import Offer, PickField
from mitzvah_desk.desk.widgets.rows import normalise_text
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import SetFields
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.catalogue import AddItem
from mitzvah_desk.office.goods.queries import read_item
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.rules.goods.quantity_input import (
    Counted,
    ItemCounting,
    count_in_units,
    find_similar_name,
    is_same_item,
    parse_quantity,
    singular,
)


def forget_gone(session: FileSession, field: PickField, record: str) -> None:
    """Lets a field forget what it chose where that is gone, as after adding it was undone."""
    field.forget_gone(lambda number: session.office.query(record_name, record, number))


class ItemField(PickField):
    """Chooses an item by its name, with or without a number before it.

    Args:
        session: the desk's view of the office.
        commit: takes the item's id.
        say_how_many: called with the number typed before the name, in what the item is counted in.
        adding: whether what nobody knows yet may be added.
        hint: what stands in the empty line.
    """

    def __init__(
        self,
        session: FileSession,
        commit: Commit,
        say_how_many: Callable[[int], object],
        *,
        adding: bool = True,
        hint: str = "Such as 24 tinned tomatoes, or 3 cases beans",
    ) -> None:
        self._session = session
        self._say = say_how_many
        self._meant: Counted | None = None

        def keep(value: int | None) -> str:
            problem = commit(value)
            if value is not None and self._meant is not None and not problem:
                meant, self._meant = self._meant, None
                self._say_how_many(meant, value)
            return problem

        super().__init__("What", keep, self._find, add_new=self._unknown if adding else None, hint=hint)

    def _find(self, text: str) -> list[Offer]:
        """The items in whose name every word occurs, once without the number before it and its pack."""
        known = self._session.office.query(lookup.list_item_options)
        if text:
            self._meant = None
        for meaning in parse_quantity(text):
            words = [singular(word) for word in normalise_text(meaning.name).split()]
            found = [
                option for option in known if all(word in normalise_text(option.label) for word in words)
            ]
            if found:
                self._meant = meaning if meaning.count is not None else None
                found.sort(
                    key=lambda option: (
                        not normalise_text(option.label).startswith(words[0]) if words else False
                    )
                )
                return [(option.id, option.label, option.detail) for option in found]
        return []

    def _read(self) -> int | None:
        if self._chosen is None:
            for meaning in parse_quantity(self.line.text()):
                same = [offer for offer in self._search(meaning.name) if is_same_item(offer[1], meaning.name)]
                if len(same) == 1:
                    self._meant = meaning if meaning.count is not None else None
                    self._choose(*same[0][:2])
                    return same[0][0]
        return super()._read()

    def _unknown(self, text: str) -> int | None:
        """What is not in the catalogue means: how many of what, an item nearly so called, or a new one."""
        known = {option.label: option.id for option in self._session.office.query(lookup.list_item_options)}
        for meaning in parse_quantity(text):
            alike = find_similar_name(meaning.name, known)
            if alike and self._is_it(meaning.name, alike):
                self._meant = meaning if meaning.count is not None else None
                return known[alike]
        meaning = parse_quantity(text)[0]
        counting = count_in_units(meaning, ItemCounting(), in_stock=False).counting
        added = self._session.execute(AddItem(meaning.name, **asdict(counting)), self)
        made = added.id if added else None
        self._meant = meaning if made is not None and meaning.count is not None else None
        return made

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
        known = self._session.office.query(
            lookup.list_item_options
        )  # the item's own name, which may not be what was typed
        super()._choose(row_id, next((option.label for option in known if option.id == row_id), name))

    def _say_how_many(self, meaning: Counted, item_id: int) -> None:
        """Says the number in what the item is counted in, and lets the catalogue keep the unit typed."""
        ask = self._session.office.query
        facts = ask(read_item, item_id)
        if facts is None:
            return
        kept = ItemCounting(facts.unit, facts.pack_name, facts.pack_size)
        answer = count_in_units(meaning, kept, in_stock=bool(ask(list_lots, item_id)))
        if answer.counting != kept:
            self._session.execute(SetFields("item", item_id, asdict(answer.counting)), self)
        if answer.count is None:
            self._session.status_message.emit(answer.question)
        else:
            self._say(answer.count)
