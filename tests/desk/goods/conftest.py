import pytest

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.shell.main import Desk


@pytest.fixture
def session(desk: Desk) -> FileSession:
    assert desk.session is not None
    return desk.session
