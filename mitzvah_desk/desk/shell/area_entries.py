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
class AreaEntry:
    """One area, before it is made.

    Attributes:
        key: its name for the program.
        title: its name in the window.
        icon: its icon.
        make: makes it.
        records: the nouns that it can show, for ``FileSession.wanted``.
    """

    key: str
    title: str
    icon: str
    make: Callable[[FileSession], AreaPage]
    records: tuple[str, ...] = ()


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
    AreaEntry("today", "Today", "sun", _today, ("to_do",)),
    AreaEntry("projects", "Projects", "calendar-event", _projects, ("project", "projects")),
    AreaEntry(
        "rota",
        "Rota",
        "layout-board",
        _rota,
        ("shift", "to_tell", "cannot_come", "board", "gaps", "unanswered", "check_in"),
    ),
    AreaEntry("people", "People", "users", _people, ("person", "household", "group", "people")),
    AreaEntry(
        "goods",
        "Goods",
        "gift",
        _goods,
        (
            *("donation", "item", "delivery", "making", "using", "recall", "charts", "money_gift", "short"),
            *("donations", "deliveries", "money_gifts"),
        ),
    ),
    AreaEntry("partners", "Partners", "building-community", _partners, ("partner", "partners")),
    AreaEntry("letters", "Letters", "mail", _letters, ("thanks",)),
    AreaEntry("print", "Print", "printer", _print, ("rota", "report")),
    AreaEntry("lists", "Lists", "list-check", _lists),
    AreaEntry("settings", "Settings", "settings", _settings, ("letterhead",)),
)
