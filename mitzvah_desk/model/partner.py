"""Partner organisations, their sites and homes, whom we know there and what was said."""

from datetime import date
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import (
    Base,
    Retention,
    check_constraint,
    enum_column,
    foreign_key_cascade,
    foreign_key_set_null,
    personal_data,
)

_TOUCH = personal_data(Retention.WHILE_IN_TOUCH)
_RECORD = personal_data(Retention.WITH_THE_RECORD)


class PartnerLevel(StrEnum):
    """Where a partner stands in its own house: organisation, site, home."""

    ORGANISATION = "organisation"
    SITE = "site"
    HOME = "home"


class ContactHow(StrEnum):
    """How a conversation was held."""

    PHONE = "phone"
    EMAIL = "email"
    VISIT = "visit"
    MEETING = "meeting"
    LETTER = "letter"


class Partner(Base):
    """An organisation that hosts, helps, supplies or receives.

    A confidential partner (a refuge, a safe house) is shown and printed under its code name; its address,
    phone and place reach only the named driver's delivery sheet.
    """

    __tablename__ = "partner"
    __table_args__ = (
        check_constraint("trim(name) <> ''", "has_a_name"),
        check_constraint("parent_id <> id", "not_its_own_parent"),
        check_constraint("visitor_limit > 0", "visitor_limit_positive"),
        check_constraint("visiting_until > visiting_from", "visiting_ends_after_start"),
        check_constraint("minimum_age >= 0", "minimum_age_not_negative"),
        check_constraint("target_pence >= 0", "target_not_negative"),
        check_constraint("confidential = 0 OR trim(code_name) <> ''", "confidential_has_a_code_name"),
    )

    name: Mapped[str]
    level: Mapped[PartnerLevel] = enum_column(PartnerLevel, PartnerLevel.ORGANISATION)
    parent_id: Mapped[int | None] = foreign_key_set_null("partner.id")
    what: Mapped[str] = mapped_column(default="")
    confidential: Mapped[bool] = mapped_column(default=False)
    code_name: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    visitor_limit: Mapped[int | None]
    visiting_from: Mapped[str | None]
    visiting_until: Mapped[str | None]
    minimum_age: Mapped[int | None]
    visiting_rules: Mapped[str] = mapped_column(default="")
    food_rules: Mapped[str] = mapped_column(default="")
    kosher_only: Mapped[bool] = mapped_column(default=False, server_default="0")
    halal_only: Mapped[bool] = mapped_column(default=False, server_default="0")
    avoids: Mapped[str] = mapped_column(default="", server_default="")
    target_pence: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")


class PartnerContact(Base):
    """A person we know at a partner."""

    __tablename__ = "partner_contact"
    __table_args__ = (UniqueConstraint("partner_id", "person_id"),)

    partner_id: Mapped[int] = foreign_key_cascade("partner.id")
    person_id: Mapped[int] = foreign_key_cascade("person.id")
    job: Mapped[str] = mapped_column(default="", info=_TOUCH)
    is_main: Mapped[bool] = mapped_column(default=False)


class ContactLog(Base):
    """What was said with a partner, and the next step."""

    __tablename__ = "contact_log"

    partner_id: Mapped[int] = foreign_key_cascade("partner.id")
    person_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_RECORD)
    on_day: Mapped[date] = mapped_column(info=_RECORD)
    how: Mapped[ContactHow] = enum_column(ContactHow, ContactHow.PHONE)
    by_whom: Mapped[str] = mapped_column(default="", info=_RECORD)
    summary: Mapped[str] = mapped_column(default="", info=_RECORD)
    next_step: Mapped[str] = mapped_column(default="", info=_RECORD)
    next_on: Mapped[date | None] = mapped_column(info=_RECORD)
    next_done: Mapped[bool] = mapped_column(default=False)
