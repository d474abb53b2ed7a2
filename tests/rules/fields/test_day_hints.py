"""What stands in an empty field of a day."""

import re
from datetime import date
from pathlib import Path

import mitzvah_desk
from mitzvah_desk.rules.fields import day_hints

TODAY = date(2031, 3, 4)


def test_a_hint_is_of_the_day_it_is_and_no_bare_day() -> None:
    assert day_hints.hint_day(TODAY) == "Such as 4 Mar 2031"
    assert day_hints.hint_datetime(TODAY) == "Such as 4 Mar 2031 10:00"
    assert day_hints.ask_day("the day", TODAY) == "Type the day, such as 4 Mar 2031."
    assert day_hints.ask_datetime("when it came", TODAY) == "Type when it came, such as 4 Mar 2031 10:00."


def test_the_day_that_is_meant_is_told_with_what_it_is() -> None:
    assert day_hints.hint_meant_day(TODAY, "the main day") == "4 Mar 2031: the main day"
    assert day_hints.hint_meant_day(None, "every day") == "Every day"


def test_no_screen_names_a_day_of_its_own() -> None:
    folder = Path(mitzvah_desk.__file__).parent / "desk"
    ghost = re.compile(r"[0-9]{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* 20[0-9]{2}")
    found = []
    for path in folder.rglob("*.py"):
        code = re.sub(r'"""[\s\S]*?"""', "", path.read_text("utf-8"))
        found += [f"{path.name}: {hit[0]}" for hit in ghost.finditer(code)]
    assert found == []
