"""Long work beside the window. The one module that knows threads.

Work takes plain values and returns a value. Mostly the office is asked before, in the window's own thread;
work may also ask it, or do one action (``FileSession.execute_in_background``), and the window waits if it
asks meanwhile.
A runner has one task in flight: a newer one stops it and takes its place. What a task gives comes back in
the window's thread, and a bug in it goes the way of every bug.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import ElidedLabel
from mitzvah_desk.office.core.office import WorldError

T = TypeVar("T")

_STACK_BYTES = 16 * 1024 * 1024
"""macOS gives a thread half a megabyte, which is little for Python; this is what Python gives its own."""
_MOMENT_MS = 400
_LOOK_AGAIN_MS = 100


class TaskCancelled(Exception):  # noqa: N818 - it is no error
    """The work was stopped by the user, or by newer work."""


class Progress:
    """How far a task is. The work calls ``step``; the window looks at the numbers now and then.

    Attributes:
        done: parts finished.
        total: parts in all; 0 while nobody knows.
        cancelled: it is to stop at its next step.
    """

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.cancelled = False

    def step(self, done: int, total: int) -> bool:
        """Tells that ``done`` of ``total`` parts are finished. Lower layers take this method as a callable.

        Returns:
            True: go on.

        Raises:
            Cancelled: the work is to stop.
        """
        if self.cancelled:
            raise TaskCancelled
        self.done, self.total = done, total
        return True


@dataclass
class _Task:
    words: str
    work: Callable[[Progress], Any]
    done: Callable[[Any], object]
    failed: Callable[[WorldError], object]
    stopped: Callable[[], object]
    progress: Progress = field(default_factory=Progress)
    superseded: bool = False
    result: Any = None
    error: BaseException | None = None

    def go(self) -> None:
        try:
            self.result = self.work(self.progress)
        except BaseException as error:  # noqa: BLE001  # told in the window's thread
            self.error = error

    def deliver(self) -> None:
        """Hands on what came of it; raises the bug that ended it, also where nobody waits for it any more."""
        if isinstance(self.error, WorldError):
            if not self.superseded:
                self.failed(self.error)
        elif self.error is None:
            if not self.superseded:
                self.done(self.result)
        else:
            if not self.superseded:
                self.stopped()
            if not isinstance(self.error, TaskCancelled):
                raise self.error


class Runner(QObject):
    """Runs one task at a time.

    Signals:
        started: a task began, or waits for the one before it to stop; its words.
        ended: nothing is in flight any more.
    """

    started = Signal(str)
    ended = Signal()

    @property
    def progress(self) -> Progress | None:
        """How far the task in flight is; None where there is none."""
        raise NotImplementedError

    def run(
        self,
        words: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        *,
        failed: Callable[[WorldError], object],
        stopped: Callable[[], object] = lambda: None,
    ) -> None:
        """Begins a task, in place of one in flight.

        Args:
            words: what is being done, for the eye: ``Drawing 163 letters``.
            work: does it, with nothing but its values; it must not touch a widget.
            done: gets what it returned.
            failed: gets the error of the world that ended it.
            stopped: called where the user stopped it, or where a bug ended it.
        """
        self._begin(_Task(words, work, done, failed, stopped))

    def cancel(self) -> None:
        """Asks the task in flight to stop at its next step; ``stopped`` follows."""
        if self.progress is not None:
            self.progress.cancelled = True

    def drop(self) -> None:
        """Lets the task in flight stop, and nobody hears of it."""

    def close(self) -> None:
        """Lets the task in flight stop, and waits until it has; nobody hears of it."""

    def _begin(self, task: _Task) -> None:
        raise NotImplementedError


class InlineRunner(Runner):
    """Runs a task at once, in the thread that asks: for tests."""

    _progress: Progress | None = None

    @property
    def progress(self) -> Progress | None:
        """See ``Runner``."""
        return self._progress

    def _begin(self, task: _Task) -> None:
        self._progress = task.progress
        self.started.emit(task.words)
        task.go()
        self._progress = None
        self.ended.emit()
        task.deliver()


class ThreadRunner(Runner):
    """Runs a task in a thread of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: _Task | None = None
        self._next: _Task | None = None
        self._thread: _Thread | None = None

    @property
    def progress(self) -> Progress | None:
        """See ``Runner``."""
        return self._task.progress if self._task is not None else None

    def cancel(self) -> None:
        """See ``Runner``; what only waits for its turn is stopped with it."""
        super().cancel()
        waiting, self._next = self._next, None
        if waiting is not None:
            waiting.stopped()

    def drop(self) -> None:
        """See ``Runner``."""
        self._next = None
        if self._task is not None:
            self._task.superseded = self._task.progress.cancelled = True

    def close(self) -> None:
        """See ``Runner``."""
        self.drop()
        if self._thread is not None:
            self._thread.wait()
            try:
                self._after()
            except Exception as error:  # noqa: BLE001  # a bug is told, and keeps no window open
                sys.excepthook(type(error), error, error.__traceback__)

    def _begin(self, task: _Task) -> None:
        self.started.emit(task.words)
        if self._task is None:
            self._start(task)
        else:
            self.drop()
            self._next = task

    def _start(self, task: _Task) -> None:
        self._task = task
        self._thread = _Thread(task, self)
        self._thread.finished.connect(self._after)
        self._thread.start()

    def _after(self) -> None:
        """In the window's thread: the task is over; the next one's turn, or the news."""
        task, thread = self._task, self._thread
        if task is None or thread is None or not thread.isFinished():
            return  # the news of a thread for which ``close`` has waited already
        thread.wait()
        following, self._next = self._next, None
        self._task = self._thread = None
        thread.finished.disconnect(self._after)
        thread.deleteLater()
        if following is not None:
            self._start(following)
        else:
            self.ended.emit()
        task.deliver()


