"""Who may see what: the whole table, as it is promised."""

import pytest

from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see, person_name

OPEN = {
    Audience.PUBLIC: {Fact.PARTNER_NAME},
    Audience.VOLUNTEERS: {Fact.PARTNER_NAME, Fact.PARTNER_ADDRESS, Fact.PLACE, Fact.VOLUNTEER_NAME},
    Audience.DRIVER: {Fact.PARTNER_NAME, Fact.PARTNER_ADDRESS, Fact.PLACE, Fact.PHONE},
    Audience.COMMITTEE: set(Fact),
}
OF_A_REFUGE = {Fact.PARTNER_NAME, Fact.PARTNER_ADDRESS, Fact.PLACE, Fact.PHONE}


@pytest.mark.parametrize("audience", Audience)
def test_each_audience_sees_what_is_open_to_it_and_nothing_else(audience: Audience) -> None:
    for named in (False, True):
        seen = {fact for fact in Fact if may_see(audience, fact, named_driver=named)}
        assert seen == OPEN[audience]


@pytest.mark.parametrize("audience", Audience)
def test_what_tells_of_a_refuge_is_for_the_driver_who_goes_there_alone(audience: Audience) -> None:
    for named in (False, True):
        seen = {fact for fact in Fact if may_see(audience, fact, confidential=True, named_driver=named)}
        goes_there = OF_A_REFUGE if named and audience is Audience.DRIVER else set()
        assert seen == (OPEN[audience] - OF_A_REFUGE) | goes_there


@pytest.mark.parametrize(
    ("audience", "child", "adult"),
    [
        (Audience.COMMITTEE, "Maya Levy", "Ann Levy"),
        (Audience.VOLUNTEERS, "Maya L.", "Ann Levy"),
        (Audience.DRIVER, "", ""),
        (Audience.PUBLIC, "", ""),
    ],
)
def test_a_child_has_a_family_name_for_the_committee_alone(
    audience: Audience, child: str, adult: str
) -> None:
    assert person_name("Maya", "Levy", child=True, audience=audience) == child
    assert person_name("Maya", "", child=True, audience=audience) == child[:4]
    assert person_name("Ann", "Levy", child=False, audience=audience) == adult


def test_every_audience_has_a_line_of_its_own() -> None:
    assert len({audience.line for audience in Audience}) == len(Audience)
