"""The nouns of the file as the generic actions know them: words, names and what a field may hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, ForeignKey, Table, func, select

from mitzvah_desk import model
from mitzvah_desk.model import Base
from mitzvah_desk.model.expressions import full_name, partner_name, place_label
from mitzvah_desk.rules.fields import parsing
from mitzvah_desk.rules.fields import tidying as fields
from mitzvah_desk.rules.lists import kept_text
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
        name: the columns that make its name, joined by blanks.
        owner: the column that leads to the record it belongs to, for labels: "permission of Ann Cohen".
        rules: what tidies or refuses a column's value; text without a rule is tidied.
        goes_with: the column that leads to a record with which it is removed, though the file would keep it.
    """

    model: type[Base]
    noun: str
    name: tuple[str, ...] = ()
    owner: str = ""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    goes_with: str = ""

    @property
    def table(self) -> Table:
        """The record's table."""
        return Base.metadata.tables[self.model.__tablename__]

    @property
    def columns(self) -> frozenset[str]:
        """The fields that may be set."""
        return _list_columns(self.model)

    def removal_rule(self, key: ForeignKey) -> str | None:
        """What becomes of it where the record to which one of its columns leads is removed."""
        return "CASCADE" if key.parent.name == self.goes_with else key.ondelete

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


@cache
def _list_columns(model: type[Base]) -> frozenset[str]:
    table = Base.metadata.tables[model.__tablename__]
    return frozenset(column.name for column in table.columns) - {"id"}


def _record(
    model_class: type[Base],
    noun: str,
    *,
    name: tuple[str, ...] = (),
    owner: str = "",
    rules: Mapping[str, Rule] | None = None,
    goes_with: str = "",
) -> tuple[str, Record]:
    return model_class.__tablename__, Record(model_class, noun, name, owner, rules or {}, goes_with)


def _clock(value: str | None) -> str | None:
    return parsing.parse_time(value or "")


_CLOCK: dict[str, Rule] = {"visiting_from": _clock, "visiting_until": _clock}
_CLOCKS: dict[str, Rule] = {"starts_at": _clock, "ends_at": _clock}
_DAY_PHONE: dict[str, Rule] = {"day_phone": fields.normalise_phone}

