"""Lists of gifts from donor to partner: where somebody's gifts went, and from whom a partner's came."""

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.goods.delivery_queries import TraceRow
from mitzvah_desk.rules.fields.parsing import format_datetime

_ON = Column[TraceRow]("on", "On", lambda r: format_datetime(r.on), lambda r: r.on, width_chars=24)
_COUNT = Column[TraceRow](
    "quantity", "How many", lambda r: f"{r.quantity:,}", lambda r: r.quantity, True, width_chars=10
)
_ITEM = Column[TraceRow]("item", "What", lambda r: r.item, width_chars=28)


def make_gifts_given_table(session: FileSession) -> SubTable[TraceRow]:
    """Which partners got somebody's gifts."""
    to = Column[TraceRow]("partner", "Went to", lambda r: r.partner, width_chars=28)
    return SubTable(
        "gifts went to",
        "Where it went",
        (_ON, _COUNT, _ITEM, to),
        session.memory,
        empty="Nothing was delivered yet.",
    )


def make_gifts_received_table(session: FileSession) -> SubTable[TraceRow]:
    """What a partner got, and who gave it."""
    giver = Column[TraceRow]("donor", "Given by", lambda r: r.donor, width_chars=28)
    return SubTable(
        "partner got",
        "What they got",
        (_ON, _COUNT, _ITEM, giver),
        session.memory,
        empty="Nothing was delivered yet.",
    )
