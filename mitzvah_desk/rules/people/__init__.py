"""How people are addressed."""
