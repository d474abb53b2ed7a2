"""The first four books: projects, people, goods and partners, with their journal."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table of the first version, as it was then and whatever the model has become since."""
    statements = Path(__file__).with_name("v0001_first_books.sql").read_text("utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
