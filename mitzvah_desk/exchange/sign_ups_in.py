"""E-mails that the form to sign up makes, as a table: a row for each answer, with its whole family.

An adult beyond the second has a row of their own, as a row has room for two; the household's number holds
them together.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mitzvah_desk.exchange.mail_in import MailMessage
from mitzvah_desk.model import Purpose
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.fields.row_members import MOST_CHILDREN
from mitzvah_desk.rules.sign_up.chosen_shifts import format_chosen
from mitzvah_desk.rules.sign_up.code_block import DecodedBlock, decode_blocks
from mitzvah_desk.rules.sign_up.reply import SignedUpPerson, SignUpReply

_OF_ONE = ("first name", "last name", "age", "diet", "access needs")
_PERMISSIONS = {
    Purpose.PHOTO: "Photo",
    Purpose.PRINT: "Name in print",
    Purpose.NEWSLETTER: "Newsletter",
    Purpose.KEEP: "Keep my details",
}
_MEMBERS = ("", "Adult 2 ", *(f"Child {number} " for number in range(1, MOST_CHILDREN + 1)))
TITLES = (
    "Email",
    "Telephone",
    "Signed up for",
    *_PERMISSIONS.values(),
    "Day of these permissions",
    "Note",
    "Household’s number",
    *((f"{member}{what}").capitalize() for member in _MEMBERS for what in _OF_ONE),
    "Campaign of the form",
    "Message",
)
NOTHING = "There is no sign-up in this message."
_MANY_CHILDREN = (
    f"This sign-up has more than {MOST_CHILDREN} children, for whom a row has no room."
    " Read what the message says in words, and type it in."
)


@dataclass(slots=True)
class SignUpTable:
    """Answers as rows.

    Attributes:
        rows: the headings as number 0, and each row with its number.
        problems: what is wrong with rows, by their numbers.
    """

    rows: list[tuple[int, Sequence[str]]]
    problems: dict[int, str] = field(default_factory=dict)


def parse_sign_ups(messages: Sequence[MailMessage]) -> SignUpTable:
    """The answers in some e-mails. A message without any, or with a damaged one, is a row with a problem."""
    table = SignUpTable([(0, TITLES)])
    for message in messages:
        for block in _blocks(message):
            _add(table, message, block)
    return table


def _blocks(message: MailMessage) -> list[DecodedBlock]:
    """The answers of a message, which may say the same in several forms; of these, what can be read."""
    found = [list(decode_blocks(text)) for text in message.texts]
    best = max(found, key=lambda blocks: sum(each.reply is not None for each in blocks), default=[])
    if not best:  # all are damaged alike, or there is none
        best = next(filter(None, found), [])
    told: dict[SignUpReply | str, DecodedBlock] = {}
    for each in best:
        told.setdefault(each.reply or each.problem, each)
    return list(told.values()) or [DecodedBlock(problem=NOTHING)]


def _add(table: SignUpTable, message: MailMessage, block: DecodedBlock) -> None:
    where = f"In message {message.name}: " if message.name else ""
    problem = f"{where}{block.problem}" if block.problem else ""
    reply = block.reply
    rows = (
        list(_rows(reply, message.name)) if reply is not None else [{"Message": message.name or "the text"}]
    )
    if reply is not None and sum(person.child for person in reply.people) > MOST_CHILDREN:
        problem = f"{where}{_MANY_CHILDREN}"
    for cells in rows:
        number = len(table.rows)
        table.rows.append((number, [cells.get(title, "") for title in TITLES]))
        if problem:
            table.problems[number] = problem


def _rows(reply: SignUpReply, message: str) -> Iterator[dict[str, str]]:
    """An answer as rows: the first with two adults and all children, one more for each further adult."""
    others = [n for n, person in enumerate(reply.people) if n and not person.child]
    children = [n for n, person in enumerate(reply.people) if n and person.child]
    first = [(0, ""), *((n, "Adult 2 ") for n in others[:1])]
    first += [(n, f"Child {place} ") for place, n in enumerate(children[:MOST_CHILDREN], 1)]
    for members in (first, *([(n, "")] for n in others[1:])):
        own = members[0][0] == 0
        cells = {
            "Signed up for": format_chosen(reply.shifts, [n for n, _ in members]),
            "Household’s number": f"sign-up {zlib.crc32(repr(reply.people).encode()):08x}",
            "Campaign of the form": reply.campaign,
            "Message": message or "the text",
        }
        if own:
            cells |= {"Email": reply.email, "Telephone": reply.phone, "Note": reply.note}
            cells |= {_PERMISSIONS[each]: "yes" for each in reply.allowed if each in _PERMISSIONS}
            cells["Day of these permissions"] = format_date(reply.day) if reply.allowed else ""
        for number, member in members:
            cells |= _member_cells(reply.people[number], member)
        yield cells


def _member_cells(person: SignedUpPerson, member: str) -> dict[str, str]:
    age = "" if person.age is None else str(person.age)
    told = (person.given, person.family, age, person.diet, person.access)
    return {f"{member}{what}".capitalize(): text for what, text in zip(_OF_ONE, told, strict=True)}
