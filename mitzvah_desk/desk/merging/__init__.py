"""Who is in the book twice: the pairs, and making one of two field by field."""
