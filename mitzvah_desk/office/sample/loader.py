"""The sample year, read from one file that people can read and loaded through the office's own actions."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from mitzvah_desk import shipped
from mitzvah_desk.model import AssignmentStatus, ContactHow, PartnerRole, ProjectStatus, Purpose
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.history import list_steps
from mitzvah_desk.office.core.office import ActionBatch, Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.core.settle_history import Settle
from mitzvah_desk.office.goods.donations import DonationEntry, Make
from mitzvah_desk.office.rota.assignments import Assign, SetStatus
from mitzvah_desk.office.sample.goods import KEPT, Entry, GoodsLoader
from mitzvah_desk.rules.lists.definition import format_definition
from mitzvah_desk.rules.lists.presets import READY


def make_sample(path: Path, *, user_name: str = "") -> Office:
    """Makes the sample year in a new file and opens it.

    Raises:
        WorldError: the file exists, or its folder cannot be written.
    """
    office = Office.new(path, user_name=user_name)
    load_sample(office)
    return office


def load_sample(office: Office) -> None:
    """Loads the sample year into an empty file, as one step that Undo does not take back.

    Raises:
        ValueError: the data file names something that it does not hold; the message says where.
    """
    data = tomllib.loads(shipped.find_shipped_file("sample", "mitzvah-year.toml").read_text("utf-8"))
    with office.batch("Loaded the sample year") as batch:
        _Loader(batch, data).load()
    office.execute(Settle(office.query(list_steps)[0].id))


class _Loader:
    """Turns the file's entries into actions; keeps each record's id under its name."""

    def __init__(self, batch: ActionBatch, data: Entry) -> None:
        self._batch = batch
        self._data = data
        self._ids: dict[str, dict[str, int]] = {}
        self._shelves: dict[str, int] = {}
        self._shelf_of: dict[str, int | None] = {}

    def load(self) -> None:
        for key, value in self._data["settings"].items():
            self._batch.execute(ChangeSetting(key, value))
        for name in self._data["skills"]:
            self._add("skill", name, {"name": name})
        for name in self._data["kinds"]:
            self._add("project_kind", name, {"name": name})
        for entry in self._data["campaign"]:
            self._add("campaign", entry["name"], entry)
        for entry in self._data["place"]:
            self._add("place", entry["name"], entry)
        for entry in self._data["partner"]:
            self._partner(entry)
        for entry in self._data["household"]:
            self._household(entry)
        for entry in self._data["group"]:
            self._group(entry)
        for entry in self._data["role"]:
            skill = {"skill_id": self._id("skill", entry["skill"])} if "skill" in entry else {}
            values = {k: v for k, v in entry.items() if k != "skill"}
            self._add("role", entry["name"], {**values, **skill})
        for entry in self._data["shelf"]:
            shelf = self._add("storage_location", entry["name"], {"name": entry["name"]})
            self._shelves.update(dict.fromkeys(entry["kinds"], shelf))
        for entry in self._data["item"]:
            category = entry["kind"]
            self._shelf_of[entry["name"]] = self._shelves.get(category)
            if category not in self._ids.setdefault("item_category", {}):
                self._add("item_category", category, {"name": category})
            values = {k: v for k, v in entry.items() if k != "kind"}
            self._add("item", entry["name"], {**values, "category_id": self._id("item_category", category)})
        for entry in self._data["project"]:
            self._project(entry)
        GoodsLoader(self._batch, self._id, self._shelf_of).load(self._data)
        for name, definition in READY:
            self._batch.execute(
                Add("saved_list", {"name": name, "definition": format_definition(definition)})
            )

    def _partner(self, entry: Entry) -> None:
        own = {"contacts", "log", "wants", "part_of", "place"}
        values = {k: v for k, v in entry.items() if k not in own}
        if "part_of" in entry:
            values["parent_id"] = self._id("partner", entry["part_of"])
        partner = self._add("partner", entry["name"], values)
        place = {k: entry[k] for k in ("name", "address", "postcode") if k in entry}
        self._add("place", entry["name"], {**place, "partner_id": partner})
        for contact in entry.get("contacts", ()):
            given, _, family = contact["name"].partition(" ")
            person = self._add(
                "person",
                contact["name"],
                {
                    "given": given,
                    "family": family,
                    "partner_id": partner,
                    "phone": contact.get("phone", ""),
                    "email": contact.get("email", ""),
                    "position": contact["job"],
                },
            )
            values = {"partner_id": partner, "person_id": person, "job": contact["job"], "is_main": True}
            self._batch.execute(Add("partner_contact", values))
        for said in entry.get("log", ()):
            values = {**said, "how": ContactHow(said["how"]), "partner_id": partner}
            self._batch.execute(Add("contact_log", values))

    def _household(self, entry: Entry) -> None:
        values = {k: entry[k] for k in ("name", "address", "postcode", "phone") if k in entry}
        household = self._add("household", entry["name"], values) if "name" in entry else None
        adults: list[int] = []
        for member in entry["people"]:
            given, _, family = member["name"].partition(" ")
            own = {"name", "skills", "teaches", "yes", "away"}
            person = self._add(
                "person",
                member["name"],
                {
                    "given": given,
                    "family": family,
                    "household_id": household,
                    **{k: v for k, v in member.items() if k not in own},
                },
            )
            for skill in member.get("skills", ()):
                self._skill(person, skill, "can")
            for skill in member.get("teaches", ()):
                self._skill(person, skill, "teaches")
            for purpose in member.get("yes", ()):
                given_on = date(2026, 9, 6)
                self._batch.execute(
                    Add(
                        "permission",
                        {
                            "person_id": person,
                            "purpose": Purpose(purpose),
                            "given": True,
                            "given_on": given_on,
                            "how": "sign-up form",
                        },
                    )
                )
            for start, end in member.get("away", ()):
                values = {"person_id": person, "starts_at": start, "ends_at": end, "reason": "away"}
                self._batch.execute(Add("unavailability", values))
            if member.get("is_child"):
                for adult in adults:
                    self._batch.execute(
                        Add("guardian", {"child_id": person, "adult_id": adult, "relation": "parent"})
                    )
            else:
                adults.append(person)

    def _skill(self, person: int, skill: str, level: str) -> None:
        values = {"person_id": person, "skill_id": self._id("skill", skill), "level": level}
        self._batch.execute(Add("person_skill", values))

    def _group(self, entry: Entry) -> None:
        values = {k: v for k, v in entry.items() if k not in {"leader", "partner"}}
        if "leader" in entry:
            values["leader_id"] = self._id("person", entry["leader"])
        if "partner" in entry:
            values["partner_id"] = self._id("partner", entry["partner"])
        self._add("group", entry["name"], values)

    def _project(self, entry: Entry) -> None:
        campaign = self._id("campaign", entry["campaign"])
        day = entry["day"]
        place = entry.get("place")
        if place is not None and place not in self._ids.setdefault("place", {}):
            self._add("place", place, {"name": place, "permission_note": entry.get("permission_note", "")})
        plain = {
            k: entry[k]
            for k in (
                "title",
                "summary",
                "note",
                "target_pence",
                "target_count",
                "target_unit",
                "made_count",
                "outcome",
                "serves_food",
            )
            if k in entry
        }
        project = self._add(
            "project",
            entry["title"],
            {
                **plain,
                "campaign_id": campaign,
                "on_day": day,
                "status": ProjectStatus(entry.get("status", "planned")),
                "kind_id": self._id("project_kind", entry["kind"]),
                "place_id": self._id("place", place) if place else None,
                "coordinator_id": self._id("person", entry["coordinator"])
                if "coordinator" in entry
                else None,
            },
        )
        for role, names in entry.get("partners", {}).items():
            for name in names:
                values = {"partner_id": self._id("partner", name), "role": PartnerRole(role)}
                self._batch.execute(Add("project_partner", {"project_id": project, **values}))
        for number, act in enumerate(entry.get("programme", ()), start=1):
            starts = datetime.combine(day, act["at"]) if "at" in act else None
            values = {k: v for k, v in act.items() if k != "at"}
            values |= {"project_id": project, "position": number, "starts_at": starts}
            self._batch.execute(Add("programme_item", values))
        for thing in entry.get("materials", ()):
            self._batch.execute(Add("material", {"project_id": project, **thing}))
        for party in entry.get("guests", ()):
            self._batch.execute(Add("guest_party", {"project_id": project, **party}))
        for guest in entry.get("honour", ()):
            values = {
                "project_id": project,
                "person_id": self._id("person", guest["name"]),
                "arrives_at": datetime.combine(day, guest["at"]),
                "host_id": self._id("person", guest["host"]),
            }
            self._batch.execute(Add("guest_of_honour", values))
        for said in entry.get("said", ()):
            values = {"campaign_id": campaign, "project_id": project, **said}
            self._batch.execute(Add("quotation", values))
        for shift in entry.get("shifts", ()):
            self._shift(project, day, shift)
        ends = [shift["at"][1] for shift in entry.get("shifts", ()) if "at" in shift]
        ready = ends[0] if ends else time(16)
        for made in entry.get("made", ()):
            line = DonationEntry(
                made["quantity"],
                item_id=self._id("item", made["item"]),
                size=made.get("size", ""),
                location_id=self._shelf_of[made["item"]],
            )
            self._batch.execute(Make(project, line, datetime.combine(day, ready)))

    def _shift(self, project: int, day: date, entry: Entry) -> None:
        timed = "at" in entry
        starts, ends = entry["at"] if timed else (time(), time())
        least, most = entry["need"]
        (shift,) = self._batch.execute(
            Add(
                "shift",
                {
                    "project_id": project,
                    "role_id": self._id("role", entry["role"]),
                    "starts_at": datetime.combine(day, starts) if timed else None,
                    "ends_at": datetime.combine(day, ends) if timed else None,
                    "open_ended": not timed,
                    "minimum": least,
                    "maximum": most,
                    "note": entry.get("note", ""),
                },
            )
        )
        status = AssignmentStatus(entry.get("status", "confirmed"))
        reason = entry.get("because", "")
        for names, kind in ((entry.get("people", ()), "person"), (entry.get("groups", ()), "group")):
            for name in names:
                record = self._id(kind, name)
                if kind == "person":
                    action = Assign(shift, (record,), status=AssignmentStatus.CONFIRMED)
                else:
                    action = Assign(shift, group_id=record, status=AssignmentStatus.CONFIRMED)
                made = self._batch.execute(action, reason or KEPT)
                if status is not AssignmentStatus.CONFIRMED:
                    self._batch.execute(SetStatus(made, status), KEPT)
        for name in entry.get("invited", ()):
            self._batch.execute(Assign(shift, (self._id("person", name),)), KEPT)

    def _add(self, record: str, name: str, values: Mapping[str, Any]) -> int:
        known = self._ids.setdefault(record, {})
        (made,) = self._batch.execute(Add(record, values))
        known.setdefault(name, made)
        return made

    def _id(self, record: str, name: str) -> int:
        try:
            return self._ids[record][name]
        except KeyError:
            raise ValueError(f"The sample year names a {record} “{name}” that it does not hold.") from None
