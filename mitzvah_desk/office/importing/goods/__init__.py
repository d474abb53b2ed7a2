"""Importing what was given: donations with their items and quantities."""
