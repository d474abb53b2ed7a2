"""The program as one: its windows, what the system asks it to open, and further starts of it."""
