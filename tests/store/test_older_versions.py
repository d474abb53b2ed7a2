from contextlib import closing
from pathlib import Path

import pytest

from mitzvah_desk.store.data_file import DataFile
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.file_header import SCHEMA_VERSION, read_header
from mitzvah_desk.store.migrate import migrate

FIRST = (
    "INSERT INTO campaign (name, main_day, theme, note) VALUES ('Day', '2026-11-22', '', '');"
    "INSERT INTO project (campaign_id, title, status, summary, note, target_unit, outcome)"
    " VALUES (1, 'Bulbs', 'planned', '', '', '', '');"
    "INSERT INTO role (name, dbs_level) VALUES ('Planter', 'none');"
    "INSERT INTO shift (project_id, role_id, open_ended, minimum, maximum, note)"
    " VALUES (1, 1, 1, 1, 2, 'Gloves');"
    'INSERT INTO "group" (name, adults, children, ages, diet, access_needs, note)'
    " VALUES ('Scouts', 1, 1, '', '', '', '');"
    "INSERT INTO assignment (shift_id, group_id, adults, children, status, reserve, override_reason, note)"
    " VALUES (1, 1, 1, 1, 'confirmed', 0, '', '');"
    "INSERT INTO partner (name, level, what, confidential, code_name, address, postcode, country, phone,"
    " email, website, visiting_rules, food_rules, note)"
    " VALUES ('Rubens House', 'home', '', 0, '', '', '', '', '', '', '', '', '', '');"
    "INSERT INTO item (name, unit, pack_name, needs_use_by, kosher, halal, allergens, note)"
    " VALUES ('Rice', '', '', 0, 0, 0, '', '');"
    "INSERT INTO lot (item_id, condition, size, note) VALUES (1, 'new', '', '');"
    "INSERT INTO movement (lot_id, kind, quantity, at, reason)"
    " VALUES (1, 'received', 12, '2026-11-22T10:00:00', '');"
    "INSERT INTO delivery (campaign_id, partner_id, by_courier, status, note)"
    " VALUES (1, 1, 0, 'planned', '');"
    "INSERT INTO delivery_line (delivery_id, lot_id, quantity, outcome) VALUES (1, 1, 5, 'planned');"
    "INSERT INTO letter_template (name, kind, body) VALUES ('Thanks', 'thank-you', 'Dear');"
    "INSERT INTO journal_state (id, mode) VALUES (1, 'closed');"
)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_file_of_an_older_version_keeps_everything(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.mitzvah"
    migrate(path, to=version, new=True)
    with closing(sqlite.connect(path)) as old:
        old.executescript(FIRST)
        old.commit()
    book = DataFile.open(path)
    book.close()
    assert read_header(path).version == SCHEMA_VERSION
    assert len(list(tmp_path.glob("*before version*.mitzvah"))) == 1
    with closing(sqlite.connect(path)) as file:
        assert file.execute(
            "SELECT p.title, p.serves_food, s.note, s.override_reason, a.adults FROM assignment a"
            " JOIN shift s ON s.id = a.shift_id JOIN project p ON p.id = s.project_id"
        ).fetchall() == [("Bulbs", 0, "Gloves", "", 1)]
        assert file.execute(
            "SELECT p.name, p.kosher_only, p.avoids, d.received_by, l.quantity, l.note, t.state, t.recalled,"
            " m.quantity, i.name FROM delivery_line l JOIN delivery d ON d.id = l.delivery_id"
            " JOIN partner p ON p.id = d.partner_id JOIN lot t ON t.id = l.lot_id"
            " JOIN movement m ON m.lot_id = t.id JOIN item i ON i.id = t.item_id"
        ).fetchall() == [("Rubens House", 0, "", "", 5, "", "received", "", 12, "Rice")]
        assert file.execute("SELECT name, body, for_whom, subject FROM letter_template").fetchall() == [
            ("Thanks", "Dear", "anybody", "")
        ]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        put_aside = "SELECT 1 FROM sqlite_master WHERE instr(replace(sql, 'best_before', ''), '_before')"
        assert not file.execute(put_aside).fetchall()
