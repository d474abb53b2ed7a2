"""A newsletter of some pieces, ready to be written in any form."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from mitzvah_desk.exchange.newsletter_content import Newsletter, NewsletterSection
from mitzvah_desk.exchange.newsletter_out import newsletter_bytes
from mitzvah_desk.model import NewsletterKind
from mitzvah_desk.office.core.settings import FileSettings, read_settings
from mitzvah_desk.office.newsletter.coming import (
    gather_still_needed,
    gather_whats_on,
    list_upcoming_projects,
    warn_of_venues,
)
from mitzvah_desk.office.newsletter.done import gather_what_we_did
from mitzvah_desk.office.newsletter.projects import NewsletterScope, format_day, list_publishable_projects
from mitzvah_desk.office.newsletter.public import Public, Unnamed
from mitzvah_desk.office.newsletter.thanks import gather_thank_you
from mitzvah_desk.office.newsletter.words import list_newsletter_words
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.office.projects.reference_lists import CampaignFacts, read_campaign
from mitzvah_desk.rules.findings import Finding, info_finding
from mitzvah_desk.rules.jewish_calendar.calendar import hebrew_date
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.privacy.permissions import describe_stopping
from mitzvah_desk.rules.templates import markup as wording
from mitzvah_desk.rules.templates import render as telling
from mitzvah_desk.rules.templates import sections as pieces
from mitzvah_desk.rules.templates.section_fields import CHIPS, HEADINGS
from mitzvah_desk.rules.templates.sections import Chip, Facts, Piece
from mitzvah_desk.store.errors import WorldError

_COMING = (NewsletterKind.WHATS_ON, NewsletterKind.STILL_NEEDED)
_NO_DAY = {"day": "", "hebrew_day": ""}
"""A main day that is over would be told as if it were to come."""


@dataclass(frozen=True, slots=True)
class NewsletterChoice:
    """What a newsletter holds.

    Attributes:
        kinds: its pieces, in order.
        venues: whether it is said where projects are.
        words: words that are not kept yet, for a preview while they are typed.
    """

    kinds: tuple[NewsletterKind, ...] = tuple(NewsletterKind)
    venues: bool = False
    words: Mapping[NewsletterKind, Piece] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ComposedNewsletter:
    """A finished newsletter.

    Attributes:
        newsletter: what it says; without sections where no piece has anything to say.
        findings: what was left out and why.
        unnamed: who is counted and not named.
    """

    newsletter: Newsletter
    findings: tuple[Finding, ...]
    unnamed: tuple[Unnamed, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the public may read, before it is put into words.

    Attributes:
        campaign: the campaign.
        settings: the file's.
        scope: of what is told.
        facts: of each piece.
        uses: the chips for which they were gathered.
        words: the pieces as they are kept.
        public: what was left out and who was only counted.
    """

    campaign: CampaignFacts
    settings: FileSettings
    scope: NewsletterScope
    facts: Mapping[NewsletterKind, Facts]
    uses: Mapping[NewsletterKind, frozenset[str]]
    words: Mapping[NewsletterKind, Piece]
    public: Public

    def serves(self, choice: NewsletterChoice, campaign_id: int, today: date) -> bool:
        """Whether it holds what a newsletter needs, so that the file need not be read again for its words."""
        same = self.scope == NewsletterScope(campaign_id, today, choice.venues)
        return same and list(self.uses.items()) == list(_uses(choice, self.words).items())


def compose_newsletter(
    connection: Connection, campaign_id: int, choice: NewsletterChoice, today: date
) -> ComposedNewsletter:
    """The newsletter of a campaign; see ``gather_newsletter`` and ``write_newsletter``."""
    return write_newsletter(gather_newsletter(connection, campaign_id, choice, today), choice)


def gather_newsletter(
    connection: Connection, campaign_id: int, choice: NewsletterChoice, today: date
) -> Gathered:
    """Reads the file for a newsletter.

    Args:
        connection: the file.
        campaign_id: the campaign.
        choice: which pieces, and how.
        today: the day on which it appears.

    Raises:
        WorldError: the campaign is no longer there.
    """
    facts = read_campaign(connection, campaign_id)
    if facts is None:
        raise WorldError("This campaign was removed in the meantime.", "Undo the removal, or choose another.")
    public, scope = Public(connection, today), NewsletterScope(campaign_id, today, choice.venues)
    words = {kind: each.piece for kind, each in list_newsletter_words(connection).items()}
    uses = _uses(choice, words)
    projects = list_publishable_projects(connection, public, campaign_id)
    coming = list_upcoming_projects(projects, public, today) if {*_COMING} & set(choice.kinds) else []
    if not scope.venues:
        warn_of_venues(coming, public)
    found: dict[NewsletterKind, Facts] = {}
    for kind, chips in uses.items():
        if kind is NewsletterKind.WHATS_ON:
            found[kind] = gather_whats_on(coming, public, chips, venues=scope.venues)
        elif kind is NewsletterKind.STILL_NEEDED:
            found[kind] = gather_still_needed(connection, coming, public, chips, scope)
        elif kind is NewsletterKind.THANK_YOU:
            found[kind] = gather_thank_you(connection, projects, public, chips, scope)
        else:
            found[kind] = gather_what_we_did(connection, projects, public, chips, scope)
    return Gathered(facts, read_settings(connection), scope, found, uses, words, public)


