# mypy: allow-untyped-calls
"""Who is at the desk may say so while a file is open."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.settings.area import SettingsArea
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets.fields import TextField
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.history import list_steps


def test_a_name_typed_in_the_settings_is_in_the_history_at_once_and_in_the_next_file(
    sample_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    assert sample_desk.session is not None
    sample_desk.go_to("settings")
    area = sample_desk.area("settings")
    assert isinstance(area, SettingsArea)
    field = next(each for each in area.findChildren(TextField) if each.label == "Your name, for the history")
    try:
        field.put_draft("Ruth")
        assert field.flush()
        sample_desk.session.execute(Add("person", {"given": "Ann"}))
        assert sample_desk.session.office.query(list_steps)[0].user_name == "Ruth"
        assert sample_desk.make_file(tmp_path / "next.mitzvah")
        sample_desk.session.execute(Add("person", {"given": "Ann"}))
        assert sample_desk.session.office.query(list_steps)[0].user_name == "Ruth"
    finally:
        from mitzvah_desk.desk.session.user_name import save_user_name

        save_user_name("")
