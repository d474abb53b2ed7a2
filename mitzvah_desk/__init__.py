"""Mitzvah Desk: the year of a synagogue's social-action committee in one file."""

__version__ = "0.1.0"
