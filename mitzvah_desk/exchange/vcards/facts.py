"""What a card says, as cells by their headings and lines of a note."""

from dataclasses import dataclass, field

from mitzvah_desk.rules.fields.registry import CARD_FIELDS

PEOPLE_TITLES = tuple(
    dict.fromkeys(
        (
            "Title",
            "First name",
            "Family name",
            "Full name",
            "Letters after the name",
            "Known as",
            "E-mail",
            "E-mail 2",
            "Telephone",
            "Telephone 2",
            "Mobile",
            "Address",
            "Postcode",
            "Date of birth",
            "Organisation",
            "Position",
            "Spouse",
            "Group",
            "Note",
            *(each.import_words for each, _ in CARD_FIELDS),  # those that stand above stay there
        )
    )
)
ORGANISATION_TITLES = (
    "Name",
    "Address",
    "Postcode",
    "Telephone",
    "E-mail",
    "Website",
    "Contact",
    "Contact’s position",
    "Note",
)


@dataclass(slots=True)
class CardFacts:
    """What a card says.

    Attributes:
        name: whom it is of, as one text.
        cells: texts by the headings of their columns.
        notes: the lines of its note.
        is_organisation: whether it is of an organisation.
        is_group: whether it is of a group of people.
        keys: by what a group's card may name it: its number, its e-mail addresses.
        members: what a group's card names.
    """

    name: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    is_organisation: bool = False
    is_group: bool = False
    keys: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """Whether it is of a person."""
        return not (self.is_organisation or self.is_group)

    def tell(self, label: str, text: str) -> None:
        """Adds a line to the note, once."""
        said = f"{label}: {' '.join(text.split())}"
        if text.strip() and said not in self.notes:
            self.notes.append(said)
