"""Letters and the thank-you ledger."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import (
    Base,
    Retention,
    check_constraint,
    enum_column,
    foreign_key_cascade,
    personal_data,
)

_RECORD = personal_data(Retention.WITH_THE_RECORD)


class LetterKind(StrEnum):
    """What a letter is for."""

    THANK_YOU = "thank-you"
    OTHER = "other"


class LetterFor(StrEnum):
    """Whom the words of a letter are for."""

    ANYBODY = "anybody"
    VOLUNTEER = "volunteer"
    FAMILY = "family"
    GROUP_LEADER = "group leader"
    DONOR_OF_GOODS = "donor of goods"
    DONOR_OF_MONEY = "donor of money"
    PARTNER = "partner"
    HOST = "host"
    CO_HOST = "co-host"
    SUPPLIER = "supplier"
    GUEST_OF_HONOUR = "guest of honour"


class ThankedHow(StrEnum):
    """How thanks reached somebody."""

    PRINTED = "printed"
    EMAILED = "e-mailed"
    BY_HAND = "by hand"
    SPOKEN = "spoken"


class LetterTemplate(Base):
    """The words of a letter; fields stand in double braces."""

    __tablename__ = "letter_template"
    __table_args__ = (check_constraint("trim(name) <> ''", "has_a_name"),)

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[LetterKind] = enum_column(LetterKind, LetterKind.THANK_YOU)
    body: Mapped[str] = mapped_column(default="")
    for_whom: Mapped[LetterFor] = enum_column(LetterFor, LetterFor.ANYBODY, added=True)
    subject: Mapped[str] = mapped_column(default="", server_default="")


class Letter(Base):
    """One line of the thank-you ledger: who was thanked in a campaign, for what, when and how.

    Addressed to exactly one of a household, a person without one, a group (its leader), or a partner.
    """

    __tablename__ = "letter"
    __table_args__ = (
        check_constraint(
            "(household_id IS NOT NULL) + (person_id IS NOT NULL) + (group_id IS NOT NULL)"
            " + (partner_id IS NOT NULL) = 1",
            "one_addressee",
        ),
    )

    campaign_id: Mapped[int] = foreign_key_cascade("campaign.id")
    kind: Mapped[LetterKind] = enum_column(LetterKind, LetterKind.THANK_YOU)
    household_id: Mapped[int | None] = foreign_key_cascade("household.id")
    person_id: Mapped[int | None] = foreign_key_cascade("person.id")
    group_id: Mapped[int | None] = foreign_key_cascade("group.id")
    partner_id: Mapped[int | None] = foreign_key_cascade("partner.id")
    thanked_on: Mapped[date] = mapped_column(info=_RECORD)
    how: Mapped[ThankedHow] = enum_column(ThankedHow, ThankedHow.PRINTED)
    reasons: Mapped[str] = mapped_column(default="", info=_RECORD)
