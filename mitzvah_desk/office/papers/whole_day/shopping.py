"""What to buy and bring: the materials of all projects, the same ones added up, and project by project."""

from itertools import groupby
from typing import TYPE_CHECKING

from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, read_asked_campaign
from mitzvah_desk.office.papers.queries.day_queries import list_day_projects
from mitzvah_desk.office.papers.queries.material_queries import MaterialFacts, list_campaign_materials
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.rules.goods.shopping import WantedMaterial, add_up_materials
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.public_projects import tell_left_out

if TYPE_CHECKING:
    from mitzvah_desk.documents.shopping import BringList

_BOUGHT_FOR = (ProjectStatus.PLANNED, ProjectStatus.CONFIRMED)
"""Nothing is bought for what is only an idea, is over or was called off."""


def make_shopping_list(office: Office, asked: PrintRequest) -> Outgoing:
    """The materials of the projects of a day, or of the whole campaign where no day is chosen."""
    from mitzvah_desk.documents.shopping import BuyLine, ShoppingValues, render_shopping_list

    campaign = read_asked_campaign(office, asked)
    rows = office.query(list_campaign_materials, asked.campaign_id, (ProjectStatus.IDEA, *_BOUGHT_FOR))
    about = campaign.name
    if asked.scope.day is not None:
        held = {row.id for row in office.query(list_day_projects, asked.campaign_id, asked.scope.day)}
        rows = [row for row in rows if row.project_id in held]
        about = f"{campaign.name} · {format_long_date(asked.scope.day)}"
    ideas = {row.project_id for row in rows if row.status is ProjectStatus.IDEA}
    rows = [row for row in rows if row.project_id not in ideas]
    missing = [_want(row) for row in rows if not row.ready]
    values = ShoppingValues(
        about,
        tuple(BuyLine(line.amount, line.item, line.projects) for line in add_up_materials(missing)),
        tuple(
            _make_bring_list(list(found), asked.audience)
            for _, found in groupby(rows, key=lambda row: row.project_id)
        ),
        asked.audience,
        asked.now,
        read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0],
    )
    return Outgoing(
        "What to buy and bring",
        asked.audience,
        values,
        lambda values, _: render_shopping_list(values, asked.paper),
        file_name(f"What to buy and bring {about}"),
        findings=tell_left_out(len(ideas)),
        count=len(rows),
    )


def _want(row: MaterialFacts) -> WantedMaterial:
    return WantedMaterial(row.project, row.name, row.quantity)


def _make_bring_list(rows: list[MaterialFacts], audience: Audience) -> "BringList":
    from mitzvah_desk.documents.layout.text import isolate_text
    from mitzvah_desk.documents.shopping import BringLine, BringList

    first = rows[0]
    at = f", {first.starts_at:%H:%M}" if first.starts_at else ""
    runs_it = ", ".join(part for part in (first.coordinator, first.coordinator_phone) if part)
    about = (f"{format_long_date(first.day)}{at}", first.place.name_for(audience), runs_it)
    return BringList(
        first.project,
        " · ".join(isolate_text(part) for part in about if part),
        tuple(BringLine(_want(row).amount, _want(row).item, row.ready) for row in rows),
    )
