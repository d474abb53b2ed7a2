"""Papers that belong together: all that a day needs, in order; letters with their envelopes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.office.core.lookup import list_project_options
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.day_queries import list_day_projects
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, not_found
from mitzvah_desk.office.printing.print_jobs import PrintJob, file_name
from mitzvah_desk.office.projects.reference_lists import read_campaign
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.store.atomic_write import write_atomically
from mitzvah_desk.store.errors import CannotWriteError

BY_PROJECT = ("rota", "sign-in", "emergency", "brief")
"""What each project gets, in this order; the copies that hang on a wall are those for volunteers."""

_FOR = {"emergency": Audience.COMMITTEE, "sign-in": Audience.COMMITTEE}


@dataclass(frozen=True, slots=True)
class Packed:
    """One paper of a pack.

    Attributes:
        name: its file's name, with a number in front that keeps the order.
        job: the paper, gathered and not yet drawn.
    """

    name: str
    job: PrintJob


def make_day_pack(
    office: Office, campaign_id: int, day: date | None = None, *, asked: PrintRequest | None = None
) -> list[Packed]:
    """Everything for a day, gathered.

    Args:
        office: the open file.
        campaign_id: the campaign.
        day: its main day where None.
        asked: what else is wanted: the paper's size, large print, the time of printing.

    Raises:
        WorldError: the campaign was removed in the meantime.
    """
    facts = office.query(read_campaign, campaign_id)
    if facts is None:
        raise not_found()
    that_day = day or facts.main_day
    asked = asked or PrintRequest(campaign_id)
    base = replace(asked, campaign_id=campaign_id, scope=replace(asked.scope, day=that_day))
    return [
        Packed(file_name(f"{number:02d} {job.name}"), job)
        for number, job in enumerate(_jobs(office, base, that_day), start=1)
    ]


def _jobs(office: Office, base: PrintRequest, day: date) -> Iterator[PrintJob]:
    wide = replace(base.paper, landscape=True)
    team = replace(base, audience=Audience.VOLUNTEERS)
    yield make_print_job(office, "day-rota", replace(team, paper=wide))
    titles = {option.id: option.label for option in office.query(list_project_options, base.campaign_id)}
    held = office.query(list_day_projects, base.campaign_id, day)
    for project_id in held:
        for key in BY_PROJECT:
            audience = _FOR.get(key, Audience.VOLUNTEERS)
            yield make_print_job(
                office,
                key,
                replace(base, scope=replace(base.scope, project_id=project_id), audience=audience),
            )
    for key in ("schedule", "badges"):
        job = make_print_job(office, key, team)
        if job.count:
            yield job
    for key in ("pick-list", "delivery-note", "delivery-sheet"):
        job = make_print_job(office, key, replace(base, audience=KINDS[key].audiences[0]))
        if job.count:
            yield job
    if held:
        words = "\n\n".join(titles[project_id] for project_id in held)
        public = replace(
            base, audience=Audience.PUBLIC, sign=replace(base.sign, words=words), paper=Paper(base.paper.size)
        )
        yield replace(make_print_job(office, "signs", public), name="Signs for the doors")


def make_letter_pack(office: Office, letters: PrintJob, asked: PrintRequest) -> list[Packed]:
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
    return [Packed(f"{number} {job.name}", job) for number, job in enumerate((letters, covers), start=1)]


def write_pack(
    pack: list[Packed], folder: Path, progress: Callable[[int, int], bool] | None = None
) -> list[Path]:
    """Draws a pack into a folder, a file each; what lies there already is never overwritten.

    Args:
        pack: what to draw.
        folder: where to; it is made where it does not exist.
        progress: told how many of how many are done; returns False to stop.

    Returns:
        The files written; where it was stopped, those written until then.

    Raises:
        CannotWriteError: a file of that name is there already, or the folder cannot be written.
    """
    paths = [folder / f"{paper.name}.pdf" for paper in pack]
    there = next((path for path in paths if path.exists()), None)
    if there is not None:
        raise CannotWriteError(
            f"There is already a file {there.name} in {folder}.", "Choose an empty folder."
        )
    written = []
    for number, (paper, path) in enumerate(zip(pack, paths, strict=True)):
        if progress is not None and not progress(number, len(pack)):
            break
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, paper.job.printed().pdf)
        written.append(path)
    return written
