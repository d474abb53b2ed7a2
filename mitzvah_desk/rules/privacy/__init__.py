"""Who may see what, and who may be named."""
