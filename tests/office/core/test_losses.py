"""What a removal takes along is told in words, and the file's ground is nothing to take back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_year import sample_year

from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add, Remove
from mitzvah_desk.office.core.history import list_steps
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.core.removal_losses import preview_removal


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = sample_year(tmp_path / "sample.mitzvah")
    yield made
    made.close()


def first(office: Office, record: str, column: str, value: str) -> int:
    table = RECORDS[record].table
    found = office.query(lambda c: c.execute(table.select().where(table.c[column] == value)).first())
    assert found is not None
    return int(found.id)


@pytest.mark.parametrize(
    ("record", "column", "name", "told"),
    [
        ("skill", "name", "Drive", ("28 people lose this skill.", "1 role loses its skill.")),
        ("household", "name", "Feldman", ("4 people lose their household.", "2 donations lose their donor.")),
        (
            "campaign",
            "name",
            "Mitzvah Day 2025",
            ("With it go 6 projects, 51 letters of thanks, 12 shifts and 60 assignments.",),
        ),
        (
            "person",
            "given",
            "Miriam",
            (
                "With them go 1 skill and 3 permissions.",
                "2 people lose this guardian.",
                "3 shifts lose this person.",
                "1 thing to do loses its owner.",
                "2 permissions lose their guardian.",
                "5 projects lose their coordinator.",
            ),
        ),
    ],
)
def test_what_goes_with_it_and_what_loses_it_is_told(
    office: Office, record: str, column: str, name: str, told: tuple[str, ...]
) -> None:
    going = office.query(preview_removal, record, (first(office, record, column, name),))
    assert going.losses == told
    assert "Undo brings everything back." in going.told


def test_what_nothing_hangs_on_goes_without_a_word(office: Office) -> None:
    made = office.execute(Add("person", {"given": "Ann", "family": "Cohen"}))
    assert isinstance(made, Done)
    going = office.query(preview_removal, "person", (made.id,))
    assert (going.name, going.this, going.losses) == ("Ann Cohen", "this person", ())


@pytest.mark.parametrize("record", sorted(RECORDS))
def test_the_count_of_what_goes_is_what_goes(office: Office, record: str) -> None:
    """Rows that a removal really takes, in every table, are all told, whatever the noun."""

    def rows() -> dict[str, int]:
        def count(connection: object) -> dict[str, int]:
            return {
                noun: len(connection.execute(known.table.select()).all())  # type: ignore[attr-defined]
                for noun, known in RECORDS.items()
            }

        return office.query(count)

    table = RECORDS[record].table
    ids = office.query(lambda c: [row.id for row in c.execute(table.select().limit(5))])
    before = rows()
    for row_id in ids:
        going = office.query(preview_removal, record, (row_id,))
        if isinstance(office.execute(Remove(record, (row_id,)), "Tried."), Done):
            after = rows()
            untold = {"movement", "different_people", "different_partners", record}
            lost = {noun for noun in before if after[noun] < before[noun]} - untold
            assert bool(lost) <= bool(going.losses), (going, lost)
            office.undo()


def test_undo_stops_before_the_sample_year(office: Office) -> None:
    assert office.undo_label() == ""
    assert office.undo() is None
    assert [step.label for step in office.query(list_steps)] == ["Loaded the sample year"]
    office.execute(Add("person", {"given": "Ann"}))
    assert office.undo_label() == "Added Ann"
    office.undo()
    assert office.undo() is None
    assert office.query(preview_removal, "skill", (first(office, "skill", "name", "Drive"),)).losses
