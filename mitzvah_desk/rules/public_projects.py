"""Which projects everybody may hear of: what is no more than an idea stands on no public paper."""

from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.rules.findings import Finding, info_finding, soft_finding
from mitzvah_desk.rules.plurals import count_noun

TOLD_TO_ALL = (ProjectStatus.PLANNED, ProjectStatus.CONFIRMED, ProjectStatus.DONE)
"""How far along a project is that the public is told of."""


def warn_of_idea(title: str, status: ProjectStatus) -> tuple[Finding, ...]:
    """What is told where a public paper of one project is asked for, and it is only an idea."""
    if status is not ProjectStatus.IDEA:
        return ()
    return (
        soft_finding(
            "print.idea",
            title,
            f"{title} is only an idea yet, and this paper is for everybody.",
            "Wait until it is planned, or print it for the committee.",
        ),
    )


def tell_left_out(ideas: int) -> tuple[Finding, ...]:
    """What is told where a public paper leaves ideas out."""
    if not ideas:
        return ()
    those = "it is" if ideas == 1 else "they are"
    return (
        info_finding(
            "print.ideas",
            "Ideas",
            f"{count_noun(ideas, 'project')} left out, since {those} only an idea yet.",
            "Set the status to planned once everybody may know.",
        ),
    )
