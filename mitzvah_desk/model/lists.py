"""Lists that go in and out: what a spreadsheet's columns meant, lists kept by name, who is not the same."""

from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import Base, check_constraint, enum_column, foreign_key_cascade


class ImportOf(StrEnum):
    """What a spreadsheet tells of."""

    PEOPLE = "people"
    PARTNERS = "partners"
    DONATIONS = "donations"
    SIGN_UPS = "sign-ups"
    ITEMS = "items"


class ImportProfile(Base):
    """How the columns of one kind of spreadsheet were matched, kept for the next time; JSON."""

    __tablename__ = "import_profile"
    __table_args__ = (check_constraint("trim(name) <> ''", "has_a_name"),)

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ImportOf] = enum_column(ImportOf)
    definition: Mapped[str]


class SavedList(Base):
    """A list kept by name: its filters, columns and order; JSON."""

    __tablename__ = "saved_list"
    __table_args__ = (check_constraint("trim(name) <> ''", "has_a_name"),)

    name: Mapped[str] = mapped_column(unique=True)
    definition: Mapped[str]


class DifferentPeople(Base):
    """Two people who look like one, and of whom a user said that they are two."""

    __tablename__ = "different_people"
    __table_args__ = (
        check_constraint("person_id < other_id", "lower_first"),
        UniqueConstraint("person_id", "other_id"),
    )

    person_id: Mapped[int] = foreign_key_cascade("person.id")
    other_id: Mapped[int] = foreign_key_cascade("person.id")


class DifferentPartners(Base):
    """Two partners who look like one, and of whom a user said that they are two."""

    __tablename__ = "different_partners"
    __table_args__ = (
        check_constraint("partner_id < other_id", "lower_first"),
        UniqueConstraint("partner_id", "other_id"),
    )

    partner_id: Mapped[int] = foreign_key_cascade("partner.id")
    other_id: Mapped[int] = foreign_key_cascade("partner.id")


class NewsletterKind(StrEnum):
    """A piece of the newsletter."""

    WHATS_ON = "what is on"
    STILL_NEEDED = "we still need"
    THANK_YOU = "thank you"
    WHAT_WE_DID = "what we did"


class NewsletterTemplate(Base):
    """The committee's own words and order of one piece of the newsletter."""

    __tablename__ = "newsletter_template"

    __table_args__ = (UniqueConstraint("kind"),)

    kind: Mapped[NewsletterKind] = enum_column(NewsletterKind)
    body: Mapped[str] = mapped_column(default="")
