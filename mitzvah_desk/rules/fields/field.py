"""What can be said of a field: one frozen value that forms, lists, import, export and cards are made from.

Nothing here knows the database, so that the process that reads files of strangers may know it too. How long a
field is kept stands beside its column in the model (``personal_data``), which every new column must tell
anyway.
"""

from dataclasses import dataclass
from enum import StrEnum

from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see


class FieldKind(StrEnum):
    """What a field holds, and so how it is typed, shown and read."""

    TEXT = "text"
    LONG_TEXT = "long text"
    EMAIL = "e-mail"
    PHONE = "phone"
    POSTCODE = "postcode"
    DAY = "day"
    TIME = "time"
    YES_NO = "yes or no"
    CHOICE = "choice"
    NUMBER = "number"
    MONEY = "money"
    LINK = "link"


class ListReach(StrEnum):
    """What a list that shows a field may be used for."""

    COMMITTEE = "the committee"
    NEWSLETTER = "the committee and the newsletter"
    PRINT = "the committee, the newsletter and print"


@dataclass(frozen=True, slots=True)
class ListPlace:
    """How a field stands in lists.

    Attributes:
        reach: what a list that shows it may be used for.
        title: its heading; the field's label where empty.
        key: its name in what is kept of a list; the field's own where empty.
        number: whether it holds numbers.
        first: whether a new list shows it.
        exported: whether *Export* of the whole book writes it.
    """

    reach: ListReach = ListReach.COMMITTEE
    title: str = ""
    key: str = ""
    number: bool = False
    first: bool = False
    exported: bool = False


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """How a list asks for a field.

    Attributes:
        yes: its words after “people who”; with ``{}`` it is about a text within the field, else about whether
            the field is filled.
        no: the words of its opposite.
    """

    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class ImportPlace:
    """How a field is known in files of other programs.

    Attributes:
        place: where it stands among those that a column may tell, from the lowest.
        headings: what other programs and people call it, as ``normalise_heading`` leaves them, parted by
            ``|``.
        words: its name on the screen; the field's label where empty.
        key: its name in what is kept of an import; the field's own where empty.
        many: several columns may tell it, and are joined.
        in_sign_ups: whether lists of sign-ups tell it too.
        in_donations: whether lists of donations tell it of the donor.
        composed: whether it is read together with others, or by rules of its own; else its text is the value.
        of_all: whether a row says it of everybody whom it names; else of the first.
        fills_only: whether a file only fills it where it is empty, and never changes it.
        of_row: whether it is told of the row as a whole, and never of one of several people in it.
    """

    place: int
    headings: str = ""
    words: str = ""
    key: str = ""
    many: bool = False
    in_sign_ups: bool = True
    in_donations: bool = False
    composed: bool = False
    of_all: bool = False
    fills_only: bool = False
    of_row: bool = False


@dataclass(frozen=True, slots=True)
class CardLine:
    """The line of an address book's card (vCard) whose text is the field.

    Attributes:
        name: the property, such as ``NICKNAME``.
        written: whether cards that leave hold it, where a list of that use may show it; else it is only read.
    """

    name: str
    written: bool = False


@dataclass(frozen=True, slots=True)
class FieldDeclaration:
    """One field. All that differs from field to field is said here and nowhere else.

    Attributes:
        record: the table that holds it; empty where it is worked out for lists, or only read from files.
        key: its column.
        label: its name on forms.
        purpose: what it is kept for, in a sentence for whoever asks what is kept of them.
        kind: what it holds.
        fact: what kind of fact it is, which says who may see it.
        noun: its name within a sentence; made of ``key`` where empty.
        adds_up: whether the texts of two records may both be true, so that a merge and an import keep both.
        counted_in: the column of the same record that says in what the number is: grams, tins.
        protected: whether a confidential partner's page shows it only when asked.
        in_list: how it stands in lists.
        question: how lists ask for it.
        in_import: how files of other programs tell it.
        card: the line of a card that holds it.
    """

    record: str
    key: str
    label: str
    purpose: str = ""
    kind: FieldKind = FieldKind.TEXT
    fact: Fact = Fact.COMMITTEE_NOTE
    noun: str = ""
    adds_up: bool = False
    counted_in: str = ""
    protected: bool = False
    in_list: ListPlace | None = None
    question: ListQuestion | None = None
    in_import: ImportPlace | None = None
    card: CardLine | None = None

    @property
    def audiences(self) -> frozenset[Audience]:
        """Who may see it, where it is about nobody confidential."""
        return frozenset(audience for audience in Audience if may_see(audience, self.fact))

    @property
    def fills_only(self) -> bool:
        """Whether a file of another program only fills it, and never changes it."""
        return self.in_import is not None and self.in_import.fills_only

    @property
    def list_key(self) -> str:
        """Its name in what is kept of a list."""
        return (self.in_list.key if self.in_list else "") or self.key

    @property
    def list_title(self) -> str:
        """Its heading in lists."""
        return (self.in_list.title if self.in_list else "") or self.label

    @property
    def import_key(self) -> str:
        """Its name in what is kept of an import."""
        return (self.in_import.key if self.in_import else "") or self.key

    @property
    def import_words(self) -> str:
        """Its name where one chooses what a column tells, and its heading in a table made of cards."""
        return (self.in_import.words if self.in_import else "") or self.label


def worked_out(key: str, title: str, in_list: ListPlace) -> FieldDeclaration:
    """A field that no record holds, and that lists work out.

    Args:
        key: its name in what is kept of a list.
        title: its heading.
        in_list: how it stands in lists.
    """
    return FieldDeclaration("", key, title, in_list=in_list)


def only_read(  # each says one thing
    place: int,
    key: str,
    words: str,
    headings: str = "",
    *,
    many: bool = False,
    in_sign_ups: bool = True,
    in_donations: bool = False,
    of_row: bool = False,
) -> FieldDeclaration:
    """A field that no record holds as it stands, and that files of other programs tell.

    Args:
        place: where it stands among those that a column may tell.
        key: its name in what is kept of an import.
        words: its name on the screen.
        headings: what it is called elsewhere, parted by ``|``.
        many: several columns may tell it.
        in_sign_ups: whether lists of sign-ups tell it.
        in_donations: whether lists of donations tell it.
        of_row: whether it is told of the row as a whole.
    """
    told = ImportPlace(
        place,
        headings,
        many=many,
        in_sign_ups=in_sign_ups,
        in_donations=in_donations,
        composed=True,
        of_row=of_row,
    )
    return FieldDeclaration("", key, words, in_import=told)
