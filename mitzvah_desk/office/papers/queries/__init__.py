"""What papers are made of, read from the file."""
