"""Bytes in, values out, and back: lists for spreadsheets and newsletters."""
