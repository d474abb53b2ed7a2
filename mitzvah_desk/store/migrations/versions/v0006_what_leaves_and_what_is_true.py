"""What was settled with a reason, gifts for recipients, and what the rules of rota, goods and letters ask."""

from mitzvah_desk.store.migrations import run

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Rebuilds the tables with new columns; see ``v0002_rota`` for how."""
    run("v0006_what_leaves_and_what_is_true.sql")
