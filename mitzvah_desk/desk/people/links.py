"""A list of links from one record to others, with a line beneath that adds one by name."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.picking import search_in
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.office.editing import Add, Remove
from mitzvah_desk.office.queries.lookup import Option
from mitzvah_desk.office.queries.people import Link


class LinkTable(SubTable[Link]):
    """Links of one kind.

    Args:
        bridge: the desk's view of the office.
        record: the noun of a link, such as ``group_member``.
        title: what stands above.
        mine: the link's column that leads to the record whose page this is.
        other: its column that leads to the other record.
        choices: the records that may be linked.
        opens: the noun of the other record, where it has a page.
        new: the noun of a record that is made of an unknown name.
    """

    def __init__(
        self,
        bridge: Bridge,
        record: str,
        title: str,
        mine: str,
        other: str,
        choices: Callable[..., list[Option]],
        *,
        opens: str = "",
        new: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"{mine} {record}",
            title,
            (
                Column("name", "Name", lambda link: link.name, width_chars=36),
                Column("detail", "", lambda link: link.detail, width_chars=20),
            ),
            bridge.memory,
            empty="None yet. Type a name below to add one.",
            on_open=self._open if opens else None,
            on_remove=lambda ids: bridge.do(Remove(record, tuple(ids)), self),
            parent=parent,
        )
        self._bridge, self._record, self._mine, self._other, self._opens = bridge, record, mine, other, opens
        self._owner_id = 0
        self._links: list[Link] = []
        self.adder = PickField(
            "Add",
            self._add,
            search_in(lambda: bridge.office.ask(choices)),
            add_new=self._maker(new) if new else None,
        )
        self.add_below(self.adder)

    def show_links(self, owner_id: int, links: list[Link]) -> None:
        """Shows the links of a record."""
        self._owner_id, self._links = owner_id, links
        self.set_rows(links)

    def allow_adding(self, *, allowed: bool) -> None:
        """Offers the line that adds, or hides it."""
        self.adder.setVisible(allowed)

    def _add(self, value: int | None) -> str:
        if value is None:
            return ""
        said = self._bridge.commit(Add(self._record, {self._mine: self._owner_id, self._other: value}), self)
        if not said:
            self.adder.load(None)
        return said

    def _open(self, link_id: int) -> None:
        link = next((link for link in self._links if link.id == link_id), None)
        if link is not None:
            self._bridge.wanted.emit(self._opens, link.other_id)

    def _maker(self, record: str) -> Callable[[str], int | None]:
        def make(text: str) -> int | None:
            done = self._bridge.do(Add(record, {"name": text}), self)
            return done.id if done else None

        return make
