"""Questions to the file: each a function of a connection that returns frozen rows, ready to show."""
