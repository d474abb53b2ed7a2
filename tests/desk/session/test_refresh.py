# mypy: allow-untyped-calls
"""Screens read again by the data: what a page has read is what it shows something of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sample_year import sample_year
from sqlalchemy import text

from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add, Remove, SetField, SetFields
from mitzvah_desk.office.privacy.erase import ErasePerson
from mitzvah_desk.store.journal import ALL_TABLES
from mitzvah_desk.store.table_reads import tables_in


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    sample_year(tmp_path / "sample.mitzvah").close()
    window = Desk(user_name="Miriam")
    qtbot.addWidget(window)
    window.show()
    assert window.open_file(tmp_path / "sample.mitzvah")
    yield window
    window.close_file()


def test_a_project_page_follows_a_partner_that_becomes_confidential(desk: Desk) -> None:
    assert desk.session is not None
    with desk.session.office._book.reading() as connection:
        project, partner, name = connection.execute(
            text(
                "SELECT pp.project_id, p.id, p.name FROM project_partner pp"
                " JOIN partner p ON p.id = pp.partner_id WHERE p.confidential = 0"
            )
        ).first()  # type: ignore[misc]
    desk.show_record("project", project)
    area = desk.area("projects")
    assert isinstance(area, ProjectsArea)

    def shown() -> set[str]:
        rows = area.page.parts.table.rows_model.rows()
        return {row.name for row in rows}

    assert name in shown()
    desk.session.execute(SetFields("partner", partner, {"code_name": "Quiet house", "confidential": True}))
    assert name not in shown()
    assert "Quiet house" in shown()
    desk.session.undo()
    assert name in shown()


@pytest.mark.parametrize("key", [entry.key for entry in ENTRIES])
def test_an_area_reads_again_where_what_it_read_changes_and_only_there(
    desk: Desk, key: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert desk.session is not None
    desk.go_to(key)
    area = desk.area(key)
    if key == "print":
        area.show_record("rota", 1)  # until a project is chosen it shows nothing of the file
    qtbot.waitUntil(lambda: bool(area._reads))  # some of it is read beside the window
    reads = frozenset(area._reads)
    again: list[str] = []
    monkeypatch.setattr(AreaPage, "refresh", lambda _self: again.append(key))
    desk.session.changed.emit(ALL_TABLES - reads - {"campaign"})  # the chooser above reads the campaigns
    assert not again
    for table in sorted(reads & ALL_TABLES):
        again.clear()
        desk.session.changed.emit(frozenset({table}))
        assert again == [key], table


def test_what_an_action_touched_is_what_the_journal_saw(desk: Desk) -> None:
    assert desk.session is not None
    office = desk.session.office
    ann = office.execute(Add("person", {"given": "Ann"}))
    assert isinstance(ann, Done)
    assert ann.tables == {"person"}
    skill = office.execute(Add("skill", {"name": "Juggling"}))
    assert isinstance(skill, Done)
    office.execute(Add("person_skill", {"person_id": ann.id, "skill_id": skill.id}))
    gone = office.execute(Remove("skill", (skill.id,)))
    assert isinstance(gone, Done)
    assert gone.tables == {"skill", "person_skill"}  # the cascade too
    back = office.undo()
    assert back is not None
    assert back.tables == {"skill", "person_skill"}
    same = office.execute(SetField("person", ann.id, "given", "Ann"))
    assert isinstance(same, Done)
    assert same.tables == frozenset()
    erased = office.execute(ErasePerson(ann.id))
    assert isinstance(erased, Done)
    assert erased.tables == ALL_TABLES


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ("SELECT person.id FROM person", {"person"}),
        ('SELECT 1 FROM "group" JOIN group_member ON 1', {"group", "group_member"}),
        ("SELECT a.id FROM shift AS a, role AS b", {"shift", "role"}),
        ("SELECT role.name, shift.id FROM shift LEFT OUTER JOIN role ON 1", {"shift", "role"}),
        ("SELECT 1 WHERE EXISTS (SELECT 1\nFROM household\nWHERE 1)", {"household"}),
        ("WITH RECURSIVE above(id) AS (SELECT id FROM partner) SELECT id FROM above", {"partner"}),
        ("SELECT personal FROM persons", set()),
    ],
)
def test_the_tables_of_a_statement_are_those_it_reads(statement: str, tables: set[str]) -> None:
    assert tables_in(statement) == tables
