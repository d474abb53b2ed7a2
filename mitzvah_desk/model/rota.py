"""Roles, shifts and who is on them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import (
    Base,
    Retention,
    check_constraint,
    enum_column,
    foreign_key_cascade,
    foreign_key_restrict,
    foreign_key_set_null,
    personal_data,
)
from mitzvah_desk.model.person import DbsLevel

_RECORD = personal_data(Retention.WITH_THE_RECORD)
_DAY = personal_data(Retention.UNTIL_THE_DAY_IS_OVER)


class AssignmentStatus(StrEnum):
    """How sure an assignment is, and how it ended."""

    INVITED = "invited"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    ATTENDED = "attended"
    ABSENT = "absent"


class ToldHow(StrEnum):
    """How somebody came to know of a shift."""

    SAID_YES = "said yes"
    PRINTED = "printed"
    EXPORTED = "exported"
    CALLED_OFF = "called off"


class Role(Base):
    """The job on a shift (driver, welcome, baker), with what it asks of a person.

    ``deed`` is what letters thank for: "baked", "drove the parcels round".
    """

    __tablename__ = "role"
    __table_args__ = (
        check_constraint("trim(name) <> ''", "has_a_name"),
        check_constraint("minimum_age >= 0", "minimum_age_not_negative"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    minimum_age: Mapped[int | None]
    skill_id: Mapped[int | None] = foreign_key_set_null("skill.id")
    dbs_level: Mapped[DbsLevel] = enum_column(DbsLevel, DbsLevel.NONE)
    deed: Mapped[str] = mapped_column(default="", server_default="")


class Shift(Base):
    """A role in a project from start to end at a place, needing from minimum to maximum people.

    An open-ended shift (knit at home) has no fixed time. A shift without a place is where its project is.
    ``override_reason`` says why it stands in spite of what stood against its time or place.
    """

    __tablename__ = "shift"
    __table_args__ = (
        check_constraint("minimum >= 0 AND maximum >= minimum", "maximum_not_under_minimum"),
        check_constraint(
            "(open_ended = 1 AND starts_at IS NULL AND ends_at IS NULL)"
            " OR (open_ended = 0 AND starts_at IS NOT NULL AND ends_at IS NOT NULL AND ends_at > starts_at)",
            "ends_after_start",
        ),
    )

    project_id: Mapped[int] = foreign_key_cascade("project.id")
    role_id: Mapped[int] = foreign_key_restrict("role.id")
    starts_at: Mapped[datetime | None] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    open_ended: Mapped[bool] = mapped_column(default=False)
    place_id: Mapped[int | None] = foreign_key_set_null("place.id")
    minimum: Mapped[int] = mapped_column(default=1)
    maximum: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(default="")
    override_reason: Mapped[str] = mapped_column(default="", server_default="")


class Assignment(Base):
    """A person, or a group with a head count, on a shift: exactly one of the two.

    ``arrived_at`` and ``left_at`` are what the desk at the door saw; ``collected_by`` says who took a child.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("shift_id", "person_id"),
        UniqueConstraint("shift_id", "group_id"),
        check_constraint("(person_id IS NULL) <> (group_id IS NULL)", "person_or_group"),
        check_constraint("adults >= 0 AND children >= 0", "heads_not_negative"),
        check_constraint("minutes_served >= 0", "minutes_not_negative"),
        check_constraint("left_at >= arrived_at", "left_after_arriving"),
    )

    shift_id: Mapped[int] = foreign_key_cascade("shift.id")
    person_id: Mapped[int | None] = foreign_key_cascade("person.id")
    group_id: Mapped[int | None] = foreign_key_cascade("group.id")
    adults: Mapped[int] = mapped_column(default=0)
    children: Mapped[int] = mapped_column(default=0)
    status: Mapped[AssignmentStatus] = enum_column(AssignmentStatus, AssignmentStatus.INVITED)
    reserve: Mapped[bool] = mapped_column(default=False)
    minutes_served: Mapped[int | None]
    override_reason: Mapped[str] = mapped_column(default="", info=_RECORD)
    note: Mapped[str] = mapped_column(default="", info=_RECORD)
    arrived_at: Mapped[datetime | None] = mapped_column(info=_RECORD)
    left_at: Mapped[datetime | None] = mapped_column(info=_RECORD)
    collected_by: Mapped[str] = mapped_column(default="", server_default="", info=_RECORD)


