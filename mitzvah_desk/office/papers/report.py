"""The report of a campaign, in figures, charts and words."""

from datetime import date
from typing import TYPE_CHECKING

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.chart_queries import (
    list_goods_by_partner,
    list_hourly_movements,
    list_partner_targets,
    list_stock_by_kind,
)
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, not_found
from mitzvah_desk.office.papers.queries.report_queries import read_report_facts as report_query
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.office.projects.figures import read_figures
from mitzvah_desk.office.projects.queries import list_projects
from mitzvah_desk.rules.fields.parsing import format_money
from mitzvah_desk.rules.figures import Figures, describe_figures
from mitzvah_desk.rules.goods.weights import format_amount
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.public_projects import TOLD_TO_ALL

if TYPE_CHECKING:
    from mitzvah_desk.documents.report import Chart


def make_report(office: Office, asked: PrintRequest) -> Outgoing:
    """The report of a campaign; for everybody it quotes only what may be printed."""
    from mitzvah_desk.documents.report import Chart, ReportBar, ReportValues, render_campaign_report

    known = office.query(read_figures, asked.campaign_id, asked.now)
    if known is None:
        raise not_found()
    public = asked.audience is Audience.PUBLIC
    facts = office.query(report_query, asked.campaign_id, public=public)
    values = ReportValues(
        known.name,
        " · ".join(part for part in (format_long_date(known.main_day), known.theme) if part),
        describe_figures(known),
        (
            _people_chart(office, asked.campaign_id, known, public=public),
            *_given_charts(known),
            *_goods_charts(office, asked.campaign_id, known.main_day, public=public),
            Chart(
                "Money",
                tuple(
                    ReportBar(m.project, m.pence, format_money(m.pence), m.target_pence) for m in facts.money
                ),
            ),
            Chart(
                "Money for partners, over all projects and years",
                tuple(
                    ReportBar(t.title, t.reached, format_money(t.reached), t.hoped)
                    for t in office.query(list_partner_targets, asked.campaign_id, public=public)
                ),
            ),
        ),
        facts.outcomes,
        tuple((q.words, q.said_by) for q in facts.quotations if q.may_print or not public),
        asked.audience,
        asked.now,
        read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0],
    )

    return Outgoing(
        "Report",
        asked.audience,
        values,
        lambda values, _: render_campaign_report(values, asked.paper),
        file_name(f"Report {known.name}"),
    )


def _people_chart(office: Office, campaign_id: int, known: Figures, *, public: bool) -> "Chart":
    """How many people each project has: those who came where any did, else those on the rota."""
    from mitzvah_desk.documents.report import Chart, ReportBar

    count = known.came_by_project if known.came.total else known.by_project
    rows = [
        row
        for row in office.query(list_projects, campaign_id)
        if count.get(row.id) and (row.status in TOLD_TO_ALL or not public)
    ]
    rows.sort(key=lambda row: (-count[row.id], row.title))
    title = "People who came, by project" if known.came.total else "People on the rota, by project"
    return Chart(title, tuple(ReportBar(r.title, count[r.id], f"{count[r.id]:,}") for r in rows))


def _given_charts(known: Figures) -> "tuple[Chart, ...]":
    """What came in by kind of goods: things, what is weighed, and what is poured."""
    from mitzvah_desk.documents.report import Chart, ReportBar

    things = [(kind, many.things) for kind, many in known.given.items() if many.things]
    weighed = [(kind, many) for kind, many in known.given.items() if many.grams]
    poured = [(kind, many.millilitres) for kind, many in known.given.items() if many.millilitres]
    return (
        Chart("Goods that came in", tuple(ReportBar(kind, many, f"{many:,}") for kind, many in things)),
        Chart(
            "Goods that came in by weight",
            tuple(ReportBar(kind, many.grams, many.weight) for kind, many in weighed),
        ),
        Chart(
            "Goods that came in by the litre",
            tuple(ReportBar(kind, many, format_amount(many, "ml")) for kind, many in poured),
        ),
    )


def _goods_charts(office: Office, campaign_id: int, day: date, *, public: bool) -> "tuple[Chart, ...]":
    """Came in and went out over the day, what partners got, and what is left."""
    from mitzvah_desk.documents.report import Chart, ReportBar

    hours, got = (
        office.query(list_hourly_movements, day),
        office.query(list_goods_by_partner, campaign_id, public=public),
    )
    return (
        Chart(
            "Goods over the day",
            tuple(ReportBar(h.label, h.count, h.say("in", "out"), other=h.other or 0) for h in hours),
            "Full is what came in, hatched is what went out.",
        ),
        Chart(
            "What partners got",
            tuple(ReportBar(p.label, p.count, p.say("got", "coming"), other=p.other or 0) for p in got),
            "Full is what they got, hatched is what is on its way to them.",
        ),
        Chart(
            "Goods in stock",
            tuple(ReportBar(s.label, s.count, s.say()) for s in office.query(list_stock_by_kind)),
        ),
    )
