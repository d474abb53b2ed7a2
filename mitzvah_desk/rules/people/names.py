"""How a person's name is put together; for queries see ``model.expressions``."""


def full_name(given: str, family: str) -> str:
    """First and family name: ``Ann Cohen``."""
    return f"{given} {family}".strip()
