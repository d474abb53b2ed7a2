"""Letters: the words for each kind of addressee, shipped or our own, and the letters made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from mitzvah_desk import shipped
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.model import LetterFor, LetterTemplate
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.core.settings import FileSettings, read_settings
from mitzvah_desk.office.outgoing.outgoing import Key, Outgoing
from mitzvah_desk.office.printing.letterhead import make_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.office.projects.reference_lists import CampaignFacts, read_campaign
from mitzvah_desk.office.thanks.thank_you_ledger import (
    Thanks,
    find_missing_addresses,
    find_missing_titles,
    list_thanks,
)
from mitzvah_desk.rules.findings import Finding, hard_finding, info_finding
from mitzvah_desk.rules.jewish_calendar.calendar import hebrew_date
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.templates import markup as wording

if TYPE_CHECKING:
    from mitzvah_desk.documents.letters import LetterValues

Values = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LetterWords:
    """The words of a letter.

    Attributes:
        id: of the committee's own words; below 0 for those that are shipped.
        name: what they are called.
        for_whom: whom they are for.
        subject: of an e-mail.
        body: as ``rules.templates.markup`` reads it.
    """

    id: int
    name: str
    for_whom: LetterFor
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """Which words, and how addressees are greeted.

    Attributes:
        name: the words for everybody; those that fit each addressee best where empty.
        formal: ``Dear Mr and Mrs Cohen`` instead of first names.
    """

    name: str = ""
    formal: bool = False


@dataclass(frozen=True, slots=True)
class ComposedLetter:
    """A finished letter, before it is drawn or sent.

    Attributes:
        line: whom it is to.
        subject: of an e-mail.
        greeting: its first line, with its comma.
        parts: what it says, line by line.
    """

    line: Thanks
    subject: str
    greeting: str
    parts: tuple[wording.LetterLine, ...]


_SORTS_OF_PARTNERS = (LetterFor.HOST, LetterFor.CO_HOST, LetterFor.SUPPLIER)


@cache
def default_letter_words() -> tuple[LetterWords, ...]:
    """The words that come with the program, one set for each kind of addressee."""
    found = []
    for number, kind in enumerate(LetterFor, start=1):
        text = shipped.find_shipped_file(
            "templates", "letters", f"{kind.value.replace(' ', '-')}.txt"
        ).read_text("utf-8")
        subject, _, body = text.partition("\n\n")
        found.append(LetterWords(-number, str(kind).capitalize(), kind, subject, body.strip()))
    return tuple(found)


def list_letter_words(connection: Connection) -> list[LetterWords]:
    """Every set of words: the committee's own, and the shipped ones of no such name."""
    query = select(
        LetterTemplate.id,
        LetterTemplate.name,
        LetterTemplate.for_whom,
        LetterTemplate.subject,
        LetterTemplate.body,
    )
    own = fill_rows(LetterWords, connection.execute(query.order_by(LetterTemplate.name)))
    taken = {words.name.casefold() for words in own}
    return [*(words for words in default_letter_words() if words.name.casefold() not in taken), *own]


def find_letter_words(words: Sequence[LetterWords], kind: LetterFor) -> LetterWords:
    """The words for a kind of addressee: the committee's newest before those shipped, else for anybody.

    Words that the committee wrote for any partner are before those shipped for a partner of one sort.
    """
    general = (kind, LetterFor.PARTNER) if kind in _SORTS_OF_PARTNERS else (kind,)
    own = [each for each in words if each.id > 0]
    for wanted, among in (*((each, own) for each in general), (kind, words), (LetterFor.ANYBODY, words)):
        of_kind = sorted((each for each in among if each.for_whom is wanted), key=lambda each: each.id)
        if of_kind:
            return of_kind[-1]
    return default_letter_words()[0]


def build_field_values(line: Thanks, facts: CampaignFacts, settings: FileSettings) -> Values:
    """What the fields of words stand for in a letter to an addressee."""
    return {
        "names": line.to.names,
        "campaign": facts.name,
        "day": format_long_date(facts.main_day),
        "hebrew_day": hebrew_date(facts.main_day).letters,
        "thanks": line.reasons,
        "did": line.did,
        "hours": line.hours,
        "gave": line.gave,
        "money": line.money,
        "gift_aid": line.gift_aid,
        "projects": line.projects,
        "went_to": line.went_to,
        "whereabouts": line.whereabouts,
        "organisation": settings.organisation,
        "signatory": settings.signatory_name,
    }


def compose_letters(
    lines: Sequence[Thanks],
    words: Sequence[LetterWords],
    facts: CampaignFacts,
    settings: FileSettings,
    choice: LetterChoice,
) -> tuple[list[ComposedLetter], list[Finding]]:
    """The letters to some addressees.

    Args:
        lines: the addressees.
        words: from ``list_letter_words``.
        facts: the campaign.
        settings: the file's.
        choice: which words, and which greeting.

    Returns:
        The letters, and a finding for each addressee for whom a field of the words has no value: there is no
        letter to them then, rather than one with a hole.

    Raises:
        ValueError: there are no words of the name chosen; a sentence.
    """
    named = next((each for each in words if each.name.casefold() == choice.name.casefold()), None)
    if choice.name and named is None:
        known = ", ".join(each.name for each in words)
        raise ValueError(f"There are no words called “{choice.name}”. There are: {known}.")
    letters: list[ComposedLetter] = []
    findings: list[Finding] = []
    for line in lines:
        chosen = named or find_letter_words(words, line.for_whom)
        values = build_field_values(line, facts, settings)
        try:
            parts = tuple(wording.render_lines(chosen.body, values))
            subject = wording.render_line(chosen.subject or chosen.name, values)
        except wording.MissingFieldError as error:
            has = "have" if " and " in line.to.names else "has"
            text = f"{line.name} {has} no {error.field.lacks}, which the words “{chosen.name}” speak of."
            do = "There is no letter to them yet. Choose other words for them, or take the field out."
            findings.append(hard_finding("letters.missing", line.name, text, do))
            continue
        honoured = line.for_whom is LetterFor.GUEST_OF_HONOUR  # a mayor is not greeted by the first name
        greeting = line.to.formal if choice.formal or honoured else line.greeting
        letters.append(ComposedLetter(line, subject, f"{greeting},", parts))
    return letters, findings


