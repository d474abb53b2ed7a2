"""What somebody answered on a form to sign up. It comes from strangers, so every part of it is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mitzvah_desk.model import Purpose
from mitzvah_desk.rules.people.age import ADULT
from mitzvah_desk.rules.sign_up.form import MOST_OTHERS

_LONGEST = 200
_LONGEST_NOTE = 2000
_MOST_SHIFTS = 200
_OLDEST = 120
_ODD = (
    "The sign-up’s code holds what our form does not write."
    " Read what the message says in words, and type it in."
)


@dataclass(frozen=True, slots=True)
class SignedUpPerson:
    """Somebody who comes.

    Attributes:
        given: the given name.
        family: the family name.
        age: as it was told; None for an adult.
        diet: diet and allergies.
        access: what they need to take part.
    """

    given: str
    family: str
    age: int | None = None
    diet: str = ""
    access: str = ""

    @property
    def child(self) -> bool:
        """Whether it is a child, by the age that was told."""
        return self.age is not None and self.age < ADULT


@dataclass(frozen=True, slots=True)
class SignedUpShift:
    """A shift that was chosen.

    Attributes:
        id: its number.
        project: its project's title, as the form showed it.
        role: its role, likewise.
        when: its time, likewise; see ``form.format_shift_time``.
        people: who takes it, by their place among the people, from 0.
    """

    id: int
    project: str
    role: str
    when: str
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SignUpReply:
    """An answer.

    Attributes:
        campaign: of which campaign the form was.
        day: the day on which it was filled in.
        email: of the first person.
        phone: of the first person; may be empty.
        people: who comes; the first filled the form in.
        shifts: what they chose.
        allowed: what was agreed to, for the first person and the children.
        note: what else they wrote.
    """

    campaign: str
    day: date
    email: str
    phone: str
    people: tuple[SignedUpPerson, ...]
    shifts: tuple[SignedUpShift, ...]
    allowed: tuple[Purpose, ...] = ()
    note: str = ""


def parse_reply(data: object) -> SignUpReply:
    """An answer out of what its code block holds.

    Raises:
        ValueError: it is not what the form writes; the message says what to do.
    """
    if not isinstance(data, dict):
        raise ValueError(_ODD)  # noqa: TRY004  # it is told to people
    try:
        day = date.fromisoformat(_text(data.get("d")))
        allowed = tuple(Purpose(_text(each)) for each in _many(data.get("a"), len(Purpose)))
    except ValueError:
        raise ValueError(_ODD) from None
    people = tuple(map(_parse_person, _many(data.get("p"), 1 + MOST_OTHERS)))
    shifts = tuple(_parse_shift(each, len(people)) for each in _many(data.get("s"), _MOST_SHIFTS))
    if not people or not shifts:
        raise ValueError(_ODD)
    return SignUpReply(
        _text(data.get("c")),
        day,
        _text(data.get("e")),
        _text(data.get("t")),
        people,
        shifts,
        allowed,
        _text(data.get("n"), _LONGEST_NOTE),
    )


def _parse_person(data: object) -> SignedUpPerson:
    given, family, age, diet, access = _parts(data, 5)
    person = SignedUpPerson(
        _text(given),
        _text(family),
        None if age is None else _number(age, _OLDEST),
        _text(diet),
        _text(access),
    )
    if not person.given or not person.family:
        raise ValueError(_ODD)
    return person


def _parse_shift(data: object, people: int) -> SignedUpShift:
    number, project, role, when, who = _parts(data, 5)
    coming = tuple(_number(each, people - 1) for each in _many(who, people))
    if not coming or len(set(coming)) < len(coming):
        raise ValueError(_ODD)
    return SignedUpShift(_number(number, 2**53), _text(project), _text(role), _text(when), coming)


def _text(value: object, longest: int = _LONGEST) -> str:
    if (
        not isinstance(value, str)
        or len(value) > longest
        or any("\ud800" <= sign <= "\udfff" for sign in value)
    ):
        raise ValueError(_ODD)
    return value


def _number(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(_ODD)
    return value


def _many(value: object, most: int) -> Sequence[object]:
    if not isinstance(value, list) or len(value) > most:
        raise ValueError(_ODD)
    return value


def _parts(value: object, number: int) -> Sequence[object]:
    parts = _many(value, number)
    if len(parts) != number:
        raise ValueError(_ODD)
    return parts
