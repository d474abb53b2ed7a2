"""Sets everything up and starts the program, or its tests, on a machine with Python 3.11 or newer.

    python3 .ci/setup.py start    the program, on the file of last time; the first time on the sample year
    python3 .ci/setup.py test     every test
    python3 .ci/setup.py check    lint, format, types on every system, and layer rules
    python3 .ci/setup.py wheels   whether every library can be had ready made, everywhere
    python3 .ci/setup.py bench    the benchmarks
    python3 .ci/setup.py build    what people install, for the system that this runs on (packaging/build.py)
    python3 .ci/setup.py pictures [PAPER ...]  the small pictures of the papers, drawn anew
    python3 .ci/setup.py torture  kills, damaged files, a full disk, files made to do harm, lists at random

It makes .venv in this folder and installs the locked libraries there. On Debian and its kin it installs
the few system libraries that Qt needs.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}
"""What the program needs of the system, with the package that brings it."""
TOOLS = {
    "/usr/bin/Xvfb": "xvfb",
    "/usr/bin/openbox": "openbox",
    "/usr/bin/xdotool": "xdotool",
    "/usr/bin/dbus-daemon": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
    "/usr/bin/chromium": "chromium",
}
"""What the tests need besides: a screen, a screen reader's bus, and a browser for a page to fill in."""


def main() -> int:
    """Does what the first word asks; the others are handed on."""
    if sys.version_info < (3, 11):  # noqa: UP036  # this file alone is run by whatever Python is there
        print("Mitzvah Desk needs Python 3.11 or newer. Please install it from python.org.", file=sys.stderr)
        return 3
    tasks = {
        "start": start,
        "test": test,
        "check": check,
        "wheels": wheels,
        "bench": bench,
        "build": build,
        "torture": torture,
        "pictures": pictures,
    }
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    if word not in tasks:
        print(__doc__)
        return 2
    os.chdir(ROOT)
    system_libraries()
    install()
    return tasks[word](sys.argv[2:])


def start(rest: list[str]) -> int:
    """Opens the program on the file of last time; the first time on the sample year, made in Documents."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        print("There is no screen here, so no window can open.", file=sys.stderr)
        return 3
    documents = Path.home() / "Documents"
    file = (documents if documents.is_dir() else Path.home()) / "Mitzvah sample year.mitzvah"
    if file.exists():
        return run("-m", "mitzvah_desk", *rest)
    return run("-m", "mitzvah_desk", "sample", str(file)) or run("-m", "mitzvah_desk", str(file), *rest)


def test(rest: list[str]) -> int:
    """Runs the tests; they need no screen, and make one for those that work the window from outside."""
    system_packages({name: package for name, package in TOOLS.items() if not Path(name).exists()})
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    side_by_side = (
        () if any(word.startswith("-n") for word in rest) else ("-n", "auto", "--dist", "worksteal")
    )
    return run("-m", "pytest", *side_by_side, *rest)


def check(rest: list[str]) -> int:
    """Lint, format, types, layers: all of them, and the worst result."""
    del rest
    lint = VENV / PYTHON.parent.name / ("lint-imports.exe" if os.name == "nt" else "lint-imports")
    return max(
        run("-m", "ruff", "check", "."),
        run("-m", "ruff", "format", "--check", "."),
        types(),
        subprocess.run([str(lint)], check=False).returncode,
    )


def types() -> int:
    """Types, as each system has them, side by side; each keeps its cache, so that the next time is quick.

    The tests are looked at once, as Linux has them.
    """
    running = {}
    for system in ("linux", "win32", "darwin"):
        words = ["--platform", system, "--cache-dir", f".mypy_cache/{system}"]
        words += [] if system == "linux" else ["mitzvah_desk"]
        running[system] = subprocess.Popen(
            [str(PYTHON), "-m", "mypy", *words], stdout=subprocess.PIPE, encoding="utf-8"
        )
    worst = 0
    for system, mypy in running.items():
        told, _ = mypy.communicate()
        print(f"Types on {system}: {told}", end="", flush=True)
        worst = max(worst, mypy.returncode)
    return worst


def wheels(rest: list[str]) -> int:
    """Asks the package index for the wheels of every pin."""
    return run(".ci/wheels.py", *rest)


def bench(rest: list[str]) -> int:
    """Runs the benchmarks."""
    return run("-m", "benchmarks", *rest)


def build(rest: list[str]) -> int:
    """Builds the folder that needs no Python, and from it what people of this system install."""
    return run("packaging/build.py", *rest)


def pictures(rest: list[str]) -> int:
    """Draws the small pictures of the papers anew, which Print shows to choose from."""
    return run(".ci/paper_pictures.py", *rest)


def torture(rest: list[str]) -> int:
    """Runs the torture; ``--kills N`` and ``--files N`` say how much of it."""
    return run("-m", "tests.torture", *rest)


def run(*words: str) -> int:
    """Runs the environment's Python and returns its exit code."""
    return subprocess.run([str(PYTHON), *words], check=False).returncode


def install() -> None:
    """Makes the environment and installs the locked libraries, unless that was done for this very lock."""
    lock = ROOT / "requirements.lock"
    stamp = VENV / "installed"
    want = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == want and PYTHON.exists():
        return
    print("Setting up; this takes a minute or two the first time.", flush=True)
    if not PYTHON.exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
        if made.returncode and shutil.which("apt-get"):
            apt("python3-venv")
            made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
        if made.returncode:
            sys.exit("This Python cannot make an environment. Please install its venv module and try again.")
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run(*pip, "--require-hashes", "-r", str(lock)) or run(*pip, "--no-deps", "--editable", str(ROOT)):
        sys.exit(
            "The libraries could not be installed. Is there a connection to the internet? Then try again."
        )
    stamp.write_text(want)


def system_libraries() -> None:
    """Installs what Qt needs of the system."""
    system_packages({name: package for name, package in LIBRARIES.items() if not there(name)})


def system_packages(missing: dict[str, str]) -> None:
    """Installs what is missing, on Debian and its kin; elsewhere it does nothing."""
    if missing and sys.platform.startswith("linux") and shutil.which("apt-get"):
        print(f"Installing the system's {', '.join(missing.values())}.", flush=True)
        apt(*missing.values())


def there(library: str) -> bool:
    """Whether a system library can be loaded."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt(*packages: str) -> None:
    """Installs Debian packages; asks for the administrator's password where that is needed."""
    before = [] if os.geteuid() == 0 else ["sudo"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", *packages]):
        subprocess.run([*before, "apt-get", *words], check=False, env=quiet, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
