"""The guests of honour of a day, for the committee and for those who look after them."""

from typing import TYPE_CHECKING

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import calendar_place, read_settings
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, read_asked_campaign
from mitzvah_desk.office.papers.queries.honour_queries import HonouredFacts, list_honoured
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.rules.jewish_calendar.calendar import describe_hebrew_dates
from mitzvah_desk.rules.privacy.disclosure import Audience

if TYPE_CHECKING:
    from mitzvah_desk.documents.guests import HonouredGuest


def make_guest_list(office: Office, asked: PrintRequest) -> Outgoing:
    """The guests of honour of a day, in the order in which they come."""
    from mitzvah_desk.documents.guests import GuestListValues, render_guest_list

    campaign = read_asked_campaign(office, asked)
    day = asked.scope.day or campaign.main_day
    found = office.query(
        list_honoured, campaign_id=asked.campaign_id, project_id=asked.scope.project_id, day=day
    )
    place = calendar_place(office.query(read_settings))
    hebrew = describe_hebrew_dates(day, (guest.arrives_at for guest in found), place)
    values = GuestListValues(
        f"{format_long_date(day)} · {hebrew}",
        tuple(_make_guest(guest, asked.audience) for guest in found),
        asked.audience,
        asked.now,
        read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0],
    )
    return Outgoing(
        "Guests of honour",
        asked.audience,
        values,
        lambda values, _: render_guest_list(values, asked.paper),
        file_name(f"Guests of honour {format_long_date(day)}"),
        count=len(found),
    )


def _make_guest(guest: HonouredFacts, audience: Audience) -> "HonouredGuest":
    from mitzvah_desk.documents.guests import HonouredGuest

    return HonouredGuest(
        guest.arrives,
        guest.member.full,
        guest.position,
        guest.member.formal,
        guest.project,
        guest.place.line(audience),
        guest.host_line(audience),
        guest.told_note(audience),
    )


def describe_honoured(guest: HonouredFacts, audience: Audience) -> str:
    """A guest of honour in a line, as a brief tells of them."""
    from mitzvah_desk.documents.layout.text import isolate_text

    name = ", ".join(isolate_text(part) for part in (guest.member.full, guest.position) if part)
    host = guest.host_line(audience)
    told = (
        " ".join(part for part in (guest.arrives, name) if part),
        f"addressed as “{isolate_text(guest.member.formal)}”",
        f"looked after by {isolate_text(host)}" if host else "",
        isolate_text(guest.told_note(audience)),
    )
    return "; ".join(part for part in told if part)
