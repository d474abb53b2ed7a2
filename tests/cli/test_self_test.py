"""The self-test of an installation: what it tries, and that it tells what is missing."""

import os
from pathlib import Path

import pytest

from mitzvah_desk.cli import main, self_test
from mitzvah_desk.cli.self_test import list_steps, test_installation
from mitzvah_desk.rules.paper_kinds import PAPERS
from mitzvah_desk.user_folders import OWN_FOLDER

test_installation.__test__ = False  # type: ignore[attr-defined]  # it is the program's


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it is tried on the built program before each release; here, what takes no time."""
    monkeypatch.setattr(self_test, "_try_old_file", lambda *_: "")


def test_every_paper_and_kind_of_file_is_tried(tmp_path: Path) -> None:
    steps = list(list_steps(tmp_path))
    assert {str(step.words[1]) for step in steps if step.words[0] == "print"} == {*PAPERS, "day-pack"}
    endings = {step.makes.suffix for step in steps if step.words[0] == "export" and step.makes}
    assert endings == {".csv", ".xlsx", ".ods", ".vcf", ".docx", ".html", ".md", ".txt", ".ics"}
    assert len({step.name for step in steps}) == len(steps)


def test_what_fails_is_named_and_the_rest_is_tried_all_the_same(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OWN_FOLDER, "as before")

    def run(words: list[str]) -> int:
        assert os.environ[OWN_FOLDER] not in {"", "as before"}
        if words[:2] == ["print", "signs"]:
            print("typeface missing")
            return 3
        for word in words:
            if word.startswith(os.environ[OWN_FOLDER].removesuffix("own")) and not word.endswith("empty"):
                made = Path(word)
                if made.suffix:
                    made.write_text("something", encoding="utf-8")
                else:
                    made.mkdir(exist_ok=True)
                    (made / "some.mitzvah").touch()
        return 1 if words[0] == "clashes" else 0

    assert test_installation(run, window=False) == 3
    told = capsys.readouterr()
    assert "FAILED Print: Signs" in told.out
    assert told.out.count("FAILED") == 1
    assert "1 of " in told.err
    assert os.environ[OWN_FOLDER] == "as before"


def test_a_command_that_makes_nothing_has_failed(capsys: pytest.CaptureFixture[str]) -> None:
    assert test_installation(lambda _: 0, window=False) == 3
    assert "sample.mitzvah was not made" in capsys.readouterr().err


def test_a_part_of_the_real_program_that_is_missing_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def few(folder: Path) -> list[self_test.Step]:
        steps = [step for step in list_steps(folder) if step.words[0] in {"sample", "stock"}]
        return [*steps, self_test.Step("Print: Signs", ("print", "signs", folder / "none.mitzvah"))]

    monkeypatch.setattr(self_test, "list_steps", few)
    assert main(["self-test", "--no-window"]) == 3
    told = capsys.readouterr()
    assert told.out.count("ok ") == 4
    assert "Print: Signs" in told.err
