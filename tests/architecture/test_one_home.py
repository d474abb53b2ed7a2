"""Each rule has one home: no second way to say who is a child, what may be named, whom to ring."""

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent / "mitzvah_desk"
HOME = "model/expressions.py"

Find = Callable[[ast.AST], bool]


def classes(tree: ast.AST, model: str) -> set[str]:
    """A model's class and its aliases, by the names that a module gives them."""
    found = {model}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(is_alias(part, model) for part in ast.walk(node.value)):
            for target in node.targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                found |= {name.id for name in names if isinstance(name, ast.Name)}
        elif isinstance(node, ast.arg) and is_of_class(node.annotation, model):
            found.add(node.arg)
    return found


def is_of_class(annotation: ast.expr | None, model: str) -> bool:
    return annotation is not None and ast.unparse(annotation) == f"type[{model}]"


def is_alias(node: ast.AST, model: str) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node).startswith(
        (f"aliased({model})", f"{model}.__table__.alias(")
    )


def column(model: str, *columns: str) -> Callable[[ast.AST], Find]:
    """Finds columns of a model or of an alias of it."""

    def of(tree: ast.AST) -> Find:
        known = classes(tree, model)

        def is_it(node: ast.AST) -> bool:
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                return node.attr in columns and node.value.attr == "c" and is_name(node.value.value, known)
            return isinstance(node, ast.Attribute) and node.attr in columns and is_name(node.value, known)

        return is_it

    return of


def made_with(function: str, word: str) -> Callable[[ast.AST], Find]:
    """Finds calls of a function with a word among what it is given."""

    def is_it(node: ast.AST) -> bool:
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function
        return called and any(ast.unparse(each) == repr(word) for each in ast.walk(node))

    return lambda _tree: is_it


def is_name(node: ast.AST, known: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in known


def fields(node: ast.AST) -> set[str]:
    """The attributes and keys that an expression reads."""
    read = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
    keys = (part.slice for part in ast.walk(node) if isinstance(part, ast.Subscript))
    return read | {str(key.value) for key in keys if isinstance(key, ast.Constant)}


def joined_name(_: ast.AST) -> Find:
    def is_it(node: ast.AST) -> bool:
        joins = isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)
        )
        return joins and {"given", "family"} <= fields(node)

    return is_it


def attribute(name: str) -> Callable[[ast.AST], Find]:
    return lambda _: lambda node: isinstance(node, ast.Attribute) and node.attr == name


def age_limit(_: ast.AST) -> Find:
    def is_it(node: ast.AST) -> bool:
        return isinstance(node, ast.Compare) and any(
            isinstance(part, ast.Constant) and part.value == 18 for part in (node.left, *node.comparators)
        )

    return is_it


def plural_ending(_: ast.AST) -> Find:
    """Finds a word made several by hand: ``'' if count == 1 else 's'``."""

    def is_it(node: ast.AST) -> bool:
        return isinstance(node, ast.IfExp) and (
            isinstance(node.orelse, ast.Constant)
            and str(node.orelse.value).split(" ")[0] in {"s", "es", "ren"}
        )

    return is_it


def unfit(_: ast.AST) -> Find:
    return lambda node: isinstance(node, ast.Attribute) and ast.unparse(node) == "ItemCondition.UNFIT"