RECORDS: dict[str, Record] = dict(
    (
        _record(model.Campaign, "campaign", name=("name",), rules=_DAY_PHONE),
        _record(model.ProjectKind, "kind of project", name=("name",)),
        _record(model.KindShift, "usual shift", owner="kind_id", rules=_CLOCKS),
        _record(model.KindToDo, "usual thing to do", name=("what",), owner="kind_id"),
        _record(model.KindMaterial, "usual material", name=("name",), owner="kind_id"),
        _record(model.KindPartnerRole, "usual part of a partner", owner="kind_id"),
        _record(model.ToDo, "thing to do", name=("what",)),
        _record(model.Place, "place", name=("name",), rules=_CONTACT),
        _record(model.Setting, "setting", name=("key",)),
        _record(model.Household, "household", name=("name",), rules=_CONTACT),
        _record(
            model.Person,
            "person",
            name=("given", "family"),
            rules=_CONTACT,
        ),
        _record(model.Guardian, "guardian", owner="child_id"),
        _record(model.Group, "group", name=("name",)),
        _record(model.GroupMember, "member", owner="group_id"),
        _record(model.Skill, "skill", name=("name",)),
        _record(model.PersonSkill, "skill", owner="person_id"),
        _record(model.Unavailability, "time away", owner="person_id"),
        _record(model.Permission, "permission", owner="person_id"),
        _record(model.Partner, "partner", name=("name",), rules=_CONTACT | _CLOCK),
        _record(model.PartnerContact, "contact", owner="partner_id"),
        _record(model.ContactLog, "conversation", owner="partner_id"),
        _record(model.Project, "project", name=("title",), rules=_DAY_PHONE),
        _record(model.ProjectPartner, "partner", owner="project_id"),
        _record(model.ProgrammeItem, "programme item", name=("title",), owner="project_id"),
        _record(model.Material, "material", name=("name",), owner="project_id"),
        _record(model.GuestParty, "guests", name=("label",), owner="project_id"),
        _record(model.GuestOfHonour, "guest of honour", owner="project_id"),
        _record(model.Quotation, "quotation", owner="project_id"),
        _record(model.Role, "role", name=("name",)),
        _record(model.Shift, "shift", owner="project_id"),
        _record(
            model.Assignment,
            "assignment",
            owner="shift_id",
        ),
        _record(model.ShiftNotice, "change to tell", name=("title",)),
        _record(model.PrintNotice, "line of a printed rota", owner="project_id"),
        _record(model.CalendarNotice, "event in a calendar", name=("title",)),
        _record(model.TravelTime, "travel time", owner="place_id"),
        _record(model.Wish, "wish", owner="person_id"),
        _record(model.ProjectWish, "wish", owner="person_id"),
        _record(model.Pairing, "wish", owner="person_id"),
        _record(model.ItemCategory, "category", name=("name",)),
        _record(model.Item, "item", name=("name",)),
        _record(model.ItemCode, "code", name=("code",), owner="item_id"),
        _record(model.KitPart, "part of a kit", owner="kit_id"),
        _record(model.RecallCall, "call about a recall", owner="lot_id"),
        _record(model.StorageLocation, "storage place", name=("name",)),
        _record(model.Donation, "donation"),
        _record(model.Lot, "lot", owner="item_id"),
        _record(model.Movement, "movement", owner="lot_id"),
        _record(model.Request, "request", owner="partner_id"),
        _record(model.Allocation, "allocation", owner="request_id"),
        _record(model.Delivery, "delivery", owner="partner_id"),
        _record(model.DeliveryLine, "line of a delivery", owner="delivery_id"),
        _record(model.Stocktake, "stocktake", name=("name",)),
        _record(model.StocktakeCount, "count", owner="lot_id"),
        _record(model.MoneyGift, "gift of money"),
        _record(
            model.LetterTemplate,
            "words of a letter",
            name=("name",),
            rules={"body": wording.require_valid_markup, "subject": wording.require_valid_markup},
        ),
        _record(model.Letter, "thanks"),
        _record(model.ImportProfile, "way to read a spreadsheet", name=("name",)),
        _record(
            model.SavedList,
            "list",
            name=("name",),
            rules={"definition": kept_text.require_valid_definition},
        ),
        _record(model.DifferentPeople, "difference", owner="person_id"),
        _record(model.DifferentPartners, "difference", owner="partner_id"),
        _record(model.NewsletterTemplate, "words of the newsletter", name=("kind",)),
        _record(model.GiftRecipient, "gift", name=("label",), owner="project_id"),
        _record(model.SettledFinding, "reason why something stands"),
        _record(
            model.GiftAidDeclaration,
            "Gift Aid declaration",
            owner="person_id",
            rules=_CONTACT,
            goes_with="person_id",
        ),
        _record(model.SubjectRequest, "request about data", owner="person_id"),
        _record(model.RetentionHold, "reason to keep", owner="person_id"),
        _record(model.TidyUp, "tidy-up"),
        _record(model.ConsentForm, "consent form"),
        _record(model.ConfidentialView, "look at details", owner="partner_id"),
    )
)


def _assignment_label() -> ColumnElement[str]:
    """Who is on which shift: ``Ann Cohen (Baker in Tea for all)``."""
    person = select(full_name(model.Person)).where(model.Person.id == model.Assignment.person_id)
    group = select(model.Group.name).where(model.Group.id == model.Assignment.group_id)
    shift = (
        select(model.Role.name + " in " + model.Project.title)
        .join_from(model.Shift, model.Role, model.Role.id == model.Shift.role_id)
        .join(model.Project, model.Project.id == model.Shift.project_id)
        .where(model.Shift.id == model.Assignment.shift_id)
    )
    who = func.coalesce(person.scalar_subquery(), group.scalar_subquery())
    return who + " (" + shift.scalar_subquery() + ")"


_SHOWN = {
    "partner": partner_name(model.Partner),
    "place": place_label(model.Place),
    "assignment": _assignment_label(),
}
"""What stands for a name that may not be shown, or that other records have."""


def record_name(connection: Connection, record: str, record_id: int | None) -> str:
    """A record's name for a sentence: its own, or its noun and its owner's name; empty where it is gone.

    A confidential partner goes by its code name here as everywhere, and its place by that too.
    """
    if record_id is None:
        return ""
    known = RECORDS[record]
    if record in _SHOWN:
        shown = select(_SHOWN[record]).where(known.table.c.id == record_id)
        return connection.execute(shown).scalar() or ""
    row = connection.execute(select(known.table).where(known.table.c.id == record_id)).mappings().first()
    if row is None:
        return ""
    own = " ".join(str(row[column]) for column in known.name if row[column]).strip()
    if own:
        return own
    if known.owner:
        (key,) = known.table.c[known.owner].foreign_keys
        owner = record_name(connection, key.column.table.name, row[known.owner])
        return f"{known.noun} of {owner}" if owner else known.noun
    return known.noun
