"""The rota: assignments and their checks, shifts, attendance, filling gaps."""
