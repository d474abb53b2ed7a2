"""``export newsletter``."""

from datetime import date
from pathlib import Path

import docx
import pytest
from sample_year import copy_sample

from mitzvah_desk.cli import main, newsletter
from mitzvah_desk.exchange.newsletter_out import KINDS
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.rules.templates.section_fields import KEYS

BEFORE, AFTER = ("--day", "1/11/2026"), ("--day", "24/11/2026")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("newsletter") / "sample.mitzvah"
    copy_sample(path)
    return path


def exported(sample: Path, out: Path, *more: str) -> str:
    assert main(["export", "newsletter", str(sample), "--to", str(out), *more]) == 0
    if out.suffix == ".docx":
        return "\n".join(each.text for each in docx.Document(str(out)).paragraphs)
    return out.read_text("utf-8")


def test_the_command_knows_every_piece_and_form() -> None:
    assert tuple(KEYS) == newsletter._PIECES
    assert newsletter.NEWSLETTER_FORMS == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_year(sample: Path, tmp_path: Path, kind: str) -> None:
    text = exported(sample, tmp_path / f"news.{kind}", *BEFORE)
    for heading in ("What’s on", "We still need", "Thank you", "Sunday 22 November", "Tea for all ages"):
        assert heading in text
    for never in (
        "None",
        "Hope House",
        "Partner Olive",
        "Protected address",
        "N99",
        "7946 0262",
        "Larch Lane",
        "{{",
    ):
        assert never not in text


def test_whole_sentences_of_the_sample_year(sample: Path, tmp_path: Path) -> None:
    text = exported(sample, tmp_path / "news.md", *BEFORE)
    assert (
        "- **Songs and biscuits at Rubens House**, 10:15 to 11:30. The Hebrew class sings songs it wrote and"
        " decorates biscuits with the residents.\n"
    ) in text
    assert "**Tea for all ages and faiths**, Sunday 22 November: two bakers from 10:00 to 12:00.\n" in text
    assert "Jacob Zion and 46 more." not in text, "nobody is thanked for what has not happened"
    thanks = exported(sample, tmp_path / "thanks.md", *AFTER, "--piece", "thank-you")
    assert "Jacob Zion and 46 more." in thanks
    assert "- **Learning and giving for Warm Hands**: £629 of £3,000 so far.\n" in text
    assert "We made 740 greeting cards, 120 hats for premature babies, 104 wrapped gifts" in text
    assert "“You make neighbours of strangers.” – The Mayor's office\n" in text


def test_after_the_day_nobody_is_looked_for(sample: Path, tmp_path: Path) -> None:
    text = exported(sample, tmp_path / "news.txt", "--day", "24 Nov 2026", "--piece", "still-needed")
    assert "A pair of hands" not in text
    assert "no experience" not in text
    assert "Something from your cupboard" in text


def test_pieces_venues_and_campaign_are_chosen(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "news.md"
    pieces = ("--piece", "still-needed", "--piece", "whats-on", "--venues")
    text = exported(sample, out, *pieces, *BEFORE)
    assert text.index("## We still need") < text.index("## What’s on")
    assert "Thank you" not in text
    assert "Where: Rubens House, 42 Larch Lane, London, N12 8LZ." in text
    last = exported(sample, out, "--campaign", "2025")
    assert last.startswith("# Mitzvah Day 2025\n")
    assert "60 volunteers took part, giving 132 hours between them." in last
    assert "What’s on" not in last


def test_who_is_not_named_is_told(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "newsletter", str(sample), "--to", str(tmp_path / "news.txt"), *AFTER]) == 0
    told = capsys.readouterr()
    assert "46 people are counted, not named" in told.err
    assert told.out == f"Wrote 4 pieces to {tmp_path / 'news.txt'}.\n"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--to", "news.pdf"), 2, "must end in docx, html, md, txt"),
        (("--to", "news.md", "--campaign", "2031"), 2, "No campaign is called “2031”"),
        (("--to", "news.md", "--day", "soon"), 2, "soon"),
        (("--to", "news.md", "--piece", "gossip"), 2, "gossip"),
        (("--to", "news.md", "--campaign", "2025", "--piece", "whats-on"), 1, "nothing to tell yet"),
    ],
)
def test_what_cannot_be_done_is_said(
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "newsletter", str(sample), *words]) == code
    assert sentence in capsys.readouterr().err
    assert not list(tmp_path.glob("news.*"))


def test_a_file_without_a_campaign_and_one_that_needs_attention(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "year.mitzvah"
    office = Office.new(path)
    call = ["export", "newsletter", str(path), "--to", str(tmp_path / "out.txt"), *BEFORE]
    assert main(call) == 2
    assert "no campaign yet" in capsys.readouterr().err
    office.execute(Add("campaign", {"name": "Day", "main_day": date(2026, 11, 22)}))
    office.execute(Add("person", {"given": "Ann", "family": "Cohen"}))
    values = {"campaign_id": 1, "status": "planned", "summary": "Ann Cohen leads."}
    office.execute(Add("project", {"title": "Tea", **values}))
    office.close()
    assert main(call) == 1
    assert "names Ann Cohen, who was never asked" in capsys.readouterr().err
    assert "Ann" not in (tmp_path / "out.txt").read_text("utf-8")
