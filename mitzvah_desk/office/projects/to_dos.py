"""Things to do, with who does them and by when: of a campaign, a project or a partner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from mitzvah_desk.model import Partner, Person, Project, ToDo
from mitzvah_desk.model.expressions import full_name, partner_name
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ToDoRow:
    """One thing to do.

    Attributes:
        id: its number.
        what: in a few words.
        due_on: by when; None where it does not matter.
        owner_id: who does it.
        owner: their name; empty where nobody has taken it.
        project_id: the project that it is for.
        project: its title.
        partner_id: the partner that it is for.
        partner: the name by which it may be called.
        done_on: when it was done; None while it is not.
        note: more about it.
    """

    id: int
    what: str
    due_on: date | None
    owner_id: int | None
    owner: str
    project_id: int | None
    project: str
    partner_id: int | None
    partner: str
    done_on: date | None
    note: str

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.done_on is not None


def list_to_dos(connection: Connection, campaign_id: int, *, done: bool = True) -> list[ToDoRow]:
    """Everything to do for a campaign, what is due first at the top; what is done last, or not at all."""
    where = [ToDo.campaign_id == campaign_id]
    return _list(connection, [*where, ToDo.done_on.is_(None)] if not done else where)


def list_project_to_dos(connection: Connection, project_id: int) -> list[ToDoRow]:
    """What is to do for a project, also what is done."""
    return _list(connection, [ToDo.project_id == project_id])


def list_partner_to_dos(connection: Connection, partner_id: int) -> list[ToDoRow]:
    """What is to do for a partner, of all years, also what is done."""
    return _list(connection, [ToDo.partner_id == partner_id])


def _list(connection: Connection, where: Sequence[ColumnElement[bool]]) -> list[ToDoRow]:
    found = connection.execute(
        select(
            ToDo.id,
            ToDo.what,
            ToDo.due_on,
            ToDo.owner_id,
            func.coalesce(full_name(Person), "").label("owner"),
            ToDo.project_id,
            func.coalesce(Project.title, "").label("project"),
            ToDo.partner_id,
            func.coalesce(partner_name(Partner), "").label("partner"),
            ToDo.done_on,
            ToDo.note,
        )
        .outerjoin(Person, Person.id == ToDo.owner_id)
        .outerjoin(Project, Project.id == ToDo.project_id)
        .outerjoin(Partner, Partner.id == ToDo.partner_id)
        .where(*where)
        .order_by(
            ToDo.done_on.is_not(None), ToDo.due_on.is_(None), ToDo.due_on, func.lower(ToDo.what), ToDo.id
        )
    )
    return fill_rows(ToDoRow, found)


@dataclass(frozen=True)
class FinishToDos:
    """Says that things are done, or that they are not yet.

    Attributes:
        to_do_ids: which.
        on: the day on which they were done; None where they are to do again.
    """

    to_do_ids: tuple[int, ...]
    on: date | None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002  # the protocol's
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Says so; what was done before keeps its day."""
        last = ""
        for number in self.to_do_ids:
            entry = work.session.get(ToDo, number)
            if entry is None:
                raise RefusalError(not_found("thing to do"))
            entry.done_on = (entry.done_on or self.on) if self.on is not None else None
            last = entry.what
        work.session.flush()
        what = last if len(self.to_do_ids) == 1 else count_noun(len(self.to_do_ids), "thing to do")
        return Applied(f"Done: {what}" if self.on else f"To do again: {what}", self.to_do_ids)
