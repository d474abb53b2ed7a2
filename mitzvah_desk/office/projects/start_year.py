"""The first step of a new file: the synagogue, its place, who signs, the first campaign, the kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mitzvah_desk.office.core.actions import Applied, Refused
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import BackupPlan, Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.core.settle_history import Settle
from mitzvah_desk.office.projects.ready_kinds import AddReadyKinds, list_ready_kinds
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.jewish_calendar.day_line import describe_day
from mitzvah_desk.rules.jewish_calendar.hebrew_dates import days_of_rest, hebrew_date
from mitzvah_desk.rules.jewish_calendar.times import CalendarPlace
from mitzvah_desk.rules.jewish_calendar.towns import find_town, list_towns
from mitzvah_desk.store.atomic_write import remove_file
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class StartYear:
    """Writes into a new file what its committee says of itself; each but the name may be left out.

    Attributes:
        organisation: the synagogue's name.
        town: its town; the degrees of London stay where it is not a known one.
        signatory_name: who signs letters.
        signatory_role: what they are.
        logo: a picture as the settings keep it.
        main_day: the first campaign's main day; no campaign is begun where None.
        campaign: its name; ``Mitzvah Day`` and the year where empty.
        kinds: the ready-made kinds of project; all of them where None.
        degrees: how far north and east the town is, as typed; for one that is not known.
    """

    organisation: str
    town: str = ""
    signatory_name: str = ""
    signatory_role: str = ""
    logo: str = ""
    main_day: date | None = None
    campaign: str = ""
    kinds: tuple[str, ...] | None = None
    degrees: tuple[str, str] = ("", "")

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Refuses a file without a name of whose it is."""
        if self.organisation.strip():
            return ()
        text = "The synagogue’s name is missing. It stands at the head of every letter."
        return [hard_finding("start.name", "Synagogue", text, "Type it.", field="organisation")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it."""
        for key, value in self._settings():
            ChangeSetting(key, value).apply(work)
        if self.main_day is not None:
            name = self.campaign.strip() or f"Mitzvah Day {self.main_day.year}"
            Add("campaign", {"name": name, "main_day": self.main_day}).apply(work)
        kinds = tuple(kind.name for kind in list_ready_kinds()) if self.kinds is None else self.kinds
        AddReadyKinds(kinds).apply(work)
        return Applied(f"Started the file of {self.organisation.strip()}")

    def _settings(self) -> list[tuple[str, Any]]:
        told = {
            "organisation": self.organisation,
            "signatory_name": self.signatory_name,
            "signatory_role": self.signatory_role,
            "logo": self.logo,
            **(place_settings(self.town) if self.town.strip() else {}),
            **{key: text for key, text in zip(("latitude", "longitude"), self.degrees, strict=True) if text},
        }
        return [(key, value) for key, value in told.items() if value != ""]


@dataclass(frozen=True)
class ChangeTown:
    """Says in which town the synagogue is; a known one brings its degrees and time zone along."""

    town: str

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Keeps it."""
        for key, value in place_settings(self.town).items():
            ChangeSetting(key, value).apply(work)
        return Applied(f"Changed the town to {self.town.strip()}")


def start_year(
    path: Path, year: StartYear, *, user_name: str = "", backups: BackupPlan | None = None
) -> Office | Refused:
    """Makes a new file with a year begun in it, as one step that Undo does not take back.

    Returns:
        The open file; what was refused where the year cannot be begun so, and then there is no file.

    Raises:
        WorldError: the file exists, or its folder cannot be written.
    """
    office = Office.new(path, user_name=user_name, backups=backups)
    done = office.execute(year)
    if isinstance(done, Refused):
        office.close()
        remove_file(path)
        return done
    office.execute(Settle(done.step))
    return office


def place_settings(town: str) -> dict[str, Any]:
    """What the settings keep of a town: its name alone where it is not a known one."""
    found = find_town(town)
    if found is None:
        return {"place_name": town}
    return {
        "place_name": found.name,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "time_zone": found.zone,
    }


def describe_main_day(day: date, town: str) -> tuple[str, bool]:
    """What a day is in both calendars, before there is a file.

    Args:
        day: the day.
        town: the synagogue's.

    Returns:
        A sentence or two, and whether it is a day of rest.
    """
    found = find_town(town) or list_towns()[0]
    line = describe_day(day, CalendarPlace(found.name, found.latitude, found.longitude, found.zone))
    said = f"{day:%A}, {hebrew_date(day).words}."
    return " ".join((said, *line.sentences)), bool(days_of_rest(day))
