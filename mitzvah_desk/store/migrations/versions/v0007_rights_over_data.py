"""Permissions with a history, Gift Aid declarations, and what people's rights over their data need."""

from mitzvah_desk.store.migrations import run

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Rebuilds permission without its one row a purpose; see ``v0002_rota`` for how."""
    run("v0007_rights_over_data.sql")
