"""A seat of its own: a screen, a bus for assistive technology, the real program, and hands to work it."""

import contextlib
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
SYSTEM_PYTHON = Path("/usr/bin/python3")
PATIENCE = 60.0
HELD = "0.1"
"""So many seconds a hand is on Alt before it is on the letter."""


def missing() -> str:
    """What this computer lacks for these tests; empty where it lacks nothing."""
    if platform.system() != "Linux":
        return "a screen and a bus of one's own are only to be had on Linux"
    tools = [name for name in ("Xvfb", "openbox", "xdotool", "dbus-daemon") if shutil.which(name) is None]
    tools += [str(path) for path in (LAUNCHER, SYSTEM_PYTHON) if not path.exists()]
    if not tools:
        asked = subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], check=False, capture_output=True)
        tools += ["python3-pyatspi"] if asked.returncode else []
    return f"there is no {', '.join(tools)}" if tools else ""


def moments() -> Iterator[None]:
    """Moments at which to look whether something has happened; they end with the patience."""
    deadline, pause = time.monotonic() + PATIENCE, threading.Event()
    while time.monotonic() < deadline:
        yield
        pause.wait(0.05)


class Seat:
    """A screen and the two buses; each program that is started here is ended with it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._running: list[subprocess.Popen[str]] = []
        self.env = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        self.env |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "NO_AT_BRIDGE": "0"}
        home.chmod(0o700)
        screen = self.start("Xvfb", "-displayfd", "1", "-screen", "0", "1366x800x24", "-nolisten", "tcp")
        self.env["DISPLAY"] = f":{_line(screen)}"
        bus = self.start("dbus-daemon", "--session", "--print-address=1", "--nofork")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = _line(bus)
        self.start(str(LAUNCHER), "--launch-immediately")
        self._manage_windows()

    def start(self, *words: str, errors: Path | None = None, **env: str) -> subprocess.Popen[str]:
        """Starts something here."""
        pipe = subprocess.PIPE
        with (errors or Path(os.devnull)).open("w") as told:
            started = subprocess.Popen(
                words,
                env=self.env | env,
                cwd=ROOT,
                stdin=pipe,
                stdout=pipe,
                stderr=told,
                text=True,
                start_new_session=True,
            )
        self._running.append(started)
        return started

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Runs something here to its end."""
        return subprocess.run(
            words, env=self.env, check=False, capture_output=True, text=True, timeout=PATIENCE
        )

    def _manage_windows(self) -> None:
        manager = self.start("openbox", "--sm-disable")
        for _ in moments():
            if self.run("xdotool", "get_num_desktops").returncode == 0:
                return
            if manager.poll() is not None:  # it came before the screen was quite there
                manager = self.start("openbox", "--sm-disable")
        raise AssertionError("no window manager came up")

    def close(self) -> None:
        """Ends all of it, the newest first."""
        for each in reversed(self._running):
            end(each)


def end(process: subprocess.Popen[str]) -> None:
    """Ends a process with what it has started itself, and waits for that."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


class Sitting:
    """The program on a file, or as it is at first, with a reader beside it and hands on the keys.

    Attributes:
        program: the program's process.
        pressed: how many keys were pressed so far, each letter of a text and each combination once.
        clicked: how many clicks were made.
    """

    def __init__(self, seat: Seat, file: Path | None) -> None:
        self._seat = seat
        self.pressed = self.clicked = 0
        self._errors = seat.home / "first.errors" if file is None else file.with_suffix(".errors")
        self._reader = seat.start(str(SYSTEM_PYTHON), str(Path(__file__).with_name("reader.py")))
        self.program = seat.start(
            sys.executable,
            *("-X", "faulthandler", "-m", "mitzvah_desk", *([] if file is None else [str(file)])),
            errors=self._errors,
            QT_QPA_PLATFORM="xcb",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
        )
        self.window = self._window("" if file is None else f"{file.stem} .*")
        assert self.ask("focus"), self.complaints()  # keys pressed before that would go nowhere

    def ask(self, *words: object) -> Any:
        """Asks the reader; it looks until the thing is there or its patience ends."""
        assert self._reader.stdin is not None
        self._reader.stdin.write(f"{json.dumps(words)}\n")
        self._reader.stdin.flush()
        told = json.loads(_line(self._reader))
        assert "error" not in told, (words, told["error"], self.complaints(), self.stacks())
        return told["answer"]

    @property
    def home(self) -> Path:
        """The home of whoever sits here."""
        return self._seat.home

    def keys(self, *names: str) -> None:
        """Presses keys, one after another, as xdotool calls them."""
        self.pressed += len(names)
        for held, together in groupby(names, lambda name: name.startswith("alt+")):
            if not held:
                self._hands("key", "--clearmodifiers", *together)
                continue
            for name in together:  # at once, Alt would come last over the bus and close the menu
                key = name.removeprefix("alt+")
                self._hands("keydown", "alt", "sleep", HELD, "key", key, "sleep", HELD, "keyup", "alt")

    def type(self, text: str) -> None:
        """Types a text as fast as the program takes it."""
        self.pressed += len(text)
        self._hands("type", "--delay", "4", text)

    def click(self, x: int, y: int) -> None:
        """Clicks at a point of the screen."""
        self.clicked += 1
        self._hands("mousemove", str(x), str(y), "click", "1")

    def alive(self) -> bool:
        """Whether the program still runs."""
        return self.program.poll() is None

    def complaints(self) -> list[str]:
        """What the program said that it should have had no reason to say."""
        said = self._errors.read_text() if self._errors.exists() else ""
        logs = [path.read_text() for path in self._seat.home.rglob("mitzvah-desk.log")]
        lines = [line for text in (said, *logs) for line in text.splitlines() if line.strip()]
        return [line for line in lines if not any(usual in line for usual in _USUAL)]

    def stacks(self) -> str:
        """What a program that answers no more is at; it is ended by that."""
        if self.alive():
            self.program.send_signal(signal.SIGABRT)
            self.program.wait(PATIENCE)
        return self._errors.read_text()

    def close(self) -> None:
        """Ends the program and its reader."""
        end(self.program)
        end(self._reader)

    def _hands(self, *words: str) -> None:
        done = self._seat.run("xdotool", *words)
        assert done.returncode == 0, (words, done.stderr)

    def _window(self, name: str) -> str:
        for _ in moments():
            assert self.alive(), self.complaints()
            seen = self._seat.run("xdotool", "search", "--onlyvisible", "--name", f"^{name}Mitzvah Desk$")
            if seen.stdout.strip():
                number = seen.stdout.split()[0]
                self._hands("windowactivate", "--sync", number)
                return number
        raise AssertionError(("no window came up", self.complaints()))


_USUAL = (
    'does not implement "GetApplicationBusAddress"',
    "Could not find accessible on path",
    "QAccessibleList::child: Invalid index",
    "Received text event for invalid interface",
)
"""What Qt says when somebody asks the bus for the program, or for what has just gone; nothing is lacking."""


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
