"""What somebody typed into one field as a person's name: which part of it is the first name."""

from mitzvah_desk.rules.fields.cell_parsers import Name, is_name, parse_names


def parse_person_name(text: str) -> Name | None:
    """The one person whom a text names, read as a list's cell is; None where it is no name, or names several.

    ``Zelda Katz`` and ``Katz, Zelda`` are the same; one word is a first name, and nothing is made up for the
    rest; ``Mrs Levy`` has a title and a surname.
    """
    if not is_name(text):
        return None
    names = parse_names(text)
    return names[0] if len(names) == 1 and (names[0].given or names[0].family) else None


def name_values(name: Name) -> dict[str, str]:
    """The fields of a person that a name fills."""
    values = {"title": name.title, "given": name.given, "family": name.family}
    return {column: text for column, text in values.items() if text}
