"""What of a log is shown to a stranger: its form is known, and nothing else comes through."""

import ast
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import mitzvah_desk
from mitzvah_desk.rules.log_extract import LOG_MESSAGES, extract_log

MARK = "Zqx"
HEAD = "2026-11-22 18:00:00,123 ERROR"
WRITTEN = f"""{HEAD} mitzvah_desk Unexpected error
Traceback is not written, but this is: {MARK}
  File "/home/{MARK}/our {MARK}/mitzvah_desk/office/core/office.py", line 12, in query
    answer = query(connection, "{MARK}")
             ^^^^^
  File "C:\\Users\\{MARK}\\venv\\Lib\\site-packages\\sqlalchemy\\engine\\base.py", line 7, in <lambda>
ValueError
and then
sqlalchemy.exc.OperationalError
2026-11-22 18:00:01,000 WARNING pypdf._reader Object 7 of {MARK} is odd
{MARK}
2026-11-22 18:00:02,000 ERROR mitzvah_desk.exchange.foreign_files A foreign file was not read:
  File "/opt/{MARK}.py", line 1, in f
KeyError: '{MARK}'
2026-11-22 18:00:03,000 INFO mitzvah_desk.office {MARK} pressed a button
2026-11-22 18:00:04,000 ERROR {MARK}.logger Unexpected error
"""


def test_time_place_and_class_are_kept_and_no_word_more() -> None:
    assert extract_log(WRITTEN) == [
        "2026-11-22 18:00:00 ERROR mitzvah_desk: Unexpected error",
        "    mitzvah_desk/office/core/office.py, line 12, in query",
        "    sqlalchemy/engine/base.py, line 7, in <lambda>",
        "  ValueError",
        "  and then",
        "  sqlalchemy.exc.OperationalError",
        "2026-11-22 18:00:01 WARNING another library: (words left out)",
        "2026-11-22 18:00:02 ERROR mitzvah_desk.exchange.foreign_files: A foreign file was not read:",
        "    another file, line 1, in f",
        "2026-11-22 18:00:03 INFO mitzvah_desk.office: (words left out)",
        "2026-11-22 18:00:04 ERROR another library: (words left out)",
    ]


def test_only_the_last_forty_events_are_told() -> None:
    many = "".join(
        f"2026-11-22 18:00:{number:02d},0 ERROR mitzvah_desk Unexpected error\n" for number in range(50)
    )
    told = extract_log(many)
    assert len(told) == 40
    assert told[-1].startswith("2026-11-22 18:00:49")


WORDS = st.text("Zqx ab/\\\"':.,-_()<>אé\t", max_size=40).map(lambda text: f"{text}{MARK}{text[:5]}")
LINES = st.one_of(
    WORDS,
    WORDS.map(lambda words: f"{HEAD} mitzvah_desk {words}"),
    WORDS.map(lambda words: f"{HEAD} {words.replace(' ', '')} Unexpected error"),
    WORDS.map(lambda words: f'  File "{words}", line 3, in query'),
    WORDS.map(lambda words: f'  File "/home/{words}/mitzvah_desk/app.py", line 3, in query'),
    WORDS.map(lambda words: f"ValueError: {words}"),
    st.just(f"{HEAD} mitzvah_desk Unexpected error"),
)


@given(st.lists(LINES, max_size=12))
def test_whatever_else_a_log_holds_stays_in_it(lines: list[str]) -> None:
    told = "\n".join(extract_log("\n".join(lines)))
    assert MARK not in told


def calls() -> Iterator[ast.Call]:
    for path in Path(mitzvah_desk.__file__).parent.rglob("*.py"):
        yield from (
            node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
        )


def test_every_message_of_the_program_is_known() -> None:
    logged = ("log.", "logging.getLogger('mitzvah_desk').")
    said = {
        str(call.args[0].value).partition("\n")[0]
        for call in calls()
        if ast.unparse(call.func).startswith(logged) and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert said == set(LOG_MESSAGES)
