"""The sample year, read from one file that people can read and loaded through the office's own actions."""

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from mitzvah_desk import shipped
from mitzvah_desk.model import AssignmentStatus, ContactHow, PartnerRole, ProjectStatus, Purpose, ThankedHow
from mitzvah_desk.office.core.crud import Add, AddMany
from mitzvah_desk.office.core.history import list_steps
from mitzvah_desk.office.core.office import ActionBatch, Office
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.core.settle_history import Settle
from mitzvah_desk.office.goods.donations import DonationEntry, Make
from mitzvah_desk.office.projects.ready_kinds import FillKinds
from mitzvah_desk.office.rota.assignments import Assign, SetStatus
from mitzvah_desk.office.rota.bulk_assignments import AssignMany
from mitzvah_desk.office.sample.dates import keep_what_happened, move_sample_year, propose_sample_day
from mitzvah_desk.office.sample.goods import KEPT, Entry, GoodsLoader
from mitzvah_desk.office.thanks.thank_you_ledger import RecordThanks, list_thanks
from mitzvah_desk.rules.goods.gift_list import parse_recipients
from mitzvah_desk.rules.lists.kept_text import format_definition
from mitzvah_desk.rules.lists.presets import READY

_OF_PROJECT = ("partners", "programme", "materials", "guests", "gifts", "honour", "said", "shifts", "made")
"""What a project's entry tells beside the project itself."""
_FORMS_CAME_BACK = timedelta(weeks=11)
_THANKED_AFTER = timedelta(weeks=2)


def make_sample(
    path: Path, *, user_name: str = "", day: date | None = None, today: date | None = None
) -> Office:
    """Makes the sample year in a new file and opens it.

    Args:
        path: the file.
        user_name: who makes it.
        day: its main day, with everything done that is done on it, and kinds that are names only; where None,
            it is some weeks ahead.
        today: when it is made; the present day where None.

    Raises:
        WorldError: the file exists, or its folder cannot be written.
        ValueError: the main day is no Sunday.
    """
    data = read_sample_year(day, today or date.today())
    office = Office.new(path, user_name=user_name)
    load_sample(office, data)
    return office


def read_sample_year(day: date | None, today: date) -> Entry:
    """The sample year's entries, moved to a main day; see ``make_sample``."""
    data = tomllib.loads(shipped.find_shipped_file("sample", "mitzvah-year.toml").read_text("utf-8"))
    if day is not None:
        return {**move_sample_year(data, day), "kinds_like": {}}
    return keep_what_happened(move_sample_year(data, propose_sample_day(today)), today)


def load_sample(office: Office, data: Entry) -> None:
    """Loads the sample year into an empty file, as one step that Undo does not take back.

    Raises:
        ValueError: the data file names something that it does not hold; the message says where.
    """
    with office.batch("Loaded the sample year") as batch:
        _Loader(batch, data).load()
    office.execute(Settle(office.query(list_steps)[0].id))


