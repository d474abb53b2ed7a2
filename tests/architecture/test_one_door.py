"""A file is opened through one door on each side, where a passphrase is asked for if it has one."""

from pathlib import Path

CODE = Path(__file__).resolve().parents[2] / "mitzvah_desk"
DOORS = {"desk/shell/opening.py", "cli/keys.py", "cli/files.py", "office/core/office.py"}
"""``cli/files.py`` checks a file that may be damaged, and has asked by then."""


def test_no_other_module_opens_a_file() -> None:
    found = {
        path.relative_to(CODE).as_posix()
        for path in CODE.rglob("*.py")
        if "Office.open(" in path.read_text("utf-8")
    }
    assert found <= DOORS
