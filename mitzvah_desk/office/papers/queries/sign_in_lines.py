"""The lines of a project's sign-in sheet: numbered here for printing, and for reading what was signed."""

import re
import zlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.papers.queries.rota_queries import HelperFacts, PaperRota, read_rota_facts
from mitzvah_desk.rules.people.names import full_name

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE = re.compile(r"\s*(\d+)\s*-?\s*([A-Za-z]{2})\s*")


@dataclass(frozen=True, slots=True)
class SignInLine:
    """A line of the sheet.

    Attributes:
        number: as it is printed.
        helper: who stands there.
        role: the job, in words.
        starts_at: when it begins; None for work without a time.
        day: the day to which times belong that are typed.
    """

    number: int
    helper: HelperFacts
    role: str
    starts_at: datetime | None
    day: date

    @property
    def name(self) -> str:
        """Who stands there, as the committee knows them."""
        return self.helper.group or full_name(self.helper.given, self.helper.family)


@dataclass(frozen=True, slots=True)
class SignInLines:
    """Everybody on a sheet.

    Attributes:
        code: the number under the sheet's title; it says whom the sheet knows.
        lines: in the order in which they are printed: adults, then children.
        fits: whether nobody was taken off or moved since a sheet of the number asked for was printed.
    """

    code: str
    lines: tuple[SignInLine, ...]
    fits: bool = True


def number_sign_in_lines(facts: PaperRota, code: str = "") -> SignInLines:
    """Who is on a project's sheet.

    Whoever was put on the project after a sheet was printed is not on it, so that its numbers stay: what was
    absent on the day still has its line, and a walk-in has none.

    Args:
        facts: the project.
        code: the number under the title of a sheet that was printed; as it is printed now where empty.
    """
    asked = _CODE.fullmatch(code)
    last = int(asked[1]) if asked else None
    shifts = {shift.id: shift for shift in facts.shifts}
    there = [
        helper
        for helper in facts.helpers
        if helper.status is not AssignmentStatus.DECLINED
        and not helper.reserve
        and (last is None or helper.assignment_id <= last)
    ]
    ordered = [*(h for h in there if not h.child), *(h for h in there if h.child)]
    lines = []
    for number, helper in enumerate(ordered, start=1):
        shift = shifts[helper.shift_id]
        day = shift.starts_at.date() if shift.starts_at else facts.project.day
        lines.append(SignInLine(number, helper, shift.role, shift.starts_at, day))
    newest = max((helper.assignment_id for helper in there), default=0)
    mark = _check_letters([helper.assignment_id for helper in ordered])
    same = asked is None or asked[2].upper() == mark
    return SignInLines(
        f"{last or newest}-{mark}", tuple(lines), fits=same and (not code.strip() or bool(asked))
    )


def list_sign_in_lines(connection: Connection, project_id: int, code: str = "") -> SignInLines:
    """Who is on a project's sheet; nobody where the project is gone. See ``number_sign_in_lines``."""
    facts = read_rota_facts(connection, project_id)
    return number_sign_in_lines(facts, code) if facts is not None else SignInLines("", ())


def _check_letters(ids: list[int]) -> str:
    """Two letters that are others as soon as somebody is gone, or stands elsewhere."""
    found = zlib.crc32(",".join(map(str, ids)).encode())
    return _LETTERS[found % len(_LETTERS)] + _LETTERS[found // len(_LETTERS) % len(_LETTERS)]
