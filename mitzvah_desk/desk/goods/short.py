"""What is short, and what was asked for and not given: for the shopping list, the appeal and the grant."""

from datetime import date

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.records.amounts import amount_column, in_amounts
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.goods.short import (
    ShortRow,
    UnmetBy,
    UnmetRow,
    list_short,
    list_unmet,
    list_years_of_requests,
)
from mitzvah_desk.rules.goods.weights import format_amount

SHORT: tuple[Column[ShortRow], ...] = (
    Column("item", "What", lambda r: r.item, width_chars=28),
    Column("category", "Kind", lambda r: r.category, width_chars=16),
    Column(
        "by",
        "Short by",
        lambda r: format_amount(r.short_by, r.unit) if r.short_by else "all there is",
        lambda r: r.short_by,
        True,
        width_chars=12,
        icon=lambda _: "alert-triangle",
    ),
    amount_column("free", "Free", 9),
    Column(
        "minimum",
        "Keep at least",
        in_amounts("minimum"),
        lambda r: r.minimum or 0,
        True,
        width_chars=14,
    ),
    Column(
        "wanted",
        "Asked for",
        lambda r: format_amount(r.wanted, r.unit) if r.wanted else "",
        lambda r: r.wanted,
        True,
        width_chars=11,
    ),
    Column("unit", "Counted in", lambda r: r.unit, width_chars=12, shown=False),
    Column("partners", "Who waits for it", lambda r: r.partners, width_chars=34),
)


UNMET: tuple[Column[UnmetRow], ...] = (
    Column("category", "Kind", lambda r: r.category, width_chars=18),
    Column("item", "What", lambda r: r.item, width_chars=24),
    amount_column("missing", "Not given", 13),
    amount_column("asked", "Asked for", 13),
    amount_column("given", "Given", 13),
    amount_column("closed", "Closed unmet", 13),
    Column("requests", "Requests", lambda r: f"{r.requests:,}", lambda r: r.requests, True, width_chars=10),
    Column("partners", "Who asked", lambda r: r.partners, width_chars=34),
)


class ShortPage(ListPage[ShortRow]):
    """The items of which there is not enough; Enter opens one."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(
            "short",
            "What is short",
            SHORT,
            session.memory,
            noun=("thing", "things"),
            empty=(
                "Nothing is short.",
                "On an item’s page, say how many to keep; what partners ask for counts by itself.",
            ),
            parent=parent,
        )
        self.session = session
        self.opened.connect(lambda number: session.open_requested.emit("item", number))

    def read(self) -> None:
        """Reads the list again."""
        self.set_rows(self.session.office.query(list_short, date.today()))


class UnmetPage(ListPage[UnmetRow]):
    """What was asked for and not given, by thing, kind or partner, of a campaign or a year."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(
            "unmet",
            "Asked for and not given",
            UNMET,
            session.memory,
            noun=("line", "lines"),
            empty=(
                "Everything that was asked for was given.",
                "What partners ask for stands under Requests.",
            ),
            parent=parent,
        )
        self.session = session
        self._by = [UnmetBy.CATEGORY, UnmetBy.ITEM, UnmetBy.PARTNER]
        words = [(by, f"By {by}") for by in self._by]
        self.by = self.add_choice("In lines", words, lambda _: self.read())
        self.when = self.add_choice("When", [(None, "Any time")], lambda _: None)
        self.when.currentIndexChanged.disconnect()  # its choices change with what is asked for
        self.when.currentIndexChanged.connect(lambda _: self.read())

    def read(self) -> None:
        """Reads the list again."""
        ask, campaign = self.session.office.query, self.session.campaign_id
        years = ask(list_years_of_requests)
        self._offer(["Any time", "This campaign", *(str(year) for year in years)])
        at = max(self.when.currentIndex(), 0)
        rows = ask(
            list_unmet,
            self._by[max(self.by.currentIndex(), 0)],
            campaign_id=campaign if at == 1 else None,
            year=years[at - 2] if at > 1 else None,
        )
        self.set_rows(rows)

    def _offer(self, words: list[str]) -> None:
        """Offers these times; the one chosen stays."""
        if [self.when.itemText(number) for number in range(self.when.count())] == words:
            return
        kept = self.when.currentText()
        self.when.blockSignals(True)
        self.when.clear()
        self.when.addItems(words)
        self.when.setCurrentIndex(words.index(kept) if kept in words else 0)
        self.when.blockSignals(False)
