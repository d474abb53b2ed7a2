"""Shared widgets of the desk. They take plain values and callables and know nothing of the office."""
