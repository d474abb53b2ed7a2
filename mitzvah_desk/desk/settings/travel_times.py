"""The minutes from one place to others, where the committee knows better than the usual minutes."""

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.records.record_form import make_record_search
from mitzvah_desk.desk.records.row_adding import AddRowForm, accept_any
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import NumberField, PickField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.people.preferences import list_travel_times
from mitzvah_desk.office.people.queries import Link


class Ways(SubTable[Link]):
    """The list, with a line beneath that adds one.

    Attributes:
        line: the line.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(
            "ways",
            "Ways from here",
            (
                Column("name", "To", lambda way: way.name, width_chars=24),
                Column("detail", "How long", lambda way: way.detail, width_chars=12),
            ),
            session.memory,
            empty="The usual minutes hold, as set under Rota and calendar.",
            on_remove=lambda ids: session.execute(Remove("travel_time", tuple(ids)), self),
            parent=parent,
        )
        self._session = session
        self.line = AddRowForm(
            session,
            "travel_time",
            "place_id",
            {
                "other_id": PickField(
                    "To", accept_any, make_record_search(session, lookup.list_place_options)
                ),
                "minutes": NumberField("Minutes", accept_any),
            },
            "Add this way",
            needed="other_id",
            complete=lambda values: {"minutes": 0, **values},
        )
        self.add_below(self.line)

    def show_place(self, place_id: int) -> None:
        """Shows the ways from a place."""
        self.line.show_owner(place_id)
        self.set_rows(self._session.office.query(list_travel_times, place_id))
