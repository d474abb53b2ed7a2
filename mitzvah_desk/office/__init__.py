"""The use cases: the only door to the file for the desk and the command line."""
