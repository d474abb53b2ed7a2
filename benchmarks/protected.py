"""How long a protected file takes, against the same file plain."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.store.protection import protect_file

PASSPHRASE = "correct horse battery"
EDITS, OPENINGS = 40, 5


def measure(path: Path, folder: Path, size: int, line: Callable[[str, float, float], None]) -> None:
    """Opening, an edit, a list, a backup: protected and plain by turns, so that both meet the same disk."""
    sealed = folder / f"sealed{size}.mitzvah"
    copyfile(path, sealed)
    start = time.perf_counter()
    key = protect_file(sealed, PASSPHRASE).key
    print(f"{f'protecting, {size}x':<58} {(time.perf_counter() - start) * 1000:>9.1f} ms")
    line(
        f"opening a protected file by its passphrase, {size}x",
        *_by_turns(
            lambda: Office.open(sealed, passphrase=PASSPHRASE).close(),
            lambda: Office.open(path).close(),
            OPENINGS,
        ),
    )
    ours, plain = Office.open(sealed, key=key), Office.open(path)
    numbers = iter(range(10_000))

    def edit(office: Office) -> None:
        office.execute(SetField("person", 1, "note", str(next(numbers))))

    line(f"a committed edit, protected, {size}x", *_by_turns(lambda: edit(ours), lambda: edit(plain), EDITS))
    line(
        f"the list of people, protected, {size}x",
        *_by_turns(lambda: ours.query(list_people), lambda: plain.query(list_people), OPENINGS),
    )
    line(
        f"a backup, protected, {size}x",
        *_by_turns(lambda: ours.back_up(folder / "sealed"), lambda: plain.back_up(folder / "plain"), 3),
    )
    ours.close()
    plain.close()


def _by_turns(ours: Callable[[], object], plain: Callable[[], object], times: int) -> tuple[float, float]:
    """The medians of both, in milliseconds."""
    took: tuple[list[float], list[float]] = [], []
    for _ in range(times):
        for work, each in zip((ours, plain), took, strict=True):
            start = time.perf_counter()
            work()
            each.append((time.perf_counter() - start) * 1000)
    return statistics.median(took[0]), statistics.median(took[1])
