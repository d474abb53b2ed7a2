"""The Partners area."""
