"""Roles, shifts and who is on them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import Base, Retention, needs, owned_by, personal, refers_to, rule, word
from mitzvah_desk.model.person import DbsLevel

_RECORD = personal(Retention.WITH_THE_RECORD)


class AssignmentStatus(StrEnum):
    """How sure an assignment is, and how it ended."""

    INVITED = "invited"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    ATTENDED = "attended"
    ABSENT = "absent"


class Role(Base):
    """The job on a shift (driver, welcome, baker), with what it asks of a person."""

    __tablename__ = "role"
    __table_args__ = (
        rule("trim(name) <> ''", "has_a_name"),
        rule("minimum_age >= 0", "minimum_age_not_negative"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    minimum_age: Mapped[int | None]
    skill_id: Mapped[int | None] = refers_to("skill.id")
    dbs_level: Mapped[DbsLevel] = word(DbsLevel, DbsLevel.NONE)


class Shift(Base):
    """A role in a project from start to end at a place, needing from minimum to maximum people.

    An open-ended shift (knit at home) has no fixed time. A shift without a place is where its project is.
    ``override_reason`` says why it stands in spite of what stood against its time or place.
    """

    __tablename__ = "shift"
    __table_args__ = (
        rule("minimum >= 0 AND maximum >= minimum", "maximum_not_under_minimum"),
        rule(
            "(open_ended = 1 AND starts_at IS NULL AND ends_at IS NULL)"
            " OR (open_ended = 0 AND starts_at IS NOT NULL AND ends_at IS NOT NULL AND ends_at > starts_at)",
            "ends_after_start",
        ),
    )

    project_id: Mapped[int] = owned_by("project.id")
    role_id: Mapped[int] = needs("role.id")
    starts_at: Mapped[datetime | None] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    open_ended: Mapped[bool] = mapped_column(default=False)
    place_id: Mapped[int | None] = refers_to("place.id")
    minimum: Mapped[int] = mapped_column(default=1)
    maximum: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(default="")
    override_reason: Mapped[str] = mapped_column(default="", server_default="")


class Assignment(Base):
    """A person, or a group with a head count, on a shift: exactly one of the two."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("shift_id", "person_id"),
        UniqueConstraint("shift_id", "group_id"),
        rule("(person_id IS NULL) <> (group_id IS NULL)", "person_or_group"),
        rule("adults >= 0 AND children >= 0", "heads_not_negative"),
        rule("minutes_served >= 0", "minutes_not_negative"),
    )

    shift_id: Mapped[int] = owned_by("shift.id")
    person_id: Mapped[int | None] = owned_by("person.id")
    group_id: Mapped[int | None] = owned_by("group.id")
    adults: Mapped[int] = mapped_column(default=0)
    children: Mapped[int] = mapped_column(default=0)
    status: Mapped[AssignmentStatus] = word(AssignmentStatus, AssignmentStatus.INVITED)
    reserve: Mapped[bool] = mapped_column(default=False)
    minutes_served: Mapped[int | None]
    override_reason: Mapped[str] = mapped_column(default="", info=_RECORD)
    note: Mapped[str] = mapped_column(default="", info=_RECORD)


class TravelTime(Base):
    """How long the way between two places takes, where the committee knows better than the estimate."""

    __tablename__ = "travel_time"
    __table_args__ = (
        UniqueConstraint("place_id", "other_id"),
        rule("place_id <> other_id", "two_places"),
        rule("minutes >= 0", "minutes_not_negative"),
    )

    place_id: Mapped[int] = owned_by("place.id")
    other_id: Mapped[int] = owned_by("place.id")
    minutes: Mapped[int]


class Wish(Base):
    """A kind of project that a person would gladly do, or rather not."""

    __tablename__ = "wish"
    __table_args__ = (UniqueConstraint("person_id", "kind_id"),)

    person_id: Mapped[int] = owned_by("person.id")
    kind_id: Mapped[int] = owned_by("project_kind.id")
    rather_not: Mapped[bool] = mapped_column(default=False)


class Pairing(Base):
    """Two persons who would serve together, or rather apart."""

    __tablename__ = "pairing"
    __table_args__ = (UniqueConstraint("person_id", "other_id"), rule("person_id <> other_id", "two_persons"))

    person_id: Mapped[int] = owned_by("person.id")
    other_id: Mapped[int] = owned_by("person.id")
    apart: Mapped[bool] = mapped_column(default=False)
