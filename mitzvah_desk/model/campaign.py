"""Campaigns, places and the settings of the file."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import Base, check_constraint, foreign_key_set_null


class Campaign(Base):
    """One year's Mitzvah Day or another drive, with a main day.

    ``day_phone`` is the number to ring on the day; ``sign_up_line`` says on public paper how to say yes.
    """

    __tablename__ = "campaign"
    __table_args__ = (
        check_constraint("trim(name) <> ''", "has_a_name"),
        check_constraint("target_pence >= 0", "target_not_negative"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    main_day: Mapped[date]
    theme: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    target_pence: Mapped[int | None]
    day_phone: Mapped[str] = mapped_column(default="", server_default="")
    sign_up_line: Mapped[str] = mapped_column(default="", server_default="")


class Place(Base):
    """Where something happens: the hall, a shop front, a partner's home.

    ``emergency_department`` is the nearest hospital with one, for the emergency card.
    """

    __tablename__ = "place"
    __table_args__ = (check_constraint("trim(name) <> ''", "has_a_name"),)

    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    access: Mapped[str] = mapped_column(default="")
    permission_note: Mapped[str] = mapped_column(default="")
    partner_id: Mapped[int | None] = foreign_key_set_null("partner.id")
    emergency_department: Mapped[str] = mapped_column(default="", server_default="")


class Setting(Base):
    """One setting of the file, as JSON: the letterhead, the signatory."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]
