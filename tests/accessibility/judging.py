"""What must be true of whatever the window shows, judged from what a screen reader was told of it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]
STOPS = {
    *("push button", "toggle button", "check box", "radio button", "text", "password text", "combo box"),
    *("spin button", "list", "table", "tree table", "tree", "page tab list", "page tab", "link", "slider"),
    *("table cell", "list item", "tree item", "document frame", "label"),
}
"""The roles that something may have on which the keyboard can stand."""
VALUED = {"combo box"}
"""Its name is its value, so that a label must say what it is."""
MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!]|&(amp|lt|gt|quot|nbsp|#\d+);")
TARGETS = {
    "push button",
    "toggle button",
    "check box",
    "radio button",
    "text",
    "combo box",
    "page tab",
    "menu item",
}
LEAST = 24


def judge(nodes: list[Node], *, headed: bool = False) -> list[str]:
    """Everything that is wrong with one page or dialog.

    Args:
        nodes: what the reader noted of it.
        headed: whether it has to have a heading.
    """
    faults = [fault for number, node in enumerate(nodes) for fault in _judge_one(nodes, number, node)]
    faults += [f"two stops say the same: {role} {name!r}" for role, name in _alike(nodes)]
    if headed and not any(node["role"] == "heading" and node["name"] for node in nodes):
        faults.append("there is no heading")
    return faults


def describe(node: Node) -> str:
    """Which one it is."""
    return f"{node['role']} {node['name']!r} {node.get('box', [])}"


def _judge_one(nodes: list[Node], number: int, node: Node) -> Iterator[str]:
    which = describe(node)
    for words in (node["name"], node["description"], *node["labels"]):
        if MARKUP.search(words):
            yield f"markup in {which}: {words[:60]!r}"
    if _is_stop(nodes, number):
        yield from _judge_states(node)
        if node["role"] not in STOPS:
            yield f"a stop without a role of its own: {which} in {_around(nodes, node)}"
        if not node["name"].strip() and not any(node["labels"]) and node["role"] != "table cell":
            yield f"an unnamed stop: {which} in {_around(nodes, node)}"
        if node["role"] in VALUED and not any(label.strip() for label in node["labels"]):
            yield f"nothing says what it is: {which} in {_around(nodes, node)}"
    if node["role"] in TARGETS and node["box"] and 0 < min(node["box"][2:]) < LEAST and _can(node):
        yield f"smaller than {LEAST} pixels: {which}"


def _judge_states(node: Node) -> Iterator[str]:
    states = set(node["states"])
    if node["role"] == "check box" and "checkable" not in states:
        yield f"a check box that cannot be checked: {describe(node)}"
    if node["role"] == "text" and not {"editable", "read only"} & states:
        yield f"neither to write in nor for reading only: {describe(node)}"
    if node["role"] == "combo box" and "expandable" not in states:
        yield f"does not say that it opens: {describe(node)}"


def _is_stop(nodes: list[Node], number: int) -> bool:
    node = nodes[number]
    if "focusable" not in node["states"] or not _can(node):
        return False
    kids = [child for child in nodes if child["parent"] == number]
    # a box of tabs, and a field that holds its editor, hand the keyboard on
    return node["role"] != "filler" or not any(kid["role"] == "page tab list" for kid in kids)


def _can(node: Node) -> bool:
    return "sensitive" in node["states"]


def _alike(nodes: list[Node]) -> Iterator[tuple[str, str]]:
    stops = Counter(
        (node["role"], node["name"])
        for number, node in enumerate(nodes)
        if node["role"] in {"push button", "check box", "text", "radio button", "table", "list"}
        and node["name"].strip()
        and _is_stop(nodes, number)
    )
    yield from (which for which, times in stops.items() if times > 1)


def _around(nodes: list[Node], node: Node) -> str:
    names = []
    while node["parent"] >= 0:
        node = nodes[node["parent"]]
        if node["name"]:
            names.append(f"{node['role']} {node['name']!r}")
    return ", ".join(names[:3])
