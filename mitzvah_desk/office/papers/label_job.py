"""Labels of any kind on a sheet of labels: badges, addresses, boxes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, find_label_sheet
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.privacy.disclosure import Audience

if TYPE_CHECKING:
    from mitzvah_desk.documents.labels import AddressLabel, BoxLabel, NameBadge


def make_label_job(
    office: Office,
    asked: PrintRequest,
    labels: "Sequence[AddressLabel | BoxLabel | NameBadge]",
    usual: str,
    title: str,
    *,
    name: str = "",
    audience: Audience | None = None,
) -> Outgoing:
    """Labels on the sheet asked for.

    Args:
        office: the open file.
        asked: on which sheet, from which label.
        labels: what stands on them.
        usual: the sheet where none is asked for.
        title: what they are.
        name: of the file; their title where empty.
        audience: for whose eyes; the one asked for where None.
    """
    from mitzvah_desk.documents.label_sheets import render_labels

    settings = read_letterhead(office, asked.campaign_id, asked.scope.project_id)[1]
    sheet = find_label_sheet(settings, asked, usual)
    seen_by = audience or asked.audience
    return Outgoing(
        title,
        seen_by,
        (tuple(labels), sheet, settings.organisation),
        lambda values, _: render_labels(
            values[0],
            values[1],
            title=title,
            author=values[2],
            audience=seen_by,
            printed_at=asked.now,
            start=asked.labels.start,
        ),
        file_name(name or title),
        count=len(labels),
    )
