import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def test_qt_can_be_loaded() -> None:
    from PySide6 import QtWidgets

    assert issubclass(QtWidgets.QMainWindow, QtWidgets.QWidget)


def test_layers_look_downwards_only() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_module_is_longer_than_400_lines() -> None:
    folders = ("mitzvah_desk", "tests", "benchmarks")
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    ]
    assert not long


def test_files_of_strangers_come_in_by_one_door() -> None:
    readers = re.compile(r"^ *(?:from|import) .*\b(?:read_sheets|python_calamine|vobject)\b", re.MULTILINE)
    found = {
        path.name for path in (ROOT / "mitzvah_desk").rglob("*.py") if readers.search(path.read_text("utf-8"))
    }
    assert found == {"foreign_files.py", "excel_in.py", "vcard_out.py"}


@pytest.mark.parametrize("heavy", ["reportlab", "uharfbuzz", "alembic", "pypdfium2", "phonenumbers", "docx"])
def test_the_window_comes_up_without_heavy_modules(heavy: str) -> None:
    code = f"import sys, mitzvah_desk.app; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_readme_holds_its_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for command in ("python3 .ci/setup.py start", "python3 .ci/setup.py test"):
        assert re.search(f"^{re.escape(command)}$", text, re.MULTILINE)
    for command in (r"py .ci\setup.py start", r"py .ci\setup.py test"):
        assert command in text
