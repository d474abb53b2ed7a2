"""What a list asks, in plain words."""
