"""Who in two lists is the same."""
