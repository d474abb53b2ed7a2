"""The first four books: projects, people, goods and partners, with their journal."""

from mitzvah_desk.store.migrations import run

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table of the first version, as it was then and whatever the model has become since."""
    run("v0001_first_books.sql")
