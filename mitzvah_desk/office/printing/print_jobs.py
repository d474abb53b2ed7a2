"""Print jobs, letterheads, names of files: what every paper and every letter needs.

Reading the file and drawing the paper are apart: a job holds nothing but values, and may be drawn beside the
window.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.atomic_write import write_atomically

Progress = Callable[[int, int], bool]
Key = tuple[str, int]
"""An addressee: ``("household", 7)``."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished paper.

    Attributes:
        pdf: its bytes.
        findings: what the user should know about it, such as an addressee without an address.
        name: a name for its file, without anything that a file system refuses.
    """

    pdf: bytes
    findings: tuple[Finding, ...]
    name: str


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A paper that is gathered and only wants drawing.

    Attributes:
        draw: makes the PDF; takes a progress callback that returns False to cancel.
        findings: what the user should know.
        name: a name for its file.
        count: how many letters or sheets it holds, for the progress.
        keys: the addressees of a batch of letters.
    """

    draw: Callable[[Progress | None], bytes]
    findings: tuple[Finding, ...]
    name: str
    count: int = 1
    keys: tuple[Key, ...] = ()

    def printed(self, progress: Progress | None = None) -> Printed:
        """Draws it."""
        return Printed(self.draw(progress), self.findings, self.name)


def save_file(path: Path, pdf: bytes) -> None:
    """Writes a PDF to ``path``, whole or not at all.

    Raises:
        WorldError: the disk is full or the folder cannot be written.
    """
    write_atomically(path, pdf)


def format_long_date(day: date) -> str:
    """A day in full: ``Sunday 22 November 2026``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def file_name(words: str) -> str:
    """Words as a file's name on any system: without what Windows refuses, and not too long."""
    kept = "".join(" " if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in words)
    return " ".join(kept.split())[:100].rstrip(". ") or "Paper"
