"""Where this computer keeps the log of what went wrong; it holds no name and no value of a file."""

from pathlib import Path

from platformdirs import user_log_path


def find_log_file(*, make: bool = False) -> Path:
    """The log's path.

    Args:
        make: whether its folder is made where there is none.

    Raises:
        OSError: the folder cannot be made.
    """
    return user_log_path("Mitzvah Desk", appauthor=False, ensure_exists=make) / "mitzvah-desk.log"
