"""A campaign in figures, and how each of them is counted: for the report, Today and the newsletter alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mitzvah_desk.rules.fields.parsing import format_money
from mitzvah_desk.rules.goods.weights import format_amount, format_kilograms, format_weight
from mitzvah_desk.rules.people.count_people import HeadCount
from mitzvah_desk.rules.plurals import count_noun, plural
from mitzvah_desk.rules.rota.staffing import Staffing

_WEIGHED = "What is weighed, and things of which the catalogue knows what one weighs."


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many goods.

    Attributes:
        things: those that are counted.
        grams: what is known of their weight, with what is counted by weight.
        loose: what is counted by weight, in grams; it is in no other number but ``grams``.
        unweighed: how many of the things, and of the litres begun, nobody knows the weight of.
        millilitres: what is poured; it is in no other number.
    """

    things: int = 0
    grams: int = 0
    loose: int = 0
    unweighed: int = 0
    millilitres: int = 0

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(
            self.things + other.things,
            self.grams + other.grams,
            self.loose + other.loose,
            self.unweighed + other.unweighed,
            self.millilitres + other.millilitres,
        )

    @property
    def weight(self) -> str:
        """``415 kg``; ``at least 415 kg`` where not everything was weighed; empty where nothing was."""
        return format_weight(self.grams, in_full=not self.unweighed)

    @property
    def measures(self) -> tuple[str, ...]:
        """What is weighed and what is poured, as each is told: ``12 kg``, ``2.5 litres``."""
        poured = format_amount(self.millilitres, "ml") if self.millilitres else ""
        return tuple(filter(None, (format_weight(self.loose), poured)))


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """A project in numbers.

    Attributes:
        people: how many are on its shifts, each once.
        came: those of them who are marked as having come, each once.
        minutes: served by everybody, a group's heads each counted.
        guests: how many were served as guests.
        goods: what was given to it, and what it made.
        pence: gifts of money towards it.
    """

    people: HeadCount
    came: HeadCount
    minutes: int
    guests: int
    goods: Quantity
    pence: int

    @property
    def hours(self) -> int:
        """Whole hours served."""
        return self.minutes // 60


