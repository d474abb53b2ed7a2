"""The field that names a record: typing filters, Enter takes the first, what is unknown can be made there."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.records.named_records import NAMED
from mitzvah_desk.desk.records.picking import Search, make_search
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import Commit
from mitzvah_desk.desk.widgets.pick_field import PickField
from mitzvah_desk.office.core.lookup import Option


class RecordField(PickField):
    """Names one record; see ``PickField``. A new one and its being put here are one step to undo.

    Args:
        session: the desk's view of the office.
        noun: what is named, of ``NAMED``.
        label: what the field is called.
        commit: takes the id chosen, or None where the line was emptied.
        read: the records that are offered, where not all of them are.
        search: what is offered for what is typed, where more than the records' names count.
        make: makes one otherwise, and returns what stands for it.
        only_known: the sentence that says why none can be made here.
        hint: what stands in the empty line.
        remark: a sentence that stands beneath it.
        parent: Qt's.
    """

    def __init__(
        self,
        session: FileSession,
        noun: str,
        label: str,
        commit: Commit,
        *,
        read: Callable[[], Sequence[Option]] | None = None,
        search: Search | None = None,
        make: Callable[[str], int | None] | None = None,
        only_known: str = "",
        hint: str = "Type a name",
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.session = session
        self.noun = noun
        self._named = NAMED[noun]
        find = search or make_search(read or (lambda: self._named.read(session)))
        made = only_known or make or self._make
        super().__init__(label, commit, find, add_new=made, hint=hint, remark=remark, parent=parent)

    def _make(self, typed: str) -> int | None:
        done = self.session.execute(self._named.make(self.session, typed), self)
        return done.id if done else None

    def _add(self, name: str) -> None:
        with self.session.one_step():
            super()._add(name)

    def _may_add(self, typed: str) -> bool:
        return not self.session.office.read_only and bool(self._named.name(typed))

    def _added_as(self, typed: str) -> str:
        return self._named.name(typed) or typed

    def _say_of_new(self, typed: str) -> str:
        more = self._named.more(typed)
        return f"  ·  {more}" if more else ""

    def _may_repeat(self) -> bool:
        return self._named.repeats
