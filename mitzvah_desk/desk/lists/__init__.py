"""The Lists area."""
