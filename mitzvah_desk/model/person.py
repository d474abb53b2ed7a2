"""The one book of people: households, persons, groups, what they can do and what they allow."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
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
_DAY = personal_data(Retention.UNTIL_THE_DAY_IS_OVER)
_RECORD = personal_data(Retention.WITH_THE_RECORD)
ADULT = 18
"""The age of an adult: a child is anyone under 18 (Children Act 1989, section 105)."""
ERASED_NAME = "Somebody whose details were erased"
"""The family name of the empty record that keeps the shifts of whoever was erased, so that figures stay."""


class DbsLevel(StrEnum):
    """Levels of check by the Disclosure and Barring Service."""

    NONE = "none"
    BASIC = "basic"
    STANDARD = "standard"
    ENHANCED = "enhanced"


class SkillLevel(StrEnum):
    """Whether somebody can do a thing or can teach it."""

    CAN = "can"
    TEACHES = "teaches"


class ContactStatus(StrEnum):
    """Whether somebody may be asked and written to; only who is in touch is."""

    IN_TOUCH = "in touch"
    MOVED_AWAY = "moved away"
    NO_CONTACT = "wants no contact"
    DIED = "died"


class Purpose(StrEnum):
    """What a person may allow."""

    PHOTO = "photo"
    PRINT = "name in print"
    NEWSLETTER = "newsletter"
    KEEP = "keep my details"


class Household(Base):
    """People who live together and get one letter."""

    __tablename__ = "household"
    __table_args__ = (check_constraint("trim(name) <> ''", "has_a_name"),)

    name: Mapped[str] = mapped_column(info=_TOUCH)
    salutation: Mapped[str] = mapped_column(default="", info=_TOUCH)
    address: Mapped[str] = mapped_column(default="", info=_TOUCH)
    postcode: Mapped[str] = mapped_column(default="", info=_TOUCH)
    country: Mapped[str] = mapped_column(default="", server_default="", info=_TOUCH)
    phone: Mapped[str] = mapped_column(default="", info=_TOUCH)
    note: Mapped[str] = mapped_column(default="", info=_TOUCH)


class Person(Base):
    """A volunteer, donor, contact or guest of honour.

    The DBS certificate itself is never kept: only its level and when it is to be renewed. ``recruited_on`` is
    when the committee's own checks for work with children were done (safer recruitment). ``honours`` are the
    letters after the name. ``told_age`` is an age that was told on the day ``told_on``, where nobody knows
    the date of birth. ``also_volunteers`` says of a partner's contact or a guest of honour that they may be
    asked to serve as well.
    """

    __tablename__ = "person"
    __table_args__ = (
        check_constraint("trim(given || family) <> ''", "has_a_name"),
        check_constraint("told_age BETWEEN 0 AND 120", "told_age_is_an_age"),
    )

    household_id: Mapped[int | None] = foreign_key_set_null("household.id", info=_TOUCH)
    title: Mapped[str] = mapped_column(default="", info=_TOUCH)
    given: Mapped[str] = mapped_column(default="", info=_TOUCH)
    family: Mapped[str] = mapped_column(default="", index=True, info=_TOUCH)
    known_as: Mapped[str] = mapped_column(default="", info=_TOUCH)
    pronouns: Mapped[str] = mapped_column(default="", server_default="", info=_TOUCH)
    hebrew_name: Mapped[str] = mapped_column(default="", info=_TOUCH)
    is_child: Mapped[bool] = mapped_column(default=False, info=_TOUCH)
    born: Mapped[date | None] = mapped_column(info=_TOUCH)
    told_age: Mapped[int | None] = mapped_column(info=_TOUCH)
    told_on: Mapped[date | None] = mapped_column(info=_TOUCH)
    email: Mapped[str] = mapped_column(default="", info=_TOUCH)
    phone: Mapped[str] = mapped_column(default="", info=_TOUCH)
    mobile: Mapped[str] = mapped_column(default="", info=_TOUCH)
    position: Mapped[str] = mapped_column(default="", info=_TOUCH)
    honours: Mapped[str] = mapped_column(default="", server_default="", info=_TOUCH)
    partner_id: Mapped[int | None] = foreign_key_set_null("partner.id", info=_TOUCH)
    contact_status: Mapped[ContactStatus] = enum_column(
        ContactStatus, ContactStatus.IN_TOUCH, added=True, info=_TOUCH
    )
    diet: Mapped[str] = mapped_column(default="", info=_DAY)
    access_needs: Mapped[str] = mapped_column(default="", info=_DAY)
    dbs_level: Mapped[DbsLevel] = enum_column(DbsLevel, DbsLevel.NONE, info=_TOUCH)
    dbs_renew_on: Mapped[date | None] = mapped_column(info=_TOUCH)
    recruited_on: Mapped[date | None] = mapped_column(info=_TOUCH)
    also_volunteers: Mapped[bool] = mapped_column(default=False, server_default="0", info=_TOUCH)
    emergency_contact: Mapped[str] = mapped_column(default="", info=_DAY)
    note: Mapped[str] = mapped_column(default="", info=_TOUCH)


class Guardian(Base):
    """An adult who answers for a child."""

    __tablename__ = "guardian"
    __table_args__ = (
        UniqueConstraint("child_id", "adult_id"),
        check_constraint("child_id <> adult_id", "not_oneself"),
    )

    child_id: Mapped[int] = foreign_key_cascade("person.id")
    adult_id: Mapped[int] = foreign_key_cascade("person.id")
    relation: Mapped[str] = mapped_column(default="", info=_TOUCH)


class Group(Base):
    """A class, youth movement or congregation that comes together, with a leader and a head count."""

    __tablename__ = "group"
    __table_args__ = (
        check_constraint("trim(name) <> ''", "has_a_name"),
        check_constraint("adults >= 0 AND children >= 0", "heads_not_negative"),
    )

    name: Mapped[str]
    leader_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_TOUCH)
    partner_id: Mapped[int | None] = foreign_key_set_null("partner.id")
    adults: Mapped[int] = mapped_column(default=0)
    children: Mapped[int] = mapped_column(default=0)
    ages: Mapped[str] = mapped_column(default="", info=_TOUCH)
    diet: Mapped[str] = mapped_column(default="", info=_DAY)
    access_needs: Mapped[str] = mapped_column(default="", info=_DAY)
    note: Mapped[str] = mapped_column(default="", info=_TOUCH)


class GroupMember(Base):
    """A person who belongs to a group. A group may also be a head count only."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "person_id"),)

    group_id: Mapped[int] = foreign_key_cascade("group.id")
    person_id: Mapped[int] = foreign_key_cascade("person.id")


