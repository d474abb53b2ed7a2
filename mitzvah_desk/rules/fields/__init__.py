"""What a field may hold, and how cells of other programs are read."""
