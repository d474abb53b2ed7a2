"""What one system does otherwise than another, where that is no matter of types."""

import getpass
import os

ON_WINDOWS = os.name == "nt"
"""There an open file is neither removed nor replaced, a folder is not synced, and paths are short."""


def absolute_path(path: str | os.PathLike[str]) -> str:
    """A path from its root, without ``..``; a link or a mapped drive stays as it is named."""
    return os.path.abspath(path)  # noqa: PTH100  # Path.resolve would follow them, Path.absolute leaves ".." in


def fold_path(path: str | os.PathLike[str]) -> str:
    """A path from its root as it is held against others: in one case where Windows takes two for one."""
    return os.path.normcase(absolute_path(path))


def account_name() -> str:
    """The name of the account on this computer; empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # Windows has no list of accounts to look it up in
        return ""
