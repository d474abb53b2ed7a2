"""Whom to ask: what is known of people for it, who may be, and what is done when somebody rings off."""
