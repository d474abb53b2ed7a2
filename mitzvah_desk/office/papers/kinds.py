"""Every kind of paper: its name, what it is made of, who may have it, and what it is printed on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing, check_outgoing
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.outgoing.protected import Protected
from mitzvah_desk.office.papers import (
    consent_forms,
    day_rota,
    emergency,
    gifts,
    goods,
    guests,
    hall,
    people,
    project,
    report,
    still_here,
)
from mitzvah_desk.office.papers.list_letters import make_list_letters
from mitzvah_desk.office.papers.print_request import PrintRequest, not_found
from mitzvah_desk.office.papers.project_rota import make_project_rota
from mitzvah_desk.office.papers.whole_day.arrivals import make_arrivals
from mitzvah_desk.office.papers.whole_day.brochure import make_brochure
from mitzvah_desk.office.papers.whole_day.shopping import make_shopping_list
from mitzvah_desk.office.papers.whole_day.where_am_i import make_where_am_i
from mitzvah_desk.office.thanks.letters import LetterChoice, make_thank_you_letters
from mitzvah_desk.rules.findings import info_finding
from mitzvah_desk.rules.labels import SHEETS, LabelSheet
from mitzvah_desk.rules.paper_kinds import PAPERS
from mitzvah_desk.rules.privacy.disclosure import Audience

TEAM = (Audience.COMMITTEE, Audience.VOLUNTEERS)
ALL = (*TEAM, Audience.PUBLIC)


class PaperScope(StrEnum):
    """What a paper may be narrowed to, or must be made of."""

    PROJECT = "project"
    PERSON = "person"
    PARTNER = "partner"
    DAY = "day"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper.

    Attributes:
        key: its name for the command line, under which ``PAPERS`` says what it is called and what it is for.
        make: gathers it.
        audiences: who may have it; the first is meant where nothing is said.
        needs: what must be chosen.
        takes: what may be chosen.
        labels: the sheets that it can be printed on, where it is printed on labels or envelopes.
        least: how wide and high a label of the committee's own sheets must be for it, in millimetres.
        has_pieces: it can be printed several to a sheet that is cut, with codes for a calendar.
        has_words: it says what the user types.
        is_badge: it is worn: it can say how to speak of people, and there are empty ones for walk-ins.
        is_letter: it has the words of a letter, which may be chosen.
        landscape: it reads best with the long side below.
        of_main_day: where no day is chosen, it is of the campaign's main day.
    """

    key: str
    make: Callable[[Office, PrintRequest], Outgoing]
    audiences: tuple[Audience, ...] = TEAM
    needs: tuple[PaperScope, ...] = ()
    takes: tuple[PaperScope, ...] = ()
    labels: tuple[str, ...] = ()
    least: tuple[float, float] = (35.0, 20.0)
    has_pieces: bool = False
    has_words: bool = False
    is_badge: bool = False
    is_letter: bool = False
    landscape: bool = False
    of_main_day: bool = False

    @property
    def title(self) -> str:
        """Its name in the window."""
        return PAPERS[self.key].title


def _rota(office: Office, asked: PrintRequest) -> Outgoing:
    if asked.scope.project_id is None:
        raise not_found()
    return make_project_rota(
        office, asked.scope.project_id, audience=asked.audience, paper=asked.paper, now=asked.now
    )


def _thanks(office: Office, asked: PrintRequest) -> Outgoing:
    choice = LetterChoice(asked.letters.template, asked.letters.formal)
    return make_thank_you_letters(office, asked.campaign_id, choice=choice, paper=asked.paper, now=asked.now)


def _letters(office: Office, asked: PrintRequest) -> Outgoing:
    if asked.scope.list_id is not None:
        return make_list_letters(office, asked)
    job = make_thank_you_letters(
        office,
        asked.campaign_id,
        everybody=True,
        choice=LetterChoice(asked.letters.template, asked.letters.formal),
        paper=asked.paper,
        now=asked.now,
    )
    return replace(job, name="Letters")


_SMALL = ("L7160", "L7163")
_BADGES = ("L7418", "L4785")
_COVERS = ("DL", "C5")
_DRIVER = (Audience.DRIVER,)
_VAN = (PaperScope.PERSON, PaperScope.PARTNER, PaperScope.DAY)
_LIST = (PaperScope.LIST,)
_PICK = (PaperScope.PROJECT, PaperScope.PERSON, PaperScope.DAY)

