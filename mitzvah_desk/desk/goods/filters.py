"""The choices beside the lists of stock: of one place, or of what is so far, such as sorted."""

from collections.abc import Callable
from typing import Any

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.goods.stock_queries import NO_PLACE, Narrowed, Stage


class Narrowing:
    """Two choices beside a list's filter.

    Args:
        session: the desk's view of the office.
        page: the list.
        changed: called when another is chosen.

    Attributes:
        place: chooses the place.
        stage: chooses how far things are.
    """

    def __init__(self, session: FileSession, page: ListPage[Any], changed: Callable[[], object]) -> None:
        self._session = session
        stages = [(None, "Any"), *((stage, stage.value.capitalize()) for stage in Stage)]
        self.place = page.add_choice("Place", [(None, "Everywhere")], lambda _: None)
        self.place.currentIndexChanged.disconnect()  # its choices change, as the committee's places do
        self.place.currentIndexChanged.connect(lambda _: changed())
        self.stage = page.add_choice("State", stages, lambda _: changed())
        self._stages = [stage for stage, _ in stages]
        self._places: list[int | None] = [None]
        widest = page.fontMetrics().averageCharWidth() * 24
        self.place.setMaximumWidth(widest)

    @property
    def chosen(self) -> Narrowed:
        """What is meant."""
        return Narrowed(
            self._places[max(self.place.currentIndex(), 0)], self._stages[max(self.stage.currentIndex(), 0)]
        )

    def read_places(self) -> None:
        """Offers the places that there are now; the one chosen stays."""
        found = self._session.office.query(lookup.list_location_options)
        words = ["Everywhere", *(option.label for option in found), "No place yet"]
        places: list[int | None] = [None, *(option.id for option in found), NO_PLACE]
        if [self.place.itemText(n) for n in range(self.place.count())] == words:
            return
        kept = self.chosen.location_id
        self._places = places
        self.place.blockSignals(True)
        self.place.clear()
        self.place.addItems(words)
        self.place.setCurrentIndex(places.index(kept) if kept in places else 0)
        self.place.blockSignals(False)
