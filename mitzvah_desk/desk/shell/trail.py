"""The way one came: a person opened from a project's shift leads back to that project, not to the people."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.widgets.pages import RecordPage


@dataclass(frozen=True, slots=True)
class TrailPlace:
    """Where one was.

    Attributes:
        area: the key of the area.
        record: the noun of the record whose page was open; empty on the area's own pages.
        record_id: its id.
        title: what it is called.
        tab: which tab was shown.
    """

    area: str
    record: str = ""
    record_id: int = 0
    title: str = field(default="", compare=False)
    tab: int = field(default=0, compare=False)


class Trail:
    """The places behind one, the last one last.

    Args:
        current: the key of the area that is shown, and the area; None without an open file.
        go_to: shows an area by its key.
        show_record: shows a record by its noun and id.
    """

    def __init__(
        self,
        current: Callable[[], tuple[str, AreaPage] | None],
        go_to: Callable[[str], object],
        show_record: Callable[[str, int], object],
    ) -> None:
        self._current, self._go_to, self._show_record = current, go_to, show_record
        self._behind: list[TrailPlace] = []
        self._walking = False

    def follow(self, record: str, record_id: int) -> None:
        """Shows a record that something on the page leads to, and remembers the way back."""
        before = self._here()
        self._walk(lambda: self._show_record(record, record_id))
        now = self._here()
        if before is None or now is None or now == before:
            return
        if self._behind and self._behind[-1] == now:
            self._behind.pop()  # a page that leads back by itself
        else:
            self._behind.append(before)
        self.name_way_back()

    def go_back(self) -> bool:
        """Goes back to where one came from; returns whether one came from somewhere."""
        if not self._behind:
            return False
        place = self._behind.pop()

        def show() -> None:
            self._go_to(place.area)
            here = self._here()
            if place.record and here is not None and here != place:
                self._show_record(place.record, place.record_id)
            page = self._page()
            if page is not None and self._here() == place:
                page.tabs.setCurrentIndex(place.tab)

        self._walk(show)
        self.name_way_back()
        current = self._current()
        if current is not None and self._page() is None:
            current[1].start()
        return True

    def forget(self) -> None:
        """Forgets the way: an area was chosen, or a list is looked at, so that it begins anew."""
        if not self._walking:
            self._behind.clear()
            self.name_way_back()

    def on_page(self) -> None:
        """Another page of an area is in front."""
        if self._page() is None:
            self.forget()
        else:
            self.name_way_back()

    def name_way_back(self) -> None:
        """Says on the page's button where it leads back to."""
        page = self._page()
        if page is not None:
            page.set_way_back(self._behind[-1].title if self._behind else "")

    def _walk(self, step: Callable[[], object]) -> None:
        was, self._walking = self._walking, True
        try:
            step()
        finally:
            self._walking = was

    def _page(self) -> RecordPage | None:
        current = self._current()
        page = current[1].currentWidget() if current is not None else None
        return page if isinstance(page, RecordPage) else None

    def _here(self) -> TrailPlace | None:
        current = self._current()
        if current is None:
            return None
        key, area = current
        page = self._page()
        record, record_id = page.shown_record() if page is not None else ("", 0)
        if page is None or not record:
            return TrailPlace(key, title=area.accessibleName())
        return TrailPlace(key, record, record_id, page.accessibleName(), page.tabs.currentIndex())
