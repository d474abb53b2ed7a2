"""Kinds of project with the work that each usually is; and what is to be done, by whom and by when."""

from datetime import date

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
from mitzvah_desk.model.project import PartnerRole

_RECORD = personal_data(Retention.WITH_THE_RECORD)


class ProjectKind(Base):
    """A kind of project; the list is the committee's own.

    ``safety`` holds its safety points, one on each line, with where they come from.
    """

    __tablename__ = "project_kind"
    __table_args__ = (check_constraint("trim(name) <> ''", "has_a_name"),)

    name: Mapped[str] = mapped_column(unique=True)
    summary: Mapped[str] = mapped_column(default="", server_default="")
    safety: Mapped[str] = mapped_column(default="", server_default="")
    serves_food: Mapped[bool] = mapped_column(default=False, server_default="0")


class KindShift(Base):
    """A shift that a project of this kind usually has.

    The times are of the clock on the project's day, ``09:30``; without them it is open-ended. One that ends
    at or before its start ends on the day after.
    """

    __tablename__ = "kind_shift"
    __table_args__ = (
        check_constraint("(starts_at IS NULL) = (ends_at IS NULL)", "both_times_or_neither"),
        check_constraint("starts_at IS strftime('%H:%M', starts_at)", "starts_at_is_a_clock"),
        check_constraint("ends_at IS strftime('%H:%M', ends_at)", "ends_at_is_a_clock"),
        check_constraint("minimum >= 0 AND maximum >= minimum", "maximum_not_under_minimum"),
    )

    kind_id: Mapped[int] = foreign_key_cascade("project_kind.id")
    role_id: Mapped[int] = foreign_key_restrict("role.id")
    starts_at: Mapped[str | None]
    ends_at: Mapped[str | None]
    minimum: Mapped[int] = mapped_column(default=1)
    maximum: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(default="")


class KindToDo(Base):
    """What every project of this kind needs done, ``lead_days`` before its day; after it where negative."""

    __tablename__ = "kind_to_do"
    __table_args__ = (check_constraint("trim(what) <> ''", "says_what"),)

    kind_id: Mapped[int] = foreign_key_cascade("project_kind.id")
    what: Mapped[str]
    lead_days: Mapped[int] = mapped_column(default=0)


class KindMaterial(Base):
    """Something that a project of this kind must have to hand."""

    __tablename__ = "kind_material"
    __table_args__ = (
        check_constraint("trim(name) <> ''", "has_a_name"),
        check_constraint("quantity > 0", "quantity_positive"),
    )

    kind_id: Mapped[int] = foreign_key_cascade("project_kind.id")
    name: Mapped[str]
    quantity: Mapped[int | None]


class KindPartnerRole(Base):
    """A part that a partner has in projects of this kind: each is asked for until there is one."""

    __tablename__ = "kind_partner_role"
    __table_args__ = (UniqueConstraint("kind_id", "role"),)

    kind_id: Mapped[int] = foreign_key_cascade("project_kind.id")
    role: Mapped[PartnerRole] = enum_column(PartnerRole, PartnerRole.BENEFICIARY)


class ToDo(Base):
    """One thing to do for a campaign, or for a project or a partner of it, by whom and by when."""

    __tablename__ = "to_do"
    __table_args__ = (check_constraint("trim(what) <> ''", "says_what"),)

    campaign_id: Mapped[int] = foreign_key_cascade("campaign.id")
    project_id: Mapped[int | None] = foreign_key_cascade("project.id")
    partner_id: Mapped[int | None] = foreign_key_cascade("partner.id")
    what: Mapped[str] = mapped_column(info=_RECORD)
    due_on: Mapped[date | None] = mapped_column(index=True)
    owner_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_RECORD)
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="", info=_RECORD)
