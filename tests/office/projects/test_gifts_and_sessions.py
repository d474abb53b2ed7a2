"""Gifts for recipients by name or room, and places of sessions that guests book."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest_goods import refused
from conftest_office import done

from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.office.projects.details import find_overbooked_sessions, list_guests, list_programme
from mitzvah_desk.office.projects.gifts import AddGifts, TickGifts, describe_progress, list_gifts
from mitzvah_desk.office.projects.roll_forward import CopyProject
from mitzvah_desk.rules.goods.gift_list import parse_recipients
from mitzvah_desk.rules.privacy.disclosure import Audience

DAY = date(2026, 11, 22)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    done(office, Add("campaign", {"name": "Mitzvah Day 2026", "main_day": DAY}))
    done(office, Add("project", {"campaign_id": 1, "title": "Gift wrapping"}))
    done(office, Add("partner", {"name": "Rubens House"}))
    done(office, Add("partner", {"name": "Hidden House", "confidential": True, "code_name": "Rose"}))
    yield office
    office.close()


def asked(audience: Audience) -> PrintRequest:
    return PrintRequest(1, scope=PrintScope(project_id=1), audience=audience, now=datetime(2026, 11, 20, 9))


def test_many_are_added_in_one_step_and_none_twice(office: Office) -> None:
    rooms = tuple(parse_recipients("Rooms 1 to 24"))
    assert done(office, AddGifts(1, rooms, 1)).label == "Added 24 gifts"
    assert "Room 1, Room 2, Room 3 and 21 more" in refused(office, AddGifts(1, rooms, 1))
    done(office, AddGifts(1, rooms[:2], 2))  # another house has a room 1 too
    assert "twice" in refused(
        office, Add("gift_recipient", {"project_id": 1, "partner_id": 1, "label": "ROOM 3"})
    )
    first, second = (row.id for row in office.query(list_gifts, 1) if row.partner_id == 2)
    assert "twice" in refused(office, SetField("gift_recipient", second, "label", "room 1"))
    assert "twice" in refused(office, SetField("gift_recipient", first, "partner_id", 1))
    assert "Nobody is named" in refused(office, AddGifts(1, ()))
    office.undo()
    office.undo()
    assert office.query(list_gifts, 1) == []


def test_gifts_are_ticked_off_together(office: Office) -> None:
    done(office, AddGifts(1, tuple(parse_recipients("Rooms 1 to 24"))))
    rows = office.query(list_gifts, 1)
    assert [row.label for row in rows][:3] == ["Room 1", "Room 2", "Room 3"]
    done(office, TickGifts(tuple(row.id for row in rows[:18]), "wrapped", done=True))
    assert describe_progress(office.query(list_gifts, 1)) == "18 of 24 wrapped, none given"
    done(office, TickGifts((rows[0].id,), "wrapped", done=False))
    assert describe_progress(office.query(list_gifts, 1)) == "17 of 24 wrapped, none given"


def test_the_gift_list_and_the_tags_tell_each_audience_what_is_theirs(office: Office) -> None:
    done(office, AddGifts(1, tuple(parse_recipients("Room 12\tSlippers")), 1))
    done(office, AddGifts(1, tuple(parse_recipients("Nora")), 2))
    done(office, SetField("gift_recipient", 1, "giver", "The Cohens"))
    told = {}
    for audience in (Audience.COMMITTEE, Audience.VOLUNTEERS):
        content = make_print_job(office, "gift-list", asked(audience)).release().content
        told[audience] = extract_page_text(content, 0)
        assert "Room 12" in told[audience]
        assert "Slippers" in told[audience]
        assert "Hidden House" not in told[audience]
    assert "The Cohens" in told[Audience.COMMITTEE]
    assert "Rose" in told[Audience.COMMITTEE]
    assert "The Cohens" not in told[Audience.VOLUNTEERS]
    assert "Rose" not in told[Audience.VOLUNTEERS]
    tags = extract_page_text(
        make_print_job(office, "gift-tags", asked(Audience.VOLUNTEERS)).release().content, 0
    )
    assert "For Room 12" in tags
    assert "Slippers" not in tags
    with pytest.raises(ValueError, match="not for"):
        make_print_job(office, "gift-list", asked(Audience.PUBLIC))


def test_places_of_a_session_are_counted_and_overbooking_is_told(office: Office) -> None:
    session = done(office, Add("programme_item", {"project_id": 1, "title": "Tai chi", "places": 12})).id
    guests = {"project_id": 1, "label": "Members", "programme_item_id": session}
    party = done(office, Add("guest_party", {**guests, "heads": 7})).id
    assert [row.taken for row in office.query(list_programme, 1)] == ["7 of 12 places"]
    assert office.query(find_overbooked_sessions, 1) == []
    done(office, SetField("guest_party", party, "heads", 13))
    (found,) = office.query(find_overbooked_sessions, 1)
    assert "12 places, and 13 guests" in found.text
    brief = make_print_job(office, "brief", asked(Audience.COMMITTEE)).release().content
    assert "13 of 12 places" in extract_page_text(brief, 0)
    sheet = make_print_job(office, "sign-in", asked(Audience.COMMITTEE)).release().content
    assert "Tai chi: 13 of 12 places" in extract_page_text(sheet, 0)
    copied = done(office, CopyProject(1, date(2026, 11, 29), "Again")).id
    (copy,) = office.query(list_guests, copied)
    (again,) = office.query(list_programme, copied)
    assert copy.programme_item_id == again.id != session


def test_a_time_that_the_clocks_skip_is_refused(office: Office) -> None:
    act = {"project_id": 1, "title": "Songs"}
    skipped = Add("programme_item", {**act, "starts_at": datetime(2026, 3, 29, 1, 30)})
    assert "no 01:30 on Sunday 29 March 2026" in refused(office, skipped)
    kept = done(office, Add("programme_item", {**act, "starts_at": datetime(2026, 10, 25, 1, 30)}))
    assert any("comes twice" in finding.text for finding in kept.findings)
