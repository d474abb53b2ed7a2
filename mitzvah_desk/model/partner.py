"""Partner organisations, their sites and homes, whom we know there and what was said."""

from datetime import date
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import Base, Retention, owned_by, personal, refers_to, rule, word

_TOUCH = personal(Retention.WHILE_IN_TOUCH)
_RECORD = personal(Retention.WITH_THE_RECORD)


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
        rule("trim(name) <> ''", "has_a_name"),
        rule("parent_id <> id", "not_its_own_parent"),
        rule("visitor_limit > 0", "visitor_limit_positive"),
        rule("visiting_until > visiting_from", "visiting_ends_after_start"),
        rule("minimum_age >= 0", "minimum_age_not_negative"),
        rule("target_pence >= 0", "target_not_negative"),
        rule("confidential = 0 OR trim(code_name) <> ''", "confidential_has_a_code_name"),
    )

    name: Mapped[str]
    level: Mapped[PartnerLevel] = word(PartnerLevel, PartnerLevel.ORGANISATION)
    parent_id: Mapped[int | None] = refers_to("partner.id")
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

    partner_id: Mapped[int] = owned_by("partner.id")
    person_id: Mapped[int] = owned_by("person.id")
    job: Mapped[str] = mapped_column(default="", info=_TOUCH)
    is_main: Mapped[bool] = mapped_column(default=False)


class ContactLog(Base):
    """What was said with a partner, and the next step."""

    __tablename__ = "contact_log"

    partner_id: Mapped[int] = owned_by("partner.id")
    person_id: Mapped[int | None] = refers_to("person.id", info=_RECORD)
    on_day: Mapped[date] = mapped_column(info=_RECORD)
    how: Mapped[ContactHow] = word(ContactHow, ContactHow.PHONE)
    by_whom: Mapped[str] = mapped_column(default="", info=_RECORD)
    summary: Mapped[str] = mapped_column(default="", info=_RECORD)
    next_step: Mapped[str] = mapped_column(default="", info=_RECORD)
    next_on: Mapped[date | None] = mapped_column(info=_RECORD)
    next_done: Mapped[bool] = mapped_column(default=False)
