"""What is asked of the print room: which paper, of what, for whom, on which sheet."""

from dataclasses import dataclass, field
from datetime import date, datetime

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import FileSettings
from mitzvah_desk.office.outgoing.outgoing import Key
from mitzvah_desk.office.projects.reference_lists import CampaignFacts, read_campaign
from mitzvah_desk.rules.labels import SHEETS, LabelSheet
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.store.errors import WorldError


@dataclass(frozen=True, slots=True)
class PrintScope:
    """Of what a paper is.

    Attributes:
        project_id: one project.
        person_id: one person; of deliveries, who drives.
        partner_id: one partner, of deliveries.
        delivery_id: one delivery.
        day: one day; the campaign's main day where it is needed and None.
        household_id: one household.
        list_id: the people of one saved list.
        lot_ids: some lots, of a recall; everything that is recalled where None.
    """

    project_id: int | None = None
    person_id: int | None = None
    partner_id: int | None = None
    delivery_id: int | None = None
    day: date | None = None
    household_id: int | None = None
    list_id: int | None = None
    lot_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class LabelOptions:
    """How labels and badges are printed.

    Attributes:
        sheet: the sheet of labels, by its maker's number or the name of the committee's own.
        start: the first label that is left, counted from 1.
        right_mm: how far the printer prints too far left.
        down_mm: how far it prints too high.
        pronouns: name badges say them, where they are known.
        blanks: so many badges follow without a name, for those who come unexpected.
    """

    sheet: str = ""
    start: int = 1
    right_mm: float = 0.0
    down_mm: float = 0.0
    pronouns: bool = False
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class ScheduleOptions:
    """How schedules are printed.

    Attributes:
        per_page: how many at most share a sheet that is cut: 1, 2 or 4.
        codes: each shift has a code by which a telephone puts it into its calendar.
    """

    per_page: int = 1
    codes: bool = False


@dataclass(frozen=True, slots=True)
class SignOptions:
    """What stands on a sign.

    Attributes:
        words: a paragraph a line.
        arrow: where it points.
        code: what it lets one scan.
    """

    words: str = ""
    arrow: str = "none"
    code: str = ""


@dataclass(frozen=True, slots=True)
class LetterOptions:
    """Which letters, and to whom.

    Attributes:
        template: the name of a letter's words; those that fit each addressee where empty.
        formal: greet by title and family name.
        only: the addressees of labels and envelopes; those who are still owed thanks where None.
    """

    template: str = ""
    formal: bool = False
    only: tuple[Key, ...] | None = None


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """One paper asked for. What a kind of paper does not need is passed over.

    Attributes:
        campaign_id: the campaign.
        scope: of what it is.
        audience: for whose eyes.
        paper: what it is printed on.
        labels: of labels and badges, how.
        schedule: of schedules, how.
        sign: of signs, what stands on them.
        letters: of letters and envelopes, which.
        now: the time of printing.
    """

    campaign_id: int
    scope: PrintScope = field(default_factory=PrintScope)
    audience: Audience = Audience.COMMITTEE
    paper: Paper = field(default_factory=Paper)
    labels: LabelOptions = field(default_factory=LabelOptions)
    schedule: ScheduleOptions = field(default_factory=ScheduleOptions)
    sign: SignOptions = field(default_factory=SignOptions)
    letters: LetterOptions = field(default_factory=LetterOptions)
    now: datetime = field(default_factory=datetime.now)


def not_found() -> WorldError:
    """What is told when a record went away in the meantime."""
    return WorldError("This was removed in the meantime.", "Undo the removal, or choose another.")


def read_asked_campaign(office: Office, asked: PrintRequest) -> CampaignFacts:
    """The campaign that a paper is of.

    Raises:
        WorldError: it was removed in the meantime.
    """
    facts = office.query(read_campaign, asked.campaign_id)
    if facts is None:
        raise not_found()
    return facts


def find_label_sheet(settings: FileSettings, asked: PrintRequest, usual: str) -> LabelSheet:
    """The sheet of labels asked for, moved for a printer that is off."""
    own = {sheet.key: sheet for sheet in settings.label_sheets}
    return (SHEETS | own)[asked.labels.sheet or usual].moved(asked.labels.right_mm, asked.labels.down_mm)
