"""One word for one thing, on screens, papers, in help and on the command line: what was let go stays away."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import mitzvah_desk
from mitzvah_desk import shipped

PACKAGE = Path(mitzvah_desk.__file__).parent
LET_GO = {
    "Telephone": r"\b[Pp]hones?\b",
    "E-mail": r"\b[Ee]mails?\b",
    "Family name": r"\b([Ll]ast name|[Ss]urname)\b",
    "First name": r"\b([Gg]iven name|[Ff]orename)\b",
    "Quotation": r"\b[Qq]uotes?\b",
    "Materials": r"\b([Ss]upplies|[Tt]hings to bring)\b",
    "Guests": r"\b[Aa]ttendees?\b",
    "Rota": r"\b[Rr]osters?\b",
    "Sign-in sheet": r"\b[Aa]ttendance (sheet|register)\b",
    "Stocktake": r"\b([Ii]nventory|[Ss]tock[- ]take)\b",
    "Postcode": r"\b([Pp]ost code|[Zz]ip code|ZIP)\b",
    "Campaign": r"\bcampaign event\b",
    "Badge": r"\b[Nn]ame ?tags?\b",
    "Coordinator": r"\b([Tt]eam leader|[Pp]roject leader)\b",
}
"""The one word, and what is no longer said for it."""
OTHERS_WORDS = (
    "exchange/",  # files of other programs
    "office/importing/reading.py",
    "rules/fields/headings.py",
    "rules/fields/programs.py",
    "rules/fields/row_members.py",
    "rules/privacy/gift_aid_schedule.py",  # HMRC's own headings
    "model/",
)
KEY = re.compile(r"[a-z0-9_.\-/:%{}@]*")


def said_in(path: Path) -> Iterator[str]:
    """The texts of a module that people may read: no keys, docstrings or headings of other files."""
    tree = ast.parse(path.read_text("utf-8"))
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            passed.add(id(node.value))
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in {"ImportPlace", "only_read", "compile", "sub", "fullmatch", "search", "_only"}:
                passed |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in passed else None
        if isinstance(text, str) and not KEY.fullmatch(text) and "|" not in text and "\\b" not in text:
            yield text


@cache
def everything_said() -> tuple[tuple[str, str], ...]:
    return tuple(_everything())


def _everything() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        if not where.startswith(OTHERS_WORDS) and "migrations" not in where:
            for text in said_in(path):
                yield where, text
    for path in sorted(shipped.find_shipped_file("templates").rglob("*")):
        if path.suffix in {".md", ".txt"}:
            yield path.name, path.read_text("utf-8")


@pytest.mark.parametrize(("word", "others"), LET_GO.items())
def test_what_was_let_go_is_said_nowhere(word: str, others: str) -> None:
    pattern = re.compile(others)
    found = [
        f"{where}: “{text[max(0, hit.start() - 30) : hit.end() + 20]}”"
        for where, text in everything_said()
        for hit in pattern.finditer(text)
    ]
    assert found == [], f"Say {word}."


def test_the_walk_sees_what_people_read() -> None:
    said = {text for _, text in everything_said()}
    assert {"Telephone", "Quotations", "Materials", "Guests", "Sign-in sheet"} <= said
