"""A form to sign up on, made from the shifts of a campaign that still need people."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mitzvah_desk.exchange.sign_up_page import sign_up_page_bytes
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.newsletter.coming import list_upcoming_projects, warn_of_venues
from mitzvah_desk.office.newsletter.projects import (
    HelpersNeeded,
    Told,
    build_section_entry,
    format_day,
    list_publishable_projects,
)
from mitzvah_desk.office.newsletter.public import Public
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.office.projects.reference_lists import read_campaign
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.privacy.permissions import PURPOSE_WORDS, describe_withdrawing
from mitzvah_desk.rules.rota.shift_times import format_end
from mitzvah_desk.rules.sign_up.form import (
    ANY_TIME,
    AskedPermission,
    OfferedShift,
    SignUpForm,
    SignUpProject,
    format_shift_time,
)
from mitzvah_desk.store.errors import WorldError


@dataclass(frozen=True, slots=True)
class SignUpChoice:
    """What a form offers.

    Attributes:
        project_ids: of these projects only; of all where empty.
        venues: whether it is said where projects are.
        answer_by: until when to answer; None where that is not said.
    """

    project_ids: frozenset[int] = frozenset()
    venues: bool = False
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class ComposedSignUp:
    """A finished form.

    Attributes:
        form: what it says and asks; without projects where nobody is needed.
        findings: what was left out and why.
    """

    form: SignUpForm
    findings: tuple[Finding, ...]


def compose_sign_up_form(
    connection: Connection, campaign_id: int, choice: SignUpChoice, today: date
) -> ComposedSignUp:
    """The form of a campaign, with its shifts that are to come and need people.

    Args:
        connection: the file.
        campaign_id: the campaign.
        choice: what it offers.
        today: the day on which it is made.

    Raises:
        WorldError: the campaign is gone, or nobody said where answers shall go.
    """
    facts = read_campaign(connection, campaign_id)
    if facts is None:
        raise WorldError("This campaign was removed in the meantime.", "Undo the removal, or choose another.")
    settings = read_settings(connection)
    if not settings.email:
        raise WorldError(
            "The form needs an e-mail address to which people send their answers.",
            "Type the committee’s e-mail under Settings, then make the form again.",
        )
    public = Public(connection, today)
    projects = _list_needing(connection, public, campaign_id, choice, today)
    if not choice.venues:
        warn_of_venues(projects, public)
    form = SignUpForm(
        public.title(facts.name, "The campaign's name") or "our day of volunteering",
        public.title(settings.organisation, "Our name in Settings"),
        format_day(facts.main_day) if facts.main_day >= today else "",
        format_day(choice.answer_by) if choice.answer_by else "",
        settings.email,
        settings.phone,
        tuple(_offer(each, public, venues=choice.venues) for each in projects),
        tuple(AskedPermission(key, words.title, words.meaning) for key, words in PURPOSE_WORDS.items()),
        describe_withdrawing(settings.email, settings.phone),
    )
    return ComposedSignUp(form, public.findings)


def list_projects_needing_people(
    connection: Connection, campaign_id: int, today: date
) -> list[tuple[int, str]]:
    """The projects that a form of a campaign may offer, by time: their ids and titles."""
    public = Public(connection, today)
    needing = _list_needing(connection, public, campaign_id, SignUpChoice(), today)
    return [(each.id, each.title) for each in needing]


def export_sign_up_form(form: SignUpForm) -> Outgoing:
    """A form as one page for browsers, for everybody's eyes."""
    return Outgoing(
        "Sign-up form",
        Audience.PUBLIC,
        form,
        lambda form, _: sign_up_page_bytes(form),
        file_name(f"Sign up for {form.campaign}"),
        OutgoingForm.FILE,
    )


def _list_needing(
    connection: Connection, public: Public, campaign_id: int, choice: SignUpChoice, today: date
) -> list[Told]:
    projects = list_publishable_projects(connection, public, campaign_id)
    wanted = [each for each in projects if not choice.project_ids or each.id in choice.project_ids]
    return [each for each in list_upcoming_projects(wanted, public, today) if each.gaps]


def _offer(project: Told, public: Public, *, venues: bool) -> SignUpProject:
    told = build_section_entry(project, public, (), venues=venues).values
    when = ", ".join(filter(None, (told["on_day"], told["time"])))
    shifts = tuple(_offer_shift(gap, public) for gap in project.gaps)
    return SignUpProject(project.title, when, told["place"], told["for_whom"], told["summary"], shifts)


def _offer_shift(gap: HelpersNeeded, public: Public) -> OfferedShift:
    role = public.title(gap.role, "The name of a role") or "Helper"
    if gap.starts_at is None or gap.ends_at is None:
        when, day, times, starts, ends = format_shift_time(None, "", ""), "", ANY_TIME, "", ""
    else:
        when = format_shift_time(gap.starts_at.date(), f"{gap.starts_at:%H:%M}", f"{gap.ends_at:%H:%M}")
        day = format_day(gap.starts_at.date())
        times = f"{gap.starts_at:%H:%M} to {format_end(gap.starts_at, gap.ends_at)}"
        starts, ends = (f"{each:%Y-%m-%dT%H:%M}" for each in (gap.starts_at, gap.ends_at))
    room = max(gap.room, gap.count)
    return OfferedShift(gap.shift_id, role, when, day, times, starts, ends, gap.count, room, gap.youngest)
