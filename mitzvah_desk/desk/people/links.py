"""A list of links from one record to others, with a line beneath that adds one by name."""

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.records.row_adding import add_picker
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.crud import Add, Remove
from mitzvah_desk.office.people.queries import Link


class LinkTable(SubTable[Link]):
    """Links of one kind.

    Args:
        session: the desk's view of the office.
        record: the noun of a link, such as ``group_member``.
        title: what stands above.
        adds: what the line beneath is called, such as ``Add a group``.
        mine: the link's column that leads to the record whose page this is.
        other: its column that leads to the other record.
        noun: what may be linked or made, of ``NAMED``.
        opens: the noun of the other record, where it has a page.
        rank: the link's column that says which place it has, where the order tells something.
        parent: Qt's.
    """

    def __init__(
        self,
        session: FileSession,
        record: str,
        title: str,
        adds: str,
        mine: str,
        other: str,
        noun: str,
        *,
        opens: str = "",
        rank: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"{mine} {record}",
            title,
            (
                Column("name", "Name", lambda link: link.name, width_chars=36),
                Column("detail", "More", lambda link: link.detail, width_chars=20),
            ),
            session.memory,
            empty="None yet. Type a name below to add one.",
            on_open=self._open if opens else None,
            on_remove=lambda ids: session.execute(Remove(record, tuple(ids)), self),
            parent=parent,
        )
        self._session, self._record, self._mine, self._other, self._opens = (
            session,
            record,
            mine,
            other,
            opens,
        )
        self._rank = rank
        self._owner_id = 0
        self.adder = add_picker(self, adds, session, noun, self._add)

    def show_links(self, owner_id: int, links: list[Link]) -> None:
        """Shows the links of a record."""
        if owner_id != self._owner_id:
            self.adder.load(None)
        self._owner_id = owner_id
        self.set_rows(links)

    def _add(self, value: int) -> str:
        last = {self._rank: len(self.table.rows_model.rows()) + 1} if self._rank else {}
        values = {self._mine: self._owner_id, self._other: value, **last}
        return self._session.commit(Add(self._record, values), self)

    def _open(self, link_id: int) -> None:
        link = next(link for link in self.table.rows_model.rows() if link.id == link_id)
        self._session.open_requested.emit(self._opens, link.other_id)
