"""Every way by which something leaves the program, generated from what there is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from list_finding import EVERY_COLUMN, find
from rich_year import NOW

from mitzvah_desk.exchange.contact_shapes import SHAPES
from mitzvah_desk.exchange.newsletter_out import KINDS as NEWSLETTER_FORMS
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import FileSettings, read_settings
from mitzvah_desk.office.gift_aid.schedule import read_schedule
from mitzvah_desk.office.lists.contacts import ContactList, export_cards, export_for
from mitzvah_desk.office.lists.files import (
    export_list,
    list_saved_lists,
    share_list,
)
from mitzvah_desk.office.lists.full_export import export_partners, export_people
from mitzvah_desk.office.messages.calendar_export import export_calendar
from mitzvah_desk.office.newsletter.compose import NewsletterChoice, compose_newsletter, export_newsletter
from mitzvah_desk.office.newsletter.sign_up_form import (
    SignUpChoice,
    compose_sign_up_form,
    export_sign_up_form,
)
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing, check_outgoing
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.list_printout import make_schedule_file
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope, SignOptions
from mitzvah_desk.office.privacy.export_about import make_about_file, make_about_paper
from mitzvah_desk.office.thanks.email_drafts import make_draft, make_mailto_link
from mitzvah_desk.office.thanks.letters import (
    ComposedLetter,
    compose_campaign_letters,
    make_thank_you_letters,
)
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use
from mitzvah_desk.rules.privacy.disclosure import Audience


@dataclass(frozen=True)
class WayOut:
    """One way out.

    Attributes:
        name: what leaves, and for whom.
        audience: for whose eyes.
        gather: has it looked at by the gate; nothing where there is nothing to make.
    """

    name: str
    audience: Audience
    gather: Callable[[Office], list[CheckedOutgoing]]

    def __str__(self) -> str:
        return self.name


Make = Callable[[Office], list[Outgoing]]


def _checked(make: Make) -> Callable[[Office], list[CheckedOutgoing]]:
    return lambda office: [check_outgoing(office, each) for each in make(office)]


def _use_audience(use: Use) -> Audience:
    return Audience.PUBLIC if use is Use.PRINT else Audience.COMMITTEE


def _papers() -> Iterator[WayOut]:
    for kind in KINDS.values():
        for audience in kind.audiences:
            scope = PrintScope(project_id=1)
            asked = PrintRequest(1, scope, audience, sign=SignOptions(words="Welcome"), now=NOW)
            if kind.is_badge:
                asked = replace(asked, labels=replace(asked.labels, pronouns=True))
            yield WayOut(f"{kind.key} for {audience}", audience, partial(_paper, kind.key, asked))


def _paper(key: str, asked: PrintRequest, office: Office) -> list[CheckedOutgoing]:
    return [make_print_job(office, key, asked)]


def _lists() -> Iterator[WayOut]:
    for subject in Subject:
        for use in Use:
            definition = ListDefinition(subject, use, columns=EVERY_COLUMN[subject])
            for row_for in RowFor if subject is Subject.PEOPLE else (RowFor.PERSON,):
                name = f"list of {subject} for {use} by {row_for}"
                make = partial(_list, replace(definition, row_for=row_for))
                yield WayOut(name, _use_audience(use), _checked(make))
    for use in Use:
        yield WayOut(f"cards for {use}", _use_audience(use), _checked(partial(_cards, use, Subject.PEOPLE)))
        yield WayOut(f"people for {use}", _use_audience(use), _checked(partial(_people, use)))
    committee = Audience.COMMITTEE
    yield WayOut("partners", committee, _checked(lambda o: [o.query(export_partners, "csv")]))
    for subject in Subject:
        for program, shape in SHAPES.items():
            if subject is Subject.PEOPLE or shape.partners:
                make = partial(_for_program, program, subject)
                yield WayOut(f"{program} of {subject}", committee, _checked(make))
    yield WayOut("cards of partners", committee, _checked(partial(_cards, Use.COMMITTEE, Subject.PARTNERS)))
    yield WayOut("shared lists", Audience.PUBLIC, _checked(_shared))


def _list(definition: ListDefinition, office: Office) -> list[Outgoing]:
    return [export_list("csv", "All", find(office, definition), definition.use)]


def _cards(use: Use, subject: Subject, office: Office) -> list[Outgoing]:
    definition = ListDefinition(subject, use, columns=EVERY_COLUMN[subject])
    return [office.query(export_cards, ContactList("All", definition, 1))]


def _for_program(program: str, subject: Subject, office: Office) -> list[Outgoing]:
    definition = ListDefinition(subject, columns=EVERY_COLUMN[subject])
    return [office.query(export_for, program, ContactList("All", definition, 1))]


def _people(use: Use, office: Office) -> list[Outgoing]:
    return [office.query(export_people, "csv", use)]


def _shared(office: Office) -> list[Outgoing]:
    return [share_list(each.name, each.definition) for each in office.query(list_saved_lists)]


def _others() -> Iterator[WayOut]:
    for noun in ("person", "project", "campaign"):
        make = partial(_calendar, f"{noun}_id", 2 if noun == "person" else 1)
        yield WayOut(f"calendar of a {noun}", Audience.VOLUNTEERS, _checked(make))
    for name, make_about in (("about for committee", make_about_paper), ("about as JSON", make_about_file)):
        yield WayOut(name, Audience.COMMITTEE, _checked(partial(_about, make_about)))
    yield WayOut("Gift Aid schedule", Audience.COMMITTEE, _checked(_schedule))
    yield WayOut("letters", Audience.COMMITTEE, _checked(lambda o: [make_thank_you_letters(o, 1, now=NOW)]))
    yield WayOut("e-mail drafts", Audience.COMMITTEE, _checked(partial(_mails, make_draft)))
    yield WayOut("e-mail links", Audience.COMMITTEE, _checked(partial(_mails, make_mailto_link)))
    for form in (*NEWSLETTER_FORMS, "body"):
        yield WayOut(f"newsletter as {form}", Audience.PUBLIC, _checked(partial(_newsletter, form)))
    yield WayOut("sign-up form", Audience.PUBLIC, _checked(_sign_up))


def _calendar(whose: str, number: int, office: Office) -> list[Outgoing]:
    return [office.query(lambda c: export_calendar(c, **{whose: number}, now=None))]


def _about(make: Callable[[Office, int, datetime], Outgoing], office: Office) -> list[Outgoing]:
    return [make(office, 2, NOW)]


def _schedule(office: Office) -> list[Outgoing]:
    day = NOW.date()
    return [make_schedule_file("csv", office.query(read_schedule, date(2020, 1, 1), date(2030, 1, 1), day))]


def _newsletter(form: str, office: Office) -> list[Outgoing]:
    composed = office.query(compose_newsletter, 1, NewsletterChoice(venues=True), NOW.date())
    return [export_newsletter(composed.newsletter, form)]


def _sign_up(office: Office) -> list[Outgoing]:
    composed = office.query(compose_sign_up_form, 1, SignUpChoice(venues=True), NOW.date())
    return [export_sign_up_form(composed.form)]


def _mails(make: Callable[[ComposedLetter, FileSettings], Outgoing], office: Office) -> list[Outgoing]:
    letters, _ = compose_campaign_letters(office, 1)
    settings = office.query(read_settings)
    return [make(letter, settings) for letter in letters if letter.line.to.email]


WAYS = (*_papers(), *_lists(), *_others())
