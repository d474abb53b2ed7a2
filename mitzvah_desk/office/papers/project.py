"""Papers of one project: the sign-in sheet and the brief."""

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import calendar_place, read_settings
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.guests import describe_honoured
from mitzvah_desk.office.papers.print_request import PrintRequest
from mitzvah_desk.office.papers.queries import day_queries as query
from mitzvah_desk.office.papers.queries.honour_queries import list_honoured
from mitzvah_desk.office.papers.queries.rota_queries import HelperFacts, ProgrammeFacts, read_asked_rota
from mitzvah_desk.office.papers.queries.sign_in_lines import number_sign_in_lines
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.office.projects.details import list_guests
from mitzvah_desk.rules.jewish_calendar.calendar import describe_hebrew_dates
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see, person_name
from mitzvah_desk.rules.rota.session_places import describe_places
from mitzvah_desk.rules.rota.staffing import format_capacity

_OUT = (AssignmentStatus.DECLINED, AssignmentStatus.ABSENT)
_WALK_INS = 5


def _heads(helper: HelperFacts) -> str:
    """As attendance is typed back from the sheet: children first."""
    return f"{count_noun(helper.children, 'child')} + {count_noun(helper.adults, 'adult')}"


def make_sign_in_sheet(office: Office, asked: PrintRequest) -> Outgoing:
    """The sign-in sheet of a project."""
    from mitzvah_desk.documents.layout.text import isolate_text
    from mitzvah_desk.documents.sign_in import Expected, SignInValues, render_sign_in_sheet

    project_id, facts = read_asked_rota(office, asked)
    shifts = {
        shift.id: ", ".join(
            part
            for part in (
                isolate_text(shift.role),
                facts.when(shift),
                isolate_text(shift.site(asked.audience)),
            )
            if part
        )
        for shift in facts.shifts
    }
    numbered = number_sign_in_lines(facts)
    expected_on = {line.helper.shift_id for line in numbered.lines}
    notes = (
        f"{shifts[shift.id]}: {isolate_text(note)}"
        for shift in facts.shifts
        if shift.id in expected_on and (note := shift.told_note(asked.audience))
    )
    committee = asked.audience is Audience.COMMITTEE
    cares = office.query(query.read_child_care, project_id) if committee else {}
    expected = []
    for line in numbered.lines:
        helper = line.helper
        name = helper.group or person_name(
            helper.given, helper.family, child=helper.child, audience=asked.audience
        )
        shift = shifts[helper.shift_id] + (f" ({_heads(helper)})" if helper.group else "")
        care = cares.get(helper.person_id or 0, "") if helper.child else ""
        expected.append(Expected(line.number, name, shift, helper.child, bool(helper.group), care))
    values = SignInValues(
        facts.project.title,
        format_long_date(facts.project.day),
        ", ".join(facts.place_lines(asked.audience)),
        tuple(expected),
        _WALK_INS,
        asked.audience,
        asked.now,
        read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0],
        tuple(_guests(item) for item in facts.programme if item.booked),
        f"Sheet {numbered.code}" if numbered.lines else "",
        tuple(dict.fromkeys(notes)),
    )

    return Outgoing(
        "Sign-in sheet",
        asked.audience,
        values,
        lambda values, _: render_sign_in_sheet(values, asked.paper),
        file_name(f"Sign-in sheet {facts.project.title}"),
    )


def _session(item: ProgrammeFacts) -> str:
    """A session's title with its places, where guests book it."""
    places = describe_places(item.booked, item.places)
    return f"{item.title} ({places})" if places else item.title


def _guests(item: ProgrammeFacts) -> str:
    """How many guests a session expects: ``Tai chi, 10:00: 7 of 12 places``."""
    at = f", {item.starts_at:%H:%M}" if item.starts_at else ""
    return f"{item.title}{at}: {describe_places(item.booked, item.places)}"


def make_project_brief(office: Office, asked: PrintRequest) -> Outgoing:
    """The brief of a project."""
    from mitzvah_desk.documents.brief import BriefValues, render_project_brief
    from mitzvah_desk.documents.layout.text import isolate_text

    project_id, facts = read_asked_rota(office, asked)
    project, audience = facts.project, asked.audience
    committee = audience is Audience.COMMITTEE
    runs_it = project.coordinator
    if runs_it and may_see(audience, Fact.PHONE) and project.coordinator_phone:
        runs_it = f"{isolate_text(runs_it)}, {project.coordinator_phone}"
    rules: list[str] = []
    for house in office.query(query.list_host_facts, project_id):
        limit = f"At most {house.visitor_limit} visitors at once." if house.visitor_limit else ""
        age = f"Nobody under {house.minimum_age}." if house.minimum_age else ""
        told = " ".join(part for part in (limit, age, house.visiting_rules, house.food_rules) if part)
        rules += [f"{isolate_text(house.name)}: {told}"] if told else []
    guests = office.query(list_guests, project_id) if committee else []
    served = [
        " – ".join(
            part for part in (f"{row.heads} {row.label}", row.session, row.diet, row.access_needs) if part
        )
        for row in guests
    ]
    honoured = office.query(list_honoured, project_id=project_id)
    access = (
        office.query(query.read_safety_facts, project_id).access if not project.place.confidential else ""
    )
    starts = (*(shift.starts_at for shift in facts.shifts), *(item.starts_at for item in facts.programme))
    hebrew = describe_hebrew_dates(project.day, starts, calendar_place(office.query(read_settings)))
    values = BriefValues(
        project=project.title,
        about=" · ".join(part for part in (project.kind, str(project.status)) if part),
        summary=project.summary,
        facts=(
            ("When", (format_long_date(project.day), hebrew)),
            ("Where", (*facts.place_lines(audience), access)),
            ("Coordinator", (runs_it,)),
            (
                "Partners",
                tuple(f"{isolate_text(partner.name)} ({partner.role})" for partner in facts.partners),
            ),
            ("House rules", tuple(rules)),
            ("Guests of honour", tuple(describe_honoured(guest, audience) for guest in honoured)),
            ("Guests", tuple(served)),
        ),
        shifts=tuple(
            (
                facts.when(shift),
                "\n".join(filter(None, (shift.role, shift.site(audience), shift.told_note(audience)))),
                format_capacity(shift.minimum, shift.places),
            )
            for shift in facts.shifts
        ),
        programme=tuple(
            (f"{item.starts_at:%H:%M}" if item.starts_at else "", _session(item), item.performer)
            for item in facts.programme
        ),
        safety=office.query(query.list_safety_points, project_id),
        materials=facts.materials,
        audience=audience,
        printed_at=asked.now,
        letterhead=read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0],
    )

    return Outgoing(
        "Brief",
        audience,
        values,
        lambda values, _: render_project_brief(values, asked.paper),
        file_name(f"Brief {project.title}"),
    )
