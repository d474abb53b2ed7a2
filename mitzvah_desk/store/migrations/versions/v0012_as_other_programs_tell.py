"""An age with the day on which it was told, and who is neither asked nor written to."""

from mitzvah_desk.store.migrations import run

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Rebuilds person with the new columns; see ``v0002_rota`` for how."""
    run("v0012_as_other_programs_tell.sql")
