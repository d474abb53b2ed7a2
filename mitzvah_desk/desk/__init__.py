"""The window: areas that show what the office answers and ask it to do what the user wants."""
