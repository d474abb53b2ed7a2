"""Lists: what they ask of the file, what they show of it, and the files they make."""
