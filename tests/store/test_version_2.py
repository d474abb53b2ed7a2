import sqlite3
from pathlib import Path

from mitzvah_desk.office.office import Office
from mitzvah_desk.store.book import Book
from mitzvah_desk.store.identify import identify
from mitzvah_desk.store.migrate import migrate


def test_a_file_of_the_first_version_keeps_its_rota(tmp_path: Path) -> None:
    path = tmp_path / "old.mitzvah"
    migrate(path, to=1, new=True)
    old = sqlite3.connect(path)
    old.executescript(
        "INSERT INTO campaign (name, main_day, theme, note) VALUES ('Day', '2026-11-22', '', '');"
        "INSERT INTO project (campaign_id, title, status, summary, note, target_unit, outcome)"
        " VALUES (1, 'Bulbs', 'planned', '', '', '', '');"
        "INSERT INTO role (name, dbs_level) VALUES ('Planter', 'none');"
        "INSERT INTO shift (project_id, role_id, open_ended, minimum, maximum, note)"
        " VALUES (1, 1, 1, 1, 2, 'Gloves');"
        'INSERT INTO "group" (name, adults, children, ages, diet, access_needs, note)'
        " VALUES ('Scouts', 1, 1, '', '', '', '');"
        "INSERT INTO assignment (shift_id, group_id, adults, children, status, reserve, override_reason,"
        " note) VALUES (1, 1, 1, 1, 'confirmed', 0, '', '');"
        "INSERT INTO journal_state (id, mode) VALUES (1, 'closed');"
    )
    old.commit()
    old.close()
    Book.open(path).close()
    assert identify(path).version == 2
    office = Office.open(path)
    with office._book.reading() as file:
        kept = file.exec_driver_sql(
            "SELECT p.title, p.serves_food, s.note, s.override_reason, a.adults FROM assignment a"
            " JOIN shift s ON s.id = a.shift_id JOIN project p ON p.id = s.project_id"
        ).one()
        assert tuple(kept) == ("Bulbs", 0, "Gloves", "", 1)
        assert file.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        assert not file.exec_driver_sql(
            "SELECT 1 FROM sqlite_master WHERE instr(sql, 'shift_before')"
        ).fetchall()
    office.close()
