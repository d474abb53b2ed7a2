"""The names that questions of lists are about: which there are, to choose from."""

from collections import defaultdict

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import InstrumentedAttribute

from mitzvah_desk.model import Campaign, Group, Project, Role, Skill
from mitzvah_desk.office.lists.conditions import full_project_title, match_project
from mitzvah_desk.rules.lists.questions import QuestionNeeds

NAMES: dict[QuestionNeeds, InstrumentedAttribute[str]] = {
    QuestionNeeds.CAMPAIGN: Campaign.name,
    QuestionNeeds.ONE_CAMPAIGN: Campaign.name,
    QuestionNeeds.PROJECT: Project.title,
    QuestionNeeds.ROLE: Role.name,
    QuestionNeeds.SKILL: Skill.name,
    QuestionNeeds.GROUP: Group.name,
}
"""The records that questions name, by their names."""
CAMPAIGNS = (QuestionNeeds.CAMPAIGN, QuestionNeeds.ONE_CAMPAIGN)


def list_condition_names(connection: Connection, wanted: QuestionNeeds) -> list[str]:
    """The names that a question may be about, each once: the newest campaign first, others by name."""
    column = NAMES[wanted]
    if wanted in CAMPAIGNS:
        return list(connection.execute(select(column).order_by(Campaign.main_day.desc())).scalars())
    if wanted is QuestionNeeds.PROJECT:
        return _projects(connection)
    return list(connection.execute(select(column).distinct().order_by(func.lower(column))).scalars())


def _projects(connection: Connection) -> list[str]:
    """Titles of projects; those that came again stand there with each campaign too."""
    query = select(Project.title, full_project_title()).join(Campaign, Campaign.id == Project.campaign_id)
    known: dict[str, list[str]] = defaultdict(list)
    for title, full in connection.execute(
        query.order_by(func.lower(Project.title), Campaign.main_day.desc())
    ):
        known[title].append(full)
    return [name for title, full in known.items() for name in (title, *(full if len(full) > 1 else ()))]


def is_named(connection: Connection, wanted: QuestionNeeds, name: str) -> bool:
    """Whether there is such a record: a project by its title, or by its title and campaign."""
    column = NAMES[wanted]
    test = match_project(name) if wanted is QuestionNeeds.PROJECT else column == name
    return connection.execute(select(column).where(test).limit(1)).first() is not None
