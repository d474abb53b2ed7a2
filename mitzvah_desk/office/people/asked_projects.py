"""The projects that people ask for on a sign-up form, first, second and third."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from mitzvah_desk.model import ProjectWish
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class AskForProject:
    """Keeps a project that a person asks for; asked for again, its place is the new one.

    Attributes:
        person_id: who asks.
        project_id: for what.
        place: 1 is what they would like best.
    """

    person_id: int
    project_id: int
    place: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Both must be there."""
        both = (("person", self.person_id), ("project", self.project_id))
        return [not_found(noun) for noun, number in both if not record_name(work.connection, noun, number)]

    def apply(self, work: UnitOfWork) -> Applied:
        """Keeps it."""
        wish = work.session.scalars(
            select(ProjectWish).where(
                ProjectWish.person_id == self.person_id, ProjectWish.project_id == self.project_id
            )
        ).first()
        if wish is None:
            wish = ProjectWish(person_id=self.person_id, project_id=self.project_id, rank=self.place)
            work.session.add(wish)
        wish.rank = self.place
        work.session.flush()
        name = record_name(work.connection, "person", self.person_id)
        title = record_name(work.connection, "project", self.project_id)
        return Applied(f"{name} asks for {title}", (wish.id,))
