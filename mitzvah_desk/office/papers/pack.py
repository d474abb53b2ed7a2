"""Papers that belong together: all that a day needs, in order; letters with their envelopes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.office.core.lookup import list_project_options
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing
from mitzvah_desk.office.outgoing.protected import read_protected
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, not_found
from mitzvah_desk.office.papers.queries.day_queries import list_day_projects
from mitzvah_desk.office.projects.reference_lists import read_campaign
from mitzvah_desk.rules.privacy.disclosure import Audience

BY_PROJECT = ("rota", "sign-in", "emergency", "brief")
"""What each project gets, in this order; the copies that hang on a wall are those for volunteers."""

_FOR = {"emergency": Audience.COMMITTEE, "sign-in": Audience.COMMITTEE}


def make_day_pack(
    office: Office, campaign_id: int, day: date | None = None, *, asked: PrintRequest | None = None
) -> list[CheckedOutgoing]:
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
        job.renamed(f"{number:02d} {job.name}") for number, job in enumerate(_jobs(office, base, that_day), 1)
    ]


def _jobs(office: Office, base: PrintRequest, day: date) -> Iterator[CheckedOutgoing]:
    wide = replace(base.paper, landscape=True)
    team = replace(base, audience=Audience.VOLUNTEERS)
    known = office.query(read_protected)
    yield make_print_job(office, "day-rota", replace(team, paper=wide), known)
    titles = {option.id: option.label for option in office.query(list_project_options, base.campaign_id)}
    held = office.query(list_day_projects, base.campaign_id, day)
    for project_id in held:
        for key in BY_PROJECT:
            audience = _FOR.get(key, Audience.VOLUNTEERS)
            yield make_print_job(
                office,
                key,
                replace(base, scope=replace(base.scope, project_id=project_id), audience=audience),
                known,
            )
    for key in ("schedule", "badges"):
        job = make_print_job(office, key, team, known)
        if job.count:
            yield job
    for key in ("pick-list", "delivery-note", "delivery-sheet"):
        job = make_print_job(office, key, replace(base, audience=KINDS[key].audiences[0]), known)
        if job.count:
            yield job
    if held:
        words = "\n\n".join(titles[project_id] for project_id in held)
        public = replace(
            base, audience=Audience.PUBLIC, sign=replace(base.sign, words=words), paper=Paper(base.paper.size)
        )
        yield make_print_job(office, "signs", public, known).renamed("Signs for the doors")


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
