"""What the Today page shows: how far the year is, and what needs doing."""
