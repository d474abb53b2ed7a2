"""What never comes back, for tests that stop it."""

from threading import Event


def never(*_: object) -> None:
    """Waits for what does not happen."""
    Event().wait()