RULES: dict[str, tuple[Callable[[ast.AST], Find], dict[str, str]]] = {
    "who is a child": (
        attribute("is_child"),
        {HOME: "the rule", "office/rota/load_people.py": "hands the mark to the rule"},
    ),
    "the age of a child": (
        age_limit,
        {"documents/layout/skeleton.py": "points of large print"},
    ),
    "what is confidential": (column("Partner", "confidential", "code_name"), {HOME: "the rule"}),
    "a partner's name": (
        column("Partner", "name"),
        {
            HOME: "the rule",
            "office/lists/columns.py": "lists of partners hold no confidential one",
            "office/lists/reading.py": "lists of partners hold no confidential one",
            "office/outgoing/protected.py": "what the gate looks for so as to keep it in",
            "office/newsletter/public.py": "asked only of partners that are not confidential",
            "office/rota/home_questions.py": "asked only of partners that are not confidential",
        },
    ),
    "a place's name": (
        column("Place", "name"),
        {
            HOME: "the rule",
            "office/projects/queries.py": "goes through place_name",
            "office/rota/queries.py": "goes through place_name",
            "office/rota/attendance/expected.py": "goes through place_name",
            "office/rota/home_questions.py": "asked only of places that are nobody's yet",
            "office/outgoing/protected.py": "what the gate looks for so as to keep it in",
            "office/newsletter/projects.py": "told only where no host is confidential",
        },
    ),
    "a person's full name": (
        joined_name,
        {
            HOME: "the rule",
            "office/newsletter/thanks.py": "several first names before one family name",
        },
    ),
    "the number to ring": (
        attribute("mobile"),
        {
            HOME: "the rule",
            "office/core/search.py": "a person is found by either number",
            "office/outgoing/protected.py": "every number that must not leave",
            "office/privacy/person_index.py": "every number by which somebody is found",
        },
    ),
    "why goods must not go out": (
        unfit,
        {HOME: "the rule for the database", "rules/goods/stopped.py": "the rule"},
    ),
    "one and several": (plural_ending, {"office/thanks/thank_you_ledger.py": "hours, which may be 1.5"}),
    "that something was refused": (
        made_with("make_label", "problem"),
        {"desk/widgets/refusal.py": "the rule: beside the field, in its name, and announced"},
    ),
    "the place of a shift": (
        column("Shift", "place_id"),
        {
            HOME: "the rule",
            "office/projects/queries.py": "the shift's own, to be changed on its project's page",
            "office/papers/queries/rota_queries.py": "told where it is not the project's",
            "office/messages/change_notes.py": "which shifts of a project that moves have none of their own",
        },
    ),
    "the place of a project": (
        column("Project", "place_id"),
        {
            HOME: "the rule",
            "office/projects/queries.py": "the project's own line",
            "office/rota/queries.py": "the project's own line of the board",
            "office/rota/errands.py": "where the project's guests of honour are received",
            "office/papers/queries/honour_queries.py": "where the guests of honour on paper are received",
            "office/papers/queries/material_queries.py": "where a project's materials are brought",
            "office/papers/queries/rota_queries.py": "the project's own head",
            "office/papers/emergency.py": "the project's own place comes first",
            "office/papers/queries/day_queries.py": "how to get into the project's own place",
            "office/newsletter/projects.py": "the project's own place",
        },
    ),
}


@cache
def homes() -> dict[str, list[str]]:
    """The modules that say each rule; every module is read once."""
    found: dict[str, list[str]] = {rule: [] for rule in RULES}
    for path in sorted(ROOT.rglob("*.py")):
        if "migrations" not in path.parts:
            tree = ast.parse(path.read_text("utf-8"))
            nodes = list(ast.walk(tree))
            for rule, (find, _) in RULES.items():
                is_it = find(tree)
                if any(is_it(node) for node in nodes):
                    found[rule].append(path.relative_to(ROOT).as_posix())
    return found


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_has_a_second_home(rule: str) -> None:
    """A module that is allowed no longer needs to be, where it stopped asking."""
    assert homes()[rule] == sorted(RULES[rule][1])


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("who is a child", "child = row.is_child"),
        ("the age of a child", "child = age < 18"),
        ("what is confidential", "above = aliased(Partner)\nselect(above.code_name)"),
        ("what is confidential", "giver = Partner.__table__.alias('giver')\nselect(giver.c.confidential)"),
        ("a partner's name", "one, other = aliased(Partner), aliased(Partner)\nselect(other.name)"),
        ("a place's name", "select(Place.name)"),
        ("a person's full name", "name = f'{row.given} {row.family}'"),
        ("a person's full name", "name = row['given'] + ' ' + row['family']"),
        ("a person's full name", "func.trim(leader.given + ' ' + leader.family)"),
        ("the number to ring", "func.coalesce(func.nullif(leader.mobile, ''), leader.phone)"),
        ("why goods must not go out", "select(Lot.id).where(Lot.condition == ItemCondition.UNFIT)"),
        ("one and several", 'text = f\'{count} lot{"" if count == 1 else "s"}\''),
        ("the place of a shift", "func.coalesce(Shift.place_id, 1)"),
        ("the place of a project", "func.coalesce(1, Project.place_id)"),
    ],
)
def test_each_second_home_would_be_found(rule: str, code: str) -> None:
    tree = ast.parse(code)
    is_it = RULES[rule][0](tree)
    assert any(is_it(node) for node in ast.walk(tree))
