"""Pronouns of persons."""

from mitzvah_desk.store.migrations import run

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Rebuilds person with the new column; see ``v0002_rota`` for how."""
    run("v0005_pronouns.sql")
