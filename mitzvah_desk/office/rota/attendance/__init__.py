"""Attendance on the day: who is expected, who came, who left, who is still here."""
