"""Looks whether every pinned library can be had ready made for every system and Python of the program.

It reads the package index as pip is set up to, each library's page once, and downloads nothing. It ends with
1 where a wheel is missing, and with 0 where there is no index to ask.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from pip._internal.commands import create_command
from pip._internal.index.collector import LinkCollector, parse_links
from pip._internal.models.link import Link

ROOT = Path(__file__).parent.parent
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
SYSTEMS = {
    "Windows": ("win32", "AMD64", ["win_amd64"]),
    "macOS on Apple's chips": ("darwin", "arm64", list(mac_platforms((13, 0), "arm64"))),
    "macOS on Intel's": ("darwin", "x86_64", list(mac_platforms((13, 0), "x86_64"))),
    "Linux": (
        "linux",
        "x86_64",
        [f"manylinux_2_{least}_x86_64" for least in range(34, 4, -1)] + ["manylinux2014_x86_64"],
    ),
}
"""Each system's name to Python, its machine, and what its wheels may be tagged with."""
_PIN = re.compile(r"^([A-Za-z0-9._-]+==[^\s;\\]+(?: *;[^\\\n]*)?)", re.MULTILINE)


def main() -> int:
    """Says what is missing, for which system and Python; 1 where anything is."""
    names = needed_names()
    text = (ROOT / "requirements.lock").read_text("utf-8")
    pins = [pin for pin in map(Requirement, _PIN.findall(text)) if canonicalize_name(pin.name) in names]
    with ThreadPoolExecutor(8) as several:  # they mostly wait for the index
        pages = dict(zip(names, several.map(read_links, names), strict=True))
    silent = sorted(name for name, links in pages.items() if not links)
    if silent:
        print(f"The wheels were not looked for: the package index does not answer for {', '.join(silent)}.")
        return 0
    missing = 0
    for pin in pins:
        lacking = list(find_lacking(pin, pages[canonicalize_name(pin.name)]))
        missing += len(lacking)
        for where in lacking:
            print(f"{pin.name} {str(pin.specifier).removeprefix('==')} has no wheel for {where}.")
    if missing:
        print("Pin versions that have one, or do without that system and Python.")
        return 1
    pythons = ", ".join(f"{major}.{minor}" for major, minor in PYTHONS)
    print(f"{len(pins)} pins have wheels for {', '.join(SYSTEMS)} with Python {pythons}.")
    return 0


def needed_names(first: str = "mitzvah-desk") -> list[str]:
    """What the program needs to run, without what only its tests and its engineers need."""
    names: set[str] = set()
    waiting = [first]
    while waiting:
        for line in metadata.requires(waiting.pop()) or ():
            asked = Requirement(line)
            name = canonicalize_name(asked.name)
            if name in names or (asked.marker and "extra" in str(asked.marker)):
                continue
            try:
                metadata.distribution(name)
            except metadata.PackageNotFoundError:  # of another Python or system
                continue
            names.add(name)
            waiting.append(name)
    return sorted(names)


def read_links(name: str) -> list[Link]:
    """What the index has of a library; nothing where it does not answer."""
    command = create_command("download")
    options, _ = command.parse_args(["--retries", "1", "--timeout", "15", "--quiet", name])
    with command.main_context():
        session = command.get_default_session(options)  # type: ignore[attr-defined]
        collector = LinkCollector.create(session, options)
        places = [Link(url) for url in collector.search_scope.get_index_urls_locations(name)]
        pages = [collector.fetch_response(place) for place in places if place.scheme.startswith("http")]
    return [link for page in pages if page is not None for link in parse_links(page)]


def find_lacking(pin: Requirement, links: Iterable[Link]) -> Iterator[str]:
    """The systems and Pythons for which a pin has no wheel, in words."""
    wheels = [(tags, asked) for link in links for tags, asked in read_wheel(link, pin.specifier)]
    for system, (platform, machine, tags) in SYSTEMS.items():
        for python in PYTHONS:
            version = f"{python[0]}.{python[1]}"
            marks = {"python_full_version": f"{version}.0", "python_version": version, "extra": ""}
            marks |= {"sys_platform": platform, "platform_machine": machine}
            marks |= {"os_name": "nt" if platform == "win32" else "posix"}
            if pin.marker is not None and not pin.marker.evaluate(marks):
                continue
            taken = {*cpython_tags(python, platforms=tags), *compatible_tags(python, platforms=tags)}
            if not any(own & taken and asked.contains(f"{version}.0") for own, asked in wheels):
                yield f"{system} with Python {version}"


def read_wheel(link: Link, version: SpecifierSet) -> Iterator[tuple[frozenset[Tag], SpecifierSet]]:
    """The tags of a wheel, and the Pythons that it asks for; nothing for what is none of that version."""
    if not link.is_wheel or link.is_yanked:
        return
    try:
        _, own, _, tags = parse_wheel_filename(link.filename)
    except InvalidWheelFilename:
        return
    if version.contains(own, prereleases=True):
        yield tags, SpecifierSet(link.requires_python or "")


if __name__ == "__main__":
    sys.exit(main())
