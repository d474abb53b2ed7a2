"""The program's source holds nothing that Windows lacks or does otherwise without a word."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "mitzvah_desk"
TEXT = {"read_text": 0, "write_text": 1, "open": 1}
"""What reads or writes text, and the place of the encoding among its arguments; of ``open``, of its mode."""
LACKS = {
    "os": {"fork", "forkpty", "getuid", "geteuid", "getgid", "setsid", "killpg", "mkfifo", "sync", "uname",
           "chown", "getpgid", "setuid", "nice", "wait", "pread"},
    "signal": {"SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGCHLD", "alarm", "pause"},
    "time": {"tzset", "clock_gettime"},
}  # fmt: skip
ABSENT = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog", "readline", "posix", "crypt"}
OWN_KIND = {"multiprocessing.Process", "multiprocessing.Pool", "ProcessPoolExecutor"}
_WORTH_A_LOOK = re.compile(
    rf"open\(|_text\(|\b({'|'.join(ABSENT)})\b|os\.|signal\.|time\.|%[-_^0][a-zA-Z]|rename\(|context|Process|Pool|file:"
)
_MINUS = re.compile(r"%[-_^0][a-zA-Z]")


def find_faults(source: str) -> list[str]:
    """What would not do on Windows, each with its line."""
    tree = ast.parse(source)
    guarded = {id(inside) for node in ast.walk(tree) if _is_guard(node) for inside in ast.walk(node)}
    return [
        f"{node.lineno}: {said}"
        for node in ast.walk(tree)
        if id(node) not in guarded and isinstance(node, ast.expr | ast.stmt)
        for said in _faults(node)
    ]


def _is_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "sys.platform" in ast.unparse(node.test)


def _faults(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from _call_faults(node)
    elif isinstance(node, ast.Import):
        yield from (f"import {each.name}" for each in node.names if each.name.split(".")[0] in ABSENT)
    elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ABSENT:
        yield f"from {node.module}"
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        if node.attr in LACKS.get(node.value.id, ()):
            yield f"{node.value.id}.{node.attr}"
    elif isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        if _MINUS.search(ast.unparse(node.format_spec)):
            yield "a day without its zero, as Windows cannot write it"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("file://"):
        yield "an address of a file made by hand"


def _call_faults(node: ast.Call) -> Iterator[str]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    named = {each.arg: each.value for each in node.keywords}
    given = [*node.args]
    if name in {"read_text", "write_text"} and "encoding" not in named and len(given) <= TEXT[name]:
        yield f"{name} without an encoding"
    if name == "open" and _opens_text(node, named) and "encoding" not in named:
        yield "open without an encoding"
    if name in {"NamedTemporaryFile", "TemporaryFile"} and "mode" in named and "encoding" not in named:
        yield f"{name} without an encoding"
    if name == "rename" and _is_path_work(node):
        yield "rename, which never lands on a file there: replace"
    if name == "strftime" and given and _MINUS.search(ast.unparse(given[-1])):
        yield "a day without its zero, as Windows cannot write it"
    if name == "get_context" and given and ast.unparse(given[0]) != "'spawn'":
        yield "processes that are not spawned"
    if ast.unparse(node.func) in OWN_KIND and "mp_context" not in named:
        yield "a process of the system's own kind"


def _opens_text(node: ast.Call, named: dict[str | None, ast.expr]) -> bool:
    """Whether a call opens a file as text: the built-in, or a path's own with a mode of text."""
    builtin = isinstance(node.func, ast.Name)
    at = 1 if builtin else 0
    mode = named.get("mode") or (node.args[at] if len(node.args) > at else None)
    if mode is None:
        return builtin
    return (
        isinstance(mode, ast.Constant)
        and isinstance(mode.value, str)
        and mode.value in {"r", "w", "a", "x", "r+", "w+"}
    )


def _is_path_work(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value).endswith(
        ("path", "os", "file", "part")
    )


def test_nothing_in_the_source_would_fail_there() -> None:
    sources = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.rglob("*.py")}
    found = {name: find_faults(source) for name, source in sources.items() if _WORTH_A_LOOK.search(source)}
    by_hand = found.pop("store/engine.py")
    assert [fault.partition(": ")[2] for fault in by_hand] == ["an address of a file made by hand"]
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "source",
    [
        "open('a')",
        "open('a', 'w')",
        "path.open('r')",
        "path.read_text()",
        "path.write_text('a')",
        "import fcntl",
        "from pwd import getpwuid",
        "os.fork()",
        "os.kill(1, signal.SIGKILL)",
        "f'{day:%-d %B}'",
        "day.strftime('%-I')",
        "path.rename(other)",
        "multiprocessing.get_context('fork')",
        "multiprocessing.Process(target=work)",
        "url = 'file://' + path",
    ],
)
def test_it_finds_what_it_looks_for(source: str) -> None:
    assert _WORTH_A_LOOK.search(source)
    assert find_faults(source)


@pytest.mark.parametrize(
    "source",
    [
        "open('a', 'rb')",
        "path.open('rb+')",
        "path.read_text('utf-8')",
        "path.write_text('a', encoding='utf-8')",
        "if sys.platform != 'win32':\n    import resource",
        "f'{day:%d %B}'",
        "multiprocessing.get_context('spawn')",
        "dialog.open()",
        "self.result.rename(name)",
    ],
)
def test_it_finds_no_more(source: str) -> None:
    assert not find_faults(source)
