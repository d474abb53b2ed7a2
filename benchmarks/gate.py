"""How long the gate looks at what leaves, against writing it without: letters, and the papers of a day."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

Timed = Callable[[Callable[[], object], int], float]
Line = Callable[[str, float, float], None]


def measure(path: Path, count: int, timed: Timed, line: Line) -> None:
    """Prints the lines of the table.

    Args:
        path: a file with people, and one confidential partner.
        count: of letters.
        timed: runs something so many times and says how long it took at best.
        line: prints a line: what, how long it took, and how long what it is held against.
    """
    from mitzvah_desk.documents.layout.paper import Paper
    from mitzvah_desk.documents.letters import render_thank_you_letters
    from mitzvah_desk.model import LetterFor
    from mitzvah_desk.office.core.crud import Add
    from mitzvah_desk.office.core.office import Office
    from mitzvah_desk.office.core.settings import FileSettings
    from mitzvah_desk.office.outgoing.gate import check_outgoing
    from mitzvah_desk.office.outgoing.outgoing import Outgoing
    from mitzvah_desk.office.outgoing.protected import read_protected
    from mitzvah_desk.office.printing.letterhead import make_letterhead
    from mitzvah_desk.office.projects.reference_lists import CampaignFacts
    from mitzvah_desk.office.thanks.addressees import Addressee
    from mitzvah_desk.office.thanks.letters import (
        LetterChoice,
        build_letter_values,
        compose_letters,
        default_letter_words,
    )
    from mitzvah_desk.office.thanks.thank_you_ledger import Thanks
    from mitzvah_desk.rules.privacy.disclosure import Audience

    names = ("Ann", "Dear Ann", "Dear Ann Cohen")
    where, kind = ("1 Elm Road", "NW11 8QZ"), LetterFor.DONOR_OF_GOODS
    settings = FileSettings(organisation="Beit Chaverim", signatory_name="Miriam Feldman")
    lines = [
        Thanks(n, ("person", n), Addressee(f"Ann Cohen {n}", *names, where), kind, gave=(f"{n} × Rice",))
        for n in range(count)
    ]
    facts = CampaignFacts(1, "Mitzvah Day 2026", date(2026, 11, 22), "", None, "", "", "")
    letters, _ = compose_letters(lines, default_letter_words(), facts, settings, LetterChoice())
    values = (build_letter_values(letters, settings, date(2026, 11, 23)), make_letterhead(settings))
    now = datetime(2026, 11, 23, 9)
    batch = Outgoing(
        "Letters",
        Audience.COMMITTEE,
        values,
        lambda values, _: render_thank_you_letters(
            values[0], values[1], Paper(), printed_at=now, audience=Audience.COMMITTEE
        ),
        "Letters",
        count=count,
    )
    refuge = {"name": "Rosalind Haven", "confidential": True, "code_name": "Olive"}
    where_it_is = {"address": "9 Quillet Lane", "postcode": "N99 9ZZ", "phone": "020 7946 0666"}
    with closing(Office.open(path)) as office:
        office.execute(Add("partner", {**refuge, **where_it_is}))
        bare = timed(lambda: batch.write(batch.value, None), 3)
        line(
            f"{count:,} letters through the gate",
            timed(lambda: check_outgoing(office, batch).release(), 3),
            bare,
        )
        volunteers = Outgoing("Letters", Audience.VOLUNTEERS, values, batch.write, "Letters")
        took = timed(lambda: check_outgoing(office, volunteers).release(), 3)
        line(f"{count:,} letters, children's names looked for too", took, bare)
        whole = timed(lambda: office.query(read_protected), 3)
        people = timed(
            lambda: office.query(lambda c: c.exec_driver_sql("SELECT * FROM person").fetchall()), 3
        )
        line("what the gate protects, read anew", whole, people)
