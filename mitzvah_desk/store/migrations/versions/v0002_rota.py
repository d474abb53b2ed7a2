"""The rota: meals, reasons kept with a shift, travel times, and whom and what people wish for."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Rebuilds project and shift with their new columns, and makes the new tables.

    The old table is put aside under another name while links to it stay as they are written
    (https://www.sqlite.org/pragma.html#pragma_legacy_alter_table).
    """
    statements = Path(__file__).with_name("v0002_rota.sql").read_text("utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
