"""Importing goods: the items of the catalogue, and donations with their items and quantities."""
