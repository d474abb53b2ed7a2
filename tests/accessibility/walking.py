"""Goes through the whole window as somebody does who hears it: pages, tabs, records, menus and dialogs."""

from collections.abc import Collection, Sequence
from typing import Any

from judging import Node, judge
from seat import Sitting, moments

from mitzvah_desk.desk.shell.area_entries import ENTRIES

ELSEWHERE = ("Today", "Letters", "Lists")
"""A line of these opens a page of another area, which is looked at there."""


class Walk:
    """One walk.

    Attributes:
        faults: what was wrong, and where.
        seen: the pages and dialogs that were looked at.
    """

    def __init__(self, desk: Sitting) -> None:
        self._desk = desk
        self._pressed: set[str] = set()
        self.faults: list[str] = []
        self.seen: list[str] = []

    def go(self, titles: Collection[str]) -> None:
        """Through all of these areas."""
        for number, entry in enumerate(ENTRIES, start=1):
            if entry.title not in titles:
                continue
            self._desk.keys(f"ctrl+{number % 10}")
            self._look_with_tabs(entry.title, opens=entry.title not in ELSEWHERE)

    def open_from_menus(self, menus: Sequence[tuple[str, str, str]]) -> None:
        """Opens each from its menu by keys, looks at it, and closes it by Esc."""
        for menu, letter, name in menus:
            before = self._desk.ask("survey")
            self._desk.keys(menu)
            if not any(self._desk.ask("menu") for _ in moments()):
                self.faults.append(f"{menu} opens no menu")
                continue
            self._desk.keys(letter)
            for _ in moments():
                nodes = self._desk.ask("survey")
                if _outline(nodes) != _outline(before):
                    self._judge(name, nodes)
                    self._close(name, before)
                    break
            else:
                self.faults.append(f"{menu} {letter} does not open {name}")

    def look(self, way: str, *, headed: bool = False) -> list[Node]:
        """Looks at what is in front."""
        nodes: list[Node] = self._desk.ask("survey")
        self._judge(way, nodes, headed=headed)
        return nodes

    def _look_with_tabs(self, way: str, *, opens: bool) -> None:
        nodes = self.look(way, headed=True)
        tabs = [node["name"] for node in nodes if node["role"] == "page tab"]
        self._look_deeper(way, nodes, opens=opens)
        for name in tabs[1:]:
            nodes = self._desk.ask("survey")
            place = _place(nodes, "page tab", name)
            if place is None:
                self.faults.append(f"{way}: the tab {name} is gone")
                continue
            self._desk.ask("act", place, "Press")
            nodes = self.look(f"{way}, {name}", headed=False)
            self._look_deeper(f"{way}, {name}", nodes, opens=opens)

    def _look_deeper(self, way: str, nodes: list[Node], *, opens: bool) -> None:
        for node in nodes:
            asks = node["role"] == "push button" and node["name"].endswith("…")
            if (asks or "has popup" in node["states"]) and "sensitive" in node["states"]:
                (self._press_for_menu if "has popup" in node["states"] else self._press)(way, node["name"])
        if opens and (place := _place(nodes, "table", "")) is not None:
            self._open_row(way, nodes[place]["name"])

    def _open_row(self, way: str, table: str) -> None:
        nodes = self._desk.ask("survey")
        self._desk.ask("act", _place(nodes, "table", table), "SetFocus")
        self._desk.keys("Home", "Down", "Up", "Return")
        here = f"{way}, a row"
        after = self._desk.ask("survey")
        if after[0]["role"] == "dialog":
            self._judge(here, after)
            self._close(here, nodes)
        elif _place(after, "table", table) is None:
            self._look_with_tabs(here, opens=False)
            self._close(here, nodes)

    def _press(self, way: str, name: str) -> None:
        """Presses a button by Enter, looks at what comes up, and goes back by Esc."""
        if name in self._pressed:
            return
        self._pressed.add(name)
        before = self._desk.ask("survey")
        place = _place(before, "push button", name)
        if place is None:
            return
        told = len(self._desk.ask("heard"))
        self._desk.ask("act", place, "SetFocus")
        self._desk.keys("Return")
        here = f"{way}, {name}"
        for _ in moments():
            nodes = self._desk.ask("survey")
            if _outline(nodes) != _outline(before):
                break
            if len(self._desk.ask("heard")) > told:
                return  # it says why not
        else:
            self.faults.append(f"{way}: Enter on {name} does nothing")
            return
        if _place(nodes, "tree", "Files") is None:  # Qt's own dialog of files
            self._judge(here, nodes)
        self._close(here, before)

    def _press_for_menu(self, way: str, name: str) -> None:
        """Opens the menu of a button by Enter and goes down into it; Esc closes it."""
        if name in self._pressed:
            return
        self._pressed.add(name)
        place = _place(self._desk.ask("survey"), "push button", name)
        if place is None:
            return
        if not self._desk.ask("act", place, "SetFocus"):
            return  # Qt lets nobody from outside put the keyboard on a small button; Tab does
        self._desk.keys("Return", "Down")
        for _ in moments():
            if nodes := self._desk.ask("menu"):
                self._judge(f"{way}, menu of {name}", nodes)
                self._desk.keys("Escape")
                break
        else:
            self.faults.append(f"{way}: Enter on {name} opens no menu")
        for _ in moments():
            if (here := self._desk.ask("focus")) and here["name"] == name:
                return
        self.faults.append(f"{way}: Esc does not close the menu of {name}")

    def _judge(self, way: str, nodes: list[Node], *, headed: bool = False) -> None:
        self.seen.append(way)
        self.faults += [f"{way}: {fault}" for fault in judge(nodes, headed=headed)]

    def _close(self, way: str, before: list[Node]) -> None:
        for turn, _ in enumerate(moments()):
            if turn % 20 == 0:
                self._desk.keys("Escape")
            if _pages(self._desk.ask("survey")) == _pages(before):
                return
        self.faults.append(f"{way}: Esc does not go back")


def _place(nodes: list[Any], role: str, name: str) -> int | None:
    return next(
        (n for n, node in enumerate(nodes) if node["role"] == role and node["name"].startswith(name)), None
    )


def _outline(nodes: list[Node]) -> list[tuple[str, str]]:
    """What is there, so far as it tells one state of the window from another."""
    return [(node["role"], node["name"]) for node in nodes]


def _pages(nodes: list[Node]) -> set[tuple[str, str]]:
    """Which window is in front, and which page and tables are in it."""
    told = {"frame", "dialog", "alert", "table", "popup menu", "page tab"}
    return {(node["role"], node["name"]) for node in nodes if node["role"] in told}
