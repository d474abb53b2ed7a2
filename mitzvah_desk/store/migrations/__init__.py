"""Alembic's home: one revision for every version of the file."""

from pathlib import Path

from alembic import op


def run(name: str) -> None:
    """Runs the statements of a file beside the revisions, one by one."""
    statements = (Path(__file__).parent / "versions" / name).read_text("utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
