"""The report of a campaign: what it has to show, its charts, and every project in numbers."""

from typing import TYPE_CHECKING

from mitzvah_desk.model import ProjectStatus
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
from mitzvah_desk.office.projects.queries import ProjectRow, list_projects
from mitzvah_desk.rules.fields.parsing import format_money
from mitzvah_desk.rules.figures import Figures, ProjectFigures, Quantity, describe_figures, pick_highlights
from mitzvah_desk.rules.goods.weights import format_amount
from mitzvah_desk.rules.people.count_people import HeadCount
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.public_projects import TOLD_TO_ALL

if TYPE_CHECKING:
    from mitzvah_desk.documents.report import Chart, ProjectLine

_COLUMNS = ("People", "Adults", "Children", "Hours", "Guests", "Goods", "Money")
"""What is told of each project, as far as any has some of it."""


def make_report(office: Office, asked: PrintRequest) -> Outgoing:
    """The report of a campaign; for everybody it quotes only what may be printed."""
    from mitzvah_desk.documents.report import Chart, ReportBar, ReportValues, render_campaign_report

    known = office.query(read_figures, asked.campaign_id, asked.now)
    if known is None:
        raise not_found()
    public = asked.audience is Audience.PUBLIC
    facts = office.query(report_query, asked.campaign_id, public=public)
    rows = _list_told_projects(office, asked.campaign_id, public=public)
    columns, lines = _table_projects(known, rows)
    values = ReportValues(
        known.name,
        " · ".join(part for part in (format_long_date(known.main_day), known.theme) if part),
        pick_highlights(known),
        (
            _people_chart(known, rows),
            *_given_charts(office, known),
            *_goods_charts(office, asked.campaign_id, known, public=public),
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
        columns,
        lines,
        tuple(each for each in describe_figures(known) if not (public and (each.none or each.planning))),
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


def _list_told_projects(office: Office, campaign_id: int, *, public: bool) -> list[ProjectRow]:
    """Those in the figures; ideas are not told to everybody."""
    rows = office.query(list_projects, campaign_id)
    alive = [row for row in rows if row.status != ProjectStatus.CANCELLED]
    return [row for row in alive if row.status in TOLD_TO_ALL or not public]


def _count_heads(known: Figures, found: ProjectFigures) -> HeadCount:
    """Who came where anybody did, else who is on the rota."""
    return found.came if known.came.total else found.people


def _people_chart(known: Figures, rows: list[ProjectRow]) -> "Chart":
    from mitzvah_desk.documents.report import Chart, ReportBar

    count = {row.id: _count_heads(known, known.by_project[row.id]).total for row in rows}
    most = sorted((row for row in rows if count[row.id]), key=lambda row: (-count[row.id], row.title))
    title = "People who came, by project" if known.came.total else "People on the rota, by project"
    bars = tuple(ReportBar(row.title, count[row.id], f"{count[row.id]:,}") for row in most)
    return Chart(title, bars, tabled=True)


def _table_projects(
    known: Figures, rows: list[ProjectRow]
) -> "tuple[tuple[str, ...], tuple[ProjectLine, ...]]":
    """The columns in which any project has something, and a line for each."""
    from mitzvah_desk.documents.report import ProjectLine

    cells = {row.id: _tell_project(known, known.by_project[row.id]) for row in rows}
    some = [n for n in range(len(_COLUMNS)) if any(told[n] for told in cells.values())]
    ordered = sorted(rows, key=lambda row: (row.day, row.title.casefold()))
    told = {its: tuple(each[n] for n in some) for its, each in cells.items()}
    lines = [ProjectLine(row.title, f"{row.day.day} {row.day:%b}", told[row.id]) for row in ordered]
    whole = _tell_project(known, _sum_up(known))
    lines.append(ProjectLine("All together, each person once", "", tuple(whole[n] for n in some)))
    return tuple(_COLUMNS[n] for n in some), tuple(lines)


def _sum_up(known: Figures) -> ProjectFigures:
    goods = known.all_given + known.made
    return ProjectFigures(known.people, known.came, known.minutes, known.guests, goods, known.given_pence)


def _tell_project(known: Figures, found: ProjectFigures) -> tuple[str, ...]:
    """Its numbers, under ``_COLUMNS``; nothing where there is none of it."""
    heads, goods = _count_heads(known, found), found.goods
    numbers = (heads.total, heads.adults, heads.children, found.hours, found.guests)
    things = [f"{goods.things:,}"] if goods.things else []
    told = "\n".join((*things, *goods.measures))
    return (*(f"{n:,}" if n else "" for n in numbers), told, format_money(found.pence) if found.pence else "")


def _given_charts(office: Office, known: Figures) -> "tuple[Chart, ...]":
    """What came in by kind of goods, and what is left of it: things; then what is weighed, and poured."""
    from mitzvah_desk.documents.report import Chart, ReportBar

    things = [(kind, many.things) for kind, many in known.given.items() if many.things]
    weighed = [(kind, many) for kind, many in known.given.items() if many.grams]
    poured = [(kind, many.millilitres) for kind, many in known.given.items() if many.millilitres]
    stock = office.query(list_stock_by_kind)
    left = Chart("Goods in stock", tuple(ReportBar(s.label, s.count, s.say()) for s in stock))
    return (
        Chart("Goods that came in", tuple(ReportBar(kind, many, f"{many:,}") for kind, many in things)),
        *([left] if known.delivered != Quantity() else []),  # before anything went out it is what came in
        Chart(
            "Goods that came in by weight",
            tuple(ReportBar(kind, many.grams, many.weight) for kind, many in weighed),
        ),
        Chart(
            "Goods that came in by the litre",
            tuple(ReportBar(kind, many, format_amount(many, "ml")) for kind, many in poured),
        ),
    )


def _goods_charts(office: Office, campaign_id: int, known: Figures, *, public: bool) -> "tuple[Chart, ...]":
    """Came in and went out over the day, and what partners got."""
    from mitzvah_desk.documents.report import Chart, ReportBar

    hours = office.query(list_hourly_movements, known.main_day)
    got = office.query(list_goods_by_partner, campaign_id, public=public)
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
    )
