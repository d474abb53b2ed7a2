"""Tries many things where they may crash, hang or go wrong: in children, as many to one as it bears."""

import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from time import perf_counter
from typing import TypeVar

from processes import PROCESSES

T = TypeVar("T")
CRASH, HANG, INSIDE = "crash", "hang", "inside"
"""What never may come of anything: the process ended, never came back, or met with a bug."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one thing that was tried.

    Attributes:
        number: which it was, from 0.
        kind: a word.
        detail: more, for whoever looks into it.
        seconds: how long it took.
    """

    number: int
    kind: str
    detail: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """What came of everything that was tried in one part.

    Attributes:
        part: its name.
        outcomes: one for each thing.
        bad: the kinds that may not be.
    """

    part: str
    outcomes: tuple[Outcome, ...]
    bad: frozenset[str]

    @property
    def counts(self) -> Counter[str]:
        """How often each kind came."""
        return Counter(outcome.kind for outcome in self.outcomes)

    @property
    def failures(self) -> list[Outcome]:
        """Those that may not be."""
        return [outcome for outcome in self.outcomes if outcome.kind in self.bad]

    @property
    def slowest(self) -> float:
        """How long the slowest took."""
        return max((outcome.seconds for outcome in self.outcomes), default=0)


def try_each(
    part: str,
    attempt: Callable[[T], tuple[str, str]],
    items: Sequence[T],
    *,
    bad: Sequence[str] = (),
    seconds: float = 60,
) -> Report:
    """Tries each thing.

    Args:
        part: the part's name.
        attempt: a function of a module; it returns a kind and a detail. What it raises is a bug.
        items: what it is given, one after the other.
        bad: the kinds that may not be, besides those that never may.
        seconds: after how many one counts as never coming back.
    """
    outcomes: list[Outcome] = []
    while len(outcomes) < len(items):
        ours, theirs = PROCESSES.Pipe(duplex=False)
        left = items[len(outcomes) :]
        child = PROCESSES.Process(target=_work, args=(theirs, attempt, left, len(outcomes)))
        child.start()
        theirs.close()
        try:
            ours.recv()  # it has begun
            while len(outcomes) < len(items):
                if not ours.poll(seconds):
                    outcomes.append(Outcome(len(outcomes), HANG, "", seconds))
                    break
                outcomes.append(ours.recv())
        except EOFError:
            child.join(10)
            outcomes.append(Outcome(len(outcomes), CRASH, f"exit code {child.exitcode}", 0))
        child.kill()
        child.join()
        ours.close()
    return Report(part, tuple(outcomes), frozenset({CRASH, HANG, INSIDE, *bad}))


def _work(
    theirs: Connection, attempt: Callable[[T], tuple[str, str]], items: Sequence[T], first: int
) -> None:
    theirs.send(None)
    for number, item in enumerate(items, start=first):
        began = perf_counter()
        try:
            kind, detail = attempt(item)
        except BaseException as error:  # noqa: BLE001  # a bug is what is looked for
            places = traceback.extract_tb(error.__traceback__)[-1:]
            kind, detail = INSIDE, f"{type(error).__name__}: {str(error)[:200]} {places}"
        theirs.send(Outcome(number, kind, detail, perf_counter() - began))
    theirs.close()
