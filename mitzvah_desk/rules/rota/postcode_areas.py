"""Postcode areas that are neighbours: between them a way may be estimated, beyond it is asked.

The areas are Royal Mail's ("Programmers' Guide to the Postcode Address File"); those of Greater London are
the eight of the London post town and the areas around it that hold London boroughs.
"""

import re

LONDON = "E EC N NW SE SW W WC BR CR EN HA IG KT RM SM TW UB"
AREA = re.compile(r"[A-Z]{1,2}")


def parse_neighbours(text: str) -> tuple[frozenset[str], ...]:
    """Groups of areas that are neighbours, one a semicolon or line: ``N NW HA; LS BD``.

    Raises:
        ValueError: something in it is no postcode area; the message is a sentence for beside the field.
    """
    groups = []
    for group in re.split(r"[;\n]", text.upper()):
        areas = re.split(r"[\s,]+", group.strip()) if group.strip() else []
        wrong = next((area for area in areas if not AREA.fullmatch(area)), "")
        if wrong:
            raise ValueError(f"“{wrong}” is no postcode area. It is the letters at the head, such as NW.")
        if areas:
            groups.append(frozenset(areas))
    return tuple(groups)


def tidy_neighbours(text: str) -> str:
    """The same groups as the settings keep them.

    Raises:
        ValueError: as ``parse_neighbours``.
    """
    return "; ".join(" ".join(sorted(group)) for group in parse_neighbours(text))


def are_neighbours(one: str, other: str, groups: tuple[frozenset[str], ...]) -> bool:
    """Whether two areas are the same, or stand in one group."""
    return one == other or any(one in group and other in group for group in groups)
