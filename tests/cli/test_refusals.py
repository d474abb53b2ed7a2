"""What may not leave is not written, and the command says where it was typed."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from mitzvah_desk.cli import main
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office

REFUGE = {"name": "Hidden House", "confidential": True, "code_name": "Rose", "postcode": "N99 9ZZ"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A year with a refuge whose name somebody typed into a project's summary and a person's note."""
    path = tmp_path / "year.mitzvah"
    with closing(Office.new(path)) as office:
        for record, values in (
            ("campaign", {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22)}),
            ("partner", REFUGE),
            ("project", {"campaign_id": 1, "title": "Baking", "summary": "Cakes for Hidden House"}),
            ("person", {"given": "Ann", "family": "Levy", "note": "Lives near n999zz"}),
            ("role", {"name": "Baker"}),
            ("shift", {"project_id": 1, "role_id": 1, "open_ended": True, "note": "For HIDDEN-HOUSE"}),
        ):
            result = office.execute(Add(record, values))
            assert isinstance(result, Done), result
    return path


@pytest.mark.parametrize(
    ("words", "ending", "told"),
    [
        (("print", "rota", "--project", "Baking"), "pdf", "The summary of “Baking”"),
        (
            ("print", "brief", "--project", "Baking", "--audience", "volunteers"),
            "pdf",
            "The summary of “Baking”",
        ),
        (("print", "signs", "--words", "To Hidden House"), "pdf", "What was typed for “Signs”"),
        (("export", "calendar", "--project", "Baking"), "ics", "The note of “shift of Baking”"),
    ],
)
def test_a_secret_is_refused_and_nothing_is_written(
    file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    ending: str,
    told: str,
) -> None:
    kind, what, *rest = words
    out = tmp_path / f"out.{ending}"
    assert main([kind, what, str(file), *rest, "--to", str(out)]) == 1
    assert not out.exists()
    said = capsys.readouterr().err
    assert "Nothing was written." in said
    assert told in said
    assert "of Rose" in said
    assert "Hidden" not in said.replace("To Hidden House", "")


def test_a_day_pack_with_a_secret_is_not_written_at_all(file: Path, tmp_path: Path) -> None:
    assert main(["print", "day-pack", str(file), "--to", str(tmp_path / "pack")]) == 1
    assert not (tmp_path / "pack").exists()


def test_what_is_only_worth_telling_is_written_and_told(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.pdf"
    assert main(["print", "signs", str(file), "--words", "Ann Levy's table", "--to", str(out)]) == 1
    assert out.exists()
    assert "names Ann Levy, who was never asked" in capsys.readouterr().err


def test_a_list_for_the_committee_with_a_secret_in_a_note_is_refused(file: Path, tmp_path: Path) -> None:
    with closing(Office.open(file)) as office:
        kept = {"name": "Notes", "definition": '{"subject": "people", "columns": ["name", "note"]}'}
        result = office.execute(Add("saved_list", kept))
    if isinstance(result, Done):
        out = tmp_path / "out.csv"
        assert main(["export", "list", "Notes", str(file), "--to", str(out)]) == 1
        assert not out.exists()
