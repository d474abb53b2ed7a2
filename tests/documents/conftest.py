"""What the tests of paper share."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

_GOLDEN = Path(__file__).parent.parent / "golden" / "documents"


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with a kept one; MITZVAH_UPDATE_GOLDEN=1 keeps the new one instead."""

    def compare(name: str, text: str) -> None:
        kept = _GOLDEN / f"{name}.txt"
        if os.environ.get("MITZVAH_UPDATE_GOLDEN") == "1":
            kept.write_text(text, encoding="utf-8", newline="\n")
        assert text == kept.read_text(encoding="utf-8")

    return compare
