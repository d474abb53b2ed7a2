"""What stood against something and was settled with a reason."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mitzvah_desk.model.base import Base, Retention, check_constraint, personal_data

_RECORD = personal_data(Retention.WITH_THE_RECORD)


class SettledFinding(Base):
    """A finding that somebody settled: it stays settled, everywhere, until its facts change.

    ``subject`` is what it is about and ``facts`` a digest of what it was judged by, so that another time,
    place or text asks again.
    """

    __tablename__ = "settled_finding"
    __table_args__ = (
        UniqueConstraint("rule", "subject"),
        check_constraint("trim(reason) <> ''", "has_a_reason"),
    )

    rule: Mapped[str]
    subject: Mapped[str]
    facts: Mapped[str]
    reason: Mapped[str] = mapped_column(info=_RECORD)
    settled_at: Mapped[datetime] = mapped_column(info=_RECORD)
