"""Papers that belong together: all of a day, bound by who takes them along; letters with their envelopes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from mitzvah_desk.model import DeliveryStatus
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.delivery_queries import DeliveryRow, list_deliveries
from mitzvah_desk.office.outgoing.bound import BoundPapers
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing, check_outgoing
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.outgoing.protected import Protected, read_protected
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, read_asked_campaign
from mitzvah_desk.office.papers.queries.day_queries import DayProjectRow, list_day_projects
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.rules.paper_kinds import PAPERS
from mitzvah_desk.rules.privacy.disclosure import Audience, Granted
from mitzvah_desk.rules.public_projects import TOLD_TO_ALL

BY_PROJECT = ("brief", "rota", "sign-in", "emergency")
"""What each project gets, in the order in which the morning needs it; what hangs there is for volunteers."""
HALL = ("day-rota", "where-am-i", "arrivals", "guests", "signs", "badges", "schedule")
"""What is hung up and given out where everybody comes together."""
BY_DRIVER = ("pick-list", "delivery-sheet", "delivery-note")
"""What a driver takes along, of their own deliveries alone."""

NOBODY = Granted()
_FOR = {
    "arrivals": Audience.COMMITTEE,
    "guests": Audience.COMMITTEE,
    "emergency": Audience.COMMITTEE,
    "sign-in": Audience.COMMITTEE,
    "signs": Audience.PUBLIC,
    "delivery-sheet": Audience.DRIVER,
    "delivery-note": Audience.PUBLIC,
}


@dataclass(frozen=True, slots=True)
class _Day:
    """The day that is packed."""

    office: Office
    asked: PrintRequest
    about: str
    known: Protected

    def make(self, key: str, asked: PrintRequest) -> CheckedOutgoing:
        kind, audience = KINDS[key], _FOR.get(key, Audience.VOLUNTEERS)
        large = asked.paper.large_print and not kind.has_words  # a sign has large letters of its own
        paper = replace(asked.paper, landscape=kind.landscape, large_print=large)
        return make_print_job(self.office, key, replace(asked, audience=audience, paper=paper), self.known)

    def make_all(self, keys: Iterable[str], asked: PrintRequest) -> list[tuple[str, CheckedOutgoing]]:
        """Those of some papers on which there is something."""
        papers = [(key, self.make(key, asked)) for key in keys]
        return [(key, job) for key, job in papers if job.count]

    def bind(
        self,
        name: str,
        title: str,
        papers: Sequence[tuple[str, CheckedOutgoing]],
        audience: Audience,
        granted: Granted = NOBODY,
    ) -> Iterator[BoundPapers]:
        """The papers behind a page that says what they are; nothing where there are none."""
        if not papers:
            return
        contents = self._make_contents(title, [key for key, _ in papers], audience, granted)
        jobs = [job for _, job in papers]
        yield BoundPapers(file_name(name), (contents, *jobs), _bind)

    def _make_contents(
        self, title: str, keys: Sequence[str], audience: Audience, granted: Granted
    ) -> CheckedOutgoing:
        from mitzvah_desk.documents.contents import ContentsValues, render_contents

        told = tuple((PAPERS[key].title, PAPERS[key].purpose) for key in dict.fromkeys(keys))
        head = read_letterhead(self.office, self.asked.campaign_id, None)[0]
        values = ContentsValues(title, self.about, told, audience, self.asked.now, head)
        upright = replace(self.asked.paper, landscape=False)
        outgoing = Outgoing(
            "What is in here",
            audience,
            values,
            lambda values, _: render_contents(values, upright),
            "Contents",
            granted=granted,
        )
        return check_outgoing(self.office, outgoing, self.known)


def _bind(parts: list[tuple[str, bytes]]) -> bytes:
    from mitzvah_desk.documents.layout.binding import bind_pdfs

    return bind_pdfs(parts)


def make_day_pack(
    office: Office, campaign_id: int, day: date | None = None, *, asked: PrintRequest | None = None
) -> list[BoundPapers]:
    """Everything for a day: a file for the hall, one for each project that takes place, one for each driver.

    Args:
        office: the open file.
        campaign_id: the campaign.
        day: its main day where None.
        asked: what else is wanted: the paper's size, large print, the time of printing.

    Raises:
        WorldError: the campaign was removed in the meantime.
    """
    with office.remember_answers():
        return list(_pack(office, campaign_id, day, asked or PrintRequest(campaign_id)))


def _pack(office: Office, campaign_id: int, day: date | None, asked: PrintRequest) -> Iterator[BoundPapers]:
    asked = replace(asked, campaign_id=campaign_id)
    facts = read_asked_campaign(office, asked)
    that_day = day or facts.main_day
    base = replace(asked, scope=replace(asked.scope, day=that_day))
    about = f"{facts.name} · {format_long_date(that_day)}"
    packing = _Day(office, base, about, office.query(read_protected))
    rows = office.query(list_day_projects, campaign_id, that_day)
    held = sorted(
        (row for row in rows if row.status in TOLD_TO_ALL), key=lambda row: row.starts_at or datetime.max
    )
    yield from _pack_hall(packing, held)
    yield from _pack_projects(packing, held)
    yield from _pack_drivers(packing, that_day)


def _pack_hall(packing: _Day, held: Sequence[DayProjectRow]) -> Iterator[BoundPapers]:
    words = "\n\n".join(row.title for row in held)
    asked = replace(packing.asked, sign=replace(packing.asked.sign, words=words))
    keys = [key for key in HALL if held or key != "signs"]
    yield from packing.bind("1 Hall", "For the hall", packing.make_all(keys, asked), Audience.COMMITTEE)


def _pack_projects(packing: _Day, held: Sequence[DayProjectRow]) -> Iterator[BoundPapers]:
    """By the time at which they begin; a file's name sorts so too."""
    wide = len(str(len(held)))
    for number, row in enumerate(held, start=1):
        asked = replace(packing.asked, scope=replace(packing.asked.scope, project_id=row.id))
        papers = [(key, packing.make(key, asked)) for key in BY_PROJECT]
        at = f" {row.starts_at:%H.%M}" if row.starts_at else ""
        name = f"2-{number:0{wide}d}{at} {row.title}"
        yield from packing.bind(name, row.title, papers, Audience.COMMITTEE)


