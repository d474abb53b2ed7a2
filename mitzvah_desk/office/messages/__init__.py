"""What people are told of their shifts: calendars, changes, and what was printed."""
