"""Values for the papers of the day: invented people at invented places."""

from collections.abc import Callable
from datetime import datetime

import whole_day_samples as whole_day
from paper_samples import AWKWARD, HEAD, PRINTED

from mitzvah_desk.documents.brief import BriefValues, render_project_brief
from mitzvah_desk.documents.certificates import CertificateValues, render_certificates
from mitzvah_desk.documents.day_rota import DayProject, DayShift, DayValues, render_day_rota
from mitzvah_desk.documents.emergency import (
    Contact,
    EmergencyValues,
    NextOfKin,
    Site,
    render_emergency_card,
)
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.report import Chart, ProjectLine, ReportBar, ReportValues, render_campaign_report
from mitzvah_desk.documents.schedule import Engagement, ScheduleValues, render_schedules
from mitzvah_desk.documents.sign_in import Expected, SignInValues, render_sign_in_sheet
from mitzvah_desk.documents.signs import Arrow, HallSign, render_signs
from mitzvah_desk.rules.figures import FigureLine
from mitzvah_desk.rules.privacy.disclosure import Audience

TEAM = Audience.COMMITTEE
NAMES = tuple(name for name in AWKWARD if name)
DAY = "Sunday 22 November 2026 · י״ב כסלו תשפ״ז"
Draw = Callable[[Paper], bytes]


def at(hour: int, minute: int = 0) -> datetime:
    """A time of the day."""
    return datetime(2026, 11, 22, hour, minute)


def sign_in(paper: Paper) -> bytes:
    """Forty who are expected, every fourth a child, and five lines for walk-ins."""
    people = tuple(Expected(n + 1, f"Helper{n} Levy", "Bakers, 10:00", n % 4 == 0) for n in range(40))
    awkward = tuple(Expected(40 + n, name, "Drivers") for n, name in enumerate(NAMES, start=1))
    values = SignInValues("Tea with שרה", DAY, "Rubens House", people + awkward, 5, TEAM, PRINTED, HEAD)
    return render_sign_in_sheet(values, paper)


def schedule(paper: Paper) -> bytes:
    """A schedule each for those with awkward names."""
    engagements = (
        Engagement(
            "Sunday 22 November 2026", "10:00 to 12:00", "Baker", "Tea", "Rubens House", "Aprons", "Ann"
        ),
        Engagement("", "Any time", "Knitter", "Hats", status="Please say yes or no."),
    )
    people = [ScheduleValues(name, "Mitzvah Day 2026", engagements) for name in (*NAMES, "Ann Cohen")]
    return render_schedules(people, HEAD, paper, audience=Audience.VOLUNTEERS, printed_at=PRINTED)


def emergency(paper: Paper) -> bytes:
    """A card with three to ring."""
    contacts = (Contact("Coordinator", "Miriam Adler", "07700 900123"), Contact("First aid", "רחל כהן"))
    sites = (
        Site(
            ("Rubens House", "1 High Road", "N3 0XX"),
            "By the gate",
            "Barnet Hospital, EN5 3DJ",
            "Sister Rose",
        ),
        Site(("Car park of the library", "N3 1XX")),
    )
    kin = tuple(NextOfKin(name, "Bakers, 10:00 to 11:00", "Dan Levy, father, 07700 900124") for name in NAMES)
    values = EmergencyValues("Tea", DAY, sites, contacts, "24 adults", TEAM, PRINTED, HEAD, kin)
    return render_emergency_card(values, paper)


def certificate(paper: Paper) -> bytes:
    """A certificate each for those with awkward names."""
    values = [
        CertificateValues(
            name, "helped to plant a thousand crocuses", "Mitzvah Day 2026", DAY, "Ann", "Chair"
        )
        for name in (*NAMES, "Noah R.")
    ]
    return render_certificates(values, HEAD, paper, printed_at=PRINTED, audience=TEAM)


def wall(paper: Paper) -> bytes:
    """Six projects of overlapping shifts."""
    shifts = tuple(
        DayShift(
            f"Role{n}",
            at(9 + n % 3),
            at(11 + n % 4, 30),
            (f"Helper{n} Levy", *NAMES[:4]),
            "2 confirmed, 1 asked, gap 1" if n % 2 else "3 confirmed",
            n % 2,
        )
        for n in range(6)
    )
    projects = tuple(
        DayProject(f"Project{n} {NAMES[n % 5]}", "Hall", shifts, ("Knitters: Ann",)) for n in range(6)
    )
    return render_day_rota(DayValues("Mitzvah Day 2026", DAY, projects, TEAM, PRINTED, HEAD), paper)


def brief(paper: Paper) -> bytes:
    """A brief with a bit of everything."""
    facts = (("When", (DAY,)), ("Where", NAMES), ("Nothing", ("",)))
    rows = tuple((f"{9 + n}:00", f"Role{n}", "3 to 5") for n in range(9))
    values = BriefValues(
        "Tea",
        "Visit",
        "Cake. " * 60,
        facts,
        rows,
        rows[:2],
        ("Tie back hair.",),
        ("Two guitars",),
        TEAM,
        PRINTED,
        HEAD,
    )
    return render_project_brief(values, paper)


def report(paper: Paper) -> bytes:
    """A report with two charts."""
    bars = tuple(ReportBar(name, n * 10, f"{n * 10} people", 70) for n, name in enumerate(NAMES))
    charts = (Chart("People by project", bars), Chart("Nothing", (ReportBar("None", 0, "0"),)))
    values = ReportValues(
        "Mitzvah Day 2026",
        DAY,
        (("1,361", "people who came"), ("£2,637", "given in money")),
        charts,
        ("People", "Money"),
        tuple(ProjectLine(name, "Sun 22 Nov", (f"{n}", "")) for n, name in enumerate(NAMES)),
        (
            FigureLine("34", "projects", "All but those that were cancelled."),
            FigureLine("1,985", "places confirmed", "On 212 shifts; who is on two takes two."),
            FigureLine("£2,637", "given in money", "Every gift noted here. £5,000 is hoped for."),
        ),
        (("A thousand crocuses", "980 planted"),),
        (("Again next year!", "A volunteer"),),
        Audience.PUBLIC,
        PRINTED,
        HEAD,
    )
    return render_campaign_report(values, paper)


def sign(paper: Paper) -> bytes:
    """A sign each for awkward words, an arrow and a code to scan."""
    signs = [HallSign((name, "Second line")) for name in NAMES]
    signs += [HallSign(("Toilets",), arrow) for arrow in Arrow]
    return render_signs(
        [*signs, HallSign(("Give",), code="https://example.org")], HEAD, paper, printed_at=PRINTED
    )


PAPERS_OF_THE_DAY: dict[str, Draw] = {
    "sign-in": sign_in,
    "schedule": schedule,
    "emergency": emergency,
    "certificate": certificate,
    "wall": wall,
    "brief": brief,
    "report": report,
    "sign": sign,
    "where-am-i": whole_day.where_am_i,
    "arrivals": whole_day.arrivals,
    "shopping": whole_day.shopping,
    "brochure": whole_day.brochure,
}
