"""A newsletter of some pieces, ready to be written in any form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from mitzvah_desk.exchange.newsletter_out import Newsletter, Section
from mitzvah_desk.model import NewsletterKind
from mitzvah_desk.office.newsletter.coming import still_needed, to_come, whats_on
from mitzvah_desk.office.newsletter.done import what_we_did
from mitzvah_desk.office.newsletter.projects import Scope, Told, day_of, told
from mitzvah_desk.office.newsletter.public import Public, Unnamed
from mitzvah_desk.office.newsletter.thanks import thank_you
from mitzvah_desk.office.newsletter.words import all_words
from mitzvah_desk.office.queries.lists import CampaignFacts, campaign
from mitzvah_desk.office.settings import FileSettings, read_settings
from mitzvah_desk.rules import pieces, telling
from mitzvah_desk.rules.findings import Finding, info
from mitzvah_desk.rules.jewish import hebrew_date
from mitzvah_desk.rules.piece_chips import CHIPS, HEADINGS
from mitzvah_desk.rules.pieces import Facts, Piece
from mitzvah_desk.store.errors import WorldError

_COMING = (NewsletterKind.WHATS_ON, NewsletterKind.STILL_NEEDED)


@dataclass(frozen=True, slots=True)
class Choice:
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
class Composed:
    """A finished newsletter.

    Attributes:
        newsletter: what it says; without sections where no piece has anything to say.
        findings: what was left out and why.
        unnamed: who is counted and not named.
    """

    newsletter: Newsletter
    findings: tuple[Finding, ...]
    unnamed: tuple[Unnamed, ...]


def compose(connection: Connection, campaign_id: int, choice: Choice, today: date) -> Composed:
    """The newsletter of a campaign.

    Args:
        connection: the file.
        campaign_id: the campaign.
        choice: which pieces, and how.
        today: the day on which it appears.

    Raises:
        WorldError: the campaign is no longer there.
    """
    facts = campaign(connection, campaign_id)
    if facts is None:
        raise WorldError("This campaign was removed in the meantime.", "Undo the removal, or choose another.")
    public = Public(connection, today)
    writer = _Writer(connection, public, Scope(campaign_id, today, choice.venues), facts)
    known = all_words(connection)
    title = _kept(public, facts.name, "The campaign's name") or "Our newsletter"
    sections = []
    for kind in dict.fromkeys(choice.kinds):
        section = writer.section(kind, choice.words.get(kind) or known[kind].piece)
        if section.parts:
            sections.append(section)
        else:
            public.tell(_nothing(kind, title))
    publisher = _kept(public, writer.settings.organisation, "Our name in Settings")
    return Composed(Newsletter(title, publisher, today, tuple(sections)), public.findings, public.unnamed)


class _Writer:
    """Writes one piece after another, and reads the projects once for all."""

    def __init__(self, connection: Connection, public: Public, scope: Scope, facts: CampaignFacts) -> None:
        self.settings = read_settings(connection)
        self._connection = connection
        self._public = public
        self._scope = scope
        self._campaign = facts
        self._projects = told(connection, public, scope.campaign_id)
        self._to_come: list[Told] | None = None

    def section(self, kind: NewsletterKind, piece: Piece) -> Section:
        """A piece; without parts where it has nothing to say."""
        chips = CHIPS[kind]
        facts = self._facts(kind, pieces.used(piece, chips))
        whole = _everywhere(self._campaign, self.settings)
        if kind in _COMING and self._campaign.main_day < self._scope.today:
            whole["day"] = whole["hebrew_day"] = ""  # it would be told as if it were to come
        filled = telling.filled(piece, chips, Facts({**whole, **facts.values}, facts.entries))
        where = f"A line of “{HEADINGS[kind]}”"
        parts = tuple(part for part in filled if self._public.keeps(part.text, where))
        return Section(_kept(self._public, piece.heading, where) or HEADINGS[kind], parts)

    def _facts(self, kind: NewsletterKind, uses: frozenset[str]) -> Facts:
        connection, public, scope = self._connection, self._public, self._scope
        if kind is NewsletterKind.THANK_YOU:
            return thank_you(connection, self._projects, public, uses, scope.campaign_id)
        if kind is NewsletterKind.WHAT_WE_DID:
            return what_we_did(connection, self._projects, public, uses, scope)
        if self._to_come is None:
            self._to_come = to_come(self._projects, public, scope.today)
        if kind is NewsletterKind.WHATS_ON:
            return whats_on(self._to_come, public, uses, venues=scope.venues)
        return still_needed(connection, self._to_come, public, uses, scope)


def _everywhere(facts: CampaignFacts, settings: FileSettings) -> dict[str, str]:
    return {
        "campaign": facts.name,
        "day": day_of(facts.main_day),
        "hebrew_day": hebrew_date(facts.main_day).letters,
        "theme": " ".join(facts.theme.split()),
        "organisation": settings.organisation,
        "contact": " or ".join(way for way in (settings.email, settings.phone) if way),
        "website": settings.website,
    }


def _kept(public: Public, text: str, where: str) -> str:
    return text if public.keeps(text, where) else ""


def _nothing(kind: NewsletterKind, name: str) -> Finding:
    text = f"“{HEADINGS[kind]}” has nothing to tell of {name}, so it is left out."
    return info("newsletter.empty", HEADINGS[kind], text, _DO[kind])


_DO = {
    NewsletterKind.WHATS_ON: "It tells of projects that are planned or confirmed and still to come.",
    NewsletterKind.STILL_NEEDED: "It tells of open places on shifts, open requests and targets not reached.",
    NewsletterKind.THANK_YOU: "It names who served and gave, once they are in the file.",
    NewsletterKind.WHAT_WE_DID: "It tells of projects that are over, and of what was made, given and raised.",
}
