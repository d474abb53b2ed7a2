"""Child processes of tests: made quickly, and killed at any moment."""

import multiprocessing
import random
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

if sys.platform == "win32":
    PROCESSES = multiprocessing.get_context("spawn")
else:
    PROCESSES = multiprocessing.get_context("forkserver")
    PROCESSES.set_forkserver_preload(["mitzvah_desk.office.importing.accept"])  # once, not once a child

EDITS_BETWEEN = 20
"""The most edits between two kills: a kill makes about ten edits."""


def killed_at_work(
    work: Callable[[Path, int, Connection], None], path: Path, first: int, chance: random.Random
) -> int:
    """Lets a child work on a file, and kills it after a few edits, anywhere within the next.

    Args:
        work: edits the file, from the edit of that number on, and sends each number once it is kept.
        path: the file.
        first: the number of the first edit.
        chance: how many edits it is let do, and when the blow falls.

    Returns:
        The number of the last edit that was said to be kept.
    """
    ours, theirs = PROCESSES.Pipe(duplex=False)
    child = PROCESSES.Process(target=work, args=(path, first, theirs))
    child.start()
    theirs.close()
    last = first - 1
    for _ in range(chance.randint(1, EDITS_BETWEEN - 1)):
        last = ours.recv()
    ours.poll(chance.uniform(0, 0.008))
    child.kill()
    child.join()
    try:
        while True:
            last = ours.recv()
    except (EOFError, OSError):
        pass
    child.close()
    ours.close()
    return last
