"""What has taken place by a moment, as SQL: nobody is thanked for what has not."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from mitzvah_desk.model import Assignment, AssignmentStatus, Campaign, Project, ProjectStatus, Shift


def project_happened(now: datetime) -> ColumnElement[bool]:
    """Whether a project has taken place by a moment, in a query of projects.

    It has where it is marked as done, or where it was planned and its last shift, or its day, is over. One
    that was cancelled has not, nor a mere idea that never had a shift.
    """
    its = Shift.project_id == Project.id
    shifts = select(Shift.id).where(its).correlate(Project).exists()
    planned = or_(Project.status != ProjectStatus.IDEA, shifts)
    held = or_(Project.status == ProjectStatus.DONE, and_(planned, _is_over(now)))
    return and_(Project.status != ProjectStatus.CANCELLED, held)


def shift_was_served(now: datetime) -> ColumnElement[bool]:
    """Whether an assignment was served by a moment, in a query of assignments, shifts and projects.

    It was where somebody is marked as having come, or had said yes to a shift that is over. Invited,
    declined, absent and in reserve are not enough; in a project that was cancelled nothing was served.
    """
    over = case((Shift.ends_at.is_not(None), Shift.ends_at <= now), else_=_is_over(now))
    said_yes = and_(Assignment.status == AssignmentStatus.CONFIRMED, not_(Assignment.reserve), over)
    came = Assignment.status == AssignmentStatus.ATTENDED
    return and_(Project.status != ProjectStatus.CANCELLED, or_(came, said_yes))


def _is_over(now: datetime) -> ColumnElement[bool]:
    """Whether a project's last shift with a time, else its day, is over."""
    own = Shift.__table__.alias("own_shift")
    last = select(func.max(own.c.ends_at)).where(own.c.project_id == Project.id)
    main = select(Campaign.main_day).where(Campaign.id == Project.campaign_id)
    ended = last.correlate(Project).scalar_subquery()
    day = func.coalesce(Project.on_day, main.correlate(Project).scalar_subquery())
    return case((ended.is_not(None), ended <= now), else_=day < now.date())
