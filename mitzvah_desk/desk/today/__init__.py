"""The Today area."""
