"""What a SELECT finds is read by the names of its columns: a column that is added never shifts the others.

Two columns may be told apart by their places, as a mapping's are: ``for key, value in found``.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

OFFICE = Path(__file__).parent.parent.parent / "mitzvah_desk" / "office"

EXECUTE = {"execute", "exec_driver_sql"}
ONE_ROW = {"first", "one", "one_or_none", "fetchone"}
MANY_ROWS = {"all", "tuples", "fetchall", "unique", "yield_per"}
"""What a result is asked for that still has rows with places; mappings and scalars have none."""
COPIES = {"list", "tuple", "sorted", "reversed", "iter"}


class Positional(ast.NodeVisitor):
    """Finds the lines of a function on which a row is read by places."""

    def __init__(self) -> None:
        self.results: set[str] = set()
        self.rows: set[str] = set()
        self.lines: set[int] = set()

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._bind(target, node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self._bind(node.target, node.value)
        self.generic_visit(node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._bind(node.target, node.value)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        self._loop(node.target, node.iter)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self._loop(node.target, node.iter)
        self.generic_visit(node)

    def visit_Starred(self, node: ast.Starred) -> None:
        if self._is_row(node.value):
            self.lines.add(node.lineno)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if self._is_row(node.value) and is_place(node.slice):
            self.lines.add(node.lineno)
        self.generic_visit(node)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if self._is_result(value):
            self.results |= names(target)
        elif self._is_row(value):
            self._row(target)

    def _loop(self, target: ast.expr, found: ast.expr) -> None:
        if self._is_result(found):
            self._row(target)

    def _row(self, target: ast.expr) -> None:
        self.rows |= names(target)
        if isinstance(target, ast.Tuple) and (
            len(target.elts) > 2 or any(isinstance(each, ast.Starred) for each in target.elts)
        ):
            self.lines.add(target.lineno)

    def _is_result(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Name):
            return node.id in self.results
        if not isinstance(node, ast.Call):
            return False
        if isinstance(node.func, ast.Name):
            return node.func.id in COPIES and bool(node.args) and self._is_result(node.args[0])
        if not isinstance(node.func, ast.Attribute):
            return False
        return node.func.attr in EXECUTE or (node.func.attr in MANY_ROWS and self._is_result(node.func.value))

    def _is_row(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Name):
            return node.id in self.rows
        if isinstance(node, ast.Subscript):  # a part of a row, or a row of those found
            return self._is_row(node.value) or (self._is_result(node.value) and is_place(node.slice))
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ONE_ROW
            and self._is_result(node.func.value)
        )


def names(target: ast.expr) -> set[str]:
    return {target.id} if isinstance(target, ast.Name) else set()


def is_place(index: ast.expr) -> bool:
    return isinstance(index, ast.Slice) or (isinstance(index, ast.Constant) and isinstance(index.value, int))


def find_positional_reads(tree: ast.AST) -> Iterator[int]:
    """The lines on which a row is read by places.

    A comprehension reads its rows before it says whence they come, so each function is gone through twice.
    """
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            reader = Positional()
            reader.visit(function)
            reader.visit(function)
            yield from reader.lines


def test_no_row_is_read_by_places() -> None:
    found = {
        f"{path.relative_to(OFFICE).as_posix()}:{line}"
        for path in sorted(OFFICE.rglob("*.py"))
        for line in find_positional_reads(ast.parse(path.read_text("utf-8")))
    }
    assert not found


def is_found(code: str) -> bool:
    lines = "\n    ".join(code.splitlines())
    return any(find_positional_reads(ast.parse(f"def read(connection, query):\n    {lines}")))


@pytest.mark.parametrize(
    "code",
    [
        "return [ItemRow(*row) for row in connection.execute(query)]",
        "rows = connection.execute(query)\nreturn [ItemRow(*row[1:], row.id) for row in rows]",
        "rows: Any = connection.execute(query)\nreturn tuple(ItemRow(row[0], row[1]) for row in rows)",
        "row = connection.execute(query).first()\nreturn None if row is None else Place(*row)",
        "if (row := connection.execute(query).one_or_none()) is not None:\n    return row[0]",
        "return connection.execute(query).all()[0][1]",
        "for number, name, size in connection.execute(query):\n    print(name)",
        "for number, *rest in list(connection.execute(query).tuples()):\n    print(rest)",
        "return {a: (b, c) for a, b, c in connection.exec_driver_sql(query).fetchall()}",
        "role, age, level = connection.execute(query).one()",
        "row = connection.execute(query).one()\none, other, more = row",
    ],
)
def test_each_read_by_places_would_be_found(code: str) -> None:
    assert is_found(code)


@pytest.mark.parametrize(
    "code",
    [
        "return fill_rows(ItemRow, connection.execute(query))",
        "return [row.name for row in connection.execute(query)]",
        "return {key: value for key, value in connection.execute(query)}",
        "starts, ends = connection.execute(query).one()",
        "return [row['name'] for row in connection.execute(query).mappings()]",
        "first, second, *others = connection.execute(query).scalars()",
        "return [Place(*each) for each in query]",
    ],
)
def test_a_read_by_names_is_not_taken_for_one_by_places(code: str) -> None:
    assert not is_found(code)
