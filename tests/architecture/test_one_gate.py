"""Everything leaves through one gate: no writer of bytes is called but within what the gate lets through."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parents[2] / "mitzvah_desk"
WRITERS = ("mitzvah_desk.documents", "mitzvah_desk.exchange")
"""The packages whose functions make bytes of values."""
READERS = {"parse_csv", "read_file_bytes", "render_page"}
"""What reads a file or what was pasted, or shows a page of one that was let through."""
ON_SCREEN = {
    ("desk/newsletter/page.py", "html_body"),  # shows the newsletter in the window
    ("desk/lists/result.py", "format_cell"),
    ("office/papers/list_printout.py", "format_cell"),
}
"""What makes text for the screen, or a cell of what leaves."""
ALONE = {
    "write_atomically": {
        "office/outgoing/outgoing.py",
        "office/problem_report.py",  # it holds nothing of the file, which a test plants and looks for
    },
    "clipboard": {"desk/records/copying.py"},
    "setMimeData": {"desk/records/copying.py"},
    "table_mime_data": {"desk/records/copying.py", "desk/widgets/clipboard.py"},
    "Released": {"office/outgoing/gate.py", "office/outgoing/bound.py"},  # bound of what the gate released
    "CheckedOutgoing": {"office/outgoing/gate.py"},
    "openUrl": {"desk/letters/area.py", "desk/support/about.py", "desk/shell/backups_dialog.py"},
}
"""What may be called in one place only."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for floor in ("office", "desk", "cli"):
        for path in sorted((CODE / floor).rglob("*.py")):
            yield path.relative_to(CODE).as_posix(), ast.parse(path.read_text("utf-8"))


def is_writer(name: str) -> bool:
    told = name.startswith("render_") or name.endswith(("_bytes", "_csv"))
    return (told and name not in READERS) or name in {"as_text", "as_html", "html_body"}


def writers_of(tree: ast.Module) -> set[str]:
    """The names under which a module knows functions that make bytes."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(WRITERS):
            found |= {each.asname or each.name for each in node.names if is_writer(each.name)}
    return found


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def calls_outside(tree: ast.Module, names: set[str]) -> Iterator[str]:
    """Calls of some functions that are not within what is handed to ``Outgoing``."""
    handed: set[int] = set()
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and name_of(node) == "Outgoing"):
            continue
        given = [*node.args, *(each.value for each in node.keywords)]
        handed |= {id(inner) for each in given if isinstance(each, ast.Lambda) for inner in ast.walk(each)}
        named = {each.id for each in given if isinstance(each, ast.Name)}
        for other in ast.walk(tree):
            if isinstance(other, ast.FunctionDef) and other.name in named:
                handed |= {id(inner) for inner in ast.walk(other)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in names and id(node) not in handed:
            yield name_of(node)


def test_no_writer_is_called_past_the_gate() -> None:
    past = {
        (where, name)
        for where, tree in modules()
        for name in calls_outside(tree, writers_of(tree))
        if (where, name) not in ON_SCREEN
    }
    assert not past


@pytest.mark.parametrize("name", sorted(ALONE))
def test_what_lets_something_out_is_called_in_one_place(name: str) -> None:
    found = {
        where
        for where, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node) == name
    }
    assert found <= ALONE[name], found - ALONE[name]


def test_the_detector_finds_what_goes_past() -> None:
    past = ast.parse(
        "from mitzvah_desk.documents.rota import render_project_rota as document\n"
        "from mitzvah_desk.exchange.tables_out import table_bytes\n"
        "def make():\n"
        "    return document(1)\n"
        "def good():\n"
        "    return Outgoing('x', 1, 2, lambda v, _: table_bytes(v))\n"
    )
    assert list(calls_outside(past, writers_of(past))) == ["document"]
