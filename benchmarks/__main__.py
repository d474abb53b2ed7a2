"""``python -m benchmarks``: prints a table of times and ratios at 1, 10 and 100 times a real synagogue."""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks import board, clashes, gate, goods, importing, lists, papers, protected
from benchmarks.filling import filling
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.store.data_file import DataFile

SIZES = (1, 10, 100)
PEOPLE, PROJECTS, LOTS = 300, 40, 1500

BARE_WINDOW = """
import sqlalchemy, sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow(); window.show(); app.processEvents()
"""
OUR_WINDOW = """
import sys
from pathlib import Path
from typing import Any
from mitzvah_desk.app import make_application
app = make_application([])
from mitzvah_desk.desk.shell.main import Desk
desk = Desk(); desk.open_file(Path(sys.argv[1])); desk.go_to("people"); desk.show(); app.processEvents()
assert desk.area("people").people.table.rows_model.count == int(sys.argv[2])
# What getrusage says would hold the memory of the process that started this one.
status = Path("/proc/self/status").read_text().splitlines()
print(next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1024)
"""


def timed(work: Callable[[], object], times: int = 5) -> float:
    """The median of a few runs, in milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def fill(path: Path, size: int) -> None:
    """Makes a file ``size`` times as large as a real synagogue's."""
    book = DataFile.new(path)
    with book.unit_of_work("Filled") as work:
        run = work.connection.exec_driver_sql
        run("INSERT INTO campaign (name, main_day, theme, note) VALUES ('Day', '2026-11-22', '', '')")
        run(
            "INSERT INTO item (name, unit, pack_name, needs_use_by, kosher, halal, allergens, note)"
            " VALUES ('Rice', '', '', 0, 0, 0, '', '')"
        )
        people = [(f"Given{n}", f"Family{n % 997}", f"p{n}@example.org") for n in range(PEOPLE * size)]
        run(
            "INSERT INTO person (given, family, email, title, known_as, hebrew_name, is_child, phone, mobile,"
            " position, diet, access_needs, dbs_level, emergency_contact, note)"
            " VALUES (?, ?, ?, '', '', '', 0, '', '', '', '', '', 'none', '', '')",
            people,
        )
        run(
            "INSERT INTO project (campaign_id, title, status, summary, note, target_unit, outcome)"
            " VALUES (1, ?, 'planned', '', '', '', '')",
            [(f"Project {n}",) for n in range(PROJECTS * size)],
        )
        run(
            "INSERT INTO lot (item_id, condition, size, note) VALUES (?, 'new', '', '')",
            [(1,)] * (LOTS * size),
        )
        run(
            "INSERT INTO movement (lot_id, kind, quantity, at, reason)"
            " VALUES (?, 'received', 3, '2026-11-22T10:00:00', '')",
            [(n + 1,) for n in range(LOTS * size)],
        )
    book.close()


def line(what: str, ours: float, bare: float) -> None:
    """One line of the table."""
    print(f"{what:<58} {ours:>9.1f} ms {bare:>9.1f} ms {ours / bare:>7.2f}", flush=True)


def windows(path: Path, size: int) -> None:
    """Process start to first painted list, against a bare window."""
    memory: list[int] = []

    def ours() -> None:
        words = [sys.executable, "-c", OUR_WINDOW, str(path), str(PEOPLE * size)]
        done = subprocess.run(words, check=True, capture_output=True, text=True)
        memory.append(int(done.stdout))

    def bare() -> None:
        subprocess.run([sys.executable, "-c", BARE_WINDOW], check=True, capture_output=True)

    line(f"start to painted list, {size}x", timed(ours), timed(bare))
    print(f"{'peak memory, ' + str(size) + 'x':<58} {max(memory):>9} MiB")


def keystrokes(path: Path, size: int) -> None:
    """A keystroke to the filtered list, against the same SELECT on bare sqlite3."""
    from PySide6.QtWidgets import QApplication

    from mitzvah_desk.desk.people.area import PeopleArea
    from mitzvah_desk.desk.session.file_session import FileSession
    from mitzvah_desk.desk.widgets import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply_theme(app)
    office = Office.open(path)
    area = PeopleArea(FileSession(office))
    area.show()
    app.processEvents()
    texts = ["f", "fa", "fam", "fami", "famil", "family", "family1", "family12", "family1"]
    took = []
    for text in texts:
        start = time.perf_counter()
        area.people.filter_box.setText(text)
        app.processEvents()
        took.append((time.perf_counter() - start) * 1000)
    bare = sqlite3.connect(path)
    query = "SELECT id, given, family, email FROM person WHERE given || ' ' || family || ' ' || email LIKE ?"
    line(
        f"keystroke to filtered list (median), {size}x",
        statistics.median(took),
        timed(lambda: bare.execute(query, ("%family1%",)).fetchall()),
    )
    bare.close()
    area.close()
    area.deleteLater()
    office.close()


def edits(path: Path, folder: Path, size: int) -> None:
    """A committed edit with its journal, against a bare commit at synchronous=FULL."""
    office = Office.open(path)
    numbers = iter(range(10_000))
    ours = timed(lambda: office.execute(SetField("person", 1, "note", str(next(numbers)))), 30)
    office.close()
    bare = sqlite3.connect(folder / f"bare{size}.db", isolation_level=None)
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, note TEXT)")
    bare.execute("INSERT INTO person VALUES (1, '')")
    line(
        f"a committed edit, {size}x",
        ours,
        timed(lambda: bare.execute("UPDATE person SET note = ? WHERE id = 1", (str(next(numbers)),)), 30),
    )
    bare.close()


def main() -> None:
    """Prints the table."""
    print(f"{'':<58} {'Mitzvah Desk':>12} {'bare':>12} {'ratio':>7}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            path = folder / f"x{size}.mitzvah"
            fill(path, size)
            windows(path, size)
            keystrokes(path, size)
            edits(path, folder, size)
            protected.measure(path, folder, size, line)
            board.measure(size, line)
            clashes.measure(folder, size, timed, line)
            goods.measure(folder, size, timed, line)
            importing.measure(folder, size, timed, line)
            lists.measure(folder, size, timed, line)
            gate.measure(path, 1000 if size == 1 else 100 * size, timed, line)
            papers.measure(folder, 1000 if size == 1 else 100 * size, timed, line)
    filling()


if __name__ == "__main__":
    main()
