"""The libraries that the program stands on, also those beneath them: version, licence and its text.

Everything is read from what is installed, so that it is true of this very program.
"""

import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import qVersion

from mitzvah_desk import __version__
from mitzvah_desk.office.problem_report import list_database_parts
from mitzvah_desk.shipped import find_shipped_file

PROGRAM = "mitzvah-desk"
_NAME = re.compile(r"[\w.-]+")
_LICENCE_FILE = re.compile(r"(?:^|[/_.-])(?:LICEN[CS]ES?|COPYING|NOTICE|OFL)(?:[/_.-]|$)", re.IGNORECASE)
_NOT_TEXT = (".py", ".pyc", ".pyd", ".so", ".dll", ".h")
_INSIDE = {
    "uharfbuzz": (("HarfBuzz", "Old MIT"),),
    "pypdfium2": (("PDFium", "BSD-3-Clause and Apache-2.0"),),
    "highspy": (("HiGHS", "MIT"),),
    "pillow": (("libjpeg-turbo, zlib, FreeType and others", "see the text of Pillow"),),
    "numpy": (("OpenBLAS", "BSD-3-Clause"),),
}
"""What the wheels of some libraries carry inside them, written in C or C++, under which licence."""
_QT = (
    "Qt is used under the GNU Lesser General Public License, version 3. Its libraries lie beside the program"
    " as files of their own and may be replaced by others; its source is at https://code.qt.io"
)
_SAID = {
    "Python": "The licence of Python is at https://docs.python.org/3/license.html",
    "Qt": _QT,
    "PySide6_Essentials": _QT,
    "shiboken6": _QT,
    "SQLite": "SQLite is in the public domain: https://www.sqlite.org/copyright.html",
}
"""What is told of those that bring no text of their own, or before it."""
_SHIPPED = (
    ("Heebo (typeface)", "OFL-1.1", ("fonts", "OFL.txt")),
    ("Noto (typefaces)", "OFL-1.1", ("fonts", "OFL-Noto.txt")),
    ("Tabler Icons", "MIT", ("icons", "LICENSE")),
)
"""What comes with the program itself: name, licence and where its text lies."""
_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")
_KEPT = {
    "Qt": _LGPL,
    "PySide6_Essentials": _LGPL,
    "shiboken6": _LGPL,
    "SQLCipher": ("SQLCipher.txt",),
    "OpenSSL": ("Apache-2.0.txt",),
    "HarfBuzz": ("HarfBuzz.txt",),
}
"""The texts that we keep ourselves, since the wheels of these bring none."""


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One library that the program uses.

    Attributes:
        id: its line.
        name: what it is called.
        version: as it is installed; empty where it lies inside another and does not say it.
        licence: its name.
        inside: the library whose files it comes with; empty where it comes by itself.
        distribution: under which name its text is found.
    """

    id: int
    name: str
    version: str
    licence: str
    inside: str = ""
    distribution: str = ""


def is_installed() -> bool:
    """Whether the program knows its libraries; not so where its source is run without being installed."""
    return _find(PROGRAM) is not None


def list_libraries() -> list[LibraryRow]:
    """Every library by name: what the program needs, what that needs, and what lies inside some of them."""
    found = [
        ("Python", platform.python_version(), "PSF-2.0", "", ""),
        ("Qt", qVersion(), "LGPL-3.0", "PySide6", ""),
    ]
    found += [(*part, "sqlcipher3", "") for part in list_database_parts()]
    found += [(name, "", licence, "Mitzvah Desk", "") for name, licence, _ in _SHIPPED]
    for name in _walk():
        about = metadata.metadata(name)
        called = about["Name"] or name
        found.append((called, about["Version"] or "", _read_licence(about), "", name))
        found += [(part, "", licence, called, name) for part, licence in _INSIDE.get(name, ())]
    found.sort(key=lambda each: each[0].lower())
    return [LibraryRow(number, *each) for number, each in enumerate(found, start=1)]


def read_licence_text(row: LibraryRow) -> str:
    """The text of a library's licence, from the files that came with it."""
    said = [_SAID[row.name]] if row.name in _SAID else []
    shipped_text = next((place for name, _, place in _SHIPPED if name == row.name), None)
    if shipped_text is not None:
        texts = [find_shipped_file(*shipped_text).read_text("utf-8")]
    elif row.name == "Python":
        texts = _read_python_licence()
    elif row.name in _KEPT:
        texts = [find_shipped_file("licences", name).read_text("utf-8") for name in _KEPT[row.name]]
    else:
        texts = _read_texts(row.distribution)
    if not said and not texts:
        said = [f"{row.name} came without the text of its licence, which it calls “{row.licence}”."]
    return "\n\n".join([*said, *texts])


def format_libraries() -> str:
    """All of them as text, one a line."""
    lines = [f"Mitzvah Desk {__version__} (MIT)"]
    for row in list_libraries():
        inside = f", inside {row.inside}" if row.inside else ""
        lines.append(f"{row.name} {row.version}".strip() + f" ({row.licence}){inside}")
    return "\n".join(lines) + "\n"


def _walk() -> list[str]:
    """The names of the libraries that the program needs and that are installed, and of what those need."""
    waiting, seen = [PROGRAM], {PROGRAM}
    while waiting:
        distribution = _find(waiting.pop())
        for need in (distribution.requires or []) if distribution is not None else []:
            match = _NAME.match(need)
            name = _normalise(match[0]) if match is not None and "extra ==" not in need else ""
            if name and name not in seen and _find(name) is not None:
                seen.add(name)
                waiting.append(name)
    return sorted(seen - {PROGRAM})


def _find(name: str) -> metadata.Distribution | None:
    if not name:
        return None
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


def _normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _read_licence(about: metadata.PackageMetadata) -> str:
    """A library's licence in a few words, from wherever it says it."""
    for told in about.get_all("License-Expression") or ():
        return str(told)
    classified = [
        each.rpartition(" :: ")[2] for each in about.get_all("Classifier") or () if "License" in each
    ]
    if classified:
        return ", ".join(classified)
    first = "".join(about.get_all("License") or ())[:200].strip().partition("\n")[0]
    return first if 0 < len(first) <= 80 else "see its text"


def _read_texts(name: str) -> list[str]:
    """The licences that a library brought: its files, or what its description says of them."""
    distribution = _find(name)
    if distribution is None:
        return []
    texts = list(dict.fromkeys(_read_files(distribution)))
    if not texts:
        texts = [str(told) for told in distribution.metadata.get_all("License") or () if "\n" in str(told)]
    return texts


def _read_files(distribution: metadata.Distribution) -> Iterator[str]:
    for file in distribution.files or ():
        if not _LICENCE_FILE.search(str(file)) or file.stem == "AUTHORS" or file.suffix in _NOT_TEXT:
            continue
        try:
            text = Path(str(file.locate())).read_text("utf-8", errors="replace").strip()
        except OSError:  # a built program leaves out what lies beside the code
            continue
        if text:
            yield text


def _read_python_licence() -> list[str]:
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for folder in (Path(sys.base_prefix), Path(sys.base_prefix, "lib", version)):
        try:
            return [(folder / "LICENSE.txt").read_text("utf-8", errors="replace")]
        except OSError:
            continue
    return [sys.copyright]