class Skill(Base):
    """Something people can do: drive, knit, sing, sign. The list is the committee's own."""

    __tablename__ = "skill"
    __table_args__ = (check_constraint("trim(name) <> ''", "has_a_name"),)

    name: Mapped[str] = mapped_column(unique=True)


class PersonSkill(Base):
    """What a person can do or teach."""

    __tablename__ = "person_skill"
    __table_args__ = (UniqueConstraint("person_id", "skill_id"),)

    person_id: Mapped[int] = foreign_key_cascade("person.id")
    skill_id: Mapped[int] = foreign_key_cascade("skill.id")
    level: Mapped[SkillLevel] = enum_column(SkillLevel, SkillLevel.CAN)


class Unavailability(Base):
    """When a person cannot serve."""

    __tablename__ = "unavailability"
    __table_args__ = (check_constraint("ends_at > starts_at", "ends_after_start"),)

    person_id: Mapped[int] = foreign_key_cascade("person.id")
    starts_at: Mapped[datetime] = mapped_column(info=_DAY)
    ends_at: Mapped[datetime] = mapped_column(info=_DAY)
    reason: Mapped[str] = mapped_column(default="", info=_DAY)


class LawfulBasis(StrEnum):
    """On what ground somebody's details are used (UK GDPR, article 6; PECR, regulation 22(3A))."""

    CONSENT = "consent"
    SOFT_OPT_IN = "charitable soft opt-in"
    LEGITIMATE_INTEREST = "legitimate interest"


class Permission(Base):
    """What a person, or for a child a guardian, allowed or refused on a day.

    Every statement stays as it was made: a change of mind is another row. The newest by its own day stands
    (``expressions.stands``). No row means unknown, and unknown is no.
    """

    __tablename__ = "permission"
    __table_args__ = (Index("ix_permission_newest", "person_id", "purpose", "given_on"),)

    person_id: Mapped[int] = foreign_key_cascade("person.id", index=False)
    purpose: Mapped[Purpose] = enum_column(Purpose)
    given: Mapped[bool]
    given_on: Mapped[date] = mapped_column(info=_RECORD)
    how: Mapped[str] = mapped_column(default="", info=_RECORD)
    basis: Mapped[LawfulBasis] = enum_column(LawfulBasis, LawfulBasis.CONSENT, added=True, info=_RECORD)
    guardian_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_RECORD)
