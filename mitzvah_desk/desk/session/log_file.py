"""Where this computer keeps the log of what went wrong; it holds no name and no value of a file."""

import logging
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from mitzvah_desk.user_folders import find_log_folder

OWN = "mitzvah_desk"
"""The logger of the program, and the beginning of the names of all its others."""
KEPT = 2
"""So many full logs are kept beside the one that is written."""
ErrorFacts = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def find_log_file(*, make: bool = False) -> Path:
    """The log's path.

    Args:
        make: whether its folder is made where there is none.

    Raises:
        OSError: the folder cannot be made.
    """
    return find_log_folder(make=make) / "mitzvah-desk.log"


def configure_logging() -> None:
    """Writes what goes wrong to a file that can be sent to whoever helps."""
    try:
        handler = LogFile(
            find_log_file(make=True), maxBytes=500_000, backupCount=KEPT, delay=True, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


def read_log() -> str:
    """What the log says, the full ones before it too, the newest at the end; empty where there is none."""
    newest = find_log_file()
    files = [*(newest.with_name(f"{newest.name}.{number}") for number in range(KEPT, 0, -1)), newest]
    told = []
    for file in files:
        with suppress(OSError):
            told.append(file.read_text("utf-8", errors="replace"))
    return "".join(told)


class LogFile(RotatingFileHandler):
    """A log that goes on in its file where that may not be renamed: on Windows, while others have it open."""

    def doRollover(self) -> None:
        """Logging: the file is full, and begun anew if that can be."""
        with suppress(PermissionError):
            super().doRollover()


class DiscreetFormatter(logging.Formatter):
    """Writes where an error arose and of what class it is, never its words: they may hold a name.

    Of what another library says, its words are left out too: they may hold what was read.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Logging: one record, as text."""
        if record.name != OWN and not record.name.startswith(f"{OWN}."):
            record = logging.makeLogRecord(
                {**record.__dict__, "msg": "(its words are left out)", "args": None}
            )
        return super().format(record)

    def formatException(self, ei: ErrorFacts) -> str:
        """Logging: an error and those that led to it, the first one first."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__))
            lines.insert(0, f"{frames}{type(error).__name__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nand then\n".join(lines)
