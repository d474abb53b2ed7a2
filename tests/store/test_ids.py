"""An id is never given twice, so that history, undo and calendars speak of one record only."""

from contextlib import closing
from pathlib import Path

from mitzvah_desk.model import Base
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add, Remove
from mitzvah_desk.office.core.history import list_record_history
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.store.driver import sqlite


def made(office: Office, record: str, **values: object) -> int:
    done = office.execute(Add(record, values))
    assert isinstance(done, Done)
    return done.id


def test_who_comes_after_a_removal_or_an_undo_has_a_history_of_their_own(tmp_path: Path) -> None:
    with closing(Office.new(tmp_path / "year.mitzvah")) as office:
        ann = made(office, "person", given="Ann", note="asthma")
        office.execute(Remove("person", (ann,)))
        removal = office.undo_label()
        bob = made(office, "person", given="Bob")
        assert bob != ann
        assert not any("asthma" in step.detail for step in office.query(list_record_history, "person", bob))
        steps = [
            step.id for step in office.query(list_record_history, "person", ann) if step.label == removal
        ]
        assert office.undo(steps[0]) is not None  # Ann is back, beside Bob
        home = made(office, "partner", name="Rubens House")
        office.undo()
        assert made(office, "partner", name="Another House") != home


def test_no_table_gives_an_id_again() -> None:
    for table in Base.metadata.tables.values():
        assert table.dialect_options["sqlite"]["autoincrement"], table.name


def test_an_id_that_only_the_journal_of_an_older_file_remembers_is_given_to_nobody(tmp_path: Path) -> None:
    from mitzvah_desk.store.migrate import migrate

    path = tmp_path / "old.mitzvah"
    migrate(path, to=3, new=True)
    with closing(sqlite.connect(path)) as old:
        old.executescript(
            "INSERT INTO journal_state (id, mode) VALUES (1, 'closed');"
            "INSERT INTO journal_step (at, user_name, label, areas, reason, undone_by)"
            " VALUES ('2026-11-01T10:00:00', '', 'Added Ann', 'people', '', '');"
            "INSERT INTO journal_row (step_id, table_name, row_id, after) VALUES (1, 'person', 7, '{}');"
        )
        old.commit()
    with closing(Office.open(path)) as office:
        assert made(office, "person", given="Bob") == 8
