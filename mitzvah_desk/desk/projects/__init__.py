"""The Projects area."""
