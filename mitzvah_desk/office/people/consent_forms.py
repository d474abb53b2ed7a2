"""Forms for permissions: who is to be asked, which forms are out, and what came back on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, case, func, literal, not_, or_, select
from sqlalchemy.orm import aliased

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    ConsentForm,
    GroupMember,
    Household,
    Person,
    Project,
    Purpose,
    Shift,
)
from mitzvah_desk.model.expressions import full_name, is_child_on, is_erased, was_asked
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.people.statements import Answer, WriteAnswers
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork

FormKey = tuple[str, int]
"""Whose form it is: ``("household", 7)``, or ``("person", 3)`` for somebody who lives in none."""
ON_A_FORM = "on a form"
"""How somebody answered whose form came back."""


@dataclass(frozen=True, slots=True)
class FormPerson:
    """Somebody on a form.

    Attributes:
        id: the person.
        name: in full.
        child: a guardian signs for them.
        household_id: where they live; None where they have none.
        household: its name.
    """

    id: int
    name: str
    child: bool
    household_id: int | None
    household: str

    @property
    def key(self) -> FormKey:
        """Whose form they stand on."""
        return ("person", self.id) if self.household_id is None else ("household", self.household_id)


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form that went out.

    Attributes:
        id: the form.
        name: whose it is.
        printed_on: when it went out.
        returned_on: when it came back; None while it is out.
        household_id: whose it is, where a household's.
        person_id: whose it is, where that of somebody who lives in none.
    """

    id: int
    name: str
    printed_on: date
    returned_on: date | None
    household_id: int | None
    person_id: int | None


def list_unasked_families(
    connection: Connection, campaign_id: int, day: date, project_id: int | None = None
) -> list[FormPerson]:
    """The households with a child on a shift whom nobody asked about photographs, each with all its people.

    A child is on a shift by name, or as a member of a group that is.

    Args:
        connection: the file.
        campaign_id: whose shifts.
        day: on which they are children or not.
        project_id: only its shifts.
    """
    child = aliased(Person)
    shifts = (
        select(child.id, child.household_id)
        .join_from(Assignment, GroupMember, GroupMember.group_id == Assignment.group_id, isouter=True)
        .join(child, or_(child.id == Assignment.person_id, child.id == GroupMember.person_id))
        .join(Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .where(
            Project.campaign_id == campaign_id,
            Assignment.status != AssignmentStatus.DECLINED,
            is_child_on(day, child),
            not_(was_asked(child.id, Purpose.PHOTO)),
            literal(value=True) if project_id is None else Project.id == project_id,
        )
        .cte("unasked")
    )
    at_home = Person.household_id.in_(select(shifts.c.household_id).where(shifts.c.household_id.is_not(None)))
    return list_form_people(connection, day, or_(at_home, Person.id.in_(select(shifts.c.id))))


def list_people_at_home(connection: Connection, day: date, person_ids: Sequence[int]) -> list[FormPerson]:
    """Some people with everybody who lives in the same households."""
    at_home = select(Person.household_id).where(Person.id.in_(person_ids), Person.household_id.is_not(None))
    which = or_(Person.household_id.in_(at_home), Person.id.in_(person_ids))
    return list_form_people(connection, day, which)


def list_form_people(connection: Connection, day: date, which: ColumnElement[bool]) -> list[FormPerson]:
    """Some people as forms name them, household by household, the adults of each first.

    Args:
        connection: the file.
        day: on which they are children or not.
        which: whom.
    """
    child = is_child_on(day, Person)
    rows = connection.execute(
        select(
            Person.id,
            full_name(Person).label("name"),
            child.label("child"),
            Person.household_id,
            func.coalesce(Household.name, "").label("household"),
        )
        .outerjoin(Household, Household.id == Person.household_id)
        .where(which, not_(is_erased(Person)))
        .order_by(
            func.lower(func.coalesce(Household.name, Person.family)),
            func.coalesce(Person.household_id, -Person.id),
            child,
            func.lower(Person.given),
        )
    )
    return fill_rows(FormPerson, rows)


def list_forms(connection: Connection) -> list[FormRow]:
    """Every form that went out: those that are out still, then those that came back, the newest first."""
    name = func.coalesce(Household.name, full_name(Person), "")
    rows = connection.execute(
        select(
            ConsentForm.id,
            name.label("name"),
            ConsentForm.printed_on,
            ConsentForm.returned_on,
            ConsentForm.household_id,
            ConsentForm.person_id,
        )
        .outerjoin(Household, Household.id == ConsentForm.household_id)
        .outerjoin(Person, Person.id == ConsentForm.person_id)
        .order_by(
            case((ConsentForm.returned_on.is_(None), 0), else_=1),
            ConsentForm.printed_on.desc(),
            func.lower(name),
        )
    )
    return fill_rows(FormRow, rows)


def list_people_on_form(connection: Connection, form: FormRow, day: date) -> list[FormPerson]:
    """Who stands on a form by now: whoever lives in its household, or the one person whose it is."""
    if form.household_id is not None:
        return list_form_people(connection, day, Person.household_id == form.household_id)
    return list_form_people(connection, day, Person.id == form.person_id)


@dataclass(frozen=True)
class NoteFormsPrinted:
    """Keeps that forms went out, in one step. One that went out on the same day is not counted twice.

    Attributes:
        keys: whose forms.
        day: when they were printed.
    """

    keys: tuple[FormKey, ...]
    day: date

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds them; the ids are those of the new ones."""
        out = select(ConsentForm.household_id, ConsentForm.person_id).where(
            ConsentForm.printed_on == self.day, ConsentForm.returned_on.is_(None)
        )
        known = {(row.household_id, row.person_id) for row in work.connection.execute(out)}
        forms = []
        for noun, number in dict.fromkeys(self.keys):
            home, person = (number, None) if noun == "household" else (None, number)
            if (home, person) not in known:
                forms.append(ConsentForm(household_id=home, person_id=person, printed_on=self.day))
        work.session.add_all(forms)
        work.session.flush()
        return Applied(f"Printed {count_noun(len(self.keys), 'permission form')}", tuple(f.id for f in forms))


@dataclass(frozen=True)
class TakeFormBack:
    """Keeps that a form came back, with what was ticked on it, in one step.

    Attributes:
        form_id: the form.
        signed_on: the day beside the signature, which is that of the answers.
        returned_on: when it came back.
        answers: what was ticked; what was left empty is no answer.
    """

    form_id: int
    signed_on: date
    returned_on: date
    answers: tuple[Answer, ...] = ()

    @property
    def _statements(self) -> WriteAnswers:
        return WriteAnswers(self.answers, self.signed_on, ON_A_FORM)

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What stands against its answers."""
        return self._statements.check(work)

    def apply(self, work: UnitOfWork) -> Applied:
        """Marks it as returned and writes its answers down; the ids are those of the answers."""
        form = work.session.get(ConsentForm, self.form_id)
        if form is None:
            raise RefusalError(not_found("permission form"))
        form.returned_on = self.returned_on
        ids = self._statements.apply(work).ids if self.answers else ()
        work.session.flush()
        record, number = ("household", form.household_id) if form.household_id else ("person", form.person_id)
        return Applied(f"Took back the form of {record_name(work.connection, record, number)}", ids)
