"""Taking a list in: choose the file, look at its columns, look at every row's fate, accept."""
