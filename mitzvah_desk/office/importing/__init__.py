"""Lists in: a file is read, its columns matched, every row's fate shown, and all taken in at once."""
