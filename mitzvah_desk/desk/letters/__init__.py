"""The Letters area."""
