"""Letters: words that fit each addressee, greetings, e-mail, and a ledger that forgets nobody."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes
from email.policy import default
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest_office import done
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import AssignmentStatus, LetterFor, ThankedHow
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.core.settings import ChangeSetting, FileSettings, read_settings
from mitzvah_desk.office.goods.deliveries import HandOver, PlanDelivery
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.office.thanks.email_drafts import make_draft, make_mailto_link, write_drafts
from mitzvah_desk.office.thanks.letters import (
    LetterChoice,
    LetterWords,
    compose_campaign_letters,
    default_letter_words,
    find_letter_words,
    list_letter_words,
    make_thank_you_letters,
)
from mitzvah_desk.office.thanks.thank_you_ledger import RecordThanks, list_thanks
from tests.gate import release_bytes

DAY, TEN = date(2025, 11, 23), datetime(2025, 11, 23, 10)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Office]:
    """Ann and Bob Cohen; a shift; Rubens House with Grace; a group with a leader."""
    with closing(Office.new(tmp_path / "letters.mitzvah")) as office:
        for action in (
            Add("campaign", {"name": "Mitzvah Day 2025", "main_day": DAY}),
            Add("household", {"name": "Cohen", "address": "1 Elm Road", "postcode": "NW11 8QZ"}),
            Add("person", {"title": "Mr", "given": "Bob", "family": "Cohen", "household_id": 1}),
            Add("person", {"title": "Mrs", "given": "Ann", "family": "Cohen", "household_id": 1}),
            SetField("person", 2, "email", "ann@example.org"),
            Add("person", {"given": "Zoe", "family": "Levy", "email": "zoe@example.org"}),
            Add("person", {"given": "Grace", "family": "Mensah", "email": "grace@example.org"}),
            Add("partner", {"name": "Rubens House", "address": "2 Oak Road"}),
            Add("partner_contact", {"partner_id": 1, "person_id": 4, "is_main": True}),
            Add("group", {"name": "Scouts", "leader_id": 3, "adults": 1, "children": 9}),
            Add("project", {"campaign_id": 1, "title": "Tea"}),
            Add("role", {"name": "Baker"}),
            Add(
                "shift",
                {
                    "project_id": 1,
                    "role_id": 1,
                    "starts_at": TEN,
                    "ends_at": TEN.replace(hour=12),
                    "maximum": 40,
                },
            ),
            ChangeSetting("organisation", "Beit Chaverim"),
            ChangeSetting("signatory_name", "Miriam Feldman"),
        ):
            done(office, action, "on purpose")
        yield office


def kinds(office: Office) -> dict[str, LetterFor]:
    return {line.name: line.for_whom for line in office.query(list_thanks, 1)}


def serve(office: Office, person: int | None = None, group: int | None = None) -> None:
    people = () if person is None else (person,)
    done(office, Assign(1, people, group_id=group, status=AssignmentStatus.CONFIRMED), "on purpose")


def give(office: Office, kind: str, number: int) -> None:
    done(office, Receive(1, (DonationEntry(12, item_name="Rice"),), TEN, donor=(kind, number)))


def money(office: Office, column: str, number: int, pence: int = 2500) -> None:
    values = {"campaign_id": 1, f"donor_{column}_id": number, "amount_pence": pence, "on_day": DAY}
    done(office, Add("money_gift", values))


def said(office: Office, **choice: object) -> list[str]:
    letters, _ = compose_campaign_letters(office, 1, choice=LetterChoice(**choice))  # type: ignore[arg-type]
    return ["\n".join((letter.greeting, *(part.text for part in letter.parts))) for letter in letters]


def test_each_addressee_has_the_words_that_fit(book: Office) -> None:
    serve(book, 1)
    assert kinds(book) == {"Mr Bob and Mrs Ann Cohen": LetterFor.VOLUNTEER}
    serve(book, 2)
    assert kinds(book)["Mr Bob and Mrs Ann Cohen"] is LetterFor.FAMILY
    give(book, "household", 1)
    assert kinds(book)["Mr Bob and Mrs Ann Cohen"] is LetterFor.ANYBODY
    give(book, "person", 3)
    money(book, "person", 4)
    serve(book, group=1)
    done(book, Add("project_partner", {"project_id": 1, "partner_id": 1, "role": "host"}))
    assert kinds(book) == {
        "Mr Bob and Mrs Ann Cohen": LetterFor.ANYBODY,
        "Zoe Levy": LetterFor.DONOR_OF_GOODS,
        "Zoe Levy, Scouts": LetterFor.GROUP_LEADER,
        "Grace Mensah": LetterFor.DONOR_OF_MONEY,
        "Rubens House": LetterFor.HOST,
    }
    done(book, Add("guest_of_honour", {"project_id": 1, "person_id": 3}))
    assert kinds(book)["Zoe Levy"] is LetterFor.GUEST_OF_HONOUR
    together = "\n".join(said(book))
    assert "£25.00" in together
    assert "12 × rice" in together
    assert "{{" not in together


def test_greetings_formal_and_among_friends(book: Office) -> None:
    serve(book, 1)
    done(book, Add("project_partner", {"project_id": 1, "partner_id": 1, "role": "host"}))
    assert [text.split("\n")[0] for text in said(book)] == [
        "Dear Bob and Ann,",
        "Dear Grace and everybody at Rubens House,",
    ]
    assert [text.split("\n")[0] for text in said(book, formal=True)] == [
        "Dear Mr and Mrs Cohen,",
        "Dear Grace Mensah,",
    ]
    assert book.query(list_thanks, 1)[1].address == ("For the attention of Grace Mensah", "2 Oak Road")


def test_words_of_our_own_take_the_place_of_the_shipped_ones(book: Office) -> None:
    serve(book, 1)
    own = {"name": "Volunteer", "for_whom": LetterFor.VOLUNTEER, "body": "Well done: {{ did }}!"}
    done(book, Add("letter_template", own))
    assert [words.name for words in book.query(list_letter_words)].count("Volunteer") == 1
    assert said(book) == ["Dear Bob and Ann,\nWell done: Bob baked at Tea!"]
    book.undo()
    assert "Well done" not in said(book)[0]
    assert find_letter_words(default_letter_words(), LetterFor.PARTNER).for_whom is LetterFor.PARTNER


def test_whoever_lacks_a_field_is_named_and_gets_no_letter_with_a_hole(book: Office) -> None:
    serve(book, 1)
    money(book, "person", 3)
    job = make_thank_you_letters(book, 1, choice=LetterChoice("Donor of money"))
    assert job.count == 1
    (lacking,) = [finding for finding in job.findings if finding.rule == "letters.missing"]
    assert "Ann Cohen" in lacking.text
    assert "gift of money" in lacking.text
    with pytest.raises(ValueError, match="no words called “Nonsense”"):
        make_thank_you_letters(book, 1, choice=LetterChoice("Nonsense"))


def test_nobody_is_thanked_for_what_was_cancelled(book: Office) -> None:
    serve(book, 1)
    assert len(said(book)) == 1
    done(book, SetField("project", 1, "status", "cancelled"))
    assert said(book) == []


def test_gift_aid_and_projects_are_told_where_there_are_any(book: Office) -> None:
    serve(book, 1)
    money(book, "person", 2)
    words = {"name": "Aided", "body": "Your {{ money }} is worth {{ gift_aid }}. You were at {{ projects }}."}
    done(book, Add("letter_template", words))
    job = make_thank_you_letters(book, 1, choice=LetterChoice("Aided"))
    (lacking,) = [finding.text for finding in job.findings if finding.rule == "letters.missing"]
    assert "Ann Cohen have no gift of money with Gift Aid, which the words “Aided” speak of" in lacking
    declared = {"given": "Ann", "family": "Cohen", "address": "1 Elm Road", "postcode": "NW11 8QZ"}
    done(book, Add("gift_aid_declaration", {**declared, "person_id": 2, "made_on": DAY}))
    done(book, SetField("money_gift", 1, "gift_aid", True))
    assert said(book, name="Aided") == ["Dear Bob and Ann,\nYour £25.00 is worth £31.25. You were at Tea."]
    done(book, SetField("gift_aid_declaration", 1, "cancelled_on", DAY))
    assert "£31.25" not in "".join(said(book, name="Aided"))


def test_words_with_an_unknown_field_are_refused(book: Office) -> None:
    refused = book.execute(Add("letter_template", {"name": "Odd", "body": "Dear {{ dog }}"}))
    assert isinstance(refused, Refused)
    assert "no field “dog”" in refused.text


def test_where_gifts_went_is_told_and_a_confidential_partner_by_its_code_name(book: Office) -> None:
    give(book, "person", 3)
    refuge = {"name": "Hope House", "confidential": True, "code_name": "Rose", "address": "Secret Lane"}
    done(book, Add("partner", refuge))
    done(book, Add("request", {"partner_id": 2, "item_id": 1, "quantity": 5}))
    done(book, Allocate(((1, 1, 5),), DAY))
    done(book, PlanDelivery(1, 2))
    done(book, HandOver(1, ((1, 5, ""),), TEN.replace(hour=12)))
    (line,) = book.query(list_thanks, 1)
    assert line.went_to == ("Rose",)
    done(book, Add("letter_template", {"name": "Traced", "body": "Your gifts went to {{ went_to }}."}))
    assert said(book, name="Traced") == ["Dear Zoe,\nYour gifts went to Rose."]


def test_drafts_open_in_a_mail_program(book: Office, tmp_path: Path) -> None:
    serve(book, 1)
    money(book, "person", 3)
    done(book, ChangeSetting("email", "desk@example.org"))
    letters, _ = compose_campaign_letters(book, 1)
    files = write_drafts(book, letters, book.query(read_settings), tmp_path)
    assert [path.suffix for path in files] == [".eml", ".eml"]
    message = message_from_bytes(files[0].read_bytes(), policy=default)
    assert message["To"] == "Mr Bob and Mrs Ann Cohen <ann@example.org>"
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Thank you for giving your time"
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert "- Bob baked at Tea" in plain.get_content()
    assert "<li>Bob baked at Tea</li>" in page.get_content()
    with pytest.raises(WorldError, match="already a file"):
        write_drafts(book, letters, book.query(read_settings), tmp_path)


def test_an_e_mail_runs_no_mark_up_and_takes_no_header(book: Office) -> None:
    done(book, SetField("person", 3, "family", "<b>Levy</b>\r\nBcc: all@example.org"))
    money(book, "person", 3)
    letters, _ = compose_campaign_letters(book, 1)
    raw = release_bytes(book, make_draft(letters[0], FileSettings()))
    message = message_from_bytes(raw, policy=default)
    assert message["Bcc"] is None
    page = message.get_body(("html",))
    assert page is not None
    assert "<b>Levy" not in page.get_content()


def test_an_e_mail_ends_with_how_to_stop_them(book: Office) -> None:
    money(book, "person", 3)
    (letter,), _ = compose_campaign_letters(book, 1)
    own = replace(FileSettings(), stop_line="Write “stop” <to> us.")
    for kept, line in (
        (FileSettings(), "Reply with “stop”, and we will stop."),
        (
            replace(FileSettings(), email="us@shul.example"),
            "or write it to us@shul.example, and we will stop.",
        ),
        (own, "Write “stop” <to> us."),
    ):
        mail = message_from_bytes(release_bytes(book, make_draft(letter, kept)), policy=default)
        plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
        assert plain is not None
        assert page is not None
        assert plain.get_content().rstrip().replace("\n", " ").endswith(line)
        assert escape(line, quote=False) in page.get_content()


def test_a_link_opens_one_letter(book: Office) -> None:
    money(book, "person", 3)
    letters, _ = compose_campaign_letters(book, 1)
    parts = urlsplit(release_bytes(book, make_mailto_link(letters[0], book.query(read_settings))).decode())
    assert (parts.scheme, parts.path) == ("mailto", "zoe@example.org")
    assert "£25.00" in parse_qs(parts.query)["body"][0]


def test_whoever_has_no_e_mail_address_is_told(book: Office) -> None:
    done(book, SetField("person", 3, "email", ""))
    money(book, "person", 3)
    letters, _ = compose_campaign_letters(book, 1)
    with pytest.raises(ValueError, match="no e-mail address"):
        make_draft(letters[0], FileSettings())


def test_bullets_and_bold_lines_are_on_paper(book: Office) -> None:
    serve(book, 1)
    body = "# At last\nThank you.\n{{ thanks }}\nYours"
    done(book, Add("letter_template", {"name": "Mine", "body": body}))
    pdf = release_bytes(book, make_thank_you_letters(book, 1, choice=LetterChoice("Mine")))
    assert page_count(pdf) == 1
    told = extract_page_text(pdf, 0)
    assert told.index("At last") < told.index("Thank you.") < told.index("Bob baked") < told.index("Yours")


def test_bold_words_are_bold_in_a_letter_and_an_e_mail(book: Office) -> None:
    serve(book, 1)
    long = "and some more words of thanks " * 30
    body = f"On **{{{{ day }}}}** <i>you</i> {long}**came** {long}\n- **really** yes\n**רחל** came"
    done(book, Add("letter_template", {"name": "Mine", "body": body}))
    pdf = release_bytes(book, make_thank_you_letters(book, 1, choice=LetterChoice("Mine")))
    told = " ".join(extract_page_text(pdf, 0).split())
    assert "On Sunday 23 November 2025 <i>you</i> and some more" in told
    assert told.count("more words") == 60
    assert b"Heebo-Bold" in pdf
    (letter,), _ = compose_campaign_letters(book, 1, choice=LetterChoice("Mine"))
    done(book, SetField("person", 1, "email", "bob@example.org"))
    (letter,), _ = compose_campaign_letters(book, 1, choice=LetterChoice("Mine"))
    mail = message_from_bytes(
        release_bytes(book, make_draft(letter, book.query(read_settings))), policy=default
    )
    page = mail.get_body(("html",))
    assert page is not None
    assert "On <b>Sunday 23 November 2025</b> &lt;i&gt;you" in page.get_content()
    assert "<li><b>really</b> yes</li>" in page.get_content()


STEPS = st.one_of(
    st.tuples(st.just("serve"), st.integers(1, 4)),
    st.tuples(st.just("give"), st.integers(1, 4)),
    st.tuples(st.just("money"), st.integers(1, 4)),
    st.tuples(st.just("thank"), st.integers(0, 5)),
    st.tuples(st.just("take back"), st.integers(0, 5)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
)


@settings(max_examples=12)
@given(st.lists(STEPS, max_size=10))
def test_nobody_is_forgotten_and_nobody_thanked_twice(
    tmp_path_factory: pytest.TempPathFactory, plan: list[tuple[str, int]]
) -> None:
    with closing(Office.new(tmp_path_factory.mktemp("ledger") / "l.mitzvah")) as office:
        done(office, Add("campaign", {"name": "Day", "main_day": DAY}))
        done(office, Add("household", {"name": "Cohen"}))
        for number in range(4):
            home = {"household_id": 1} if number < 2 else {}
            done(office, Add("person", {"given": f"P{number}", "family": "Cohen", **home}))
        done(office, Add("project", {"campaign_id": 1, "title": "Tea"}))
        done(office, Add("role", {"name": "Baker"}))
        shift = {"project_id": 1, "role_id": 1, "open_ended": True, "minimum": 0, "maximum": 40}
        done(office, Add("shift", shift))
        first = office.query(lambda c: c.exec_driver_sql("SELECT max(id) FROM journal_step").scalar())
        for what, number in plan:
            lines = office.query(list_thanks, 1)
            if what == "serve":
                office.execute(Assign(1, (number,), status=AssignmentStatus.CONFIRMED), "x")
            elif what == "give":
                give(office, "person", number)
            elif what == "money":
                money(office, "person", number)
            elif what == "thank":
                keys = tuple(line.key for line in lines[number : number + 2])
                office.execute(RecordThanks(1, keys, ThankedHow.SPOKEN, DAY))
            elif what == "take back":
                ids = tuple(line.letter_id for line in lines[number:] if line.letter_id is not None)
                office.execute(Remove("letter", ids[:1])) if ids else None
            else:
                last = office.query(
                    lambda c: c.exec_driver_sql(
                        "SELECT max(id) FROM journal_step WHERE undone_at IS NULL"
                    ).scalar()
                )
                office.undo() if last and last > first else None
            _nobody_forgotten(office)


def _nobody_forgotten(office: Office) -> None:
    def rows(sql: str) -> list[tuple[object, ...]]:
        return office.query(lambda c: [tuple(row) for row in c.exec_driver_sql(sql)])

    home = "CASE WHEN p.household_id IS NULL THEN 'person' || p.id ELSE 'household' || p.household_id END"
    due = {
        row[0]
        for sql in (
            f"SELECT {home} FROM assignment a JOIN person p ON p.id = a.person_id",
            f"SELECT {home} FROM donation d JOIN person p ON p.id = d.donor_person_id",
            f"SELECT {home} FROM money_gift m JOIN person p ON p.id = m.donor_person_id",
        )
        for row in rows(sql)
    }
    lines = office.query(list_thanks, 1)
    told = [f"{line.key[0]}{line.key[1]}" for line in lines]
    assert len(told) == len(set(told))
    assert due <= set(told)
    assert set(told) - due <= {f"{line.key[0]}{line.key[1]}" for line in lines if line.letter_id is not None}
    twice = rows("SELECT household_id, person_id, count(*) FROM letter GROUP BY 1, 2 HAVING count(*) > 1")
    assert twice == []


def test_a_partner_of_one_sort_has_the_committees_words_before_those_shipped() -> None:
    shipped = default_letter_words()
    assert find_letter_words(shipped, LetterFor.SUPPLIER).for_whom is LetterFor.SUPPLIER
    own = LetterWords(7, "Our friends", LetterFor.PARTNER, "", "Dear friends")
    assert find_letter_words((*shipped, own), LetterFor.SUPPLIER) == own
    newer = LetterWords(8, "Shops", LetterFor.SUPPLIER, "", "Dear shop")
    assert find_letter_words((*shipped, own, newer), LetterFor.SUPPLIER) == newer
    assert find_letter_words((*shipped, own, newer), LetterFor.VOLUNTEER).id < 0
