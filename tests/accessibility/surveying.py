"""All that a screen reader can learn of a window, taken down at once. It runs beside ``reader``."""

from collections.abc import Callable
from typing import Any

import pyatspi  # type: ignore[import-not-found, unused-ignore]  # the system's, not the environment's
from gi.repository import GLib  # type: ignore[import-not-found, import-untyped, unused-ignore]

LONG = {"table": 0, "tree table": 0, "tree": 12, "list": 12, "combo box": 0, "menu bar": 12}
"""Of how many children of these a survey tells: their lines are all made alike."""
BOXES = {"frame", "dialog", "alert", "window", "popup menu", "filler"}
LAST: list[Any] = []
"""The nodes of the last survey, for what is done with them."""
ENTERED: list[Any] = []
"""What told that the keyboard came onto it, the newest last."""


def tops(program: Any) -> list[Any]:
    """The windows of the program that are to be seen, in the order in which they came."""
    kids = [program.getChildAtIndex(number) for number in range(program.childCount)]
    return [kid for kid in kids if kid is not None and "showing" in _states(kid)]


def windows(program: Any) -> list[list[str]]:
    """Role and name of each window that is to be seen, and whether the keyboard is in it."""
    return [
        [top.getRoleName(), top.name, "active" if "active" in _states(top) else ""] for top in tops(program)
    ]


def survey(program: Any, which: int = -1) -> list[dict[str, Any]]:
    """All that is to be seen in one of its windows, from the outside inwards."""
    LAST.clear()
    told: list[dict[str, Any]] = []
    seen = tops(program)
    if seen:
        _note(seen[which], -1, told)
    return told


def act(number: int, action: str) -> bool:
    """Does something with a node of the last survey."""
    node = LAST[number]
    if action == "SetFocus":
        return bool(node.queryComponent().grabFocus())
    able = node.queryAction()
    names = [able.getName(each) for each in range(able.nActions)]
    return action in names and bool(able.doAction(names.index(action)))


def menu() -> list[dict[str, Any]]:
    """The menu in which the keyboard is; empty where it is in none. A menu is told of by its items alone."""
    node = ENTERED[-1] if ENTERED else None
    if node is None or node.getRoleName() not in {"menu item", "check menu item", "radio menu item"}:
        return []
    told: list[dict[str, Any]] = []
    LAST.clear()
    _note(node.parent, -1, told)
    return told


def focus(program: Any) -> dict[str, Any] | None:
    """Where the keyboard is."""
    for top in reversed(tops(program)):
        found = _focused(top)
        if found is not None:
            return _tell(found, -1)
    return None


def _focused(node: Any) -> Any:
    states = _states(node)
    if "showing" not in states or "transient" in states:
        return None  # a list calls its current line focused, wherever the keyboard is
    if "focused" in states and node.getRoleName() not in BOXES:
        return _line_of(node) or node
    for number in range(min(node.childCount, LONG.get(node.getRoleName(), 500))):
        child = node.getChildAtIndex(number)
        found = _focused(child) if child is not None else None
        if found is not None:
            return found
    return None


def _line_of(node: Any) -> Any:
    """The line of a list on which the keyboard is."""
    if node.getRoleName() not in {"list", "page tab list", "menu bar"}:
        return None
    lines = [node.getChildAtIndex(number) for number in range(min(node.childCount, 50))]
    return next((line for line in lines if line is not None and "focused" in _states(line)), None)


def _note(node: Any, parent: int, told: list[dict[str, Any]]) -> None:
    line = _tell(node, parent)
    if "showing" not in line["states"]:
        return
    number = len(told)
    told.append(line)
    LAST.append(node)
    count = node.childCount
    for child_number in range(min(count, LONG.get(line["role"], count))):
        child = node.getChildAtIndex(child_number)
        if child is not None:
            _note(child, number, told)


def _tell(node: Any, parent: int) -> dict[str, Any]:
    role = node.getRoleName()
    states = _states(node)
    told = {"role": role, "name": node.name, "states": states, "parent": parent}
    if "showing" not in states:
        return told
    told["description"] = node.description
    told["labels"] = [
        target.name
        for relation in node.getRelationSet()
        if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY
        for target in (relation.getTarget(n) for n in range(relation.getNTargets()))
    ]
    box = _or_none(lambda: node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS))
    told["box"] = [box.x, box.y, box.width, box.height] if box is not None else []
    return told


def _states(node: Any) -> list[str]:
    return sorted(pyatspi.stateToString(state) for state in node.getState().getStates())


def _or_none(look: Callable[[], Any]) -> Any:
    try:
        return look()
    except (NotImplementedError, GLib.GError):
        return None
