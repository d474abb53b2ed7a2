"""Ways between towns are asked, not guessed: postcode areas are Royal Mail's."""

import pytest
from rota_samples import TEN, at, on, person, rota, shift

from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import RotaSettings
from mitzvah_desk.rules.rota.postcode_areas import parse_neighbours, tidy_neighbours
from mitzvah_desk.rules.rota.travel import estimate_travel

LEEDS, LONDON = "LS17 6AA", "NW11 8QZ"


@pytest.mark.parametrize(
    ("one", "other", "minutes"),
    [
        (LONDON, "E5 9AA", 45),
        (LONDON, "HA8 7BD", 45),
        (LEEDS, "LS8 1AA", 30),
        (LEEDS, LONDON, None),
        (LONDON, "M25 0DL", None),
        (LEEDS, "BD1 1AA", None),
    ],
)
def test_only_neighbouring_areas_are_estimated(one: str, other: str, minutes: int | None) -> None:
    assert estimate_travel(one, other, RotaSettings()) == minutes
    assert estimate_travel(other, one, RotaSettings()) == minutes


def test_a_committee_says_which_areas_are_neighbours() -> None:
    settings = RotaSettings(neighbours=parse_neighbours("LS BD, HX; M SK"))
    assert estimate_travel(LEEDS, "BD1 1AA", settings) == 45
    assert estimate_travel("M1 1AA", "BD1 1AA", settings) is None
    assert tidy_neighbours(" ls bd\n M,SK ; ") == "BD LS; M SK"
    with pytest.raises(ValueError, match="“NW1” is no postcode area"):
        tidy_neighbours("NW1")


@pytest.mark.parametrize(("start", "asked"), [(at(11), True), (at(14, 59), True), (at(15), False)])
def test_who_serves_in_two_towns_is_asked_about(start: object, asked: bool) -> None:
    shifts = [shift(1, TEN, place_id=1, postcode=LEEDS), shift(2, start, place_id=2, postcode=LONDON)]  # type: ignore[arg-type]
    found = checks.check_rota(rota(shifts, [person()], [on(1, 7), on(2, 7)]))
    assert [finding.rule for finding in found] == ["clash.travel_unknown"] * asked
    assert all(finding.text.startswith("How long is the way from Baker in Project 1") for finding in found)
    told = rota(shifts, [person()], [on(1, 7), on(2, 7)], travel={(2, 1): 230})
    rules = [finding.rule for finding in checks.check_rota(told)]
    assert rules == ["clash.travel"] * (start == at(11))
