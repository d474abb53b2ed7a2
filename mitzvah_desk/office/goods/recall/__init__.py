"""Recalls: the goods that are meant, and who must be rung."""
