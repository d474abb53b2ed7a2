"""The minutes from one place to others, where the committee knows better than the usual minutes."""

from typing import Any

from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import NumberField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.core.crud import SetFields
from mitzvah_desk.office.people.preferences import TravelTimeRow, list_travel_times


class TravelTimes(EditableRows[TravelTimeRow]):
    """The minutes from a place; a row belongs to both of its places, and is seen and changed from either."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "travel_time",
            "place_id",
            "Ways from here",
            (
                Column("name", "To", lambda way: way.name, width_chars=24),
                Column("detail", "How long", lambda way: f"{way.minutes} minutes", width_chars=12),
            ),
            {
                "other_id": (lambda commit: RecordField(session, "place", "To", commit), 30),
                "minutes": (lambda commit: NumberField("Minutes", commit, blank=False), 14),
            },
            list_travel_times,
            empty="The usual minutes hold, as set under Rota and calendar.",
            name="ways",
            then="minutes",
            names={"other_id": "name"},
        )

    def complete(self, values: dict[str, Any]) -> dict[str, Any]:
        """No minutes, until they are typed."""
        return {**values, "minutes": 0}

    def make_change(self, row_id: int, column: str, value: Any) -> SetFields:  # noqa: ANN401
        """Another place: the row may have this one in either column."""
        own = {"place_id": self.owner_id} if column == "other_id" else {}
        return SetFields("travel_time", row_id, {**own, column: value})
