"""A little of the torture run: what holds for thousands holds for these."""

import os
import sys
from pathlib import Path
from threading import Event

import pytest
from sample_year import copy_sample

from tests.torture import bombs, full, fuzz, hostile, kills
from tests.torture.trying import CRASH, HANG, INSIDE, Report, try_each

LARGE = {
    "a text of 200 MB",
    "a cell of 140 MB",
    "six million cells",
    "151 MB of nothing",
    "an open document, deep",
    "an open document, many sheets",
    "a card quoted for ever",
    "a card folded for ever",
    "thirty thousand merges",
}
"""Bombs that take seconds: the whole run has them."""


def bears(report: Report) -> None:
    assert not report.failures, report.failures[:3]


def test_kills_lose_nothing_and_bring_nobody_back(tmp_path: Path) -> None:
    bears(kills.kill(tmp_path, 6))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit on the size of files")
def test_a_full_disk_loses_nothing_and_is_told_truly() -> None:
    report = full.fill(None)
    bears(report)
    assert report.counts["told"] >= 5


def test_bombs_are_refused_in_words_or_read() -> None:
    names = tuple(name for name in bombs.BOMBS if name not in LARGE)
    assert len(bombs.BOMBS) >= 40
    report = bombs.explode(names)
    bears(report)
    assert report.counts["told"] > len(names) // 2


def test_hostile_files_do_nothing_by_themselves() -> None:
    report = hostile.read_hostile()
    bears(report)
    assert len(report.outcomes) + len(hostile.YEARS) >= 20


def test_lists_at_random_are_read_or_refused(tmp_path: Path) -> None:
    copy_sample(tmp_path / "sample.mitzvah")
    report = fuzz.fuzz(tmp_path / "sample.mitzvah", 60)
    bears(report)
    assert report.counts["told"]
    assert report.counts["read"]


ITEMS = ("good", "abort", "good", "wait", "bug", "bad", "good")


def falls(how: str) -> tuple[str, str]:
    """Does what may not be."""
    if how == "abort":
        os.abort()
    if how == "wait":
        Event().wait()
    if how == "bug":
        raise KeyError(how)
    return how, ""


def test_what_may_not_be_is_seen() -> None:
    report = try_each("", falls, ITEMS, bad=("bad",), seconds=5)
    assert [each.kind for each in report.outcomes] == ["good", CRASH, "good", HANG, INSIDE, "bad", "good"]
    assert [each.number for each in report.failures] == [1, 3, 4, 5]


def test_what_a_file_does_by_itself_is_heard() -> None:
    told: list[str] = []
    for event, given in (("socket.connect", ("x", 80)), ("open", ("/a", "r")), ("open", ("/b", "r"))):
        hostile.hear(told, "/a", event, given)
    assert [each.split()[0] for each in told] == ["socket.connect", "open"]
