"""Cards of people (vCard 2.1, 3.0 and 4.0) as a table with the same headings as a spreadsheet would have."""

import logging
import re
from typing import Any

TITLES = (
    "Title",
    "First name",
    "Family name",
    "Full name",
    "Known as",
    "E-mail",
    "E-mail 2",
    "Telephone",
    "Mobile",
    "Address",
    "Postcode",
    "Date of birth",
    "Organisation",
    "Position",
    "Note",
)


def cards(text: str) -> list[list[str]]:
    """Every card of a file as one row beneath ``TITLES``; of one that cannot be read, only its name.

    Args:
        text: the whole file.
    """
    blocks = re.findall(
        r"^BEGIN:VCARD.*?^END:VCARD",
        text.replace("\r\n", "\n").replace("\r", "\n"),
        re.IGNORECASE | re.MULTILINE | re.DOTALL,
    )
    return [list(TITLES), *(_row(block) for block in blocks)]


def _row(block: str) -> list[str]:
    import vobject

    untyped: Any = vobject  # it tells no types
    logging.getLogger("vobject").setLevel(logging.CRITICAL)
    logging.getLogger("vobject.base").setLevel(logging.CRITICAL)  # lines that it passes over are no news
    try:
        card = next(iter(untyped.readComponents(_usual(block), allowQP=True, ignoreUnreadable=True)))
        return _cells(card)
    except Exception:  # noqa: BLE001  # whatever a damaged card makes the reader say
        found = re.search(r"^FN[^:]*:(.*)$", block, re.MULTILINE | re.IGNORECASE)
        return ["", "", "", found[1].strip() if found else "", *[""] * (len(TITLES) - 4)]


def _usual(block: str) -> str:
    """A card as the reader knows it: quoted-printable lines are joined, and pictures are left out."""
    lines: list[str] = []
    for line in block.split("\n"):
        if lines and "QUOTED-PRINTABLE" in lines[-1].upper() and lines[-1].endswith("="):
            lines[-1] = lines[-1][:-1] + line
        elif line.strip():
            lines.append(line.rstrip())
    return (
        "\n".join(
            line
            for line in lines
            if not re.match(r"(PHOTO|LOGO|SOUND|KEY)[;:]|\s*[A-Za-z0-9+/=]{70,}$", line, re.IGNORECASE)
        )
        + "\n"
    )


def _cells(card: Any) -> list[str]:  # noqa: ANN401
    contents = card.contents
    name = contents["n"][0].value if "n" in contents else None
    emails = [str(each.value).removeprefix("mailto:") for each in contents.get("email", ())]
    phones = [(_types(each), str(each.value).removeprefix("tel:")) for each in contents.get("tel", ())]
    mobiles = [number for types, number in phones if "cell" in types]
    others = [number for types, number in phones if not types & {"cell", "fax", "pager"}]
    address, postcode = _address(contents.get("adr", ()))
    company = _value(contents, "kind").casefold() == "org" or (
        not (_one(name, "given") or _one(name, "family"))
        and _value(contents, "fn") == _value(contents, "org")
    )
    return [
        _one(name, "prefix"),
        " ".join(part for part in (_one(name, "given"), _one(name, "additional")) if part),
        _one(name, "family"),
        "" if company else _value(contents, "fn"),
        _value(contents, "nickname"),
        emails[0] if emails else "",
        emails[1] if len(emails) > 1 else "",
        others[0] if others else "",
        mobiles[0] if mobiles else "",
        address,
        postcode,
        _day(_value(contents, "bday")),
        _value(contents, "org"),
        _value(contents, "title"),
        _value(contents, "note"),
    ]


def _types(line: Any) -> set[str]:  # noqa: ANN401
    params = [value.lower() for values in line.params.values() for value in values]
    return {*params, *(single.lower() for single in line.singletonparams)}


def _one(value: Any, part: str) -> str:  # noqa: ANN401
    found = getattr(value, part, "") if value is not None else ""
    return " ".join(found) if isinstance(found, list) else str(found)


def _value(contents: Any, key: str) -> str:  # noqa: ANN401
    if key not in contents:
        return ""
    value = contents[key][0].value
    return " ".join(str(part) for part in value if part) if isinstance(value, list) else str(value)


def _address(lines: Any) -> tuple[str, str]:  # noqa: ANN401
    """The home's address where one is marked as such, else the first."""
    chosen = sorted(lines, key=lambda line: "home" not in _types(line))
    if not chosen:
        return "", ""
    value = chosen[0].value
    parts = [_one(value, part) for part in ("box", "extended", "street", "city", "region")]
    return "\n".join(part for part in parts if part), _one(value, "code")


def _day(text: str) -> str:
    """A birthday as 1970-03-04; one without its year says nothing."""
    found = re.match(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})", text)
    return f"{found[1]}-{found[2]}-{found[3]}" if found else ""
