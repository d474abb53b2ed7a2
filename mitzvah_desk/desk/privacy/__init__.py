"""How long details are kept: the yearly tidy-up, and who is kept longer."""
