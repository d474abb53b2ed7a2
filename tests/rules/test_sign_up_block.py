"""The code block of a sign-up survives what mail programs do to it, and says so where it does not."""

import quopri
import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sign_up_block import encode_data, encode_reply

from mitzvah_desk.model import Purpose
from mitzvah_desk.rules.sign_up.chosen_shifts import format_chosen, parse_chosen
from mitzvah_desk.rules.sign_up.code_block import CHANGED, CUT, NEWER, decode_blocks, holds_block
from mitzvah_desk.rules.sign_up.reply import SignedUpPerson, SignedUpShift, SignUpReply

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
NAME = TEXT.filter(bool)
PERSON = st.builds(SignedUpPerson, NAME, NAME, st.none() | st.integers(0, 120), TEXT, TEXT)


@st.composite
def replies(draw: st.DrawFn) -> SignUpReply:
    people = draw(st.lists(PERSON, min_size=1, max_size=3))
    places = st.lists(st.integers(0, len(people) - 1), min_size=1, unique=True).map(tuple)
    shift = st.builds(SignedUpShift, st.integers(0, 10**6), TEXT, TEXT, TEXT, places)
    return SignUpReply(
        draw(TEXT),
        draw(st.dates(date(2000, 1, 1))),
        draw(TEXT),
        draw(TEXT),
        tuple(people),
        tuple(draw(st.lists(shift, min_size=1, max_size=3))),
        tuple(draw(st.lists(st.sampled_from(Purpose), unique=True))),
        draw(TEXT),
    )


def as_sent(text: str) -> str:
    return text


def as_quoted(text: str) -> str:
    return "\n".join(f"> > {line}" for line in text.split("\n"))


def as_quoted_with_initials(text: str) -> str:
    return "\n".join(f" AC> {line}" for line in text.split("\n"))


def as_wrapped(text: str) -> str:
    return "\n".join(
        part for line in text.split("\n") for part in textwrap.wrap(line, 23, break_on_hyphens=False)
    )


def as_wrapped_then_quoted(text: str) -> str:
    return as_quoted(as_wrapped(text))


def as_one_line(text: str) -> str:
    return text.replace("\n", " \u00a0")


def as_quoted_printable(text: str) -> str:
    return quopri.decodestring(quopri.encodestring(text.encode())).decode()


def as_windows(text: str) -> str:
    return text.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "mangle",
    [
        as_sent,
        as_quoted,
        as_quoted_with_initials,
        as_wrapped,
        as_wrapped_then_quoted,
        as_one_line,
        as_quoted_printable,
        as_windows,
    ],
)
@given(reply=replies(), around=TEXT)
def test_a_block_comes_back_as_it_was(mangle: object, reply: SignUpReply, around: str) -> None:
    assert callable(mangle)
    text = mangle(f"{around}\n{encode_reply(reply)}\n{around}")
    assert holds_block(text)
    assert [each.reply for each in decode_blocks(text)] == [reply]


@given(replies(), st.data())
def test_a_block_that_is_cut_short_says_so(reply: SignUpReply, data: st.DataObject) -> None:
    text = encode_reply(reply)
    code_ends = text.rindex(":")
    cut = text[: data.draw(st.integers(text.index("-UP") + 3, code_ends - 1))]
    (found,) = decode_blocks(cut)
    assert found.reply is None
    assert found.problem == CUT


@given(replies(), st.data())
def test_a_block_with_another_letter_is_never_believed(reply: SignUpReply, data: st.DataObject) -> None:
    text = encode_reply(reply)
    start = text.index(":\n") + 2
    at = data.draw(st.integers(start, text.rindex(":") - 1))
    letter = data.draw(st.sampled_from("ABCxyz019_-").filter(lambda one: one != text[at]))
    changed = text[:at] + letter + text[at + 1 :]
    found = list(decode_blocks(changed))
    if text[at] == "\n":  # a line more is no harm, a letter more is
        assert found[0].reply is None
    else:
        assert [each.problem for each in found] == [CHANGED]


@given(replies(), replies())
def test_each_block_of_a_text_is_read_by_itself(one: SignUpReply, other: SignUpReply) -> None:
    whole = encode_reply(one)
    found = list(
        decode_blocks(f"{whole[:-60]}\n\nOn Monday somebody wrote:\n{as_quoted(encode_reply(other))}")
    )
    assert [each.reply for each in found][-1] == other
    assert len(found) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from("cdetpsan"), inner),
    max_leaves=20,
)


@given(st.fixed_dictionaries(dict.fromkeys("cdetpsan", JSON)) | JSON)
def test_what_the_form_does_not_write_is_refused_in_words(data: object) -> None:
    (found,) = decode_blocks(encode_data(data))
    assert found.reply is None
    assert "our form does not write" in found.problem


def test_a_newer_form_is_told() -> None:
    (found,) = decode_blocks(encode_data({}, version=2))
    assert found.problem == NEWER


@given(replies())
def test_chosen_shifts_come_back_from_their_cell(reply: SignUpReply) -> None:
    members = range(len(reply.people))
    told = parse_chosen(format_chosen(reply.shifts, members))
    assert [(each.id, {n - 1 for n in each.people}) for each in told] == [
        (each.id, set(each.people)) for each in reply.shifts
    ]


def test_a_cell_of_other_words_names_no_shift() -> None:
    with pytest.raises(ValueError, match="names no shift"):
        parse_chosen("the early one, please")
