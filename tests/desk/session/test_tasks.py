"""Long work: what it gives comes back in the window's thread, and it can be stopped at any time."""

import sys
from collections.abc import Iterator
from threading import Event, get_ident

import pytest
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.session.tasks import InlineRunner, Progress, Runner, TaskBar, ThreadRunner
from mitzvah_desk.office.core.office import WorldError


class Heard:
    """Notes what is told, and in which thread."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[str] = []
        self.stopped = 0
        self.threads: set[int] = set()

    def on_done(self, value: object) -> None:
        self.done.append(value)
        self.threads.add(get_ident())

    def on_failed(self, error: WorldError) -> None:
        self.failed.append(error.text)
        self.threads.add(get_ident())

    def on_stopped(self) -> None:
        self.stopped += 1
        self.threads.add(get_ident())


class Gate:
    """Work that goes on until it is let go, or stopped."""

    def __init__(self, value: object = "made") -> None:
        self.value = value
        self.begun = Event()
        self.open = Event()
        self.thread = 0

    def __call__(self, progress: Progress) -> object:
        self.thread = get_ident()
        progress.step(1, 4)
        self.begun.set()
        while not self.open.wait(0.001):
            progress.step(2, 4)
        return self.value


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[ThreadRunner]:
    made = ThreadRunner()
    yield made
    made.close()


def run(runner: Runner, work: object, heard: Heard) -> None:
    runner.run(
        "Drawing",
        work,  # type: ignore[arg-type]
        heard.on_done,
        failed=heard.on_failed,
        stopped=heard.on_stopped,
    )


@pytest.mark.parametrize("kind", [ThreadRunner, InlineRunner])
def test_a_value_comes_back_in_the_windows_thread(kind: type[Runner], heard: Heard, qtbot: QtBot) -> None:
    runner = kind()
    run(runner, lambda progress: progress.step(1, 1), heard)
    qtbot.waitUntil(lambda: heard.done == [True])
    assert heard.threads == {get_ident()}
    assert runner.progress is None


def test_the_window_goes_on_while_the_work_is_done(runner: ThreadRunner, heard: Heard, qtbot: QtBot) -> None:
    gate = Gate()
    run(runner, gate, heard)
    qtbot.waitUntil(gate.begun.is_set)
    assert gate.thread != get_ident()
    assert runner.progress is not None
    assert runner.progress.total == 4
    assert heard.done == []
    gate.open.set()
    qtbot.waitUntil(lambda: heard.done == ["made"])


def test_cancel_stops_it_at_its_next_step(runner: ThreadRunner, heard: Heard, qtbot: QtBot) -> None:
    gate = Gate()
    run(runner, gate, heard)
    qtbot.waitUntil(gate.begun.is_set)
    runner.cancel()
    qtbot.waitUntil(lambda: heard.stopped == 1)
    assert heard.done == []
    assert heard.threads == {get_ident()}
    assert runner.progress is None


def test_newer_work_takes_the_place_of_older(runner: ThreadRunner, heard: Heard, qtbot: QtBot) -> None:
    first, second = Gate("old"), Gate("new")
    second.open.set()
    run(runner, first, heard)
    qtbot.waitUntil(first.begun.is_set)
    run(runner, lambda _: pytest.fail("it was overtaken before its turn"), heard)
    run(runner, second, heard)
    qtbot.waitUntil(lambda: bool(heard.done))
    assert heard.done == ["new"]
    assert heard.stopped == 0


def test_work_that_waits_for_its_turn_can_be_stopped(
    runner: ThreadRunner, heard: Heard, qtbot: QtBot
) -> None:
    first = Gate()
    run(runner, first, heard)
    qtbot.waitUntil(first.begun.is_set)
    run(runner, Gate("never"), heard)
    with qtbot.waitSignal(runner.ended):
        runner.cancel()
    assert heard.stopped == 1
    assert heard.done == []


@pytest.mark.parametrize("kind", [ThreadRunner, InlineRunner])
def test_an_error_of_the_world_is_handed_on(kind: type[Runner], heard: Heard, qtbot: QtBot) -> None:
    def full(_: Progress) -> None:
        raise WorldError("The disk is full.", "Make room.")

    runner = kind()
    run(runner, full, heard)
    qtbot.waitUntil(lambda: heard.failed == ["The disk is full."])
    assert heard.threads == {get_ident()}
    assert heard.stopped == 0


def test_a_bug_goes_the_way_of_every_bug_and_the_next_work_runs(
    runner: ThreadRunner, heard: Heard, qtbot: QtBot
) -> None:
    with qtbot.captureExceptions() as bugs:
        run(runner, lambda _: 1 // 0, heard)
        qtbot.waitUntil(lambda: bool(bugs))
    assert bugs[0][0] is ZeroDivisionError
    assert heard.stopped == 1
    run(runner, lambda _: 1, heard)
    qtbot.waitUntil(lambda: heard.done == [1])


def test_close_waits_for_the_work_and_tells_nobody(runner: ThreadRunner, heard: Heard, qtbot: QtBot) -> None:
    gate = Gate()
    run(runner, gate, heard)
    qtbot.waitUntil(gate.begun.is_set)
    run(runner, Gate(), heard)
    runner.close()
    assert runner.progress is None
    assert (heard.done, heard.stopped) == ([], 0)
    run(runner, lambda _: "after", heard)
    qtbot.waitUntil(lambda: heard.done == ["after"])


def test_a_bug_met_while_closing_is_told_and_keeps_no_window_open(
    runner: ThreadRunner, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: told.append(kind))
    run(runner, lambda _: 1 // 0, heard)
    runner.close()
    assert told == [ZeroDivisionError]
    assert heard.stopped == 0


def test_the_bar_shows_how_far_it_is_and_stops_it(runner: ThreadRunner, heard: Heard, qtbot: QtBot) -> None:
    bar = TaskBar(runner, after_ms=0)
    qtbot.addWidget(bar)
    gate = Gate()
    run(runner, gate, heard)
    qtbot.waitUntil(lambda: bar.isVisible() and bar.bar.value() == 2)
    assert bar.bar.maximum() == 4
    assert bar.words.text() == "Drawing …"
    bar.button.click()
    assert not bar.button.isEnabled()
    qtbot.waitUntil(lambda: heard.stopped == 1)
    assert bar.isHidden()


@pytest.mark.parametrize("kind", [ThreadRunner, InlineRunner])
def test_quick_work_shows_no_bar(kind: type[Runner], heard: Heard, qtbot: QtBot) -> None:
    runner = kind()
    bar = TaskBar(runner, after_ms=100_000)
    qtbot.addWidget(bar)
    run(runner, lambda _: 1, heard)
    qtbot.waitUntil(lambda: heard.done == [1])
    assert bar.isHidden()
    assert not bar._moment.isActive()
