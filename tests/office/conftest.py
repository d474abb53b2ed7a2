"""The office's fixtures."""

from conftest_office import campaign, office

__all__ = ["campaign", "office"]
