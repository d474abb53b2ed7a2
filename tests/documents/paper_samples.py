"""Values for the papers under test: invented people at invented places."""

from datetime import datetime

from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.letters import LetterValues
from mitzvah_desk.documents.rota import ProgrammeLine, RotaValues
from mitzvah_desk.documents.rota_shifts import RotaPerson, RotaShift
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.rota.staffing import count_staffing
from mitzvah_desk.rules.templates.markup import LetterLine, LineStyle

PRINTED = datetime(2026, 11, 15, 9, 5)
HEAD = Letterhead(
    name="Northfield Synagogue",
    address=("12 Elm Grove", "London", "N20 0XX"),
    phone="020 7946 0123",
    email="desk@example.org",
    website="example.org",
    charity_number="1234567",
)
AWKWARD = (
    "O'Brien & <b>Sons</b>",
    "=cmd|' /C calc'!A0",
    "רחל כהן",
    "שָׁלוֹם לֵוִי",
    "A" * 200,
    "",
    "Nguyễn 李明 🎈",
)


def shift(
    role: str = "Bakers",
    people: tuple[RotaPerson, ...] = (),
    minimum: int = 3,
    maximum: int = 5,
    **other: object,
) -> RotaShift:
    """A shift from ten to twelve that needs three to five people; reserves and absent fill no place."""
    coming = {
        asked: sum(
            each.count
            for each in people
            if each.status not in {"reserve", "absent"} and (each.status == "asked") is asked
        )
        for asked in (False, True)
    }
    values: dict[str, object] = {
        "day_line": "",
        "start": "10:00",
        "end": "12:00",
        "open_ended": False,
        "role": role,
        "place": "",
        "staffing": count_staffing(coming[False], coming[True], minimum, maximum),
        "minimum": minimum,
        "places": maximum,
        "people": people,
        "note": "",
    }
    return RotaShift(**{**values, **other})  # type: ignore[arg-type]


def rota(**other: object) -> RotaValues:
    """A rota with a bit of everything."""
    values: dict[str, object] = {
        "project": "Interfaith tea at the Rubens home",
        "kind": "Visit",
        "status": "confirmed",
        "date_line": "Sunday 22 November 2026",
        "hebrew_date": "י״ב בכסלו תשפ״ז",
        "place": "Rubens House, 5 Lime Avenue, London N3 0XX",
        "coordinator": "Miriam Adler",
        "coordinator_phone": "07700 900123",
        "partners": ("Rubens House (host)", "Northfield Islamic Centre (co-host)"),
        "summary": "Tea, cake and live music with the residents. Please wear your name badge, and come ten "
        "minutes early to wash your hands and meet the activities manager.",
        "shifts": (
            shift(
                "Welcome",
                (RotaPerson("Ann Cohen", phone="07700 900111"), RotaPerson("רחל כהן", "invited")),
                minimum=2,
                maximum=2,
                note="At the door; tick everybody in.",
            ),
            shift(
                people=(
                    RotaPerson("Dan Levy"),
                    RotaPerson("Yusuf Khan", "invited"),
                    RotaPerson("Ruth O'Brien", "reserve"),
                ),
                minimum=5,
                maximum=6,
            ),
            shift(
                "Singers",
                (RotaPerson("Hebrew class 6", count=18, is_group=True, children=16, adults=2),),
                start="14:00",
                end="15:30",
                minimum=10,
                maximum=20,
                place="The day room",
            ),
            shift("Knit at home", start="", end="", open_ended=True, minimum=0, maximum=4),
        ),
        "programme": (
            ProgrammeLine("14:00", "Songs the class wrote", "Hebrew class 6"),
            ProgrammeLine("14:30", "Decorating biscuits"),
        ),
        "materials": ("3 × tablecloths", "40 × name badges", "A guitar"),
        "findings": ("Bakers at 10:00 needs 3 more.",),
        "audience": Audience.COMMITTEE,
        "printed_at": PRINTED,
        "letterhead": HEAD,
    }
    return RotaValues(**{**values, **other})  # type: ignore[arg-type]


def letter(name: str = "Ann and Bob Cohen", **other: object) -> LetterValues:
    """A letter as the office makes it."""
    values: dict[str, object] = {
        "addressee_lines": (name, "7 Oak Road", "Finchley", "London", "N3 0ZZ"),
        "greeting": "Dear Ann and Bob,",
        "paragraphs": (
            "Thank you for taking part in Mitzvah Day 2026. We could not have done it without you.",
            "Your kindness made a real difference. We hope you will join us again next year.",
        ),
        "given": ("You baked at Interfaith tea", "40 × tinned tomatoes for Food drive"),
        "closing": "With warm thanks,",
        "signatory_name": "Miriam Adler",
        "signatory_role": "Chair, social action committee",
        "date_line": "Monday 23 November 2026",
        "reference": "",
    }
    values |= other
    first, *others = [LetterLine(LineStyle.PARAGRAPH, each) for each in values.pop("paragraphs")]  # type: ignore[attr-defined]
    given = [LetterLine(LineStyle.BULLET, each) for each in values.pop("given")]  # type: ignore[attr-defined]
    return LetterValues(**values, parts=(first, *given, *others))  # type: ignore[arg-type]