@dataclass(frozen=True, slots=True)
class Figures:
    """A campaign in numbers.

    Attributes:
        name: the campaign's.
        main_day: its day.
        theme: its theme, or empty.
        projects: how many, without those that were cancelled.
        shifts: theirs.
        people: on their shifts, each once; see ``rules.people.count_people``.
        came: those of them who are marked as having come, each once.
        by_project: each project that was not cancelled.
        staffing: how its shifts stand together.
        minutes: served by everybody, a group's heads each counted.
        groups: how many groups are on shifts.
        guests: how many were served as guests.
        partners: how many organisations take part or were given goods.
        donations: how many of goods.
        given: what came in, by kind of goods, the most first.
        made: what projects made.
        delivered: what partners took.
        given_pence: gifts of money.
        target_pence: what is hoped for.
    """

    name: str
    main_day: date
    theme: str
    projects: int
    shifts: int
    people: HeadCount
    came: HeadCount
    by_project: Mapping[int, ProjectFigures]
    staffing: Staffing
    minutes: int
    groups: int
    guests: int
    partners: int
    donations: int
    given: Mapping[str, Quantity] = field(default_factory=dict)
    made: Quantity = Quantity()
    delivered: Quantity = Quantity()
    given_pence: int = 0
    target_pence: int | None = None

    @property
    def hours(self) -> int:
        """Whole hours served."""
        return self.minutes // 60

    @property
    def all_given(self) -> Quantity:
        """What came in, of all kinds."""
        return sum(self.given.values(), Quantity())


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure as it is told.

    Attributes:
        number: in digits.
        what: what it counts: ``people on the rota``.
        how: how it is counted, in a sentence.
        planning: it is of use while one plans, and nobody else's business.
    """

    number: str
    what: str
    how: str
    planning: bool = False

    @property
    def none(self) -> bool:
        """Whether there is none of it."""
        return not any(sign in "123456789" for sign in self.number)


def pick_highlights(found: Figures) -> tuple[tuple[str, str], ...]:
    """What a campaign has to show, each as a number and what it counts; nothing of which there is none."""
    known, whose = (found.came, "who came") if found.came.total else (found.people, "on the rota")
    counted = (
        (known.total, "person", whose),
        (known.children, "child", "among them"),
        (found.hours, "hour", "given"),
        (found.projects, "project", ""),
        (found.partners, "partner organisation", ""),
        (found.guests, "guest", "served"),
        (found.all_given.things, "thing", "given"),
        (found.made.things, "thing", "made by us"),
        (found.delivered.things, "thing", "delivered"),
    )
    told = [
        (f"{many:,}", " ".join(filter(None, (noun if many == 1 else plural(noun), more))))
        for many, noun, more in counted
        if many
    ]
    given = found.all_given
    if given.grams:
        told.append((format_weight(given.grams), "of goods, at least" if given.unweighed else "of goods"))
    told += [(format_money(found.given_pence), "given in money")] if found.given_pence else []
    return tuple(told)


def describe_figures(found: Figures) -> tuple[FigureLine, ...]:
    """Every figure of a campaign with how it is counted, in the order of the report."""
    known = found.came if found.came.total else found.people
    whose = "who came" if found.came.total else "on the rota; nobody is checked in yet"
    hoped = f" {format_money(found.target_pence)} is hoped for." if found.target_pence else ""
    given = found.all_given
    return (
        FigureLine(f"{found.projects:,}", "projects", "All but those that were cancelled."),
        FigureLine(
            f"{found.people.total:,}",
            "people on the rota",
            "Each once, on however many shifts; a group as it was at its largest.",
        ),
        FigureLine(f"{found.came.total:,}", "people who came", "Each once, of those who were checked in."),
        FigureLine(f"{known.adults:,}", "adults", f"Aged 18 or over on the day, of the people {whose}."),
        FigureLine(f"{known.children:,}", "children", f"Under 18 on the day, of the people {whose}."),
        FigureLine(
            f"{found.staffing.confirmed:,}",
            "places confirmed",
            f"On {count_noun(found.shifts, 'shift')}; who is on two of them takes two. Toddlers take none.",
            planning=True,
        ),
        FigureLine(
            f"{found.staffing.asked:,}",
            "places asked",
            "Who was asked and has not answered yet.",
            planning=True,
        ),
        FigureLine(
            f"{found.staffing.gap:,}",
            "gap",
            "People still to be found, to the fewest that each shift needs.",
            planning=True,
        ),
        FigureLine(
            f"{found.hours:,}", "hours given", "As checked in; a group’s hours for each of its heads."
        ),
        FigureLine(
            f"{found.groups:,}", "groups", "Classes, congregations and others with a place on a shift."
        ),
        FigureLine(f"{found.guests:,}", "guests served", "Head counts of guests at projects that are over."),
        FigureLine(
            f"{found.partners:,}",
            "partner organisations",
            "With a part in a project, or who were given goods.",
        ),
        FigureLine(f"{found.donations:,}", "donations of goods", "One for each time that somebody gave."),
        FigureLine(f"{given.things:,}", "things given", "What donors brought that is counted in pieces."),
        FigureLine(f"{found.made.things:,}", "things made", "What projects made and entered as goods."),
        FigureLine(
            f"{found.delivered.things:,}", "things delivered", "What partners took, less what came back."
        ),
        FigureLine(_kilograms(given), "kilograms given", _WEIGHED),
        FigureLine(_kilograms(found.delivered), "kilograms delivered", "Likewise, of what partners took."),
        *_litres(given, "litres given", "What is poured, and counted in litres."),
        *_litres(found.delivered, "litres delivered", "Likewise, of what partners took."),
        FigureLine(format_money(found.given_pence), "given in money", f"Every gift noted here.{hoped}"),
    )


def _kilograms(goods: Quantity) -> str:
    least = "at least " if goods.grams and goods.unweighed else ""
    return f"{least}{format_kilograms(goods.grams)}"


def _litres(goods: Quantity, what: str, how: str) -> tuple[FigureLine, ...]:
    """What was poured; no line where nothing was, as in most years."""
    many = goods.millilitres
    return (FigureLine(format_kilograms(many), what, how),) if many else ()
