"""E-mails of the sign-up form come in as sign-ups, with all checks and one undo."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pytest
from conftest_rota import Year, at
from lists_in import bulbs_and_tea, fates, plan_of, source, take
from sign_up_block import encode_reply

from mitzvah_desk.model import ImportOf, Purpose
from mitzvah_desk.office.core.crud import Remove, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.importing.accept import Import
from mitzvah_desk.office.importing.plan import RowOutcome
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.rules.sign_up.reply import SignedUpPerson, SignedUpShift, SignUpReply

DRIVER = SignedUpShift(1, "Bulbs", "Driver", "22 Nov 2026, 11:00 to 12:00", (0,))
BAKER = SignedUpShift(2, "Tea", "Baker", "22 Nov 2026, 10:00 to 12:00", (0, 1))
ANN = SignedUpPerson("Ann", "Cohen", diet="no nuts")
BEN = SignedUpPerson("Ben", "Cohen", 8)
REPLY = SignUpReply(
    "Mitzvah Day 2026",
    date(2026, 10, 30),
    "ann@example.org",
    "07700 900123",
    (ANN, BEN),
    (BAKER,),
    (Purpose.PHOTO,),
    "We come by train.",
)


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return bulbs_and_tea(office, campaign)


def mail(
    text: str, sender: str = "Ann <ann@example.org>", *, html: bool = False, encoding: str = ""
) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = sender, "office@example.org"
    message["Subject"] = "Sign-up for Mitzvah Day 2026"
    if html:
        lines = "".join(f"<div>{line}</div>" for line in text.split("\n"))
        message.set_content(f"<html><head><title>x</title></head>{lines}</html>", subtype="html")
    else:
        message.set_content(text, cte=encoding or None)
    return bytes(message)


def mailbox(messages: Sequence[bytes]) -> bytes:
    return b"".join(b"From MAILER Sun Nov  1 10:00:00 2026\n" + each + b"\n\n" for each in messages)


def reply_of(number: int) -> SignUpReply:
    person = SignedUpPerson(f"Given{chr(65 + number % 26)}{chr(97 + number // 26)}", f"Family{number}")
    return replace(REPLY, email=f"p{number}@example.org", phone="", people=(person,), shifts=(DRIVER,))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("reply.eml", mail(encode_reply(REPLY))),
        ("reply.eml", mail(encode_reply(REPLY), encoding="base64")),
        ("reply.eml", mail("Hello\n" + encode_reply(REPLY), encoding="quoted-printable")),
        ("reply.eml", mail(encode_reply(REPLY), html=True)),
        ("replies.mbox", mailbox([mail(encode_reply(REPLY)), mail(encode_reply(REPLY))])),
        ("reply.txt", f"Ann wrote:\n\n> {encode_reply(REPLY)}".encode()),
        ("reply.txt", encode_reply(REPLY).encode("utf-16")),
        ("page.txt", f"<html><body>{encode_reply(REPLY).replace(chr(10), '<br>')}</body></html>".encode()),
    ],
)
def test_a_family_is_put_on_its_shift(year: Year, name: str, content: bytes) -> None:
    given = source(name, content)
    assert given.kind is ImportOf.SIGN_UPS
    assert given.program == "our own sign-up form"
    assert not given.unused
    take(year.office, name, content, campaign=year.campaign)
    assert year.on(2).keys() == {"Ann Cohen", "Ben Cohen"}
    assert not year.on(1)
    people = {row.given: row for row in year.office.query(list_people)}
    assert len(people) == 2
    assert people["Ben"].child
    assert not people["Ann"].child
    year.office.undo()
    assert not year.on(2)
    assert not year.office.query(list_people)


def test_each_takes_the_shifts_that_they_chose(year: Year) -> None:
    year.execute(SetFields("shift", 1, {"starts_at": at(14), "ends_at": at(15)}))
    carol, dan = SignedUpPerson("Carol", "Levy"), SignedUpPerson("Dan", "Cohen")
    shifts = (
        replace(BAKER, people=(0, 1)),
        replace(DRIVER, when="22 Nov 2026, 14:00 to 15:00", people=(0, 2, 3)),
    )
    reply = replace(REPLY, people=(ANN, BEN, dan, carol), shifts=shifts)
    plan = take(year.office, "reply.txt", encode_reply(reply).encode(), campaign=year.campaign)
    assert len(plan.rows) == 2
    assert year.on(2).keys() == {"Ann Cohen", "Ben Cohen"}
    assert year.on(1).keys() == {"Ann Cohen", "Dan Cohen", "Carol Levy"}


def test_a_child_alone_is_asked_about_as_in_every_list(year: Year) -> None:
    reply = replace(REPLY, shifts=(replace(BAKER, people=(1,)),))
    plan = plan_of(year.office, source("reply.txt", encode_reply(reply).encode()), campaign=year.campaign)
    assert fates(plan) == [RowOutcome.ASK]
    assert "Ben Cohen is a child" in plan.rows[0].detail


def test_a_shift_that_was_moved_or_removed_is_told_and_not_guessed(year: Year) -> None:
    content = encode_reply(replace(REPLY, shifts=(BAKER, replace(DRIVER, people=(0,))))).encode()
    year.execute(SetFields("shift", 2, {"starts_at": at(9), "ends_at": at(10)}))
    year.execute(Remove("shift", (1,)))
    plan = plan_of(year.office, source("reply.txt", content), campaign=year.campaign)
    assert fates(plan) == [RowOutcome.PROBLEM]
    detail = plan.rows[0].detail
    assert "that shift is now Tea, Baker, 22 Nov 2026, 09:00 to 10:00" in detail
    assert "has no shift “Bulbs, Driver, 22 Nov 2026, 11:00 to 12:00” any more" in detail


def test_the_form_of_another_file_puts_nobody_anywhere(year: Year) -> None:
    reply = replace(REPLY, shifts=(replace(BAKER, project="Soup", role="Cook"),))
    plan = plan_of(year.office, source("reply.txt", encode_reply(reply).encode()), campaign=year.campaign)
    assert fates(plan) == [RowOutcome.PROBLEM]


def test_a_mailbox_of_two_hundred_and_what_is_wrong_with_some(year: Year) -> None:
    messages = [mail(encode_reply(reply_of(n)), f"P{n} <p{n}@example.org>") for n in range(200)]
    whole = encode_reply(reply_of(3))
    messages[3] = mail(whole[:-80], "Cut Short <cut@example.org>")
    messages[5] = mail("See you there!\nFrom me.", "Chatty <chat@example.org>")
    year.execute(SetFields("shift", 1, {"maximum": 300}))
    plan = plan_of(year.office, source("replies.mbox", mailbox(messages)), campaign=year.campaign)
    assert len(plan.rows) == 200
    assert plan.count(RowOutcome.NEW) == 198, [row for row in plan.rows if row.fate is not RowOutcome.NEW]
    assert plan.rows[3].detail.startswith(
        "In message 4, from Cut Short <cut@example.org>: The sign-up’s code"
    )
    assert "cut short" in plan.rows[3].detail
    assert plan.rows[5].detail == (
        "In message 6, from Chatty <chat@example.org>: There is no sign-up in this message."
    )
    year.execute(Import(plan), "asked")
    assert len(year.on(1)) == 198


def test_a_reply_that_comes_in_two_forms_is_one(year: Year) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "ann@example.org", "x"
    message.set_content(encode_reply(REPLY))
    message.add_alternative(f"<pre>{encode_reply(REPLY)}</pre>", subtype="html")
    plan = plan_of(year.office, source("reply.eml", bytes(message)), campaign=year.campaign)
    assert fates(plan) == [RowOutcome.NEW]
