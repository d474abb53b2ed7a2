"""When people came and went, what they were told of their shifts, and which projects they asked for."""

from mitzvah_desk.store.migrations import run

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Rebuilds assignment with its new columns, and makes the new tables; see ``v0002_rota`` for how."""
    run("v0008_the_morning.sql")
