"""The nouns of the file as the generic actions know them: words, areas, names and what a field may hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, select

from mitzvah_desk import model
from mitzvah_desk.model import Base
from mitzvah_desk.office.core.actions import Area
from mitzvah_desk.rules.fields import parsing
from mitzvah_desk.rules.fields import tidying as fields
from mitzvah_desk.rules.lists import definition as list_definition
from mitzvah_desk.rules.privacy import disclosure
from mitzvah_desk.rules.templates import markup as wording

Rule = Callable[[Any], Any]

_CONTACT: dict[str, Rule] = {
    "email": fields.normalise_email,
    "phone": fields.normalise_phone,
    "mobile": fields.normalise_phone,
    "postcode": fields.normalise_postcode,
}


@dataclass(frozen=True)
class Record:
    """One noun.

    Attributes:
        model: its table's class.
        noun: what it is called in a sentence: ``person``.
        areas: what screens must read again when it changes.
        name: the columns that make its name, joined by blanks.
        owner: the column that leads to the record it belongs to, for labels: "permission of Ann Cohen".
        rules: what tidies or refuses a column's value; text without a rule is tidied.
    """

    model: type[Base]
    noun: str
    areas: frozenset[Area]
    name: tuple[str, ...] = ()
    owner: str = ""
    rules: Mapping[str, Rule] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        """The record's table."""
        return Base.metadata.tables[self.model.__tablename__]

    @property
    def columns(self) -> frozenset[str]:
        """The fields that may be set."""
        return frozenset(column.name for column in self.table.columns) - {"id"}

    def tidied(self, column: str, value: Any) -> Any:  # noqa: ANN401
        """A field's value as it will be kept.

        Raises:
            ValueError: it may not stand there; the message is a sentence for beside the field.
            KeyError: there is no such field, which is a bug.
        """
        if column not in self.columns:
            raise KeyError(column)
        if column in self.rules:
            return self.rules[column](value)
        return fields.tidy_text(value) if isinstance(value, str) and type(value) is str else value


def _record(
    model_class: type[Base],
    noun: str,
    *areas: Area,
    name: tuple[str, ...] = (),
    owner: str = "",
    rules: Mapping[str, Rule] | None = None,
) -> tuple[str, Record]:
    return model_class.__tablename__, Record(model_class, noun, frozenset(areas), name, owner, rules or {})


def _clock(value: str | None) -> str | None:
    return parsing.parse_time(value or "")


_CLOCK: dict[str, Rule] = {"visiting_from": _clock, "visiting_until": _clock}

