"""The lines of the check-in: whom they mean, and what the desk at the door must know of them."""

from collections.abc import Mapping

from mitzvah_desk.desk.rota.arrivals import Guess, Meaning
from mitzvah_desk.desk.rota.entries import head_count_text
from mitzvah_desk.desk.rota.entry_list import PanelEntry
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.rota.rows import ExpectedRow
from mitzvah_desk.rules.fields.parsing import format_clock_time
from mitzvah_desk.rules.plurals import count_noun

Since = Mapping[tuple[str, int], ExpectedRow]
_SIGNS = {
    AssignmentStatus.INVITED: ("mail", "muted", "has not answered yet"),
    AssignmentStatus.CONFIRMED: ("check", "good", ""),
    AssignmentStatus.ATTENDED: ("circle-check", "good", ""),
    AssignmentStatus.ABSENT: ("circle-x", "bad", "was marked as absent"),
}


def format_duty(row: ExpectedRow) -> str:
    """What somebody is expected at: ``10:00 Bakers, Tea for all``."""
    when = format_clock_time(row.starts_at) or "any time"
    return f"{when} {row.role}, {row.project}"


def format_here(row: ExpectedRow) -> str:
    """Since when somebody is here, and as what: ``here since 08:55, Bakers``."""
    since = f" since {format_clock_time(row.arrived_at)}" if row.arrived_at else ""
    return f"here{since}, {row.role}"


def make_expected_entry(row: ExpectedRow, since: Since, *, phone_first: bool = False) -> PanelEntry:
    """Somebody who is expected; of who has not arrived, the number to ring comes first."""
    sign, tone, words = _SIGNS[row.status]
    here = since.get(row.who)
    parts = [
        row.phone if phone_first else "",
        f"{format_here(here)}; goes on to" if here is not None else "",
        format_duty(row),
        head_count_text(row.adults, row.children) if row.kind == "group" else "",
        "in reserve" if row.reserve else "",
        words,
        row.place,
    ]
    return PanelEntry(row.assignment_id, row.name, _join(parts), sign, tone)


def make_here_entry(row: ExpectedRow) -> PanelEntry:
    """Somebody who is here."""
    parts = [
        format_clock_time(row.arrived_at),
        f"{row.role}, {row.project}",
        head_count_text(row.adults, row.children) if row.kind == "group" else "child" if row.child else "",
        row.place,
    ]
    return PanelEntry(row.assignment_id, row.name, _join(parts), "circle-check", "good")


def make_guess_entry(guess: Guess, shift: str) -> PanelEntry:
    """Whom a typed name may mean, and what Enter will do."""
    sign, tone, detail = _describe(guess, shift)
    name = f"Add “{guess.name}”" if guess.meaning is Meaning.NEW else guess.name
    return PanelEntry(guess.id, name, detail, sign, tone)


def _describe(guess: Guess, shift: str) -> tuple[str, str, str]:
    if guess.meaning is Meaning.FAMILY:
        first_names = ", ".join(row.name.rpartition(" ")[0] or row.name for row in guess.rows)
        return "users", "accent", f"family · {count_noun(len(guess.rows), 'person')} expected: {first_names}"
    if guess.meaning is Meaning.HERE:
        return "circle-check", "muted", f"{format_here(guess.rows[0])} already"
    if guess.meaning is Meaning.GONE:
        left = format_clock_time(guess.rows[-1].left_at)
        return "arrow-back-up", "muted", f"left at {left} · Enter: back again"
    if guess.meaning is Meaning.ELSEWHERE:
        return "info-circle", "accent", guess.words
    if guess.meaning is Meaning.BOOK:
        return "user-check", "accent", _join([f"walk-in · {shift}", guess.words])
    if guess.meaning is Meaning.NEW:
        return "user-plus", "accent", f"new, walk-in · {shift}"
    if guess.is_several:
        duties = "; ".join(format_duty(row) for row in guess.rows)
        return "clock", "accent", f"{count_noun(len(guess.rows), 'shift')} today: {duties}"
    entry = make_expected_entry(guess.rows[0], {})
    on = "here already; goes on to " if guess.meaning is Meaning.GOES_ON else ""
    return entry.sign, entry.tone, on + entry.detail


def _join(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)
