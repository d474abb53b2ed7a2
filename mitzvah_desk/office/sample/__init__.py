"""The sample year."""
