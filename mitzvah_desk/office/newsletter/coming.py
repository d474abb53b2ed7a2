"""“What’s on” and “We still need”: what is still to come after the day on which the newsletter appears."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import Campaign, Item, Material, MoneyGift, Request
from mitzvah_desk.office.goods.chart_queries import list_targets
from mitzvah_desk.office.goods.request_queries import list_requests
from mitzvah_desk.office.goods.short import list_short
from mitzvah_desk.office.newsletter.projects import NewsletterScope, Told, build_section_entry, format_day
from mitzvah_desk.office.newsletter.public import Public
from mitzvah_desk.rules.findings import info_finding
from mitzvah_desk.rules.goods import quantity_text as amounts
from mitzvah_desk.rules.goods.targets import counts_people
from mitzvah_desk.rules.people import addressing
from mitzvah_desk.rules.privacy import confidential_places as secrecy
from mitzvah_desk.rules.privacy import naming
from mitzvah_desk.rules.templates.sections import Facts, SectionEntry, Sort

_FEW = 3


def list_upcoming_projects(projects: Sequence[Told], public: Public, today: date) -> list[Told]:
    """The projects that are not over, with the needs of shifts that are not over."""
    coming = [each for each in projects if not each.done and each.day >= today]
    over = len(projects) - len(coming)
    if over:
        many = naming.format_count(over, "project was", "projects were")
        text = f"{many[:1].upper()}{many[1:]} over by {format_day(today)}"
        do = "“What’s on” and “We still need” leave them out; “What we did” tells of them."
        public.tell(info_finding("newsletter.over", "What’s on", f"{text}.", do))
    start = datetime.combine(today, time.min)
    for each in coming:
        each.gaps = [gap for gap in each.gaps if gap.starts_at is None or gap.starts_at >= start]
    return coming


def warn_of_venues(projects: Sequence[Told], public: Public) -> None:
    """Tells the committee which titles and summaries say where a project is, although venues are left out."""
    telling = [f"“{each.title}”" for each in projects if _says_where(each, public)]
    if telling:
        many = naming.format_count(len(telling), "project says", "projects say")
        few = addressing.join_words([*telling[:_FEW], *(["others"] if len(telling) > _FEW else [])])
        text = f"{many} where in the title or the summary, though venues are left out: {few}."
        public.tell(
            info_finding(
                "newsletter.venue",
                "Venues",
                text[:1].upper() + text[1:],
                "Word them otherwise if it shall not be known.",
            )
        )


def _says_where(project: Told, public: Public) -> bool:
    name, _, rest = project.place.partition(", ")
    known = secrecy.Secret((name, *public.partners(project.venues)), (rest,))
    return secrecy.Secrets([known]).in_text(f"{project.title}\n{project.summary}")


def gather_whats_on(
    projects: Sequence[Told], public: Public, uses: Collection[str], *, venues: bool
) -> Facts:
    """What is on.

    Args:
        projects: those to come.
        public: what the public may read.
        uses: the chips that the words hold; nobody is looked up for others.
        venues: whether it is said where.
    """
    entries = [build_section_entry(each, public, uses, venues=venues) for each in projects]
    return Facts(
        {"projects_number": naming.format_count(len(projects), "project", "projects")},
        {Sort.PROJECT: entries},
    )


def gather_still_needed(
    connection: Connection,
    projects: Sequence[Told],
    public: Public,
    uses: Collection[str],
    scope: NewsletterScope,
) -> Facts:
    """What is still needed: people, things, money; see ``gather_whats_on``."""
    campaign_id, venues = scope.campaign_id, scope.venues
    lacking = [each for each in projects if each.gaps]
    people = sum(gap.count for each in lacking for gap in each.gaps)
    entries = [build_section_entry(each, public, uses, venues=venues) for each in lacking]
    return Facts(
        {"people_needed": naming.format_count(people, "helper", "helpers")},
        {
            Sort.PROJECT: entries,
            Sort.THING: [
                *_asked_for(connection, public, campaign_id),
                *_below_minimum(connection, public, scope.today),
                *_not_ready(connection, public, {each.id: each for each in projects}),
            ],
            Sort.TARGET: _targets(connection, public, campaign_id, {each.id: each for each in projects}),
        },
    )


def _asked_for(connection: Connection, public: Public, campaign_id: int) -> list[SectionEntry]:
    """Open requests, those for the same thing together; who is confidential asks without a name."""
    mine = select(Request.id).where((Request.campaign_id == campaign_id) | Request.campaign_id.is_(None))
    ids = set(connection.execute(mine).scalars())
    units = {row.name: row.unit for row in connection.execute(select(Item.name, Item.unit))}
    together: dict[tuple[str, str], list[tuple[int | None, int, date | None]]] = defaultdict(list)
    for row in list_requests(connection, closed=False):
        if row.id in ids and row.open != 0:
            together[row.item, row.size].append((row.open, row.partner_id, row.wanted_by))
    found = []
    for (item, size), asked in together.items():
        unit = public.title(units.get(item, ""), "In what a thing is counted")
        names = public.partners(partner for _, partner, _ in asked)
        others = any(partner in public.confidential for _, partner, _ in asked)
        days = sorted(day for _, _, day in asked if day is not None)
        number = None if any(count is None for count, _, _ in asked) else sum(c or 0 for c, _, _ in asked)
        name = amounts.item_heading(item, number, unit)
        where = "The name of a thing that is asked for"
        thing = public.title(item, where) and public.title(f"{name}, {size}" if size else name, where)
        values = {
            "thing": thing,
            "thing_number": amounts.format_more_wanted(number, item, unit),
            "thing_for": addressing.join_words([*names, "others"] if names and others else names),
            "wanted_by": format_day(days[0]) if days else "",
        }
        at = datetime.combine(days[0], time.min) if days else datetime.max
        if thing:
            found.append(SectionEntry(values, at, "", thing))
    return found


def _below_minimum(connection: Connection, public: Public, today: date) -> list[SectionEntry]:
    """Things that run out in the store; what a partner waits for too stands among what is asked for."""
    found = []
    for row in list_short(connection, today):
        if not row.below_minimum or row.partners:
            continue
        unit = public.title(row.unit, "In what a thing is counted")
        name = amounts.item_heading(row.item, row.below_minimum, unit)
        thing = public.title(name, "The name of a thing that is short")
        values = {
            "thing": thing,
            "thing_number": amounts.format_more_wanted(row.below_minimum, row.item, unit),
            "thing_for": "",
            "wanted_by": "",
        }
        if thing:
            found.append(SectionEntry(values, datetime.max, "", thing))
    return found


def _not_ready(connection: Connection, public: Public, projects: dict[int, Told]) -> list[SectionEntry]:
    """Materials that projects to come do not have yet."""
    rows = connection.execute(
        select(Material.project_id, Material.name, Material.quantity)
        .where(Material.project_id.in_(projects), Material.ready.is_(False))
        .order_by(Material.id)
    )
    found = []
    for row in rows:
        project = projects[row.project_id]
        thing = public.title(row.name, f"A material of “{project.title}”")
        values = {
            "thing": thing,
            "thing_number": naming.spell_number(row.quantity) if row.quantity else "",
            "thing_for": f"“{project.title}”",
            "wanted_by": format_day(project.day),
        }
        if thing:
            found.append(SectionEntry(values, project.at, project.kind, thing))
    return found


def _targets(
    connection: Connection, public: Public, campaign_id: int, projects: dict[int, Told]
) -> list[SectionEntry]:
    found = []
    for each in list_targets(connection, campaign_id):
        project = projects.get(each.project_id)
        if project is not None:
            reached = project.heads if counts_people(each.unit) else each.reached
            unit = public.title(each.unit, f"The target of “{project.title}”")
            found.append(_target(project.title, reached, each.hoped, unit, project.at))
    whole = connection.execute(
        select(Campaign.name, Campaign.target_pence, Campaign.main_day).where(Campaign.id == campaign_id)
    ).first()
    if whole is not None and whole.target_pence:
        given = select(func.coalesce(func.sum(MoneyGift.amount_pence), 0))
        reached = connection.execute(given.where(MoneyGift.campaign_id == campaign_id)).scalar_one()
        at = datetime.combine(whole.main_day, time.max)
        name = public.title(whole.name, "The campaign's name")
        title = f"{name} as a whole" if name else "All that we do"
        found.append(_target(title, reached, whole.target_pence, "", at))
    return [each for each in found if each is not None]


def _target(title: str, reached: int, hoped: int, unit: str, at: datetime) -> SectionEntry | None:
    """How far a target is reached; None where it is."""
    if reached >= hoped:
        return None
    if unit:
        aim, so_far, rest = f"{hoped:,} {unit}", f"{reached:,}", f"{hoped - reached:,}"
    else:
        aim, so_far, rest = format_pounds(hoped), format_pounds(reached), format_pounds(hoped - reached)
    progress = f"{so_far} of {aim} so far" if reached else f"we are hoping for {aim}"
    values = {"target": title, "progress": progress, "to_go": rest, "hoped": aim}
    return SectionEntry(values, at, "", title)


def format_pounds(pence: int) -> str:
    """Money as print has it: ``£1,250``, ``£12.50``."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02d}" if rest else f"£{whole:,}"
