"""People and partners for other programs."""

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
import vobject
from python_calamine import CalamineWorkbook
from sample_year import sample_year

from mitzvah_desk.cli import lists, main
from mitzvah_desk.exchange.contact_shapes import SHAPES
from mitzvah_desk.exchange.csv_out import LETTERS
from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.exchange.vcard_out import Card, vcard_bytes
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.rules.lists.definition import ListCondition, ListDefinition
from mitzvah_desk.rules.lists.kept_text import format_definition


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "sample.mitzvah"
    with closing(sample_year(path)) as office:
        for name in ("O'Brien & <b>Sons</b>", "=1+1", "כהן"):
            office.execute(Add("person", {"given": "Ann", "family": name, "phone": "020 7946 0999"}))
    return path


def read(path: Path) -> Any:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_people_as_a_spreadsheet_keep_their_texts(sample: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"people.{kind}"
    assert main(["export", "people", str(sample), "--to", str(out)]) == 0
    rows = read(out)
    families = [row[1] for row in rows]
    assert {"O'Brien & <b>Sons</b>", "=1+1", "כהן"} <= set(families)
    phones = [row[rows[0].index("Telephone")] for row in rows[1:]]
    assert all(str(phone).startswith("0") for phone in phones if phone), "leading noughts are kept"


def test_people_as_cards(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "people.vcf"
    assert main(["export", "people", str(sample), "--to", str(out)]) == 0
    cards = list(cast("Any", vobject).readComponents(out.read_text("utf-8")))
    with closing(Office.open(sample, read_only=True)) as office:
        people = office.query(lambda c: c.exec_driver_sql("SELECT count(*) FROM person").scalar_one())
    assert len(cards) == people - 1, "all but the refuge's worker, who is in the book for nothing else"
    names = {card.n.value.family for card in cards}
    assert {"O'Brien & <b>Sons</b>", "=1+1", "כהן"} <= names
    lives = (
        "SELECT h.postcode, count(*) FROM person p JOIN household h ON h.id = p.household_id"
        " WHERE h.postcode <> '' GROUP BY h.postcode"
    )
    with closing(Office.open(sample, read_only=True)) as office:
        postcodes = office.query(lambda c: {row[0]: row[1] for row in c.exec_driver_sql(lives)})
    assert Counter(card.adr.value.code for card in cards if "adr" in card.contents) == postcodes


@pytest.mark.parametrize(
    ("street", "postcode"), [("1 Elm Road", "NW11 8QZ"), ("", "NW11 8QZ"), ("1 Elm Road", "")]
)
def test_an_address_comes_back_as_far_as_it_is_known(street: str, postcode: str) -> None:
    (sheet,) = read_sheets("a.vcf", vcard_bytes([Card("Ann", "Cohen", street=street, postcode=postcode)]))
    (_, titles), (_, cells) = sheet.rows
    known = dict(zip(titles, cells, strict=True))
    assert (known.get("Address", ""), known.get("Postcode", "")) == (street, postcode)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_confidential_partner_is_in_no_list(sample: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"partners.{kind}"
    assert main(["export", "partners", str(sample), "--to", str(out)]) == 0
    told = out.read_text("utf-8-sig") if kind == "csv" else str(read(out))
    assert "Warm Hands" in told
    for secret in ("Hope House", "Partner Olive", "N99 9ZZ"):
        assert secret not in told


def test_cards_that_come_back_change_nothing(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "people.vcf"
    assert main(["export", "people", str(sample), "--to", str(out)]) == 0
    capsys.readouterr()
    main(["import", "people", str(sample), str(out), "--dry-run"])
    told = capsys.readouterr().out
    assert " new" not in told.replace("0 new", ""), told


def test_another_kind_of_file_is_told(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "partners", str(sample), "--to", "partners.docx"]) == 2
    assert "csv, xlsx, ods, vcf" in capsys.readouterr().err


def test_a_list_of_the_committee_goes_out(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "post.csv"
    assert main(["export", "list", "Newsletter by post", str(sample), "--to", str(out)]) == 0
    lines = out.read_text("utf-8-sig").splitlines()
    assert lines[0] == "Addressed as,Greeting,Address,Postcode"
    assert len(lines) > 5


def test_a_list_follows_the_campaign(sample: Path, tmp_path: Path) -> None:
    words = ["export", "list", "Helpers of this", str(sample), "--to", str(tmp_path / "helpers.csv")]
    assert main(words) == 0
    this_year = (tmp_path / "helpers.csv").read_text("utf-8-sig")
    assert main([*words, "--campaign", "2025"]) == 0
    assert (tmp_path / "helpers.csv").read_text("utf-8-sig") != this_year


def test_mailchimp_gets_a_file_of_its_own(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "mailchimp.csv"
    words = ["export", "list", "by e-mail", str(sample), "--to", str(out)]
    assert main([*words, "--mailchimp"]) == 0
    assert out.read_bytes().startswith(b"Email Address,First Name,Last Name,Tags\r\n")


@pytest.mark.parametrize("kind", ["csv", "vcf"])
def test_people_for_one_use_are_those_who_agreed(sample: Path, tmp_path: Path, kind: str) -> None:
    every, some = tmp_path / f"every.{kind}", tmp_path / f"some.{kind}"
    assert main(["export", "people", str(sample), "--to", str(every)]) == 0
    assert main(["export", "people", str(sample), "--use", "newsletter", "--to", str(some)]) == 0
    assert 0 < len(some.read_bytes()) < len(every.read_bytes())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Nobody's", "--to", "x.csv"], "No list is called “Nobody's”"),
        (["by e-mail", "--letters", "utf-16", "--to", "x.vcf"], "must end in csv"),
        (["by e-mail", "--mailchimp", "--to", "x.xlsx"], "must end in csv"),
        (["by e-mail", "--to", "x.docx"], "must end in csv, xlsx, ods, vcf"),
        (["Helpers of", "--campaign", "1999", "--to", "x.csv"], "No campaign is called “1999”"),
    ],
)
def test_what_does_not_fit_is_told(
    sample: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "list", words[0], str(sample), *words[1:]]) == 2
    assert told in capsys.readouterr().err


def test_a_list_that_asks_in_vain_is_not_written(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = format_definition(ListDefinition(conditions=(ListCondition("skill", value="Juggling"),)))
    with closing(Office.open(sample)) as office:
        office.execute(Add("saved_list", {"name": "Jugglers", "definition": asked}))
    out = tmp_path / "jugglers.csv"
    assert main(["export", "list", "Jugglers", str(sample), "--to", str(out)]) == 2
    assert "There is no skill “Juggling” in this file." in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("program", "heading"),
    [
        ("mailchimp", b"Email Address,First Name,Last Name,Tags\r\n"),
        ("google", b"First Name,Last Name,E-mail 1 - Value,Labels\r\n"),
        ("outlook", b"First Name,Last Name,E-mail Address,Categories\r\n"),
        ("churchsuite", b"First name,Last name,Email\r\n"),
    ],
)
def test_a_list_for_another_program(sample: Path, tmp_path: Path, program: str, heading: bytes) -> None:
    out = tmp_path / "for.csv"
    words = ["export", "list", "by e-mail", str(sample), "--for", program, "--to", str(out)]
    assert main(words) == 0
    assert out.read_bytes().startswith(heading)
    assert main([*words, "--letters", "utf-16"]) == 0
    assert out.read_bytes().decode("utf-16").startswith(heading.decode())


def test_what_a_program_cannot_take_in_is_told(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "for.csv"
    words = ["export", "list", "Partners to thank", str(sample), "--for", "churchsuite", "--to", str(out)]
    assert main(words) == 3
    assert "takes in people" in capsys.readouterr().err
    people = ["export", "people", str(sample), "--letters", "windows-1252", "--to", str(out)]
    assert main(people) == 3
    assert "“כהן” cannot be written in Windows-1252" in capsys.readouterr().err
    assert not out.exists()


def test_partners_as_cards(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "partners.vcf"
    assert main(["export", "partners", str(sample), "--to", str(out)]) == 0
    text = out.read_text("utf-8")
    assert "ORG:Warm Hands" in text
    for secret in ("Hope House", "Partner Olive", "N99 9ZZ"):
        assert secret not in text


def test_a_card_holds_no_more_than_the_list_shows(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "newsletter.vcf"
    assert main(["export", "list", "Newsletter by e-mail", str(sample), "--to", str(out)]) == 0
    lines = {line.split(":")[0].split(";")[0] for line in out.read_text("utf-8").splitlines() if ":" in line}
    assert lines == {"BEGIN", "VERSION", "N", "FN", "EMAIL", "END"}


def test_the_commands_offer_every_program_and_all_letters_that_are_written() -> None:
    assert tuple(SHAPES) == lists.PROGRAMS
    assert set(LETTERS) == set(lists.LETTERS)
