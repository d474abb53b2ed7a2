"""Names of files that every system takes. Windows takes the fewest, and takes some for something else.

https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
"""

_REFUSED = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
)
"""What each of these names is there a device, whatever follows after a dot."""


def make_file_name(words: str, longest: int = 100) -> str:
    """Words as a file's name on any system, without its ending; empty where nothing of them is left.

    Args:
        words: what it is about.
        longest: the most letters.
    """
    kept = "".join(" " if _is_refused_letter(letter) else letter for letter in words)
    name = " ".join(kept.split())[:longest].strip().rstrip(". ")
    first, dot, rest = name.partition(".")
    return f"{first}_{dot}{rest}" if _is_device(first) else name


def is_name_for_windows(name: str) -> bool:
    """Whether Windows takes a name, with its ending, for a file of just that name."""
    if any(map(_is_refused_letter, name)) or name != name.rstrip(". "):
        return False
    return not _is_device(name.partition(".")[0])


def _is_refused_letter(letter: str) -> bool:
    return letter in _REFUSED or ord(letter) < 32


def _is_device(first: str) -> bool:
    return first.rstrip(" ").upper() in _DEVICES
