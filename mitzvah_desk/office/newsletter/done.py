"""“What we did”: how many came, what was made and given, what came of it, what was said."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import (
    Item,
    Lot,
    MoneyGift,
    Movement,
    MovementKind,
    PartnerRole,
    Project,
    ProjectStatus,
    Quotation,
)
from mitzvah_desk.office.newsletter.coming import format_pounds
from mitzvah_desk.office.newsletter.projects import NewsletterScope, Told, build_section_entry, end_sentence
from mitzvah_desk.office.newsletter.public import Public
from mitzvah_desk.office.projects.figures import read_figures
from mitzvah_desk.rules.figures import Quantity
from mitzvah_desk.rules.findings import info_finding
from mitzvah_desk.rules.goods import quantity_text as amounts
from mitzvah_desk.rules.goods.weights import count_begun
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
    figures = read_figures(connection, campaign_id)
    if figures is None:
        return Facts({}, {})
    everybody = figures.came.total
    if over and not everybody:
        text = "Nobody is marked as having come, so the newsletter cannot say how many volunteers there were."
        public.tell(info_finding("newsletter.came", "Volunteers", text, "Check people in on the Rota page."))
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
            came=naming.format_count(
                figures.by_project[each.id].came.total if each.id in figures.by_project else 0,
                "person",
                "people",
            ),
            project_made=_listed_things(by_whom[each.id]),
            raised=_pounds(money.get(each.id, 0)),
        )
        for each in over
    ]
    values = {
        "volunteers_number": naming.format_count(everybody, "volunteer", "volunteers"),
        "hours": naming.format_count(figures.hours, "hour", "hours"),
        "given": _quantity(figures.all_given),
        "given_kinds": addressing.join_words(
            f"{kind} ({_digits(many)})"
            for name, many in figures.given.items()
            if (kind := amounts.decapitalise(public.title(name, "A kind of goods")))
        ),
        "delivered": _quantity(figures.delivered),
        "made": _listed_things(all_made),
        "money": _pounds(figures.given_pence),
        "partners": addressing.join_words(partners),
        "partners_number": naming.format_count(
            len(partners), "partner organisation", "partner organisations"
        ),
        "projects_number": naming.format_count(len(over), "project", "projects"),
    }
    said = _quotations(connection, public, campaign_id)
    return Facts(values, {Sort.PROJECT: entries, Sort.QUOTATION: said})


def _quantity(goods: Quantity) -> str:
    """``forty things, 12 kg and 2.5 litres``; empty for none."""
    parts = (naming.format_count(goods.things, "thing", "things"), *goods.measures)
    return addressing.join_words(filter(None, parts))


def _digits(goods: Quantity) -> str:
    """``40``, ``12 kg``, ``40 and 12 kg``."""
    return addressing.join_words(filter(None, (f"{goods.things:,}" if goods.things else "", *goods.measures)))


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
    most = sorted(things.items(), key=lambda each: (-count_begun(each[1], each[0][1]), each[0]))
    return addressing.join_words(amounts.format_quantity(count, item, unit) for (item, unit), count in most)


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
