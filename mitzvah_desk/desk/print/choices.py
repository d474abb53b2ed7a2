"""What can be chosen of a paper, in words; how far this computer's printer is off."""

from PySide6.QtCore import QSettings

from mitzvah_desk.office.papers.kinds import PaperScope
from mitzvah_desk.rules.labels import parse_millimetres
from mitzvah_desk.rules.privacy.disclosure import Audience

AUDIENCES = {
    Audience.COMMITTEE: "The committee: everything",
    Audience.DRIVER: "The named driver only: addresses",
    Audience.VOLUNTEERS: "Volunteers: names, no telephones",
    Audience.PUBLIC: "Everybody: no names, no places",
}
ARROWS = (
    ("none", "No arrow"),
    ("left", "To the left"),
    ("right", "To the right"),
    ("straight on", "Straight on"),
    ("back", "Back"),
)
PER_PAGE = (
    (1, "One schedule"),
    (2, "Up to two, to be cut"),
    (4, "Up to four, to be cut"),
)
CHOSEN = {
    PaperScope.PROJECT: "project",
    PaperScope.PERSON: "person",
    PaperScope.PARTNER: "partner",
    PaperScope.DAY: "day",
    PaperScope.LIST: "people_list",
}
ON_PAPER = "Only what is in the file already can be printed."
"""What is told where a name is typed that the file does not know."""


def read_printer_offset(way: str) -> float:
    """How many millimetres this computer's printer is off, to the ``right`` or ``down``."""
    return parse_millimetres(str(QSettings().value(f"labels {way}", "0")))


def save_printer_offset(way: str, millimetres: float) -> None:
    """Remembers how far this computer's printer is off."""
    QSettings().setValue(f"labels {way}", str(millimetres))
