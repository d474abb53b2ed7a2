"""Text is text: what a name says can become markup nowhere, because only two modules may show it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

DESK = Path(__file__).parent.parent.parent / "mitzvah_desk"
LABELS, MESSAGES = DESK / "desk/widgets/labels.py", DESK / "desk/widgets/messages.py"

ONLY_IN = {
    "QMessageBox": {MESSAGES},
    "QInputDialog": {MESSAGES},
    "QErrorMessage": set(),
    "QProgressDialog": set(),
    "QWhatsThis": set(),
    "QStaticText": set(),
    "QGraphicsTextItem": set(),
}
"""Qt's own that take text as HTML by themselves, with the modules that tell them not to."""
MADE_IN = {"QLabel": LABELS}
"""What may be made only there; elsewhere it is named as a type alone."""
TIPS = {"setToolTip": -1, "setToolTipText": -1, "setWhatsThis": -1, "setStatusTip": -1, "showText": 1}
"""Calls that show a tooltip, with the place of its text among their arguments."""
GUESSED = {"setHtml", "appendHtml", "insertHtml"}
"""Calls that take markup; the newsletter's own page is made of escaped text by the office."""
MARKUP = {DESK / "desk/newsletter/page.py", DESK / "desk/widgets/clipboard.py"}


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for path in DESK.rglob("*.py"):
        yield path, ast.parse(path.read_text("utf-8"))


def is_plain(text: ast.expr) -> bool:
    """Whether a tooltip is words of the program's own, or escaped."""
    if isinstance(text, ast.Constant):
        return "<" not in str(text.value)
    return isinstance(text, ast.Call) and isinstance(text.func, ast.Name) and text.func.id == "escape_tooltip"


def faults(path: Path, tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        at = f"{path.name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.ClassDef):
            bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
            yield from (f"{at}: class of {base}" for base in bases if path != MADE_IN.get(base, path))
        elif isinstance(node, ast.Name | ast.alias):
            name = node.id if isinstance(node, ast.Name) else node.name
            if path not in ONLY_IN.get(name, {path}):
                yield f"{at}: {name}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if path != MADE_IN.get(node.func.id, path):
                yield f"{at}: {node.func.id}()"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = node.func.attr
            if called in TIPS and not is_plain(node.args[TIPS[called]]):
                yield f"{at}: {called} without escape_tooltip"
            if called in GUESSED and path not in MARKUP:
                yield f"{at}: {called}"


def test_nothing_shows_text_that_may_be_markup() -> None:
    assert [fault for path, tree in trees() for fault in faults(path, tree)] == []


@pytest.mark.parametrize(
    "code",
    [
        "from PySide6.QtWidgets import QMessageBox",
        "box = QMessageBox.information(None, 'x', name)",
        "label = QLabel(name)",
        "button.setToolTip(name)",
        "line.setToolTip(2, share.why)",
        "QToolTip.showText(point, name, view)",
        "view.setHtml(name)",
    ],
)
def test_each_way_of_showing_it_would_be_found(code: str) -> None:
    assert list(faults(DESK / "desk/welcome.py", ast.parse(code)))
