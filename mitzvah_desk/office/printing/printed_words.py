"""Days in full and names of files: what every paper and every letter needs."""

from datetime import date

from mitzvah_desk.rules.file_names import make_file_name


def format_long_date(day: date) -> str:
    """A day in full: ``Sunday 22 November 2026``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def file_name(words: str) -> str:
    """Words as a file's name on any system: without what Windows refuses, and not too long."""
    return make_file_name(words) or "Paper"