class ShiftNotice(Base):
    """What a person or a group knows of a shift that was changed since; it goes once they are told.

    It outlives the shift, which is known by its number, and its project; one without a shift is of somebody
    with another part in a project that was called off, such as its coordinator. ``place_id`` is where the
    shift was to be held, be it the shift's own place or its project's.
    """

    __tablename__ = "shift_notice"
    __table_args__ = (
        UniqueConstraint("person_id", "shift_number"),
        UniqueConstraint("group_id", "shift_number"),
        check_constraint("(person_id IS NULL) <> (group_id IS NULL)", "person_or_group"),
    )

    person_id: Mapped[int | None] = foreign_key_cascade("person.id")
    group_id: Mapped[int | None] = foreign_key_cascade("group.id")
    campaign_id: Mapped[int] = foreign_key_cascade("campaign.id")
    project_id: Mapped[int | None] = foreign_key_set_null("project.id")
    shift_number: Mapped[int | None] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(info=_DAY)
    starts_at: Mapped[datetime | None] = mapped_column(info=_DAY)
    ends_at: Mapped[datetime | None] = mapped_column(info=_DAY)
    place_id: Mapped[int | None] = foreign_key_set_null("place.id")
    how: Mapped[ToldHow] = enum_column(ToldHow, ToldHow.SAID_YES)


class PrintNotice(Base):
    """Who stood on a shift, when and where, on the rota or schedule that was printed last."""

    __tablename__ = "print_notice"
    __table_args__ = (
        UniqueConstraint("person_id", "shift_number"),
        UniqueConstraint("group_id", "shift_number"),
        check_constraint("(person_id IS NULL) <> (group_id IS NULL)", "person_or_group"),
    )

    person_id: Mapped[int | None] = foreign_key_cascade("person.id")
    group_id: Mapped[int | None] = foreign_key_cascade("group.id")
    project_id: Mapped[int] = foreign_key_cascade("project.id")
    shift_number: Mapped[int] = mapped_column(index=True)
    starts_at: Mapped[datetime | None] = mapped_column(info=_DAY)
    ends_at: Mapped[datetime | None] = mapped_column(info=_DAY)
    place_id: Mapped[int | None] = foreign_key_set_null("place.id")
    printed_at: Mapped[datetime] = mapped_column(info=_DAY)


class CalendarNotice(Base):
    """An event that a calendar file brought out, so that a later one can take it back (RFC 5545, ``UID``).

    A whole day has no ``ends_at``. It outlives its project, so it keeps the title.
    """

    __tablename__ = "calendar_notice"

    uid: Mapped[str] = mapped_column(unique=True, info=_DAY)
    campaign_id: Mapped[int] = foreign_key_cascade("campaign.id")
    project_id: Mapped[int | None] = foreign_key_set_null("project.id")
    person_id: Mapped[int | None] = foreign_key_cascade("person.id")
    shift_number: Mapped[int | None] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(info=_DAY)
    starts_at: Mapped[datetime] = mapped_column(info=_DAY)
    ends_at: Mapped[datetime | None] = mapped_column(info=_DAY)
    exported_at: Mapped[datetime] = mapped_column(info=_DAY)


class TravelTime(Base):
    """How long the way between two places takes, where the committee knows better than the estimate."""

    __tablename__ = "travel_time"
    __table_args__ = (
        UniqueConstraint("place_id", "other_id"),
        check_constraint("place_id <> other_id", "two_places"),
        check_constraint("minutes >= 0", "minutes_not_negative"),
    )

    place_id: Mapped[int] = foreign_key_cascade("place.id")
    other_id: Mapped[int] = foreign_key_cascade("place.id")
    minutes: Mapped[int]


class Wish(Base):
    """A kind of project that a person would gladly do, or rather not."""

    __tablename__ = "wish"
    __table_args__ = (UniqueConstraint("person_id", "kind_id"),)

    person_id: Mapped[int] = foreign_key_cascade("person.id")
    kind_id: Mapped[int] = foreign_key_cascade("project_kind.id")
    rather_not: Mapped[bool] = mapped_column(default=False)


class ProjectWish(Base):
    """A project that a person asked for on a sign-up form: 1 is what they would like best."""

    __tablename__ = "project_wish"
    __table_args__ = (
        UniqueConstraint("person_id", "project_id"),
        check_constraint("rank >= 1", "rank_from_one"),
    )

    person_id: Mapped[int] = foreign_key_cascade("person.id")
    project_id: Mapped[int] = foreign_key_cascade("project.id")
    rank: Mapped[int] = mapped_column(default=1)


class Pairing(Base):
    """Two persons who would serve together, or rather apart."""

    __tablename__ = "pairing"
    __table_args__ = (
        UniqueConstraint("person_id", "other_id"),
        check_constraint("person_id <> other_id", "two_persons"),
    )

    person_id: Mapped[int] = foreign_key_cascade("person.id")
    other_id: Mapped[int] = foreign_key_cascade("person.id")
    apart: Mapped[bool] = mapped_column(default=False)
