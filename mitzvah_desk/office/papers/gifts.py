"""Papers of gifts: a project's list to tick off, a tag for each, and a donor's sheet of where each went."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.giving_on.donor_gifts import DonorGiftRow, DonorKey
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.label_job import make_label_job
from mitzvah_desk.office.papers.print_request import PrintRequest, not_found
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.office.projects.gifts import GiftRow, describe_progress, list_gifts
from mitzvah_desk.office.projects.queries import ProjectDetails, read_project
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.goods.weights import format_amount_of
from mitzvah_desk.rules.privacy.disclosure import Audience, Granted

_PRIVATE = "to people whose place we keep private"


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


def make_gift_sheet(
    office: Office,
    donor: DonorKey,
    gifts: Sequence[DonorGiftRow],
    *,
    paper: Paper | None = None,
    now: datetime | None = None,
) -> Outgoing:
    """A sheet for a donor to keep or to put up.

    Args:
        office: the open file.
        donor: of whom it speaks.
        gifts: what they gave, as ``list_donor_gifts`` has it.
        paper: what it is printed on.
        now: the time of printing.
    """
    from mitzvah_desk.documents.gift_sheet import GiftLine, render_gift_sheet

    name = office.query(record_name, *donor)
    moment = now or datetime.now()
    lines = [
        GiftLine(
            format_date(gift.given_at.date()),
            format_amount_of(gift.quantity, gift.unit, gift.item),
            _went(gift),
        )
        for gift in gifts
    ]
    return Outgoing(
        "Thank-you sheet",
        Audience.PUBLIC,
        (name, lines, read_letterhead(office)[0]),
        lambda values, _: render_gift_sheet(
            values[0],
            values[1],
            values[2],
            paper or Paper(),
            audience=Audience.PUBLIC,
            printed_at=moment,
        ),
        file_name(f"Thank you {name}"),
    )


def _went(gift: DonorGiftRow) -> str:
    where = _PRIVATE if gift.private else gift.went
    return f"{where}, {format_date(gift.went_at.date())}" if gift.went_at else where
