"""A small campaign for the tests of the rota."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from conftest_office import done

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.actions import Action, Done, Refused
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.office.rota.queries import AssignedRow, list_shift_assignments

DAY = date(2026, 11, 22)
SURE = AssignmentStatus.CONFIRMED


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 22, hour, minute)


@dataclass
class Year:
    """A file with one campaign, to which the tests add by a word."""

    office: Office
    campaign: int
    roles: dict[str, int] = field(default_factory=dict)

    def add(self, record: str, **values: Any) -> int:
        return done(self.office, Add(record, values)).id

    def project(self, title: str = "Bulbs", **values: Any) -> int:
        return self.add("project", campaign_id=self.campaign, title=title, **values)

    def person(self, name: str = "Ann Cohen", **values: Any) -> int:
        given, _, family = name.partition(" ")
        return self.add("person", given=given, family=family, **values)

    def role(self, name: str = "Baker", **values: Any) -> int:
        if name not in self.roles:
            self.roles[name] = self.add("role", name=name, **values)
        return self.roles[name]

    def shift(
        self, project: int, start: datetime | None = None, end: datetime | None = None, **values: Any
    ) -> int:
        known = {"role_id": self.role(), "minimum": 1, "maximum": 9} | values
        times = {"starts_at": start or at(10), "ends_at": end or at(11)}
        return self.add("shift", project_id=project, **times, **known)

    def put(self, shift: int, *people: int, status: AssignmentStatus = SURE, **more: Any) -> tuple[int, ...]:
        return done(self.office, Assign(shift, people, status=status, **more), "on purpose").ids

    def on(self, shift: int) -> dict[str, AssignedRow]:
        return {row.name: row for row in self.office.query(list_shift_assignments, shift)}

    def execute(self, action: Action, reason: str = "") -> Done:
        return done(self.office, action, reason)

    def told(self, action: Action, reason: str = "") -> list[str]:
        """The rules that stand against an action."""
        refused = self.office.execute(action, reason)
        assert isinstance(refused, Refused), refused
        return [finding.rule for finding in refused.findings]
