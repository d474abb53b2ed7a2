"""Where a gift went, and sending it on whole."""