KINDS = {
    kind.key: kind
    for kind in (
        PaperKind("rota", _rota, ALL, (PaperScope.PROJECT,)),
        PaperKind(
            "day-rota",
            day_rota.make_day_rota,
            ALL,
            (),
            (PaperScope.DAY,),
            landscape=True,
            of_main_day=True,
        ),
        PaperKind("schedule", people.make_schedules, TEAM[::-1], (), _PICK, has_pieces=True),
        PaperKind("sign-in", project.make_sign_in_sheet, TEAM, (PaperScope.PROJECT,)),
        PaperKind(
            "still-here",
            still_here.make_still_here_list,
            TEAM[:1],
            (),
            (PaperScope.DAY,),
            of_main_day=True,
        ),
        PaperKind(
            "guests",
            guests.make_guest_list,
            TEAM,
            (),
            (PaperScope.PROJECT, PaperScope.DAY),
            of_main_day=True,
        ),
        PaperKind("where-am-i", make_where_am_i, TEAM[::-1], (), (PaperScope.DAY,), of_main_day=True),
        PaperKind("arrivals", make_arrivals, TEAM, (), (PaperScope.DAY,), of_main_day=True),
        PaperKind("shopping", make_shopping_list, TEAM[:1], (), (PaperScope.DAY,)),
        PaperKind("brochure", make_brochure, ALL[2:], landscape=True),
        PaperKind("emergency", emergency.make_emergency_card, TEAM, (PaperScope.PROJECT,)),
        PaperKind("brief", project.make_project_brief, TEAM, (PaperScope.PROJECT,)),
        PaperKind("gift-list", gifts.make_gift_list, TEAM, (PaperScope.PROJECT,)),
        PaperKind(
            "gift-tags",
            gifts.make_gift_tags,
            TEAM[::-1],
            (PaperScope.PROJECT,),
            labels=_SMALL,
        ),
        PaperKind(
            "badges",
            people.make_badges,
            TEAM[::-1],
            (),
            _PICK,
            _BADGES,
            (60.0, 35.0),
            is_badge=True,
        ),
        PaperKind("signs", hall.make_signs, ALL[::-1], has_words=True),
        PaperKind("thank-you", _thanks, TEAM[:1], is_letter=True),
        PaperKind("letters", _letters, TEAM[:1], (), _LIST, is_letter=True),
        PaperKind("address-labels", people.make_address_labels, TEAM[:1], (), _LIST, labels=_SMALL),
        PaperKind("envelopes", people.make_envelopes, TEAM[:1], (), _LIST, labels=_COVERS),
        PaperKind(
            "box-labels",
            hall.make_box_labels,
            TEAM[::-1],
            labels=_SMALL[::-1],
            least=(50.0, 25.0),
        ),
        PaperKind(
            "certificates",
            people.make_certificates,
            TEAM[::-1],
            (),
            _PICK,
            landscape=True,
        ),
        PaperKind(
            "consent-forms",
            consent_forms.make_consent_forms,
            (Audience.VOLUNTEERS,),
            (),
            (PaperScope.PROJECT, PaperScope.PERSON, PaperScope.LIST),
        ),
        PaperKind("count-sheet", hall.make_count_sheet, TEAM[::-1]),
        PaperKind("weighing-sheet", hall.make_weighing_sheet, TEAM[::-1]),
        PaperKind("pick-list", goods.make_pick_list, TEAM, (), _VAN),
        PaperKind("delivery-note", goods.make_delivery_note, ALL[::-1], (), _VAN),
        PaperKind("delivery-sheet", goods.make_delivery_sheet, _DRIVER, (), _VAN),
        PaperKind("recall", goods.make_recall_list, TEAM[:1]),
        PaperKind("report", report.make_report, (Audience.COMMITTEE, Audience.PUBLIC)),
        PaperKind(
            "test-page",
            hall.make_test_page,
            ALL[::-1],
            labels=(*_SMALL, *_BADGES, *_COVERS),
            least=(0.0, 0.0),
        ),
    )
}


LIST_PAPERS = (
    ("letters", "Letters to them…", "mail"),
    ("address-labels", "Address labels for them…", "file-text"),
    ("envelopes", "Envelopes for them…", "mail"),
)
"""The papers that a list offers: their keys, their words there, and their icons."""


def list_label_sheets(office: Office, kind: PaperKind) -> list[LabelSheet]:
    """The sheets that a kind of paper can be printed on: those sold, and the committee's own that fit."""
    if not kind.labels:
        return []
    own = [
        sheet
        for sheet in office.query(read_settings).label_sheets
        if not sheet.problem and sheet.width >= kind.least[0] and sheet.height >= kind.least[1]
    ]
    return [*(SHEETS[key] for key in kind.labels), *own]


def make_print_job(
    office: Office, key: str, asked: PrintRequest, protected: Protected | None = None
) -> CheckedOutgoing:
    """Gathers a paper and has the gate look at it.

    Args:
        office: the open file.
        key: the kind's.
        asked: what is asked for.
        protected: from ``read_protected``, where many papers are made together.

    Raises:
        KeyError: there is no such kind.
        ValueError: something that it needs is not chosen, or the audience may not have it; a sentence.
        WorldError: what it is made of was removed in the meantime.
    """
    kind = KINDS[key]
    if asked.audience not in kind.audiences:
        raise ValueError(f"This paper is not for {asked.audience}: {_or(kind.audiences)}.")
    chosen = {
        PaperScope.PROJECT: asked.scope.project_id,
        PaperScope.PERSON: asked.scope.person_id,
        PaperScope.DAY: asked.scope.day,
    }
    chosen |= {PaperScope.PARTNER: asked.scope.partner_id, PaperScope.LIST: asked.scope.list_id}
    for scope in kind.needs:
        if chosen[scope] is None:
            raise ValueError(f"Choose a {scope} for this paper.")
    if asked.labels.sheet:
        sheets = tuple(sheet.key for sheet in list_label_sheets(office, kind))
        if asked.labels.sheet not in sheets:
            raise ValueError(f"This paper is printed on {_or(sheets) if sheets else 'plain sheets'}.")
    job = kind.make(office, asked)
    if not job.count:
        nobody = info_finding(
            "print.nothing", kind.title, "There is nothing to print here.", "Choose more, or another paper."
        )
        job = replace(job, findings=(*job.findings, nobody))
    title = kind.title if asked.scope.list_id is None else job.title
    return check_outgoing(office, replace(job, title=title), protected)


def _or(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 2 else " or ".join(words)
