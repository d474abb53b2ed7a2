"""The Rota area: the board of a day, the people for its shifts, and the check-in of the day itself."""
