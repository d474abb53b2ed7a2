"""The areas of the window in their order: what the list at the side shows of each, and how it is made.

An area's module is imported when the area is first wanted, so that the window is up before them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.session.file_session import FileSession

if TYPE_CHECKING:
    from mitzvah_desk.desk.newsletter.page import NewsletterPage


@dataclass(frozen=True, slots=True)
class AreaCommand:
    """A button of an area's first page, known before the area is made.

    Attributes:
        title: its words; the area has an action that is called so.
        keys: its key.
        words: what else it is looked for by.
        tab: the tab on which it stands.
    """

    title: str
    keys: str = ""
    words: str = ""
    tab: str = ""


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """One area, before it is made.

    Attributes:
        key: its name for the program.
        title: its name in the window.
        icon: its icon.
        make: makes it.
        records: the nouns that it can show, for ``FileSession.wanted``.
        commands: what its first page offers, for the search.
    """

    key: str
    title: str
    icon: str
    make: Callable[[FileSession], AreaPage]
    records: tuple[str, ...] = ()
    commands: tuple[AreaCommand, ...] = ()


def _today(session: FileSession) -> AreaPage:
    from mitzvah_desk.desk.today.area import TodayArea

    return TodayArea(session)


def _projects(session: FileSession) -> AreaPage:
    from mitzvah_desk.desk.projects.area import ProjectsArea

    return ProjectsArea(session)


def _rota(session: FileSession) -> AreaPage:
    from mitzvah_desk.desk.rota.area import RotaArea

    return RotaArea(session)


def _people(session: FileSession) -> AreaPage:
    from mitzvah_desk.desk.people.area import PeopleArea

    return PeopleArea(session)


def _goods(session: FileSession) -> AreaPage:
    from mitzvah_desk.desk.goods.area import GoodsArea

    return GoodsArea(session)


def _partners(session: FileSession) -> AreaPage:
    from mitzvah_desk.desk.partners.area import PartnersArea

    return PartnersArea(session)


def _letters(session: FileSession) -> AreaPage:
    from mitzvah_desk.desk.letters.area import LettersArea

    return LettersArea(session)


def _print(session: FileSession) -> AreaPage:
    from mitzvah_desk.desk.print.area import PrintArea

    return PrintArea(session)


def _lists(session: FileSession) -> AreaPage:
    from mitzvah_desk.desk.lists.area import ListsArea

    return ListsArea(session, lambda: _newsletter(session))


def _newsletter(session: FileSession) -> "NewsletterPage":
    from mitzvah_desk.desk.newsletter.page import NewsletterPage

    return NewsletterPage(session)


def _settings(session: FileSession) -> AreaPage:
    from mitzvah_desk.desk.settings.area import SettingsArea

    return SettingsArea(session)


ENTRIES = (
    AreaEntry(
        "today",
        "Today",
        "sun",
        _today,
        ("to_do",),
        (AreaCommand("Add a to-do", "Ins", "new task reminder"),),
    ),
    AreaEntry(
        "projects",
        "Projects",
        "calendar-event",
        _projects,
        ("project", "projects"),
        (AreaCommand("New project", "Ins", "add a project"),),
    ),
    AreaEntry(
        "rota",
        "Rota",
        "layout-board",
        _rota,
        ("shift", "to_tell", "cannot_come", "board", "gaps", "unanswered", "check_in"),
        (
            AreaCommand("Fill gaps…", "Ctrl+G", "fill the rota propose people"),
            AreaCommand("Check in", "Ctrl+I", "attendance arrivals who is here"),
            AreaCommand("Cannot come…", "Ctrl+R", "rings off ill"),
            AreaCommand("Gaps", "G", "only show just"),
            AreaCommand("Unanswered", "U", "only invited not answered"),
            AreaCommand("As a list", "Ctrl+T", "shifts of the day"),
        ),
    ),
    AreaEntry(
        "people",
        "People",
        "users",
        _people,
        ("person", "household", "group", "people"),
        (
            AreaCommand("New person", "Ins", "add a person volunteer", "People"),
            AreaCommand("New household", "Ins", "add a household family", "Households"),
            AreaCommand("New group", "Ins", "add a group class youth movement", "Groups"),
            AreaCommand("Permission forms that came back…", "", "consent photographs", "Households"),
        ),
    ),
    AreaEntry(
        "goods",
        "Goods",
        "gift",
        _goods,
        (
            *("donation", "item", "delivery", "making", "using", "recall", "charts", "money_gift", "short"),
            *("donations", "deliveries", "money_gifts"),
        ),
        (
            AreaCommand("Receive a donation", "Ctrl+R", "add goods gift", "Donations"),
            AreaCommand("Made on the day…", "Ctrl+M", "", "Donations"),
            AreaCommand("Used by a project…", "Ctrl+U", "", "Donations"),
            AreaCommand("Recall…", "Ctrl+Shift+R", "unsafe allergen batch", "Stock"),
            AreaCommand("Add a request…", "", "what a partner would like", "Requests"),
            AreaCommand("Share out…", "", "allocate propose", "Requests"),
            AreaCommand("Add a gift of money", "", "donation", "Money"),
            AreaCommand("Gift Aid schedule…", "", "HMRC claim", "Money"),
            AreaCommand("Begin to count…", "", "stocktake", "Stocktake"),
        ),
    ),
    AreaEntry(
        "partners",
        "Partners",
        "building-community",
        _partners,
        ("partner", "partners"),
        (AreaCommand("New partner", "Ins", "add a partner charity home organisation"),),
    ),
    AreaEntry(
        "letters",
        "Letters",
        "mail",
        _letters,
        ("thanks",),
        (AreaCommand("Preview the letters", "Ctrl+P", "print thank you letters", "Thanks"),),
    ),
    AreaEntry(
        "print",
        "Print",
        "printer",
        _print,
        ("rota", "schedule", "report", "letters", "address-labels", "envelopes"),
        (AreaCommand("Day pack…", "", "print everything all papers folder"),),
    ),
    AreaEntry(
        "lists",
        "Lists",
        "list-check",
        _lists,
        (),
        (
            AreaCommand("Change what it asks", "Ctrl+E", "filter conditions", "Lists"),
            AreaCommand("Save as Word…", "Ctrl+S", "write the newsletter", "Newsletter"),
        ),
    ),
    AreaEntry("settings", "Settings", "settings", _settings, ("letterhead", "place")),
)
