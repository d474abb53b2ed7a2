"""What a kind of project usually is, to-dos, and whom to ring on the day."""

from mitzvah_desk.store.migrations import run

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Rebuilds what has new columns; see ``v0002_rota`` for how."""
    run("v0010_kinds_and_to_dos.sql")
