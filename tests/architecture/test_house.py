"""The house by capability: rooms, words and rules that a newcomer finds by their names."""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CODE = ROOT / "mitzvah_desk"

CAPABILITIES = {
    "core", "gift_aid", "goods", "importing", "lists", "messages", "newsletter", "outgoing", "papers",
    "partners", "people", "printing", "privacy", "projects", "rota", "sample", "thanks", "today",
}  # fmt: skip
LET_GO = {
    "Turn", "Book", "Bridge", "Foot", "told", "wanted", "fixed", "bound", "not_by_hand", "gone",
    "twin", "brought", "around", "as_told", "lie_there", "free", "first_end", "never_below_nothing",
    "checking", "Asked", "Deed", "Known", "Fate", "rehearse", "Likeness", "telling", "pieces",
    "Look", "laid", "breadth", "Who", "beside", "heads", "arrange", "Standing", "putting", "ways",
    "helping", "columned", "belongings", "leaning", "Area", "table_of", "contact_for",
}  # fmt: skip
"""Private words for which the field has a term of its own; they name nothing any more."""


@dataclass(frozen=True)
class Module:
    """What this file asks of a module of the program."""

    path: Path
    classes: tuple[str, ...]
    functions: tuple[str, ...]
    lines: int


@cache
def modules() -> list[Module]:
    """Every module, read once."""
    return [read_module(path) for path in sorted(CODE.rglob("*.py"))]


def read_module(path: Path) -> Module:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    classes, functions = (
        tuple(node.name for node in tree.body if isinstance(node, kind))
        for kind in (ast.ClassDef, ast.FunctionDef)
    )
    return Module(path, classes, functions, len(text.splitlines()))


def test_the_office_has_one_room_a_capability() -> None:
    office = CODE / "office"
    rooms = {path.name for path in office.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == CAPABILITIES
    assert len(rooms) <= 18, rooms
    assert max(len(list((office / room).glob("*.py"))) for room in rooms) <= 20, "a room that is a heap"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("the ratio of adults to children", "rules/rota/ratios.py"),
        ("who may see a phone number", "rules/privacy/disclosure.py"),
        ("what is food", "rules/goods/is_food.py"),
        ("the ledger of stock", "office/goods/stock_ledger.py"),
        ("the ledger of thanks", "office/thanks/thank_you_ledger.py"),
        ("rolling a year forward", "office/projects/roll_forward.py"),
        ("who could fill a gap", "office/rota/fill_gaps.py"),
        ("what is held about a person", "office/privacy/about.py"),
        ("erasing a person", "office/privacy/erase.py"),
        ("how long details are kept", "rules/privacy/retention.py"),
        ("the yearly tidy-up", "office/privacy/tidy.py"),
        ("Shabbat and festivals", "rules/jewish_calendar/calendar.py"),
        ("the letterhead", "office/printing/letterhead.py"),
        ("the age limit of a child", "rules/people/age.py"),
        ("how long backups are kept", "store/backup_retention.py"),
        ("a file of a stranger", "exchange/foreign_files.py"),
    ],
)
def test_what_a_newcomer_looks_for_has_the_place_that_its_name_says(words: str, place: str) -> None:
    assert (CODE / place).is_file(), words


def test_a_class_has_a_name_of_its_own() -> None:
    homes = defaultdict(list)
    for module in modules():
        for name in module.classes:
            if not name.startswith("_"):
                homes[name].append(str(module.path.relative_to(ROOT)))
    assert not {name: where for name, where in homes.items() if len(where) > 1}


def test_private_words_name_nothing_any_more() -> None:
    left = [
        f"{module.path.relative_to(ROOT)}: {name}"
        for module in modules()
        for name in (*module.classes, *module.functions)
        if name in LET_GO
    ]
    assert not left


def test_a_function_has_a_verb_and_its_object_unless_it_converts() -> None:
    """One word says too little for a search box; what is left is a plain conversion or a known term."""
    names = [
        name
        for module in modules()
        for name in (*module.classes, *module.functions)
        if not name.startswith("_") and name.islower() and "_" not in name
    ]
    assert len(set(names)) <= 45, sorted(set(names))


def test_rules_have_no_clock() -> None:
    clock = re.compile(r"\b(?:date\.today|datetime\.now|datetime\.today|time\.time)\(")
    asked = [str(path) for path in (CODE / "rules").rglob("*.py") if clock.search(path.read_text("utf-8"))]
    assert not asked


def test_most_modules_are_short() -> None:
    lengths = sorted(module.lines for module in modules())
    assert lengths[len(lengths) // 2] < 130


def test_no_room_of_the_office_is_without_the_guards() -> None:
    """Whoever imports anything of the office has the guards of its capabilities."""
    import subprocess
    import sys

    code = (
        "import mitzvah_desk.office.core.guards as guards; import sys;"
        "there = {type(guard).__name__ for guard in guards._GUARDS};"
        "sys.exit(there != {'ClockGuard', 'GiftAidGuard', 'GiftGuard', 'GoodsGuard'})"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
