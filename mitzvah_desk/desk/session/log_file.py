"""Where this computer keeps the log of what went wrong; it holds no name and no value of a file."""

from pathlib import Path

from mitzvah_desk.user_folders import find_log_folder


def find_log_file(*, make: bool = False) -> Path:
    """The log's path.

    Args:
        make: whether its folder is made where there is none.

    Raises:
        OSError: the folder cannot be made.
    """
    return find_log_folder(make=make) / "mitzvah-desk.log"
