"""What a campaign's report tells besides its figures: money by project, outcomes and what was said."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import MoneyGift, Project, ProjectStatus, Quotation
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.rules.public_projects import TOLD_TO_ALL


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """What was given towards a project."""

    project: str
    pence: int
    target_pence: int


@dataclass(frozen=True, slots=True)
class QuotationFacts:
    """What somebody said."""

    words: str
    said_by: str
    may_print: bool


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A campaign's report.

    Attributes:
        money: by project, the most first; projects with a target and nothing yet too.
        outcomes: a project's title and what came of it.
        quotations: in the order they were written down, also those that may not be printed.
    """

    money: tuple[MoneyFacts, ...]
    outcomes: tuple[tuple[str, str], ...]
    quotations: tuple[QuotationFacts, ...]


def read_report_facts(connection: Connection, campaign_id: int, *, public: bool) -> ReportFacts:
    """What a campaign's report tells beyond its figures and its list of projects; ideas not to everybody."""
    told = Project.status.in_(TOLD_TO_ALL if public else (*TOLD_TO_ALL, ProjectStatus.IDEA))
    given = func.coalesce(func.sum(MoneyGift.amount_pence), 0)
    aim = func.coalesce(Project.target_pence, 0)
    money = connection.execute(
        select(Project.title.label("project"), given.label("pence"), aim.label("target_pence"))
        .outerjoin(MoneyGift, MoneyGift.project_id == Project.id)
        .where(Project.campaign_id == campaign_id, told)
        .group_by(Project.id)
        .having((given > 0) | (aim > 0))
        .order_by(given.desc(), Project.title)
    )
    outcomes = connection.execute(
        select(Project.title, Project.outcome)
        .where(Project.campaign_id == campaign_id, Project.outcome != "")
        .order_by(func.lower(Project.title))
    )
    said = connection.execute(
        select(Quotation.words, Quotation.said_by, Quotation.may_print)
        .where(Quotation.campaign_id == campaign_id)
        .order_by(Quotation.id)
    )
    return ReportFacts(
        tuple(fill_rows(MoneyFacts, money)),
        tuple((title, outcome) for title, outcome in outcomes),
        tuple(fill_rows(QuotationFacts, said)),
    )