def make_thank_you_letters(
    office: Office,
    campaign_id: int,
    *,
    only: Sequence[Key] | None = None,
    everybody: bool = False,
    choice: LetterChoice | None = None,
    paper: Paper | None = None,
    now: datetime | None = None,
) -> Outgoing:
    """The letters of a campaign: to everybody still owed thanks, to everybody, or only to some addressees.

    An addressee without an address gets a letter to be given by hand, and a finding that says so.

    Raises:
        ValueError: there are no words of the name chosen; a sentence.
    """
    moment = now or datetime.now()
    letters, lacking = compose_campaign_letters(
        office, campaign_id, only=only, everybody=everybody, choice=choice, now=moment
    )
    formal = choice is not None and choice.formal
    return bind_letters(office, "Thank-you letters", letters, lacking, formal=formal, paper=paper, now=moment)


def bind_letters(
    office: Office,
    title: str,
    letters: Sequence[ComposedLetter],
    lacking: Sequence[Finding],
    *,
    formal: bool = False,
    paper: Paper | None = None,
    now: datetime,
) -> Outgoing:
    """Finished letters as one paper, with what is to be known of their addressees.

    Args:
        office: the open file.
        title: what they are.
        letters: the letters.
        lacking: what was found while they were composed.
        formal: whether they greet by title.
        paper: what they are printed on.
        now: the time of printing.
    """
    settings = office.query(read_settings)
    values = build_letter_values(letters, settings, now.date())
    addressed = [letter.line for letter in letters]
    untitled = find_missing_titles(addressed) if formal else ()
    findings = (*lacking, *untitled, *find_missing_addresses(addressed), *_unsigned(settings))

    from mitzvah_desk.documents.letters import render_thank_you_letters as document

    return Outgoing(
        title,
        Audience.COMMITTEE,
        (values, make_letterhead(settings)),
        lambda values, progress: document(
            values[0],
            values[1],
            paper or Paper(),
            printed_at=now,
            audience=Audience.COMMITTEE,
            progress=progress,
        ),
        file_name(title),
        findings=findings,
        count=len(letters),
        keys=tuple(line.key for line in addressed),
    )


def compose_campaign_letters(
    office: Office,
    campaign_id: int,
    *,
    only: Sequence[Key] | None = None,
    everybody: bool = False,
    choice: LetterChoice | None = None,
    now: datetime | None = None,
) -> tuple[list[ComposedLetter], list[Finding]]:
    """The words of the letters of a campaign; see ``make_thank_you_letters``."""
    lines = office.query(list_thanks, campaign_id, now)
    facts = office.query(read_campaign, campaign_id)
    if facts is None:
        return [], []
    wanted = set(only) if only is not None else None
    chosen = [
        line
        for line in lines
        if (line.key in wanted if wanted is not None else everybody or line.letter_id is None)
    ]
    return compose_letters(
        chosen, office.query(list_letter_words), facts, office.query(read_settings), choice or LetterChoice()
    )


def build_letter_values(
    letters: Sequence[ComposedLetter], settings: FileSettings, today: date
) -> tuple["LetterValues", ...]:
    """What the document draws, for each letter."""
    from mitzvah_desk.documents.letters import LetterValues

    return tuple(
        LetterValues(
            addressee_lines=(letter.line.name, *letter.line.address),
            greeting=letter.greeting,
            parts=letter.parts,
            closing=settings.letter_farewell,
            signatory_name=settings.signatory_name,
            signatory_role=settings.signatory_role,
            date_line=format_long_date(today),
        )
        for letter in letters
    )


def sample_addressee(words: LetterWords) -> Thanks:
    """An addressee who has everything that words may speak of, to show them with."""
    from mitzvah_desk.office.thanks.addressees import Addressee

    to = Addressee(
        "Ann and Bob Cohen",
        "Ann and Bob",
        "Dear Ann and Bob",
        "Dear Mr and Mrs Cohen",
        ("1 Elm Road", "NW11 8QZ"),
    )
    return replace(
        Thanks(0, ("household", 0), to, words.for_whom),
        did=("you baked at Tea for all",),
        gave=("12 × Rice for the food drive",),
        money="£25.00",
        gift_aid="£31.25",
        projects=("Tea for all", "The food drive"),
        hours="4 hours",
        went_to=("Rubens House",),
        whereabouts="Your gift has gone to Rubens House.",
    )


def _unsigned(settings: FileSettings) -> tuple[Finding, ...]:
    if settings.signatory_name and settings.organisation:
        return ()
    what = "a signatory" if settings.organisation else "a letterhead"
    text = f"The letters have no {what.removeprefix('a ')} yet."
    return (info_finding("letters.unsigned", "Letters", text, f"Add {what} in Settings."),)
