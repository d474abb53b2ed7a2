"""Lists in from the command line."""

import json
import re
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sample_year import copy_sample
from sign_up_block import encode_reply
from sqlalchemy import Connection, select

from mitzvah_desk.cli import main
from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.exchange.tables_out import table_bytes
from mitzvah_desk.model import ImportOf, Person
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.queries import list_stock
from mitzvah_desk.office.importing.source import open_sheet, profile_action, with_header
from mitzvah_desk.office.partners.queries import list_partners
from mitzvah_desk.office.people.preferences import list_project_choices
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.rules.sign_up.reply import SignedUpPerson, SignedUpShift, SignUpReply


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "year.mitzvah"
    Office.new(path).close()
    return path


def names(file: Path) -> set[str]:
    with closing(Office.open(file, read_only=True)) as office:
        return {row.name for row in office.query(list_people)}


def test_people_with_the_rows_that_stay_out(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = tmp_path / "list.csv", tmp_path / "out.csv"
    text = "Name;Email;Born\nAnn & Bob Cohen;ann@example.org;\nBad Mail;nowhere;\nNo Day;;31/02/2015\n"
    data.write_text(text, encoding="utf-8")
    assert main(["import", "people", str(file), str(data), "--dry-run"]) == 1
    assert "row 2: new: Ann Cohen and Bob Cohen" in capsys.readouterr().out
    assert names(file) == set()
    assert main(["import", "people", str(file), str(data), "--rejects", str(out)]) == 1
    told = capsys.readouterr()
    assert "3 rows: 2 new, 1 with a problem." in told.out
    assert "row 3: new: Bad Mail: Without what cannot be read" in told.err
    assert "1 row came in without a cell that cannot be read." in told.err
    assert "row 4: problem: No Day" in told.err
    assert names(file) == {"Ann Cohen", "Bob Cohen", "Bad Mail"}
    assert [line.split(",")[0] for line in out.read_text("utf-8-sig").splitlines()[1:]] == [
        "Bad Mail",
        "No Day",
    ]
    data.write_text("Name;Email\nAnn Cohen;ann@example.org\n", encoding="utf-8")
    assert main(["import", "people", str(file), str(data)]) == 0


def test_a_column_that_is_left_out_is_told_until_it_is_passed_over(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "list.csv"
    data.write_text("Name,T-shirt,Seat\nAnn Cohen,M,\nBob Levy,L,\n", encoding="utf-8")
    assert main(["import", "people", str(file), str(data)]) == 1
    told = capsys.readouterr().err
    assert "the column T-shirt (“M”, “L”): 2 cells" in told
    assert "--ignore T-shirt" in told
    assert "Seat" not in told
    assert main(["import", "people", str(file), str(data), "--ignore", "t shirt"]) == 0
    assert main(["import", "people", str(file), str(data), "--ignore", "Hat"]) == 2
    assert "There is no column “Hat”" in capsys.readouterr().err


def test_the_other_kinds(file: Path, tmp_path: Path) -> None:
    with closing(Office.open(file)) as office:
        office.execute(Add("campaign", {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22)}))
    for kind, text in (
        ("partners", "Charity name,Website\nFelix,felix.example.org\n"),
        ("donations", "Donor,Item,Qty,Date\nAnn Cohen,Rice,2,3/4/2026\n"),
        ("items", "Product,Category,Barcode\nRices,Food,50184453\nTea,Drinks,\n"),
    ):
        data = tmp_path / f"{kind}.csv"
        data.write_text(text, encoding="utf-8")
        assert main(["import", kind, str(file), str(data)]) == 0
    data = tmp_path / "signups.csv"
    data.write_text("Project,Name\nBulbs,Ann Cohen\n", encoding="utf-8")
    assert main(["import", "signups", str(file), str(data), "--campaign", "2026"]) == 1
    assert names(file) == {"Ann Cohen"}


def test_items_of_the_catalogue(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out = tmp_path / "list.xlsx", tmp_path / "out.csv"
    rows = [["Rice", "kg", "5 kg"], ["Rices", "kg", "5"], ["Soap", "£2", ""], ["Ryce pudding", "tins", "6"]]
    data.write_bytes(table_bytes("xlsx", ["Item", "Unit", "Min. stock"], rows))
    assert main(["import", "items", str(file), str(data), "--dry-run"]) == 1
    assert "row 2: new: Rice: With unit and minimum stock" in capsys.readouterr().out
    assert main(["import", "items", str(file), str(data), "--rejects", str(out)]) == 1
    told = capsys.readouterr()
    assert "4 rows: 2 new, 2 with a problem." in told.out
    assert "row 3: problem: Rices: Short below: Say in what it is: 5 kg, or 5 g." in told.err
    assert "row 4: problem: Soap: Counted in: “£2” is nothing to count in." in told.err
    with closing(Office.open(file, read_only=True)) as office:
        assert [row.name for row in office.query(list_stock)] == ["Rice", "Ryce pudding"]
    assert out.read_text("utf-8-sig").splitlines()[2].startswith("Soap,£2,")
    data.write_bytes(table_bytes("xlsx", ["Item", "Unit"], [["RICE", "kilos"]]))
    assert main(["import", "items", str(file), str(data)]) == 0
    assert "1 row: 1 the same." in capsys.readouterr().out


def test_a_profile_by_its_name(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = b"Helper no\nann_cohen\n"
    with closing(Office.open(file)) as office:
        source = open_sheet("a.csv", read_sheets("a.csv", text)[0], ImportOf.PEOPLE)
        source = with_header(source, 0).matching(0, "name")
        office.execute(office.query(profile_action, source, "Ours"))
    data = tmp_path / "list.csv"
    data.write_bytes(text)
    assert main(["import", "people", str(file), str(data)]) == 2
    assert main(["import", "people", str(file), str(data), "--profile", "Theirs"]) == 2
    assert "There are “Ours”." in capsys.readouterr().err
    assert main(["import", "people", str(file), str(data), "--profile", "Ours"]) == 0
    assert names(file) == {"ann_cohen"}


def test_what_cannot_be_read_is_told(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "people", str(file), str(tmp_path / "none.csv")]) == 3
    assert "could not be opened" in capsys.readouterr().err
    assert main(["import", "friends", str(file), "x"]) == 2


def test_a_bad_card_is_told_and_the_others_are_taken_in(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = tmp_path / "list.vcf", tmp_path / "out.csv"
    data.write_text("BEGIN:VCARD\nFN:Ann Bad\nBEGIN:VCARD\nFN:Bob Levy\nEND:VCARD\n", encoding="utf-8")
    assert main(["import", "people", str(file), str(data), "--rejects", str(out)]) == 1
    assert "card 1: problem: Ann Bad: This card has no end" in capsys.readouterr().err
    assert names(file) == {"Bob Levy"}
    assert "This card has no end" in out.read_text("utf-8-sig")


CARDS = """BEGIN:VCARD
N:Levy;Bob
BDAY:18870101
END:VCARD
BEGIN:VCARD
FN:Warm Hands
ORG:Warm Hands
TEL:020 7946 0000
END:VCARD
BEGIN:VCARD
N:Cohen;Ann
BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-04
END:VCARD
"""


def test_organisations_among_cards_are_told_and_taken_in_as_partners(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "list.vcf"
    data.write_text(CARDS, encoding="utf-8")
    assert main(["import", "people", str(file), str(data)]) == 1
    told = capsys.readouterr()
    assert "2 cards: 2 new." in told.out
    assert "card 1: new: Bob Levy: Without what cannot be read: 1 Jan 1887 is before 1900" in told.err
    assert "1 card is of an organisation: import it as a partner." in told.err
    assert "1 card came in without a cell that cannot be read." in told.err
    assert names(file) == {"Ann Cohen", "Bob Levy"}
    assert main(["import", "partners", str(file), str(data)]) == 0
    with closing(Office.open(file, read_only=True)) as office:
        assert [(row.name, row.phone) for row in office.query(list_partners)] == [
            ("Warm Hands", "020 7946 0000")
        ]
        assert office.query(births_of) == [(None, ""), (None, "Birthday: 4 May")]
    only = tmp_path / "only.vcf"
    only.write_text("BEGIN:VCARD\nORG:Scouts\nEND:VCARD\n", encoding="utf-8")
    assert main(["import", "people", str(file), str(only)]) == 2
    assert "1 card is of an organisation: import it as a partner." in capsys.readouterr().err


def births_of(connection: Connection) -> list[tuple[date | None, str]]:
    return [(row.born, row.note) for row in connection.execute(select(Person.born, Person.note))]


def test_duplicates(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["duplicates", str(file)]) == 0
    assert "Nobody" in capsys.readouterr().out
    with closing(Office.open(file)) as office:
        for given in ("Ann", "Annie"):
            office.execute(Add("person", {"given": given, "family": "Cohen", "email": "a@example.org"}))
    assert main(["duplicates", str(file), "--json"]) == 1
    (pair,) = json.loads(capsys.readouterr().out)
    assert pair == {
        "record": "person",
        "ids": [1, 2],
        "names": ["Ann Cohen", "Annie Cohen"],
        "reasons": "like name, same e-mail",
        "sure": True,
    }


def test_the_projects_asked_for_on_a_form(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Office.open(file)) as office:
        office.execute(Add("campaign", {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22)}))
        for title in ("Bulbs", "Tea for all"):
            office.execute(Add("project", {"campaign_id": 1, "title": title}))
    data = tmp_path / "form.csv"
    data.write_text("Name,First choice,2nd choice\nAnn Cohen,Tea for all,Bulbs\n", encoding="utf-8")
    call = ["import", "signups", str(file), str(data), "--campaign", "2026"]
    assert main(call) == 0
    with closing(Office.open(file)) as office:
        told = [(link.name, link.detail) for link in office.query(list_project_choices, 1)]
    assert told == [("Tea for all", "first choice"), ("Bulbs", "second choice")]
    assert main(call) == 0
    data.write_text("Name,First choice\nAnn Cohen,Knitting\n", encoding="utf-8")
    assert main(call) == 1
    assert "no project that fits Knitting" in capsys.readouterr().err


def test_a_form_goes_out_and_its_answers_come_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, form, reply = tmp_path / "year.mitzvah", tmp_path / "form.html", tmp_path / "reply.txt"
    copy_sample(file)
    call = ["export", "sign-up", str(file), "--campaign", "2026", "--to", str(form), "--day", "1/11/2026"]
    assert main([*call, "--project", "crocus"]) == 0
    assert "Wrote a form with 1 shift to" in capsys.readouterr().out
    page = form.read_text("utf-8")
    shown = re.search(r'data-id="(\d+)" data-project="([^"]*)" data-role="([^"]*)" data-when="([^"]*)"', page)
    assert shown
    number, project, role, when = shown.groups()
    answer = SignUpReply(
        "Mitzvah Day 2026",
        date(2026, 11, 2),
        "new@example.org",
        "",
        (SignedUpPerson("Newly", "Come"),),
        (SignedUpShift(int(number), project, role, when, (0,)),),
    )
    reply.write_text(encode_reply(answer), encoding="utf-8")
    assert main(["import", "signups", str(file), str(reply), "--campaign", "2026"]) == 0
    assert "1 sign-up: 1 new." in capsys.readouterr().out
    assert main(["import", "signups", str(file), str(reply), "--campaign", "2026"]) == 0
    assert "1 sign-up: 1 the same." in capsys.readouterr().out
    reply.write_text(encode_reply(answer)[:-70], encoding="utf-8")
    assert main(["import", "signups", str(file), str(reply)]) == 1
    assert "cut short" in capsys.readouterr().err
    assert main([*call, "--project", "nothing like it"]) == 2
    assert main(["export", "sign-up", str(file), "--to", str(form), "--day", "1/1/2030"]) == 1
    assert "No shift needs people now" in capsys.readouterr().err
