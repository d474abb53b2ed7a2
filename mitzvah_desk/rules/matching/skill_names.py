"""Names of what people can do, however they are put: *driving*, *driver* and *drives* are *Drive*."""

import re
from functools import lru_cache

_ENDINGS = ("ing", "ers", "er", "s")
_LEAST = 3
"""So many letters of a word stay: ``sing`` is no ending by itself."""


@lru_cache(maxsize=4096)
def skill_stem(name: str) -> str:
    """What stays of a skill's name in all its forms: ``driv`` of ``Driving``, ``Driver`` and ``Drives``."""
    words = re.sub(r"[\W_]+", " ", name.casefold()).split()
    if not words:
        return ""
    last = words[-1]
    for ending in _ENDINGS:
        if last.endswith(ending) and len(last) - len(ending) >= _LEAST:
            last = last.removesuffix(ending)
            break
    if len(last) > _LEAST:
        last = last.removesuffix("e")
    if len(last) > _LEAST and last[-1] == last[-2]:  # knitting
        last = last[:-1]
    return " ".join((*words[:-1], last))
