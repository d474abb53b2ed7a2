"""The People area."""
