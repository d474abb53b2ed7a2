"""A few kills while a file is protected, changed, recovered and made plain; the torture run has more."""

from contextlib import closing
from pathlib import Path

from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from tests.torture.rewriting import kill_rewriting

KILLS = 20


def test_a_kill_leaves_the_old_file_or_the_new_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "year.mitzvah"
    with closing(Office.new(path)) as office, office.batch("Added") as batch:
        for number in range(200):
            batch.execute(Add("person", {"given": f"Person {number}", "note": "kept " * 50}))
    report = kill_rewriting(path, KILLS)
    assert report.failures == []
    assert set(report.counts) == {"old", "new"}