class _Loader:
    """Turns the file's entries into actions, many records of one noun at a time; keeps ids under names."""

    def __init__(self, batch: ActionBatch, data: Entry) -> None:
        self._batch = batch
        self._data = data
        self._ids: dict[str, dict[str, int]] = {}
        self._shelves: dict[str, int] = {}
        self._shelf_of: dict[str, int | None] = {}
        self._waiting: dict[str, list[Entry]] = {}
        self._agreed_on: date = data["campaign"][0]["main_day"] - _FORMS_CAME_BACK

    def load(self) -> None:
        data = self._data
        for key, value in data["settings"].items():
            self._batch.execute(ChangeSetting(key, value))
        for record, key in (("skill", "skills"), ("project_kind", "kinds")):
            self._add_many(record, [{"name": name} for name in data[key]])
        for record in ("campaign", "place"):
            self._add_many(record, data[record])
        for entry in data["partner"]:
            self._partner(entry)
        self._add_waiting()
        self._households(data["household"])
        self._add_many("group", [self._group(entry) for entry in data["group"]])
        self._add_many("role", [self._role(entry) for entry in data["role"]])
        for entry in data["shelf"]:
            shelf = self._add("storage_location", {"name": entry["name"]})
            self._shelves.update(dict.fromkeys(entry["kinds"], shelf))
        for entry in data["item"]:
            self._item(entry)
        self._projects(data["project"])
        self._add_many("to_do", [self._to_do(entry) for entry in data["to_do"]])
        GoodsLoader(self._batch, self._id, self._shelf_of).load(data)
        like = tuple((self._id("project_kind", name), ready) for name, ready in data["kinds_like"].items())
        if like:
            self._batch.execute(FillKinds(like))
        self._thank(*data["campaign"][1:])
        lists = [{"name": name, "definition": format_definition(definition)} for name, definition in READY]
        self._add_many("saved_list", lists)

    def _thank(self, *over: Entry) -> None:
        """Thanks everybody who is owed it in the years that are over."""
        for entry in over:
            campaign, day = self._id("campaign", entry["name"]), entry["main_day"] + _THANKED_AFTER
            now = datetime.combine(day, time.min)
            owed = tuple(line.key for line in self._batch.query(list_thanks, campaign, now))
            if owed:
                self._batch.execute(RecordThanks(campaign, owed, ThankedHow.PRINTED, day))

    def _role(self, entry: Entry) -> Entry:
        skill = {"skill_id": self._id("skill", entry["skill"])} if "skill" in entry else {}
        return {k: v for k, v in entry.items() if k != "skill"} | skill

    def _item(self, entry: Entry) -> None:
        category = entry["kind"]
        self._shelf_of[entry["name"]] = self._shelves.get(category)
        if category not in self._ids.setdefault("item_category", {}):
            self._add("item_category", {"name": category})
        values = {k: v for k, v in entry.items() if k != "kind"}
        self._add("item", {**values, "category_id": self._id("item_category", category)})

    def _partner(self, entry: Entry) -> None:
        own = {"contacts", "log", "wants", "part_of", "place"}
        values = {k: v for k, v in entry.items() if k not in own}
        if "part_of" in entry:
            values["parent_id"] = self._id("partner", entry["part_of"])
        partner = self._add("partner", values)
        place = {k: entry[k] for k in ("name", "address", "postcode") if k in entry}
        self._add("place", {**place, "partner_id": partner})
        for contact in entry.get("contacts", ()):
            told = {k: contact.get(k, "") for k in ("phone", "email")}
            job = contact["job"]
            values = {**_named(contact["name"]), **told, "partner_id": partner, "position": job}
            person = self._add("person", values)
            self._wait("partner_contact", partner_id=partner, person_id=person, job=job, is_main=True)
        for said in entry.get("log", ()):
            self._wait("contact_log", **{**said, "how": ContactHow(said["how"]), "partner_id": partner})

    def _households(self, entries: Sequence[Entry]) -> None:
        homes = [
            {k: entry[k] for k in ("name", "address", "postcode", "phone") if k in entry}
            for entry in entries
            if "name" in entry
        ]
        made = iter(self._add_many("household", homes))
        lives_in = [next(made) if "name" in entry else None for entry in entries]
        own = {"name", "skills", "teaches", "yes", "said", "away"}
        persons = [
            {**_named(member["name"]), "household_id": home}
            | {k: v for k, v in member.items() if k not in own}
            for entry, home in zip(entries, lives_in, strict=True)
            for member in entry["people"]
        ]
        ids = iter(self._add_many("person", persons))
        for entry in entries:
            adults: list[int] = []
            for member in entry["people"]:
                self._member(next(ids), member, adults)
        self._add_waiting()

    def _member(self, person: int, member: Entry, adults: list[int]) -> None:
        for key, level in (("skills", "can"), ("teaches", "teaches")):
            for skill in member.get(key, ()):
                number = self._id("skill", skill)
                self._wait("person_skill", person_id=person, skill_id=number, level=level)
        for purpose in member.get("yes", ()):
            agreed = {"given": True, "given_on": self._agreed_on, "how": "sign-up form"}
            self._wait("permission", person_id=person, purpose=Purpose(purpose), **agreed)
        for said in member.get("said", ()):
            values = {k: v for k, v in said.items() if k != "guardian"}
            values["purpose"] = Purpose(said["purpose"])
            values["guardian_id"] = self._id("person", said["guardian"]) if "guardian" in said else None
            self._wait("permission", person_id=person, **values)
        for start, end in member.get("away", ()):
            self._wait("unavailability", person_id=person, starts_at=start, ends_at=end, reason="away")
        if member.get("is_child"):
            for adult in adults:
                self._wait("guardian", child_id=person, adult_id=adult, relation="parent")
        else:
            adults.append(person)

    def _group(self, entry: Entry) -> Entry:
        values = {k: v for k, v in entry.items() if k not in {"leader", "partner"}}
        if "leader" in entry:
            values["leader_id"] = self._id("person", entry["leader"])
        if "partner" in entry:
            values["partner_id"] = self._id("partner", entry["partner"])
        return values

    def _projects(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            place = entry.get("place")
            if place is not None and place not in self._ids.setdefault("place", {}):
                self._add("place", {"name": place, "permission_note": entry.get("permission_note", "")})
        projects = self._add_many("project", [self._project(entry) for entry in entries])
        shifts = []
        for entry, project in zip(entries, projects, strict=True):
            self._details(project, entry)
            shifts += [
                (shift, self._shift(project, entry["day"], shift)) for shift in entry.get("shifts", ())
            ]
        self._add_waiting()
        made = self._batch.execute(AddMany("shift", tuple(values for _, values in shifts)))
        self._rota([(entry, number) for (entry, _), number in zip(shifts, made, strict=True)])
        for entry, project in zip(entries, projects, strict=True):
            self._made(project, entry)

    def _project(self, entry: Entry) -> Entry:
        own = {"campaign", "day", "place", "permission_note", "kind", "coordinator", "status", *_OF_PROJECT}
        values = {k: v for k, v in entry.items() if k not in own}
        return values | {
            "campaign_id": self._id("campaign", entry["campaign"]),
            "on_day": entry["day"],
            "status": ProjectStatus(entry.get("status", "planned")),
            "kind_id": self._id("project_kind", entry["kind"]),
            "place_id": self._id("place", entry["place"]) if "place" in entry else None,
            "coordinator_id": self._id("person", entry["coordinator"]) if "coordinator" in entry else None,
        }

    def _to_do(self, entry: Entry) -> Entry:
        """What is to do this year: for the campaign itself, a project or a partner."""
        about = {"owner": "person", "project": "project", "partner": "partner"}
        ids = {f"{key}_id": self._id(about[key], name) for key, name in entry.items() if key in about}
        named = {key: value for key, value in entry.items() if key not in about}
        return named | ids | {"campaign_id": self._id("campaign", self._data["campaign"][0]["name"])}

    def _details(self, project: int, entry: Entry) -> None:
        day = entry["day"]
        for role, names in entry.get("partners", {}).items():
            for name in names:
                values = {"partner_id": self._id("partner", name), "role": PartnerRole(role)}
                self._wait("project_partner", project_id=project, **values)
        acts = [
            {
                **{k: v for k, v in act.items() if k != "at"},
                "starts_at": datetime.combine(day, act["at"]) if "at" in act else None,
                "project_id": project,
                "position": number,
            }
            for number, act in enumerate(entry.get("programme", ()), start=1)
        ]
        made = self._batch.execute(AddMany("programme_item", tuple(acts))) if acts else ()
        sessions = {act["title"]: number for act, number in zip(acts, made, strict=True)}
        for party in entry.get("guests", ()):
            values = {k: v for k, v in party.items() if k != "session"}
            booked = sessions[party["session"]] if "session" in party else None
            self._wait("guest_party", project_id=project, programme_item_id=booked, **values)
        for gifts in entry.get("gifts", ()):
            partner = self._id("partner", gifts["partner"])
            for number, each in enumerate(parse_recipients(gifts["for"]), start=1):
                done = {"label": each.label, "wrapped": number <= gifts["wrapped"]}
                self._wait("gift_recipient", project_id=project, partner_id=partner, **done)
        for each in entry.get("materials", ()):
            self._wait("material", project_id=project, **each)
        for guest in entry.get("honour", ()):
            who = {
                "person_id": self._id("person", guest["name"]),
                "host_id": self._id("person", guest["host"]),
            }
            arrives = datetime.combine(day, guest["at"])
            self._wait("guest_of_honour", project_id=project, arrives_at=arrives, **who)
        for said in entry.get("said", ()):
            campaign = self._id("campaign", entry["campaign"])
            self._wait("quotation", campaign_id=campaign, project_id=project, **said)

    def _shift(self, project: int, day: date, entry: Entry) -> Entry:
        starts, ends = (datetime.combine(day, at) for at in entry["at"]) if "at" in entry else (None, None)
        least, most = entry["need"]
        return {
            "project_id": project,
            "role_id": self._id("role", entry["role"]),
            "starts_at": starts,
            "ends_at": ends,
            "open_ended": starts is None,
            "minimum": least,
            "maximum": most,
            "note": entry.get("note", ""),
            "place_id": self._id("place", entry["place"]) if "place" in entry else None,
        }

    def _rota(self, shifts: Sequence[tuple[Entry, int]]) -> None:
        """Puts everybody on their shifts, then says how it ended where that is known."""
        parts: list[tuple[Assign, str]] = []
        ended: list[AssignmentStatus | None] = []
        for entry, shift in shifts:
            because = entry.get("because", "")
            sure = AssignmentStatus.CONFIRMED
            people = [self._id("person", name) for name in entry.get("people", ())]
            groups = [self._id("group", name) for name in entry.get("groups", ())]
            invited = [self._id("person", name) for name in entry.get("invited", ())]
            parts += [(Assign(shift, (person,), status=sure), because) for person in people]
            parts += [(Assign(shift, group_id=group, status=sure), because) for group in groups]
            parts += [(Assign(shift, (person,)), "") for person in invited]
            status = AssignmentStatus(entry["status"]) if "status" in entry else None
            ended += [status] * (len(people) + len(groups)) + [None] * len(invited)
        made = self._batch.execute(AssignMany(tuple(parts)), KEPT)
        for status in AssignmentStatus:
            if ids := tuple(n for n, end in zip(made, ended, strict=True) if end is status):
                self._batch.execute(SetStatus(ids, status), KEPT)

    def _made(self, project: int, entry: Entry) -> None:
        """What was made at a project, when its first shift was over."""
        ends = [shift["at"][1] for shift in entry.get("shifts", ()) if "at" in shift]
        ready = datetime.combine(entry["day"], ends[0] if ends else time(16))
        for made in entry.get("made", ()):
            line = DonationEntry(
                made["quantity"],
                item_id=self._id("item", made["item"]),
                size=made.get("size", ""),
                location_id=self._shelf_of[made["item"]],
            )
            self._batch.execute(Make(project, line, ready))

    def _add(self, record: str, values: Entry) -> int:
        (made,) = self._batch.execute(Add(record, values))
        self._ids.setdefault(record, {}).setdefault(_name(record, values), made)
        return made

    def _add_many(self, record: str, rows: Sequence[Entry]) -> tuple[int, ...]:
        made = self._batch.execute(AddMany(record, tuple(rows)))
        known = self._ids.setdefault(record, {})
        for values, number in zip(rows, made, strict=True):
            known.setdefault(_name(record, values), number)
        return made

    def _wait(self, record: str, **values: Any) -> None:  # noqa: ANN401
        """Puts a row aside until ``_add_waiting`` adds all of its noun."""
        self._waiting.setdefault(record, []).append(values)

    def _add_waiting(self) -> None:
        for record, rows in self._waiting.items():
            self._batch.execute(AddMany(record, tuple(rows)))
        self._waiting.clear()

    def _id(self, record: str, name: str) -> int:
        try:
            return self._ids[record][name]
        except KeyError:
            raise ValueError(f"The sample year names a {record} “{name}” that it does not hold.") from None


def _named(name: str) -> dict[str, str]:
    """A person's first name and family name."""
    given, _, family = name.partition(" ")
    return {"given": given, "family": family}


def _name(record: str, values: Entry) -> str:
    """What the data file calls a record."""
    return " ".join(filter(None, (values[part] for part in RECORDS[record].name)))
