"""How a list of the catalogue's items was matched can be kept too; letters for three sorts of partners."""

from mitzvah_desk.store.migrations import run

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Rebuilds the tables whose kinds are more; see ``v0002_rota`` for how."""
    run("v0011_lists_and_letters.sql")
