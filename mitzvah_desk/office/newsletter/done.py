"""“What we did”: how many came, what was made and given, what came of it, what was said."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Delivery,
    DeliveryLine,
    Item,
    Lot,
    MoneyGift,
    Movement,
    MovementKind,
    PartnerRole,
    Project,
    ProjectStatus,
    Quotation,
    Shift,
)
from mitzvah_desk.office.newsletter.coming import format_pounds
from mitzvah_desk.office.newsletter.projects import NewsletterScope, Told, build_section_entry, end_sentence
from mitzvah_desk.office.newsletter.public import Public
from mitzvah_desk.office.papers.report_queries import read_report_facts
from mitzvah_desk.rules.findings import info_finding
from mitzvah_desk.rules.goods import quantity_text as amounts
from mitzvah_desk.rules.people import addressing
from mitzvah_desk.rules.privacy import naming
from mitzvah_desk.rules.templates.sections import Facts, SectionEntry, Sort


def gather_what_we_did(
    connection: Connection,
    projects: Sequence[Told],
    public: Public,
    uses: Collection[str],
    scope: NewsletterScope,
) -> Facts:
    """What was done by the day on which the newsletter appears, in numbers and in words.

    Args:
        connection: the file.
        projects: all those of the campaign that may be told of.
        public: what the public may read.
        uses: the chips that the words hold; nobody is looked up for others.
        scope: which campaign, by when.
    """
    campaign_id, today, venues = scope.campaign_id, scope.today, scope.venues
    over = [each for each in projects if each.done or each.day < today]
    figures = read_report_facts(connection, campaign_id)
    came = _came(connection, campaign_id)
    everybody = _heads(came)
    if over and not everybody:
        text = "Nobody is marked as having come, so the newsletter cannot say how many volunteers there were."
        public.tell(info_finding("newsletter.came", "Volunteers", text, "Check people in on the Rota page."))
    by_project: dict[int, Came] = defaultdict(dict)
    for key, heads in came.items():
        by_project[key[0]][key] = heads
    made = _made(connection, public, campaign_id)
    money = _money(connection, campaign_id)
    all_made: dict[tuple[str, str], int] = defaultdict(int)
    by_whom: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
    for (project, item, unit), count in made.items():
        all_made[item, unit] += count
        by_whom[project][item, unit] = count
    helped = {each for project in over for each in project.partners[PartnerRole.BENEFICIARY]}
    partners = public.partners(helped)
    entries = [
        build_section_entry(
            each,
            public,
            uses,
            venues=venues,
            hosts=True,
            story=_story(each, public),
            came=naming.format_count(_heads(by_project[each.id]), "person", "people"),
            project_made=_listed_things(by_whom[each.id]),
            raised=_pounds(money.get(each.id, 0)),
        )
        for each in over
    ]
    hours = figures.minutes // 60
    given = sum(count for _, count in figures.goods)
    values = {
        "volunteers_number": naming.format_count(everybody, "volunteer", "volunteers"),
        "hours": naming.format_count(hours, "hour", "hours"),
        "given": naming.format_count(given, "thing", "things"),
        "given_kinds": addressing.join_words(
            f"{kind} ({count:,})"
            for name, count in figures.goods
            if (kind := amounts.decapitalise(public.title(name, "A kind of goods")))
        ),
        "delivered": naming.format_count(_delivered(connection, campaign_id), "thing", "things"),
        "made": _listed_things(all_made),
        "money": _pounds(sum(money.values())),
        "partners": addressing.join_words(partners),
        "partners_number": naming.format_count(
            len(partners), "partner organisation", "partner organisations"
        ),
        "projects_number": naming.format_count(len(over), "project", "projects"),
    }
    said = _quotations(connection, public, campaign_id)
    return Facts(values, {Sort.PROJECT: entries, Sort.QUOTATION: said})


Came = dict[tuple[int, str, int], int]
"""How many came, by project and by who: a person once, a group with its largest number of heads."""


def _came(connection: Connection, campaign_id: int) -> Came:
    rows = connection.execute(
        select(
            Shift.project_id,
            Assignment.person_id,
            Assignment.group_id,
            (Assignment.adults + Assignment.children).label("heads"),
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .where(Project.campaign_id == campaign_id, Project.status != ProjectStatus.CANCELLED)
        .where(Assignment.status == AssignmentStatus.ATTENDED)
    )
    found: Came = defaultdict(int)
    for row in rows:
        by_group = row.person_id is None
        kind, number = ("group", row.group_id) if by_group else ("person", row.person_id)
        key = (row.project_id, kind, number)
        found[key] = max(found[key], row.heads if by_group else 1)
    return found


def _heads(came: Came) -> int:
    most: dict[tuple[str, int], int] = defaultdict(int)
    for (_, kind, number), heads in came.items():
        most[kind, number] = max(most[kind, number], heads)
    return sum(most.values())


def _made(connection: Connection, public: Public, campaign_id: int) -> dict[tuple[int, str, str], int]:
    """How many of which thing each project made."""
    rows = connection.execute(
        select(Lot.project_id, Item.name, Item.unit, func.sum(Movement.quantity).label("things"))
        .join_from(Movement, Lot, Lot.id == Movement.lot_id)
        .join(Item, Item.id == Lot.item_id)
        .join(Project, Project.id == Lot.project_id)
        .where(Project.campaign_id == campaign_id, Movement.kind == MovementKind.MADE)
        .where(Project.status != ProjectStatus.CANCELLED)
        .group_by(Lot.project_id, Item.id)
    )
    return {
        (row.project_id, name, public.title(row.unit, "In what a thing is counted")): row.things
        for row in rows
        if (name := public.title(row.name, "The name of a thing that was made"))
    }


def _listed_things(things: dict[tuple[str, str], int]) -> str:
    most = sorted(things.items(), key=lambda each: (-each[1], each[0]))
    return addressing.join_words(amounts.format_quantity(count, item, unit) for (item, unit), count in most)


def _delivered(connection: Connection, campaign_id: int) -> int:
    many = func.coalesce(func.sum(DeliveryLine.delivered), 0)
    query = select(many).join(Delivery, Delivery.id == DeliveryLine.delivery_id)
    return connection.execute(query.where(Delivery.campaign_id == campaign_id)).scalar_one() or 0


def _money(connection: Connection, campaign_id: int) -> dict[int | None, int]:
    """What was raised by project; for none of them under None."""
    rows = connection.execute(
        select(MoneyGift.project_id, func.sum(MoneyGift.amount_pence))
        .where(MoneyGift.campaign_id == campaign_id)
        .group_by(MoneyGift.project_id)
    )
    return dict(rows.all())


def _story(project: Told, public: Public) -> str:
    """What came of a project; what it is where nobody has written that down."""
    where = f"of “{project.title}”"
    outcome = public.text(project.outcome, f"The outcome {where}")
    return end_sentence(outcome or public.text(project.summary, f"The summary {where}"))


def _pounds(pence: int) -> str:
    return format_pounds(pence) if pence else ""


def _quotations(connection: Connection, public: Public, campaign_id: int) -> list[SectionEntry]:
    """What people said that may be printed, with who said it where they agreed to be named."""
    rows = connection.execute(
        select(Quotation.words, Quotation.said_by, Quotation.person_id)
        .where(Quotation.campaign_id == campaign_id, Quotation.may_print.is_(True))
        .order_by(Quotation.id)
    ).all()
    found = []
    for row in rows:
        said = public.title(row.words, "A quotation")
        if not said:
            continue
        who = public.title(row.said_by, "Who said a quotation") if row.person_id is None else ""
        if row.person_id is not None:
            name = public.name(row.person_id, "quotation")
            typed = "" if public.people[row.person_id].child else row.said_by
            who = name and (public.title(typed, "Who said a quotation") or name)
        found.append(SectionEntry({"words": said.strip('"“”'), "said_by": who}))
    return found
