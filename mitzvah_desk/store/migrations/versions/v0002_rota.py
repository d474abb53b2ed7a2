"""The rota: meals, reasons kept with a shift, travel times, and whom and what people wish for."""

from mitzvah_desk.store.migrations import run

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Rebuilds project and shift with their new columns, and makes the new tables.

    The old table is put aside under another name while links to it stay as they are written
    (https://www.sqlite.org/pragma.html#pragma_legacy_alter_table).
    """
    run("v0002_rota.sql")
