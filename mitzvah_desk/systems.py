"""What one system does otherwise than another, where that is no matter of types."""

import getpass
import os

ON_WINDOWS = os.name == "nt"
"""There an open file is neither removed nor replaced, a folder is not synced, and paths are short."""


def account_name() -> str:
    """The name of the account on this computer; empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # Windows has no list of accounts to look it up in
        return ""
