"""What things weigh, codes for scanners, kits, what is to be checked, and who was rung about a recall."""

from mitzvah_desk.store.migrations import run

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Rebuilds item, lot and movement with what is new; see ``v0002_rota`` for how."""
    run("v0009_weights_and_recalls.sql")
