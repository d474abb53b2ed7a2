"""The help's own text: a section for each area, in it a sentence of what it is for, and topics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mitzvah_desk import shipped
from mitzvah_desk.rules.matching.folding import fold_text

_TOPIC = re.compile(r"\*\*(?P<title>.+?)\.?\*\*\s*(?P<text>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """One answer: how something is done.

    Attributes:
        title: what is done, as a request: ``Add a family``.
        text: how, in Markdown.
    """

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class HelpSection:
    """What the help says of one area.

    Attributes:
        title: the area's title.
        intro: what the area is for, in a sentence or two.
        topics: the answers.
        keys: keys that no button has, each with what it does.
    """

    title: str
    intro: str
    topics: tuple[HelpTopic, ...]
    keys: tuple[tuple[str, str], ...]


def read_help() -> list[HelpSection]:
    """The sections in their order."""
    return parse_help(shipped.find_shipped_file("templates", "help.md").read_text("utf-8"))


def parse_help(text: str) -> list[HelpSection]:
    """The sections of a text: ``## Area`` begins one, a bold request a topic, and a table has its keys."""
    found = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        intro: list[str] = []
        topics: list[HelpTopic] = []
        keys: list[tuple[str, str]] = []
        for block in filter(None, (each.strip() for each in re.split(r"\n\s*\n", body))):
            if block.startswith("|"):
                keys += _read_keys(block)
            elif match := _TOPIC.fullmatch(block):
                topics.append(HelpTopic(match["title"], match["text"]))
            elif topics:
                last = topics[-1]
                topics[-1] = HelpTopic(last.title, f"{last.text}\n\n{block}")
            else:
                intro.append(block)
        found.append(HelpSection(title.strip(), "\n\n".join(intro), tuple(topics), tuple(keys)))
    return found


def find_topics(sections: Sequence[HelpSection], typed: str) -> list[tuple[HelpSection, HelpTopic]]:
    """The topics in which every typed word occurs; those that have one in their title come first."""
    words = fold_text(typed).split()
    found = [
        (section, topic)
        for section in sections
        for topic in section.topics
        if all(word in fold_text(f"{topic.title} {topic.text} {section.title}") for word in words)
    ]
    found.sort(key=lambda each: not any(word in fold_text(each[1].title) for word in words))
    return found


def _read_keys(block: str) -> list[tuple[str, str]]:
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
    return [(line[0], line[1]) for line in lines[2:] if len(line) == 2]
