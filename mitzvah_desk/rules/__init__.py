"""Pure functions: facts in, findings out. Nothing here reads a file, a clock or a database."""
