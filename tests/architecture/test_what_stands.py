"""No query reads permissions as they once were: each asks for what stands, or says which statement does."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent / "mitzvah_desk"
HOME = ROOT / "model" / "expressions.py"
COLUMNS = {"id", "person_id", "purpose", "given", "given_on", "how", "basis", "guardian_id"}


WHOLE_HISTORY = {
    ("office/importing/existing_records.py", "_statements"),
    ("office/people/merge.py", "_list_repeated_noes"),
}
"""What hands every statement to ``rules.privacy.permissions``, which works out what stands of them."""


def reads(node: ast.AST) -> bool:
    """Whether a function reads a column of the table of permissions in a SELECT."""
    selects = any(isinstance(part, ast.Call) and is_called(part, "select") for part in ast.walk(node))
    return selects and any(
        isinstance(part, ast.Attribute)
        and part.attr in COLUMNS
        and isinstance(part.value, ast.Name)
        and part.value.id == "Permission"
        for part in ast.walk(node)
    )


def is_called(call: ast.Call, name: str) -> bool:
    function = call.func
    return (function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")) == name


def asks_what_stands(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Call) and is_called(part, "stands") for part in ast.walk(node))


def parts(tree: ast.Module) -> Iterator[ast.AST]:
    """The functions of a module, those of its classes too, and what it says outside of them."""
    for node in tree.body:
        yield from node.body if isinstance(node, ast.ClassDef) else (node,)


def find_forgetful(source: str) -> list[str]:
    """The functions that read permissions and do not ask which statement stands, by name."""
    return [
        getattr(part, "name", "outside of functions")
        for part in parts(ast.parse(source))
        if reads(part) and not asks_what_stands(part)
    ]


def test_every_query_of_permissions_asks_what_stands() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in ROOT.rglob("*.py")
        if path != HOME
        for name in find_forgetful(path.read_text("utf-8"))
    }
    assert found == WHOLE_HISTORY, "These read permissions that may have been taken back."


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    return select(Permission.id).where(Permission.given)",
        "class C:\n    def f(self):\n        return select(Permission.given)",
        "QUERY = sa.select(Permission.person_id)",
    ],
)
def test_a_query_that_forgets_it_is_found(source: str) -> None:
    assert find_forgetful(source)


def test_a_query_that_asks_is_not() -> None:
    assert not find_forgetful("def f():\n    return select(Permission.id).where(stands(Permission))")
