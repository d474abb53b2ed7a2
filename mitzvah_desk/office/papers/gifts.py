"""Papers of a project's gifts: the list to tick off, and a tag for each."""

from itertools import groupby

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.label_job import make_label_job
from mitzvah_desk.office.papers.print_request import PrintRequest, not_found
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.office.projects.gifts import GiftRow, describe_progress, list_gifts
from mitzvah_desk.office.projects.queries import ProjectDetails, read_project
from mitzvah_desk.rules.privacy.disclosure import Audience, Granted


def make_gift_list(office: Office, asked: PrintRequest) -> Outgoing:
    """The gifts of a project by partner; who gives them is for the committee only.

    A confidential partner stands by its code name on the committee's list, and by no name on another.
    """
    from mitzvah_desk.documents.gift_list import Gift, GiftGroup, GiftListValues, render_gift_list

    project, rows = _facts(office, asked)
    committee = asked.audience is Audience.COMMITTEE
    groups = []
    for partner, found in groupby(rows, key=lambda row: (row.partner_id, row.partner, row.confidential)):
        number, name, confidential = partner
        gifts = tuple(
            Gift(row.label, row.wish, row.giver if committee else "", row.wrapped, row.given) for row in found
        )
        shown = name if committee or not confidential else ""
        theirs = (
            frozenset({number}) if number is not None and confidential and committee else frozenset[int]()
        )
        groups.append(GiftGroup(shown, gifts, Granted(code_names=theirs)))
    about = " · ".join(
        part
        for part in (format_long_date(project.on_day or project.main_day), describe_progress(rows))
        if part
    )
    head = read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0]
    return Outgoing(
        "Gift list",
        asked.audience,
        GiftListValues(project.title, about, tuple(groups), asked.audience, asked.now, head),
        lambda values, _: render_gift_list(values, asked.paper),
        file_name(f"Gift list {project.title}"),
        count=len(rows),
    )


def make_gift_tags(office: Office, asked: PrintRequest) -> Outgoing:
    """A tag for every gift that is not given yet: for whom it is, and nothing else of them."""
    from mitzvah_desk.documents.labels import AddressLabel

    project, rows = _facts(office, asked)
    organisation = read_letterhead(office, asked.campaign_id, asked.scope.project_id)[1].organisation
    tags = [
        AddressLabel(tuple(line for line in (f"For {row.label}", organisation) if line), 18.0)
        for row in rows
        if not row.given
    ]
    return make_label_job(office, asked, tags, "L7160", "Gift tags", name=f"Gift tags {project.title}")


def _facts(office: Office, asked: PrintRequest) -> tuple[ProjectDetails, list[GiftRow]]:
    project_id = asked.scope.project_id
    project = office.query(read_project, project_id) if project_id is not None else None
    if project is None or project_id is None:
        raise not_found()
    return project, office.query(list_gifts, project_id)
