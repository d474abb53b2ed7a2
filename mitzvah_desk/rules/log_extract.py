"""What of a log may be shown to a stranger: when, where in the program and of what class, and no word more.

Nothing is taken out of a line; only what is known by its form is put together anew. So whatever else a log
holds, a name or a path, cannot be in what comes of it.
"""

import re

LOG_MESSAGES = ("Unexpected error", "A foreign file was not read:")
"""What the program itself writes into its log."""
_MOST = 40
_HEAD = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:,\d+)? (?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL)"
    r" (?P<logger>\S+) (?P<words>.*)"
)
_FRAME = re.compile(r'  File "(?P<file>.+)", line (?P<line>\d+), in (?P<function>[A-Za-z_<][\w<>.]*)')
_CLASS = re.compile(
    r"(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Warning|Interrupt|Cancelled|Exit)|(?:Error|Exception)"
)
_OWN_LOGGER = re.compile(r"mitzvah_desk(?:\.[a-z_]+)*")
_PLACE = re.compile(
    r"(?:.*/)?(?P<home>site-packages|mitzvah_desk|lib/python[\d.]+)/(?P<rest>(?:\w+/)*\w+\.py)"
)


def extract_log(text: str) -> list[str]:
    """The last events of a log, the newest at the end: what ``DiscreetFormatter`` writes, reduced.

    Args:
        text: the log, as it lies on the disk.

    Returns:
        Its lines: of each event the time, the grade, the part of the program and the way to the place.
    """
    events: list[list[str]] = []
    for line in text.splitlines():
        if head := _HEAD.fullmatch(line):
            events.append([_describe_event(head)])
        elif not events:
            continue
        elif frame := _FRAME.fullmatch(line):
            place = f"{_describe_place(frame['file'])}, line {frame['line']}, in {frame['function']}"
            events[-1].append(f"    {place}")
        elif _CLASS.fullmatch(line):
            events[-1].append(f"  {line}")
        elif line == "and then":
            events[-1].append("  and then")
    return [line for event in events[-_MOST:] for line in event]


def _describe_event(head: re.Match[str]) -> str:
    own = _OWN_LOGGER.fullmatch(head["logger"])
    words = head["words"] if own and head["words"] in LOG_MESSAGES else "(words left out)"
    return f"{head['at']} {head['level']} {own[0] if own else 'another library'}: {words}"


def _describe_place(file: str) -> str:
    """A module by its place within what is installed, without the folders above."""
    known = _PLACE.fullmatch(file.replace("\\", "/"))
    if known is None:
        return "another file"
    return f"mitzvah_desk/{known['rest']}" if known["home"] == "mitzvah_desk" else known["rest"]