def write_newsletter(gathered: Gathered, choice: NewsletterChoice) -> ComposedNewsletter:
    """Puts into words what was gathered.

    Args:
        gathered: from ``gather_newsletter``.
        choice: which pieces, and their words where they are not kept yet.
    """
    public = gathered.public.fork()
    whole = _everywhere(gathered, public)
    title = whole["campaign"] or "Our newsletter"
    sections = []
    for kind, facts in gathered.facts.items():
        piece = choice.words.get(kind) or gathered.words[kind]
        over = kind in _COMING and gathered.campaign.main_day < gathered.scope.today
        values = {**whole, **(_NO_DAY if over else {}), **facts.values}
        section = _section(public, kind, piece, replace(facts, values=values))
        if section.parts:
            sections.append(section)
        else:
            public.tell(_nothing(kind, title))
    stopping = _stopping(gathered.settings, public) if sections else ""
    newsletter = Newsletter(title, whole["organisation"], gathered.scope.today, tuple(sections), stopping)
    return ComposedNewsletter(newsletter, public.findings, public.unnamed)


def export_newsletter(newsletter: Newsletter, form: str) -> Outgoing:
    """A newsletter as a file, for everybody's eyes.

    Args:
        newsletter: what it says.
        form: ``docx``, ``html``, ``md``, ``txt``, or ``body`` for HTML to paste.
    """
    name = file_name(f"Newsletter {newsletter.title}")
    return Outgoing(
        "Newsletter",
        Audience.PUBLIC,
        newsletter,
        lambda newsletter, _: newsletter_bytes(form, newsletter),
        name,
        OutgoingForm.FILE,
    )


def _uses(
    choice: NewsletterChoice, words: Mapping[NewsletterKind, Piece]
) -> dict[NewsletterKind, frozenset[str]]:
    """The chips that each piece holds, piece by piece in their order."""
    kinds = dict.fromkeys(choice.kinds)
    return {
        kind: pieces.list_used_chips(choice.words.get(kind) or words[kind], CHIPS[kind]) for kind in kinds
    }


def _section(public: Public, kind: NewsletterKind, piece: Piece, facts: Facts) -> NewsletterSection:
    """A piece; without parts where it has nothing to say."""
    where, chips = f"A line of “{HEADINGS[kind]}”", CHIPS[kind]
    typed = (line for line in piece.words.splitlines() if _may_stand(line, chips, public, where))
    filled = telling.render_section(replace(piece, words="\n".join(typed)), chips, facts)
    parts = tuple(part for part in filled if public.keeps(part.text, where))
    return NewsletterSection(public.title(piece.heading, where) or HEADINGS[kind], parts)


def _may_stand(line: str, chips: Mapping[str, Chip], public: Public, where: str) -> bool:
    """Whether the public may read what the committee typed into a line, beside its chips."""
    return all(
        public.allows(each, where) for each in wording.split_fields(line, chips) if isinstance(each, str)
    )


def _everywhere(gathered: Gathered, public: Public) -> dict[str, str]:
    """What the chips that every piece has stand for."""
    facts, settings = gathered.campaign, gathered.settings
    theme = facts.theme if any("theme" in uses for uses in gathered.uses.values()) else ""
    return {
        "campaign": public.title(facts.name, "The campaign's name"),
        "day": format_day(facts.main_day),
        "hebrew_day": hebrew_date(facts.main_day).letters,
        "theme": public.title(theme, "The campaign's theme"),
        "organisation": public.title(settings.organisation, "Our name in Settings"),
        "contact": " or ".join(way for way in (settings.email, settings.phone) if way),
        "website": settings.website,
    }


def _stopping(settings: FileSettings, public: Public) -> str:
    """The last line; that of the committee's own only where the public may read it."""
    own = public.title(settings.stop_line, "The line in Settings that says how to stop")
    return describe_stopping(settings.email, own)


def _nothing(kind: NewsletterKind, name: str) -> Finding:
    text = f"“{HEADINGS[kind]}” has nothing to tell of {name}, so it is left out."
    return info_finding("newsletter.empty", HEADINGS[kind], text, _DO[kind])


_DO = {
    NewsletterKind.WHATS_ON: "It tells of projects that are planned or confirmed and still to come.",
    NewsletterKind.STILL_NEEDED: "It tells of open places on shifts, open requests and targets not reached.",
    NewsletterKind.THANK_YOU: "It names who served and gave, once they are in the file.",
    NewsletterKind.WHAT_WE_DID: "It tells of projects that are over, and of what was made, given and raised.",
}
