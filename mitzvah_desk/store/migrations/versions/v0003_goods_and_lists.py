"""Goods on their way and counted, whom a letter is for, and what lists in and out remember."""

from mitzvah_desk.store.migrations import run

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Rebuilds what has new columns, as version 2 does, and makes the new tables."""
    run("v0003_goods_and_lists.sql")