RECORDS: dict[str, Record] = dict(
    (
        _record(model.Campaign, "campaign", *Area, name=("name",)),
        _record(model.ProjectKind, "kind of project", Area.PROJECTS, Area.SETTINGS, name=("name",)),
        _record(model.Place, "place", Area.PROJECTS, Area.SETTINGS, name=("name",), rules=_CONTACT),
        _record(model.Setting, "setting", Area.SETTINGS, name=("key",)),
        _record(model.Household, "household", Area.PEOPLE, Area.LETTERS, name=("name",), rules=_CONTACT),
        _record(
            model.Person,
            "person",
            Area.PEOPLE,
            Area.LETTERS,
            Area.ROTA,
            name=("given", "family"),
            rules=_CONTACT,
        ),
        _record(model.Guardian, "guardian", Area.PEOPLE, owner="child_id"),
        _record(model.Group, "group", Area.PEOPLE, Area.LETTERS, name=("name",)),
        _record(model.GroupMember, "member", Area.PEOPLE, owner="group_id"),
        _record(model.Skill, "skill", Area.PEOPLE, Area.SETTINGS, name=("name",)),
        _record(model.PersonSkill, "skill", Area.PEOPLE, owner="person_id"),
        _record(model.Unavailability, "time away", Area.PEOPLE, Area.ROTA, owner="person_id"),
        _record(model.Permission, "permission", Area.PEOPLE, owner="person_id"),
        _record(
            model.Partner, "partner", Area.PARTNERS, Area.LETTERS, name=("name",), rules=_CONTACT | _CLOCK
        ),
        _record(model.PartnerContact, "contact", Area.PARTNERS, owner="partner_id"),
        _record(model.ContactLog, "conversation", Area.PARTNERS, owner="partner_id"),
        _record(model.Project, "project", Area.PROJECTS, Area.ROTA, name=("title",)),
        _record(model.ProjectPartner, "partner", Area.PROJECTS, Area.PARTNERS, owner="project_id"),
        _record(model.ProgrammeItem, "programme item", Area.PROJECTS, name=("title",), owner="project_id"),
        _record(model.Material, "material", Area.PROJECTS, name=("name",), owner="project_id"),
        _record(model.GuestParty, "guests", Area.PROJECTS, name=("label",), owner="project_id"),
        _record(model.GuestOfHonour, "guest of honour", Area.PROJECTS, Area.PEOPLE, owner="project_id"),
        _record(model.Quotation, "quotation", Area.PROJECTS, owner="project_id"),
        _record(model.Role, "role", Area.ROTA, Area.SETTINGS, name=("name",)),
        _record(model.Shift, "shift", Area.ROTA, Area.PROJECTS, owner="project_id"),
        _record(
            model.Assignment,
            "assignment",
            Area.ROTA,
            Area.PROJECTS,
            Area.PEOPLE,
            Area.LETTERS,
            owner="shift_id",
        ),
        _record(model.TravelTime, "travel time", Area.ROTA, Area.SETTINGS, owner="place_id"),
        _record(model.Wish, "wish", Area.PEOPLE, Area.ROTA, owner="person_id"),
        _record(model.Pairing, "wish", Area.PEOPLE, Area.ROTA, owner="person_id"),
        _record(model.ItemCategory, "category", Area.GOODS, Area.SETTINGS, name=("name",)),
        _record(model.Item, "item", Area.GOODS, name=("name",)),
        _record(model.StorageLocation, "storage place", Area.GOODS, Area.SETTINGS, name=("name",)),
        _record(model.Donation, "donation", Area.GOODS, Area.LETTERS, Area.PEOPLE, Area.PROJECTS),
        _record(model.Lot, "lot", Area.GOODS, Area.LETTERS, owner="item_id"),
        _record(model.Movement, "movement", Area.GOODS, owner="lot_id"),
        _record(model.Request, "request", Area.PARTNERS, Area.GOODS, owner="partner_id"),
        _record(model.Allocation, "allocation", Area.GOODS, owner="request_id"),
        _record(model.Delivery, "delivery", Area.GOODS, Area.PARTNERS, owner="partner_id"),
        _record(model.DeliveryLine, "line of a delivery", Area.GOODS, owner="delivery_id"),
        _record(model.Stocktake, "stocktake", Area.GOODS, name=("name",)),
        _record(model.StocktakeCount, "count", Area.GOODS, owner="lot_id"),
        _record(model.MoneyGift, "gift of money", Area.GOODS, Area.LETTERS, Area.PROJECTS, Area.PARTNERS),
        _record(
            model.LetterTemplate,
            "words of a letter",
            Area.LETTERS,
            name=("name",),
            rules={"body": wording.require_valid_markup, "subject": wording.require_valid_markup},
        ),
        _record(model.Letter, "thanks", Area.LETTERS),
        _record(model.ImportProfile, "way to read a spreadsheet", Area.LISTS, name=("name",)),
        _record(
            model.SavedList,
            "list",
            Area.LISTS,
            name=("name",),
            rules={"definition": list_definition.require_valid_definition},
        ),
        _record(model.DifferentPeople, "difference", Area.PEOPLE, Area.LISTS, owner="person_id"),
        _record(model.DifferentPartners, "difference", Area.PARTNERS, Area.LISTS, owner="partner_id"),
        _record(model.NewsletterTemplate, "words of the newsletter", Area.LISTS, name=("kind",)),
    )
)


_NOUNS = {
    "given": "first name",
    "family": "family name",
    "born": "date of birth",
    "email": "e-mail",
    "is_child": "child",
    "dbs_level": "DBS level",
    "definition": "questions and columns",
    "donor_person_id": "donor",
    "donor_household_id": "donor",
    "donor_group_id": "donor",
    "donor_partner_id": "donor",
}


def field_label(column: str) -> str:
    """A field's name as a sentence says it: ``visitor limit``."""
    return _NOUNS.get(column, column.removesuffix("_id").removesuffix("_pence").replace("_", " "))


def record_name(connection: Connection, record: str, record_id: int | None) -> str:
    """A record's name for a sentence: its own, or its noun and its owner's name; empty where it is gone.

    A confidential partner goes by its code name here as everywhere.
    """
    if record_id is None:
        return ""
    known = RECORDS[record]
    row = connection.execute(select(known.table).where(known.table.c.id == record_id)).mappings().first()
    if row is None:
        return ""
    if record == "partner":
        return disclosure.partner_name(row["name"], row["code_name"], confidential=row["confidential"])
    own = " ".join(str(row[column]) for column in known.name if row[column]).strip()
    if own:
        return own
    if known.owner:
        (key,) = known.table.c[known.owner].foreign_keys
        owner = record_name(connection, key.column.table.name, row[known.owner])
        return f"{known.noun} of {owner}" if owner else known.noun
    return known.noun
