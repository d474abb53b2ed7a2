"""The one door through which files of strangers are read: in a process of its own, which may die of them.

What reads a spreadsheet or a picture may be brought to end its process, to take all memory or never to come
back, and a thread cannot be stopped. So it is done in a child that has nothing to lose: it holds no file of
the committee's, writes none, is limited in memory and time, and is killed as soon as nobody waits for it.
Its answer comes back as JSON, which cannot do anything.
"""

import json
import logging
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import wait
from pathlib import Path
from time import monotonic
from typing import Any

from mitzvah_desk.exchange.limits import MOST_BYTES, TOO_LARGE, TOO_MUCH, UnreadableError
from mitzvah_desk.exchange.tables_in import TableSheet, read_sheets

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as Connection
else:
    from multiprocessing.connection import Connection

Step = Callable[[int, int], object]

LONGEST_SECONDS = 30
MOST_MEMORY = 2 * 1024**3
_MOST_ANSWER = 400_000_000
_LOOK_SECONDS = 0.05
_SLOW = (
    f"Reading this file was stopped, as it took longer than {LONGEST_SECONDS} seconds."
    " Save only the part that is wanted, as CSV, and choose that."
)
_FELL = (
    "This file cannot be read: what reads it fell over, and nothing of it was taken in."
    " Open it in the program that it is from, save it anew, and choose that."
)
_NO_START = "This file could not be read, as this computer has no room to do so. Close other programs first."

log = logging.getLogger(__name__)


def read_tables(path: Path, letters: str = "", step: Step = lambda *_: None) -> tuple[TableSheet, ...]:
    """Every sheet of a file on the disk; see ``tables_in.read_sheets``.

    Args:
        path: the file.
        letters: its code page, guessed where empty.
        step: is called many times a second, and may raise to stop it.

    Raises:
        UnreadableError: it cannot be opened, or not be read as a table.
    """
    found = run_isolated(_tables, str(path), letters, step=step)
    return tuple(
        TableSheet(
            name,
            tuple((line, tuple(cells)) for line, cells in rows),
            guessed,
            {int(line): sentence for line, sentence in problems.items()},
            **kept,
        )
        for name, rows, guessed, problems, kept in found
    )


def _tables(path: str, letters: str) -> list[tuple[Any, ...]]:
    file = Path(path)
    sheets = read_sheets(file.name, read_file_bytes(file), letters)
    return [
        (sheet.name, sheet.rows, sheet.letters, dict(sheet.problems), _told_besides(sheet))
        for sheet in sheets
    ]


def _told_besides(sheet: TableSheet) -> dict[str, Any]:
    return {"row_noun": sheet.row_noun, "tells_of": sheet.tells_of, "delimited": sheet.delimited}


def read_file_bytes(path: Path, most: int = MOST_BYTES, too_large: str = TOO_LARGE) -> bytes:
    """The bytes of a file.

    Args:
        path: the file.
        most: how many it may have.
        too_large: the sentence for one that has more.

    Raises:
        UnreadableError: it cannot be opened, is none, or is larger.
    """
    try:
        if path.exists() and not path.is_file():  # a folder; or a pipe, which would be waited for
            raise UnreadableError("It is a folder or a device. Choose a file.")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError:
        raise UnreadableError(
            "It could not be opened. Check that it is there, and close it in other programs."
        ) from None
    if len(content) > most:
        raise UnreadableError(too_large)
    return content


def run_isolated(task: Callable[..., Any], *given: object, step: Step = lambda *_: None) -> Any:  # noqa: ANN401
    """Does a task in a process of its own.

    Args:
        task: a function of a module. It returns what JSON can hold, and raises ``UnreadableError``.
        given: its arguments.
        step: is called many times a second, and may raise to stop it; the process is killed then.

    Returns:
        What the task returned.

    Raises:
        UnreadableError: the task raised it, or its process fell over or took too long.
    """
    processes = multiprocessing.get_context("spawn")  # what every system can, and nothing is inherited
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=_answer, args=(theirs, task, given), daemon=True)
    try:
        try:
            child.start()
        except OSError:
            raise UnreadableError(_NO_START) from None
        theirs.close()
        return _heard(ours, child.sentinel, step)
    finally:
        if child.pid is not None:
            child.kill()
            child.join(1)
        ours.close()
        theirs.close()


def _heard(ours: Connection, ended: int, step: Step) -> Any:  # noqa: ANN401
    until = monotonic() + LONGEST_SECONDS
    while not wait([ours, ended], _LOOK_SECONDS):
        step(0, 0)
        if monotonic() > until:
            raise UnreadableError(_SLOW)
    try:
        answer = json.loads(ours.recv_bytes(_MOST_ANSWER))
    except (EOFError, OSError):
        raise UnreadableError(_FELL) from None
    if "bug" in answer:
        log.error("A foreign file was not read:\n%s", answer["bug"])
        raise UnreadableError(_FELL)
    if "problem" in answer:
        raise UnreadableError(answer["problem"])
    return answer["found"]


def _answer(theirs: Connection, task: Callable[..., Any], given: tuple[object, ...]) -> None:
    """In the child: does the task within limits and sends what came of it."""
    _limit()
    try:
        answer = {"found": task(*given)}
    except UnreadableError as error:
        answer = {"problem": str(error)}
    except MemoryError:
        answer = {"problem": TOO_MUCH}
    except Exception as error:  # noqa: BLE001  # told by the parent; without what the file holds
        places = "".join(traceback.format_tb(error.__traceback__))
        answer = {"bug": f"{places}{type(error).__name__}"}
    theirs.send_bytes(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    theirs.close()


def _limit() -> None:
    import faulthandler

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)  # what falls over says so at length
    # Whoever is to kill it may have been killed; this ends it whatever it is in.
    faulthandler.dump_traceback_later(LONGEST_SECONDS + 5, exit=True, file=nowhere)
    if sys.platform != "win32":
        import resource

        limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, MOST_MEMORY)]
        for kind, most in limits:
            hard = resource.getrlimit(kind)[1]
            limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
            try:
                resource.setrlimit(kind, (limit, limit))
            except (OSError, ValueError):  # a system that does not know this limit
                continue
