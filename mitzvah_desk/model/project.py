"""Projects and what belongs to one: partners, programme, materials, guests, quotations."""

from datetime import date, datetime
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

_DAY = personal_data(Retention.UNTIL_THE_DAY_IS_OVER)
_RECORD = personal_data(Retention.WITH_THE_RECORD)


class ProjectStatus(StrEnum):
    """How far a project has come."""

    IDEA = "idea"
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    DONE = "done"
    CANCELLED = "cancelled"


class PartnerRole(StrEnum):
    """What a partner is to a project."""

    HOST = "host"
    CO_HOST = "co-host"
    BENEFICIARY = "beneficiary"
    SUPPLIER = "supplier"


class Project(Base):
    """One piece of social action in a campaign.

    ``day_phone`` is whom to ring about it on the day, where that is not the campaign's number.
    """

    __tablename__ = "project"
    __table_args__ = (
        check_constraint("trim(title) <> ''", "has_a_title"),
        check_constraint("target_pence >= 0", "target_pence_not_negative"),
        check_constraint("target_count >= 0", "target_count_not_negative"),
        check_constraint("made_count >= 0", "made_count_not_negative"),
    )

    campaign_id: Mapped[int] = foreign_key_cascade("campaign.id")
    title: Mapped[str]
    kind_id: Mapped[int | None] = foreign_key_set_null("project_kind.id")
    status: Mapped[ProjectStatus] = enum_column(ProjectStatus, ProjectStatus.IDEA)
    coordinator_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_RECORD)
    place_id: Mapped[int | None] = foreign_key_set_null("place.id")
    on_day: Mapped[date | None]
    summary: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    target_pence: Mapped[int | None]
    target_count: Mapped[int | None]
    target_unit: Mapped[str] = mapped_column(default="")
    made_count: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(default="")
    serves_food: Mapped[bool] = mapped_column(default=False, server_default="0")
    day_phone: Mapped[str] = mapped_column(default="", server_default="")


class ProjectPartner(Base):
    """A partner's part in a project."""

    __tablename__ = "project_partner"
    __table_args__ = (UniqueConstraint("project_id", "partner_id", "role"),)

    project_id: Mapped[int] = foreign_key_cascade("project.id")
    partner_id: Mapped[int] = foreign_key_restrict("partner.id")
    role: Mapped[PartnerRole] = enum_column(PartnerRole, PartnerRole.BENEFICIARY)


class ProgrammeItem(Base):
    """One act, session or activity within a project, in order."""

    __tablename__ = "programme_item"
    __table_args__ = (
        check_constraint("trim(title) <> ''", "has_a_title"),
        check_constraint("minutes > 0", "minutes_positive"),
        check_constraint("places >= 0", "places_not_negative"),
    )

    project_id: Mapped[int] = foreign_key_cascade("project.id")
    position: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime | None]
    minutes: Mapped[int | None]
    title: Mapped[str]
    performer: Mapped[str] = mapped_column(default="", info=_RECORD)
    group_id: Mapped[int | None] = foreign_key_set_null("group.id")
    places: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")


class Material(Base):
    """Something a project must have to hand."""

    __tablename__ = "material"
    __table_args__ = (
        check_constraint("trim(name) <> ''", "has_a_name"),
        check_constraint("quantity > 0", "quantity_positive"),
    )

    project_id: Mapped[int] = foreign_key_cascade("project.id")
    name: Mapped[str]
    quantity: Mapped[int | None]
    ready: Mapped[bool] = mapped_column(default=False)


class GuestParty(Base):
    """People who are served: a head count with diets and access needs. Names are never kept here.

    ``programme_item_id`` is the session that they have booked, where a project has several.
    """

    __tablename__ = "guest_party"
    __table_args__ = (
        check_constraint("trim(label) <> ''", "has_a_label"),
        check_constraint("heads >= 0", "heads_not_negative"),
    )

    project_id: Mapped[int] = foreign_key_cascade("project.id")
    label: Mapped[str]
    heads: Mapped[int] = mapped_column(default=0)
    programme_item_id: Mapped[int | None] = foreign_key_set_null("programme_item.id")
    diet: Mapped[str] = mapped_column(default="", info=_DAY)
    access_needs: Mapped[str] = mapped_column(default="", info=_DAY)


class GuestOfHonour(Base):
    """An MP, mayor or faith leader who comes, and who looks after them."""

    __tablename__ = "guest_of_honour"
    __table_args__ = (UniqueConstraint("project_id", "person_id"),)

    project_id: Mapped[int] = foreign_key_cascade("project.id")
    person_id: Mapped[int] = foreign_key_cascade("person.id")
    arrives_at: Mapped[datetime | None] = mapped_column(info=_DAY)
    host_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_DAY)
    note: Mapped[str] = mapped_column(default="", info=_DAY)


class Quotation(Base):
    """What somebody said, and whether it may be printed."""

    __tablename__ = "quotation"
    __table_args__ = (check_constraint("trim(words) <> ''", "has_words"),)

    campaign_id: Mapped[int] = foreign_key_cascade("campaign.id")
    project_id: Mapped[int | None] = foreign_key_set_null("project.id")
    person_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_RECORD)
    words: Mapped[str] = mapped_column(info=_RECORD)
    said_by: Mapped[str] = mapped_column(default="", info=_RECORD)
    may_print: Mapped[bool] = mapped_column(default=False)
