"""What the committee must be able to prove: declarations, requests, forms, what is kept and who looked."""

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
    foreign_key_set_null,
    personal_data,
)

_TOUCH = personal_data(Retention.WHILE_IN_TOUCH)
_RECORD = personal_data(Retention.WITH_THE_RECORD)
_TAX = personal_data(Retention.SIX_TAX_YEARS)


class DeclarationScope(StrEnum):
    """Which gifts a Gift Aid declaration covers (HMRC, guidance on Gift Aid declarations)."""

    ONE_GIFT = "this gift only"
    FROM_NOW = "this gift and future ones"
    FOUR_YEARS_BACK = "the past four years, this gift and future ones"


class GiftAidDeclaration(Base):
    """What a donor declared, with the name and home address that HMRC wants to see.

    It stands without the person's record: where that is erased, the declaration stays for as long as HMRC may
    ask. ``cancelled_on`` ends it for gifts from that day on.
    """

    __tablename__ = "gift_aid_declaration"
    __table_args__ = (
        check_constraint("trim(family) <> ''", "has_a_name"),
        check_constraint("trim(address) <> ''", "has_an_address"),
    )

    person_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_TAX)
    title: Mapped[str] = mapped_column(default="", info=_TAX)
    given: Mapped[str] = mapped_column(default="", info=_TAX)
    family: Mapped[str] = mapped_column(info=_TAX)
    address: Mapped[str] = mapped_column(info=_TAX)
    postcode: Mapped[str] = mapped_column(default="", info=_TAX)
    made_on: Mapped[date] = mapped_column(info=_TAX)
    scope: Mapped[DeclarationScope] = enum_column(DeclarationScope, DeclarationScope.FROM_NOW, info=_TAX)
    how: Mapped[str] = mapped_column(default="", info=_TAX)
    cancelled_on: Mapped[date | None] = mapped_column(info=_TAX)


class RequestKind(StrEnum):
    """What somebody asks of the committee about their own data (UK GDPR, articles 15 to 21)."""

    SEE = "to see what is held"
    CORRECT = "to correct it"
    ERASE = "to erase it"
    STOP = "to stop a use of it"


class SubjectRequest(Base):
    """A request about somebody's own data, and when it was answered: within one month (article 12(3))."""

    __tablename__ = "subject_request"

    person_id: Mapped[int | None] = foreign_key_set_null("person.id", info=_RECORD)
    kind: Mapped[RequestKind] = enum_column(RequestKind, RequestKind.SEE)
    asked_on: Mapped[date] = mapped_column(info=_RECORD)
    answered_on: Mapped[date | None] = mapped_column(info=_RECORD)
    note: Mapped[str] = mapped_column(default="", info=_RECORD)


class RetentionHold(Base):
    """Why somebody's details are kept longer than the rules for keeping would have them kept."""

    __tablename__ = "retention_hold"
    __table_args__ = (
        UniqueConstraint("person_id"),
        check_constraint("trim(reason) <> ''", "has_a_reason"),
    )

    person_id: Mapped[int] = foreign_key_cascade("person.id", index=False)
    reason: Mapped[str] = mapped_column(info=_TOUCH)
    decided_on: Mapped[date] = mapped_column(info=_TOUCH)


class TidyUp(Base):
    """A yearly tidy-up: it can be undone until it is confirmed, and is erased for good then."""

    __tablename__ = "tidy_up"

    done_on: Mapped[date]
    confirmed_on: Mapped[date | None]


class ConsentForm(Base):
    """A form for permissions that went to a household, or to somebody who lives in none, and came back."""

    __tablename__ = "consent_form"
    __table_args__ = (check_constraint("(household_id IS NULL) <> (person_id IS NULL)", "for_one"),)

    household_id: Mapped[int | None] = foreign_key_cascade("household.id")
    person_id: Mapped[int | None] = foreign_key_cascade("person.id")
    printed_on: Mapped[date] = mapped_column(info=_TOUCH)
    returned_on: Mapped[date | None] = mapped_column(info=_TOUCH)
    note: Mapped[str] = mapped_column(default="", info=_TOUCH)


class ConfidentialView(Base):
    """Somebody opened a confidential partner's details on the screen; who and when says the history."""

    __tablename__ = "confidential_view"

    partner_id: Mapped[int] = foreign_key_cascade("partner.id")
    at: Mapped[datetime] = mapped_column(info=_RECORD)