def _pack_drivers(packing: _Day, day: date) -> Iterator[BoundPapers]:
    """One file each, of which no other driver's places are a part; what nobody drives yet lies apart."""
    rows = packing.office.query(list_deliveries, packing.asked.campaign_id)
    going = [row for row in rows if row.status is not DeliveryStatus.DELIVERED and _is_on(row, day)]
    drivers = {row.driver_id: row.driver for row in going if row.driver_id is not None}
    for person_id, name in sorted(drivers.items(), key=lambda each: each[1].casefold()):
        scope = replace(packing.asked.scope, person_id=person_id)
        papers = packing.make_all(BY_DRIVER, replace(packing.asked, scope=scope))
        own = Granted(persons=frozenset({person_id}))
        yield from packing.bind(f"3 Driver {name}", name, papers, Audience.DRIVER, own)
    lone = [row for row in going if row.driver_id is None]
    papers = [
        each
        for row in lone
        for each in packing.make_all(
            ("pick-list", "delivery-note"),
            replace(packing.asked, scope=replace(packing.asked.scope, delivery_id=row.id)),
        )
    ]
    title = "Deliveries without a driver"
    yield from packing.bind(f"3 {title}", title, papers, Audience.VOLUNTEERS)


def _is_on(row: DeliveryRow, day: date) -> bool:
    return row.from_at is not None and row.from_at.date() == day


def make_letter_pack(office: Office, letters: CheckedOutgoing, asked: PrintRequest) -> list[CheckedOutgoing]:
    """Letters, with envelopes or address labels for the same addressees in the same order.

    Args:
        office: the open file.
        letters: the batch.
        asked: the envelopes or the sheet of labels.

    Raises:
        ValueError: that sheet is not for addresses; a sentence.
    """
    key = "envelopes" if asked.labels.sheet in KINDS["envelopes"].labels else "address-labels"
    covers = make_print_job(office, key, replace(asked, letters=replace(asked.letters, only=letters.keys)))
    return [job.renamed(f"{number} {job.name}") for number, job in enumerate((letters, covers), start=1)]
