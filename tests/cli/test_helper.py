"""The process that reads files of strangers, begun by each way of starting the program."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from sample_year import SAMPLE_DAY

import mitzvah_desk
from mitzvah_desk.cli import main

ROOT = Path(mitzvah_desk.__file__).parent.parent
BUILT = """#!{python}
import multiprocessing, sys
from multiprocessing import spawn
sys.path.insert(0, {root!r})
if sys.argv[-2:-1] == ["-c"]:  # what a built program does when it is begun as this
    exec(sys.argv[-1])
    sys.exit()
sys.frozen, sys.executable = True, __file__
multiprocessing.freeze_support = spawn.freeze_support
spawn.set_executable(__file__)
from mitzvah_desk.cli import main
sys.exit(main())
"""
SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from mitzvah_desk.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""


@pytest.fixture
def year(tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_text("Name,Email\nBob Levy,b@example.org\n", encoding="utf-8")
    path = tmp_path / "year.mitzvah"
    assert main(["sample", str(path), "--day", str(SAMPLE_DAY)]) == 0
    return path


def imported(year: Path, *command: str) -> str:
    """What is said when a list is looked at."""
    words = [*command, "import", "people", str(year), str(year.with_name("list.csv")), "--dry-run"]
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a built program stands in that only POSIX can begin")
def test_every_way_of_starting_the_program_reads_a_list(year: Path, tmp_path: Path) -> None:
    script, built = tmp_path / "script.py", tmp_path / "built"
    script.write_text(SCRIPT.format(root=str(ROOT)), encoding="utf-8")
    built.write_text(BUILT.format(root=str(ROOT), python=sys.executable), encoding="utf-8")
    built.chmod(0o755)
    said = imported(year, sys.executable, "-m", "mitzvah_desk")
    assert "new: Bob Levy" in said
    assert imported(year, sys.executable, str(script)) == said
    assert imported(year, str(built)) == said


def test_no_way_of_starting_it_loads_qt_before_it_must() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    entries = [*project["scripts"].values(), *project["gui-scripts"].values()]
    modules = ", ".join({entry.partition(":")[0] for entry in entries})
    code = f"import sys, {modules}; sys.exit('PySide6' in sys.modules or 'multiprocessing' in sys.modules)"
    assert len(entries) == 2
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT, env=os.environ).returncode == 0


def test_a_key_that_stops_a_command_is_told(
    year: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mitzvah_desk.office.importing.source.read_tables", stopped)
    assert main(["import", "people", str(year), str(year.with_name("list.csv"))]) == 3
    assert capsys.readouterr().err == "Stopped. What was not finished was not kept.\n"
