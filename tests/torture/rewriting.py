"""Kills the program while it protects a file, changes its passphrase or recovers it; one file is whole."""

import random
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from shutil import copyfile
from time import perf_counter

from processes import PROCESSES

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.store.errors import WorldError
from mitzvah_desk.store.file_header import is_protected
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.protection import change_passphrase, protect_file, recover_file_key, unprotect_file
from tests.torture.trying import Outcome, Report

LOST, LEFT = "lost", "left behind"
OLD, NEW = "the old passphrase", "the new passphrase"
KINDS = ("protect", "unprotect", "change", "recover")
LONGEST = 0.5
"""Seconds within which the blow falls; a file of a megabyte takes half of them to be rewritten."""


def rewrite(path: Path, kind: str, reports: Connection) -> None:
    """Rewrites a file as it is told, and says when it begins and when it is done."""
    key = None if kind == "protect" else FileKey.derive(OLD, path.read_bytes()[:16])
    reports.send("begin")
    if key is None:
        protect_file(path, NEW)
    elif kind == "unprotect":
        unprotect_file(path, key)
    elif kind == "change":
        change_passphrase(path, key, NEW)
    else:
        recover_file_key(path, key.recovery_text(), NEW)
    reports.send("done")


def kill_rewriting(file: Path, kills: int, seed: int = 1) -> Report:
    """Kills the program so many times while it rewrites a copy of a plain file or of it protected.

    Args:
        file: the plain file; copies lie beside it.
        kills: how many times.
        seed: for what is left to chance.
    """
    outcomes = tuple(_killed(file, kills, random.Random(seed)))
    return Report("killed while protecting", outcomes, frozenset({LOST, LEFT}))


def _killed(file: Path, kills: int, chance: random.Random) -> Iterator[Outcome]:
    sealed = file.with_name("sealed.mitzvah")
    copyfile(file, sealed)
    protect_file(sealed, OLD)
    content = read_content(file, "")
    for number in range(kills):
        began = perf_counter()
        kind = KINDS[number % len(KINDS)]
        path = file.with_name(f"rewritten-{number}.mitzvah")
        copyfile(file if kind == "protect" else sealed, path)
        done = _strike(path, kind, chance.uniform(0, LONGEST))
        yield Outcome(number, *_look(path, kind, content, done=done), perf_counter() - began)
        path.unlink()


def _strike(path: Path, kind: str, after: float) -> bool:
    ours, theirs = PROCESSES.Pipe(duplex=False)
    child = PROCESSES.Process(target=rewrite, args=(path, kind, theirs))
    child.start()
    theirs.close()
    ours.recv()
    done = ours.poll(after)
    child.kill()
    child.join()
    child.close()
    ours.close()
    return done


def _look(path: Path, kind: str, content: list[tuple[object, ...]], *, done: bool) -> tuple[str, str]:
    """Which of the two files is there, and whether it is whole and alone."""
    new = is_protected(path) != (kind == "unprotect") if kind in {"protect", "unprotect"} else None
    try:
        if new is None:
            new = _opens(path, NEW)
        passphrase = (NEW if kind != "unprotect" else "") if new else (OLD if kind != "protect" else "")
        if read_content(path, passphrase) != content or (done and not new):
            return LOST, f"{kind} of {path.name}"
    except WorldError as error:
        return LOST, f"{kind} of {path.name}: {error}"
    beside = [each.name for each in path.parent.iterdir() if path.name in each.name and each != path]
    if beside:
        return LEFT, ", ".join(beside)
    return ("new" if new else "old"), ""


def _opens(path: Path, passphrase: str) -> bool:
    try:
        Office.open(path, passphrase=passphrase, read_only=True).close()
    except WorldError:
        return False
    return True


def read_content(path: Path, passphrase: str) -> list[tuple[object, ...]]:
    """Every person of a file, which is opened for writing, so that it is swept."""
    with closing(Office.open(path, passphrase=passphrase)) as office:
        assert office.query(check_file) is not None
        return office.query(
            lambda c: [tuple(row) for row in c.exec_driver_sql("SELECT * FROM person ORDER BY id")]
        )
