"""Reads and works the program as a screen reader does. It runs under the system's Python, which has pyatspi.

A line of JSON comes in, ``[what, ...]``, and one goes out. Whatever is looked for is looked for anew until it
is there or the time is over.
"""

import contextlib
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyatspi  # type: ignore[import-not-found, unused-ignore]  # the system's, not the environment's
import surveying
from gi.repository import GLib  # type: ignore[import-not-found, import-untyped, unused-ignore]

PATIENCE = 60.0
HEARD: list[str] = []
"""What was announced so far."""
TYPED: list[str] = []
"""What was typed into lines so far."""
WHOLE = ("application",)
"""What has no state of its own."""


def programs() -> Iterator[Any]:
    desktop = pyatspi.Registry.getDesktop(0)
    for number in range(desktop.childCount):
        program = desktop.getChildAtIndex(number)
        if program is not None:
            yield program


def walk(node: Any) -> Iterator[Any]:
    """A part and all within it, but not within what is hidden."""
    yield node
    if node.getRoleName() not in WHOLE and "showing" not in states(node):
        return
    for number in range(node.childCount):
        child = node.getChildAtIndex(number)
        if child is not None:
            yield from walk(child)


def found(role: str, begins: str, state: str = "") -> Any:
    """The first that has this role, a name that begins so, and this state; None where there is none.

    The window that is worked in is looked through before those behind it.
    """
    tops = [window for program in programs() for window in program if window is not None]
    for window in sorted(tops, key=lambda each: "active" not in states(each)):
        for node in walk(window):
            named = node.getRoleName() == role and node.name.startswith(begins)
            if named and (not state or state in states(node)):
                return node
    return None


def states(node: Any) -> list[str]:
    return sorted(pyatspi.stateToString(state) for state in node.getState().getStates())


def told(node: Any) -> dict[str, Any]:
    try:
        able = node.queryAction()
        actions = {able.getName(n): able.getKeyBinding(n) for n in range(able.nActions)}
    except NotImplementedError:
        actions = {}
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    return {
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "actions": actions,
        "states": states(node),
        "box": [box.x, box.y, box.width, box.height],
    }


def until(look: Callable[[], Any]) -> Any:
    """Looks until there is something; None when the time is over.

    Raises:
        LookupError: it could not be looked at to the last.
    """
    end = time.monotonic() + PATIENCE
    pause = threading.Event()
    trouble: Exception | None = None
    while time.monotonic() < end:
        trouble = None
        try:
            seen = look()
        except GLib.GError as error:  # it went away while it was looked at, or the program is at work
            seen, trouble = None, error
        if seen:
            return seen
        pause.wait(0.05)
    if trouble is not None:
        raise LookupError(str(trouble))
    return None


def see(role: str, begins: str, state: str = "") -> Any:
    """What has this role, a name that begins so, and this state."""

    def look() -> Any:
        node = found(role, begins, state)
        return told(node) if node is not None else None

    return until(look)


def do(role: str, begins: str, action: str) -> bool:
    """Does one of its actions."""
    node = until(lambda: found(role, begins))
    able = node.queryAction()
    names = [able.getName(number) for number in range(able.nActions)]
    return bool(able.doAction(names.index(action)))


def children(role: str, begins: str) -> list[dict[str, Any]]:
    """All that is within it; what goes while one looks is looked at again, as a screen reader does."""

    def look() -> list[dict[str, Any]] | None:
        node = found(role, begins)
        within = [node.getChildAtIndex(number) for number in range(node.childCount)] if node else [None]
        return None if None in within else [told(each) for each in within]

    return until(look) or []


def written(text: str) -> bool:
    """Whether what is typed comes to end with this text: clicks overtake keys, which go over the bus."""

    def look() -> bool:
        hear_all()
        return "".join(TYPED).endswith(text)

    return bool(until(look))


def gone(role: str, begins: str) -> bool:
    """Whether it goes, or is not there."""
    return bool(until(lambda: found(role, begins) is None))


def select(role: str, begins: str, number: int) -> list[str]:
    """Selects one of its children; returns the names of those selected then."""
    chosen = until(lambda: found(role, begins)).querySelection()
    chosen.selectChild(number)
    return [chosen.getSelectedChild(n).name for n in range(chosen.nSelectedChildren)]


def count() -> int:
    """How much there is to be seen; every node is asked for all that it tells.

    A program that is at work answers late, so it is asked again.
    """
    return until(lambda: sum(told_at_all(node) for program in programs() for node in walk(program))) or 0


def hear(begins: str) -> str | None:
    """What was announced and begins so."""

    def look() -> str | None:
        hear_all()
        return next((words for words in HEARD if words.startswith(begins)), None)

    words: str | None = until(look)
    return words


def entered_menu() -> list[dict[str, Any]]:
    """The menu in which the keyboard is."""
    hear_all()
    return surveying.menu()


def hear_all() -> None:
    """Lets what was announced come in."""
    while GLib.MainContext.default().iteration(False):
        pass


def heard() -> list[str]:
    """All that was announced so far."""
    hear_all()
    return HEARD


def ours() -> Any:
    """The program under test; there is no other on this bus but the window manager's kind."""
    return until(lambda: next((program for program in programs() if program.childCount), None))


def told_at_all(node: Any) -> bool:
    """Asks a node for all that it tells; the program itself has no place on the screen. Returns True."""
    with contextlib.suppress(NotImplementedError):
        told(node)
    return True


def main() -> None:
    doors: dict[str, Callable[..., Any]] = {
        "see": see,
        "do": do,
        "children": children,
        "gone": gone,
        "written": written,
        "select": select,
        "count": count,
        "hear": hear,
        "heard": heard,
        "windows": lambda: surveying.windows(ours()),
        "survey": lambda which=-1: until(lambda: surveying.survey(ours(), which)),
        "act": surveying.act,
        "menu": entered_menu,
        "focus": lambda: until(lambda: surveying.focus(ours())),
    }
    pyatspi.Registry.registerEventListener(lambda event: HEARD.append(event.any_data), "object:announcement")
    pyatspi.Registry.registerEventListener(
        lambda event: surveying.ENTERED.append(event.source) if event.detail1 else None,
        "object:state-changed:focused",
    )
    pyatspi.Registry.registerEventListener(
        lambda event: TYPED.append(event.any_data), "object:text-changed:insert"
    )
    for line in sys.stdin:
        what, *rest = json.loads(line)
        try:
            answer = {"answer": doors[what](*rest)}
        except Exception as error:  # noqa: BLE001  # told to the test, which fails with it
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)  # that is how it answers


if __name__ == "__main__":
    main()