class _Thread(QThread):
    def __init__(self, task: _Task, parent: QObject) -> None:
        super().__init__(parent)
        self._task = task
        self.setStackSize(_STACK_BYTES)

    def run(self) -> None:
        """Qt: in the thread itself."""
        self._task.go()


class TaskBar(QFrame):
    """A runner's words, a bar and Cancel. It shows after a moment, so that quick work does not flicker.

    Args:
        runner: whose work it shows.
        after_ms: how long work takes before it is shown.
        parent: Qt's.
    """

    def __init__(self, runner: Runner, after_ms: int = _MOMENT_MS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.setProperty("role", "card")
        em = self.fontMetrics().height()
        self.words = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setMaximumWidth(self.fontMetrics().averageCharWidth() * 40)
        self.button = QPushButton(theme.load_icon("x"), "Cancel")
        self.button.clicked.connect(self._cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em // 2, em // 4, em // 2, em // 4)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.button)
        self._moment = QTimer(self, singleShot=True, interval=after_ms)
        self._moment.timeout.connect(self._show)
        self._again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look)
        runner.started.connect(self._on_started)
        runner.ended.connect(self._on_ended)
        self.hide()

    def _on_started(self, words: str) -> None:
        self.words.setText(f"{words} …")
        self.bar.setAccessibleName(words)
        self.button.setAccessibleName(f"Cancel: {words}")
        self.button.setEnabled(True)
        if self.isHidden() and not self._moment.isActive():
            self._moment.start()

    def _on_ended(self) -> None:
        self._moment.stop()
        self._again.stop()
        self.hide()

    def _show(self) -> None:
        self._look()
        self._again.start()
        self.show()

    def _look(self) -> None:
        progress = self._runner.progress
        if progress is not None:
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)

    def _cancel(self) -> None:
        self.button.setEnabled(False)
        self.words.setText("Stopping …")
        self._runner.cancel()
