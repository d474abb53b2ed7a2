"""Alembic's home: one revision for every version of the file."""
