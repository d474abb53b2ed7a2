"""Values for the papers of everything that a day holds: awkward names among many plain ones."""

from collections.abc import Callable

from paper_samples import AWKWARD, HEAD, PRINTED

from mitzvah_desk.documents.arrivals import (
    ArrivalHour,
    ArrivalsValues,
    Entrance,
    ExpectedName,
    render_arrivals,
)
from mitzvah_desk.documents.brochure import BrochureProject, BrochureValues, render_brochure
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.shopping import (
    BringLine,
    BringList,
    BuyLine,
    ShoppingValues,
    render_shopping_list,
)
from mitzvah_desk.documents.where_am_i import (
    DoorLetter,
    DoorName,
    DoorShift,
    WhereAmIValues,
    render_where_am_i,
)
from mitzvah_desk.rules.privacy.disclosure import Audience

NAMES = tuple(name for name in AWKWARD if name)
Draw = Callable[[Paper], bytes]
DAY = "Sunday 22 November 2026 · י״ב כסלו תשפ״ז"


def where_am_i(paper: Paper) -> bytes:
    """Forty Levys, those with awkward names, and a group, on projects with awkward titles."""
    plain = tuple(
        DoorName(f"Levy, Helper{n}", "", (DoorShift("10:00–12:00", "Tea with שרה", "The hall"),))
        for n in range(40)
    )
    awkward = tuple(
        DoorName(name, "07700 900123", tuple(DoorShift("22:00–02:00 next day", t, t) for t in NAMES[:3]))
        for name in NAMES
    )
    group = DoorName("Scouts", "group of 24", (DoorShift("14:00–15:00 (stand by)", "Bulbs", ""),))
    letters = (DoorLetter("L", plain), DoorLetter("S", (group,)), DoorLetter("Other names", awkward))
    return render_where_am_i(WhereAmIValues(DAY, letters, Audience.VOLUNTEERS, PRINTED, HEAD), paper)


def arrivals(paper: Paper) -> bytes:
    """Two entrances, one of an awkward name, with a guest of honour whose time is not known."""
    plain = tuple(ExpectedName(f"Levy, Helper{n}", "10:15") for n in range(41))
    awkward = tuple(ExpectedName(name, "11:00", f"group of {n}") for n, name in enumerate(NAMES))
    late = (ExpectedName("Rt Revd Peter Hill", "", "guest of honour, Bishop of Northfield"),)
    hours = (ArrivalHour("From 10:00", plain), ArrivalHour("From 11:00", awkward))
    entrances = (
        Entrance("The hall", "3 Oak Road, N3 0XX", "68 people", hours),
        Entrance(NAMES[0], "", "1 person", (ArrivalHour("Time not known", late),)),
    )
    values = ArrivalsValues("Sunday 22 November 2026", entrances, Audience.COMMITTEE, PRINTED, HEAD)
    return render_arrivals(values, paper)


def shopping(paper: Paper) -> bytes:
    """Things for several projects, some without a number, some ready."""
    buy = tuple(BuyLine("2.5 kg and 3 packets", name, NAMES[:2]) for name in NAMES)
    lines = (*(BringLine("40 and more", name, ready=False) for name in NAMES), BringLine("3", "Aprons", True))
    bring = tuple(BringList(name, f"{DAY} · Ann Cohen, 07700 900123", lines) for name in NAMES)
    few = BuyLine("as needed", "Song sheets", ("Tea",))
    values = ShoppingValues("Mitzvah Day 2026", (*buy, few), bring, Audience.COMMITTEE, PRINTED, HEAD)
    return render_shopping_list(values, paper)


def brochure(paper: Paper, count: int = 20) -> bytes:
    """So many projects, some with awkward titles, and a code to scan."""
    summary = "Tea, cake and live music with the residents. " * 3
    told = (("From the age of 8, children with an adult", summary), ("", ""))
    when = "Sunday 22 November, 10:00 to 12:00"
    projects = tuple(
        BrochureProject(f"Project{n} {NAMES[n % len(NAMES)]}", when, *told[n % 2]) for n in range(count)
    )
    head = Letterhead(name=HEAD.name, sign_up_line="To help, write to desk@example.org.")
    values = BrochureValues(
        "Mitzvah Day 2026", DAY, projects, "mailto:desk@example.org", Audience.PUBLIC, PRINTED, head
    )
    return render_brochure(values, paper)
