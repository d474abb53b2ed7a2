"""Ids that are never given twice, also not after an undo, and an identity inside each file."""

from datetime import datetime
from uuid import uuid4

from alembic import op

from mitzvah_desk.store.migrations import run

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes every table anew with AUTOINCREMENT; an id that the journal has seen counts as given."""
    run("v0004_ids_and_identity.sql")
    op.get_bind().exec_driver_sql(
        "INSERT INTO file_identity (id, identity, made_at) VALUES (1, ?, ?)",
        (uuid4().hex, datetime.now().isoformat(timespec="seconds")),
    )
