"""No window is larger than a small laptop's screen at 200 %: 1366 x 768 is 683 x 384 then."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WINDOWS = 40
"""So many at least are opened on the way."""


def test_every_window_fits_a_small_screen_at_200_per_cent(tmp_path: Path) -> None:
    screen = {"name": "small", "x": 0, "y": 0, "width": 683, "height": 384, "logicalDpi": 96, "dpr": 1}
    config = tmp_path / "screen.json"
    config.write_text(json.dumps({"screens": [{**screen, "logicalBaseDpi": 96}]}), encoding="utf-8")
    root = HERE.parent.parent.parent
    paths = os.pathsep.join([str(root), str(root / "tests" / "shared"), os.environ.get("PYTHONPATH", "")])
    run = subprocess.run(
        [sys.executable, str(HERE / "small_screen.py")],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}", "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    lines = run.stdout.splitlines()
    assert [line for line in lines if line.startswith("too large")] == []
    assert int(lines[0].split()[0]) >= WINDOWS
