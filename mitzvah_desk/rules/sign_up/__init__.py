"""The form on which people sign up for shifts, and what comes back of it."""
