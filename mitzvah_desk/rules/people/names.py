"""How a person's name is put together; for queries see ``model.expressions``."""


def full_name(given: str, family: str) -> str:
    """First and family name: ``Ann Cohen``."""
    return f"{given} {family}".strip()


def shorten_name(name: str) -> str:
    """A name where there is little room for it: ``Ann C.``; one word stays as it is."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[-1][0]}." if rest else first
