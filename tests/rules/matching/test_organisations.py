"""When two partners may be one."""

import pytest

from mitzvah_desk.rules.matching.matching import MatchConfidence
from mitzvah_desk.rules.matching.partners import Organisation, compare_organisations

FELIX = Organisation(
    "The Felix Project", "020 7946 0001", "a@felix.example.org", "felix.example.org", "E1 1AA"
)


def test_what_neither_tells_supports_nothing() -> None:
    match = compare_organisations(Organisation("Felix Project"), Organisation("The Felix Project Ltd"))
    assert (match.likeness, match.reasons) == (MatchConfidence.SURE, ("same name",))


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (Organisation("Felix Project", phone="+44 20 7946 0001"), ("same telephone",)),
        (Organisation("Felix Project", email="A@Felix.example.org"), ("same e-mail",)),
        (Organisation("Felix Project", website="https://www.felix.example.org/us"), ("same website",)),
        (Organisation("Felix Project", postcode="E1 1AA"), ("same postcode",)),
        (Organisation("Felix Project", "020 7946 0002", "b@felix.example.org", "b.example.org"), ()),
    ],
)
def test_each_thing_in_common_is_a_reason_of_its_own(other: Organisation, reasons: tuple[str, ...]) -> None:
    assert compare_organisations(FELIX, other).reasons == ("same name", *reasons)


def test_one_name_at_two_postcodes_is_asked_about_and_two_numbers_are_two() -> None:
    elsewhere = Organisation("Felix Project", postcode="N2 9AA")
    assert compare_organisations(FELIX, elsewhere).likeness is MatchConfidence.PERHAPS
    first, second = Organisation("Scouts 1st Finchley"), Organisation("Scouts 2nd Finchley")
    assert compare_organisations(first, second).likeness is MatchConfidence.NO
