"""The commands on a file's passphrase, and every other command on a protected file."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mitzvah_desk.cli import keys, main
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.protection import is_protected

WORDS = "correct horse battery"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("mitzvah_desk.office.core.office.default_backup_folder", lambda: tmp_path / "kept")
    file = tmp_path / "year.mitzvah"
    with closing(Office.new(file)) as office:
        office.execute(Add("person", {"given": "Annelise"}))
    return file


@pytest.fixture
def sealed(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with monkeypatch.context() as patch:
        patch.setenv(keys.PASSPHRASE, WORDS)
        assert main(["protect", str(path)]) == 0
    return path


class Typist:
    """Somebody at the terminal, who types one line after the other and is kept waiting."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.asked: list[str] = []
        self.waited: list[float] = []

    def ask(self, words: str) -> str:
        self.asked.append(words)
        return next(self.lines)


def typist(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Typist:
    one = Typist(iter(lines))
    monkeypatch.setattr(keys, "getpass", one.ask)
    monkeypatch.setattr("time.sleep", one.waited.append)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    return one


def test_from_plain_to_plain_with_every_command(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.PASSPHRASE, WORDS)
    assert main(["backup", str(path), "--to", str(tmp_path / "kept")]) == 0
    capsys.readouterr()
    assert main(["protect", str(path)]) == 0
    said = capsys.readouterr().out
    assert "These backups were made before, and are read as before:" in said
    assert is_protected(path)
    assert main(["check", str(path)]) == 0
    assert main(["backup", str(path), "--to", str(tmp_path / "sealed")]) == 0
    (backup,) = (tmp_path / "sealed").glob("*.mitzvah")
    assert is_protected(backup)
    assert main(["restore", str(backup), "--to", str(tmp_path / "again.mitzvah")]) == 0
    assert main(["check", str(tmp_path / "again.mitzvah")]) == 0

    monkeypatch.setenv(keys.NEW_PASSPHRASE, "another passphrase")
    capsys.readouterr()
    assert main(["change-passphrase", str(path), "--remove-backups"]) == 0
    said = capsys.readouterr().out
    assert "These backups were removed:" in said
    assert not list((tmp_path / "kept").iterdir())
    (tmp_path / "sheet.txt").write_text(next(line for line in said.splitlines() if line.count(" ") == 12))
    monkeypatch.setenv(keys.NEW_PASSPHRASE, "a third passphrase")
    assert main(["recover", str(path), "--recovery-file", str(tmp_path / "sheet.txt")]) == 0

    (tmp_path / "third.txt").write_text("a third passphrase\n")
    assert main(["unprotect", str(path), "--passphrase-file", str(tmp_path / "third.txt")]) == 0
    assert not is_protected(path)


def test_whoever_mistypes_waits_longer_each_time_and_may_try_again(
    sealed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = typist(monkeypatch, "wrong", "wrong again", WORDS)
    assert main(["check", str(sealed)]) == 0
    assert one.asked == ["Passphrase of year.mitzvah: "] * 3
    assert one.waited == [0, 0, 2]
    capsys.readouterr()
    typist(monkeypatch, "wrong", "wrong", "wrong")
    assert main(["check", str(sealed)]) == 3
    said = capsys.readouterr().err
    assert said.count("does not open year.mitzvah") == 3


def test_a_new_passphrase_is_typed_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typist(monkeypatch, WORDS, "correct hores battery")
    assert main(["protect", str(path)]) == 2
    assert "not the same" in capsys.readouterr().err
    typist(monkeypatch, "short", "short")
    assert main(["protect", str(path)]) == 3
    assert not is_protected(path)
    typist(monkeypatch, WORDS, WORDS)
    assert main(["protect", str(path)]) == 0
    typist(monkeypatch, WORDS, "another passphrase", "another passphrase")
    assert main(["change-passphrase", str(path)]) == 0


@pytest.mark.parametrize("command", ["check", "unprotect", "change-passphrase", "recover"])
def test_where_nobody_can_be_asked_it_says_how_to_give_it(
    sealed: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert main([command, str(sealed)]) == 2
    assert "Nobody can be asked" in capsys.readouterr().err


def test_what_does_not_fit_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv(keys.PASSPHRASE, WORDS)
    assert main(["unprotect", str(path)]) == 2
    assert main(["protect", str(path), "--passphrase-file", str(tmp_path / "none.txt")]) == 2
    assert main(["protect", str(path)]) == 0
    assert main(["protect", str(path)]) == 2
    monkeypatch.setenv(keys.NEW_PASSPHRASE, "another passphrase")
    (tmp_path / "sheet.txt").write_text("AAAA BBBB")
    assert main(["recover", str(path), "--recovery-file", str(tmp_path / "sheet.txt")]) == 3
    said = capsys.readouterr().err
    for words in ("is not protected", "cannot be read", "is protected already", "has 13 groups"):
        assert words in said


def test_a_damaged_protected_file_is_told_as_damaged(
    sealed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(sealed.read_bytes())
    content[5000] ^= 1
    sealed.write_bytes(content)
    monkeypatch.setenv(keys.PASSPHRASE, WORDS)
    assert main(["check", str(sealed)]) == 1
    assert "is damaged" in capsys.readouterr().out
