"""Which projects everybody may hear of, from what age, and how a reader says yes.

What is no more than an idea stands on no public paper.
"""

import re
from collections.abc import Iterable

from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.rules.findings import Finding, info_finding, soft_finding
from mitzvah_desk.rules.people.age import ADULT
from mitzvah_desk.rules.plurals import count_noun

TOLD_TO_ALL = (ProjectStatus.PLANNED, ProjectStatus.CONFIRMED, ProjectStatus.DONE)
"""How far along a project is that the public is told of."""
_LINK = re.compile(r"(?:https?://|\bwww\.)\S+", re.IGNORECASE)
_MAIL = re.compile(r"[^\s<>(),;:@]+@[^\s<>(),;:@]+\.[^\s<>(),;:@]+")
_ENDS = ".,;:!?)”\"'>"
"""What ends a sentence and no link."""


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


def describe_ages(shifts: Iterable[int | None]) -> str:
    """From what age children can help with a project, in a phrase; empty where it is for adults alone.

    Args:
        shifts: of each shift the age that its job or home asks for; None where neither says one, and then
            no child serves on it.
    """
    known = sorted(age for age in shifts if age is not None)
    if not known or known[0] >= ADULT:
        return ""
    first = f"From the age of {known[0]}" if known[0] else "For all ages"
    said = f"{first}, children with an adult"
    return f"{said}; some jobs from {known[-1]}" if known[-1] > known[0] else said


def find_scan_target(sentence: str, *others: str) -> str:
    """What a code to scan leads to: a link in a sentence, else in the others, else its e-mail address.

    Args:
        sentence: how to say yes, as the committee words it.
        others: where else a link may be, such as the committee's website.
    """
    for text in (sentence, *others):
        if link := _LINK.search(text):
            found = link[0].rstrip(_ENDS)
            return found if "://" in found else f"https://{found}"
    mail = _MAIL.search(sentence)
    return f"mailto:{mail[0].rstrip(_ENDS)}" if mail else ""
