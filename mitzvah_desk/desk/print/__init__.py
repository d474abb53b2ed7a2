"""The Print area."""
