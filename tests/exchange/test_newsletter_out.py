"""The newsletter in each form, read back: awkward texts stay what they are."""

import html
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import docx
import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.exchange.newsletter_content import Newsletter, NewsletterSection, split_by_direction
from mitzvah_desk.exchange.newsletter_out import KINDS, as_html, as_markdown, as_text, newsletter_bytes
from mitzvah_desk.rules.templates.markup import LetterLine, LineStyle

AWKWARD = (
    "O'Brien & <b>Sons</b>",
    "=1+1",
    "*stars* and _lines_",
    "רחל כהן",
    "`x` [y](z) &amp; #1",
    "1. First",
    "- no",
)
NEWS = Newsletter(
    "Mitzvah Day & <more>",
    "Beit Chaverim בית חברים",
    date(2026, 11, 1),
    (
        NewsletterSection(
            "What’s *on*",
            (
                LetterLine(LineStyle.PARAGRAPH, "Come & see. " * 12),
                LetterLine(LineStyle.BOLD, "Sunday 22 November"),
                *(LetterLine(LineStyle.BULLET, each) for each in AWKWARD),
                LetterLine(
                    LineStyle.PARAGRAPH, "a  bold one ", (("a ", False), (" bold ", True), ("one", False))
                ),
                *(LetterLine(LineStyle.PARAGRAPH, each) for each in AWKWARD),
            ),
        ),
        NewsletterSection("Thank you", (LetterLine(LineStyle.BULLET, "רחל כהן, אברהם כהן and one more"),)),
    ),
)


def document(newsletter: Newsletter = NEWS) -> Document:
    return docx.Document(io.BytesIO(newsletter_bytes("docx", newsletter)))


def test_word_has_its_own_styles() -> None:
    read = [(each.style.name if each.style else "", each.text) for each in document().paragraphs]
    assert read[:3] == [
        ("Title", "Mitzvah Day & <more>"),
        ("Subtitle", "Beit Chaverim בית חברים"),
        ("Heading 1", "What’s *on*"),
    ]
    assert read[4] == ("Heading 2", "Sunday 22 November")
    assert read[5:12] == [("List Bullet", each) for each in AWKWARD]
    assert read[13:20] == [("Normal", each) for each in AWKWARD]
    assert read[20] == ("Heading 1", "Thank you")


def test_word_marks_bold_words_and_hebrew() -> None:
    bold = next(each for each in document().paragraphs if "bold" in each.text)
    assert [(run.text, bool(run.bold)) for run in bold.runs] == [
        ("a ", False),
        (" bold ", True),
        ("one", False),
    ]
    names = document().paragraphs[-1]
    assert [(run.text, bool(run.font.rtl)) for run in names.runs] == [
        ("רחל כהן", True),
        (", ", False),
        ("אברהם כהן", True),
        (" and one more", False),
    ]


def test_word_is_a4_in_uk_english_and_names_no_author() -> None:
    content = newsletter_bytes("docx", NEWS)
    read = docx.Document(io.BytesIO(content))
    page, about = read.sections[0], read.core_properties
    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert (about.title, about.language) == ("Mitzvah Day & <more>", "en-GB")
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.created is not None
    assert about.created.date() == date(2026, 11, 1)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if name.endswith((".jpeg", ".jpg", ".png"))]
        assert b'w:val="en-GB"' in package.read("word/styles.xml")
        assert b"python-docx" not in b"".join(package.read(name) for name in package.namelist())


def test_what_xml_cannot_hold_is_left_out() -> None:
    odd = Newsletter(
        "A\x00B\x0b",
        "",
        date(2026, 11, 1),
        (NewsletterSection("C\ud800", (LetterLine(LineStyle.BULLET, "D\uffff"),)),),
    )
    assert [each.text for each in document(odd).paragraphs] == ["AB", "C", "D"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.read: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        if tag in {"h1", "h2", "h3", "p", "li"}:
            self.read.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"h1", "h2", "h3", "p", "li"} & set(self.open):
            tag, text = self.read[-1]
            self.read[-1] = (tag, text + data)


def test_html_is_whole_and_escaped() -> None:
    reader = _Reader()
    reader.feed(as_html(NEWS))
    assert not reader.open
    assert reader.read[:3] == [
        ("h1", "Mitzvah Day & <more>"),
        ("p", "Beit Chaverim בית חברים"),
        ("h2", "What’s *on*"),
    ]
    assert ("h3", "Sunday 22 November") in reader.read
    assert [text for tag, text in reader.read if tag == "li"][:7] == list(AWKWARD)
    page = as_html(NEWS)
    assert '<html lang="en-GB">' in page
    assert "<strong> bold </strong>" in page
    assert "<bdi>רחל כהן</bdi>, <bdi>אברהם כהן</bdi>" in page
    assert not re.search(r"(src|href)=", page)


def test_markdown_keeps_stars_and_brackets() -> None:
    text = as_markdown(NEWS)
    assert text.startswith("# Mitzvah Day & \\<more\\>\n\nBeit Chaverim")
    assert "\n\n## What’s \\*on\\*\n\n" in text
    assert "\n- O'Brien & \\<b\\>Sons\\</b\\>\n- \\=1+1\n- \\*stars\\* and \\_lines\\_\n- רחל כהן\n" in text
    assert "\n- \\`x\\` \\[y\\](z) \\&amp; \\#1\n- 1\\. First\n- \\- no\n" in text
    assert "\na  **bold** one\n" in text
    assert "\n\n\\=1+1\n\n" in text


def test_plain_text_has_short_lines() -> None:
    lines = as_text(NEWS).splitlines()
    assert lines[:2] == ["Mitzvah Day & <more>", "===================="]
    assert max(map(len, lines)) <= 72
    for each in AWKWARD:
        assert f"- {each}" in lines
        assert each in lines
    assert lines[lines.index("What’s *on*") + 1] == "-----------"


def test_an_empty_newsletter_is_its_title() -> None:
    empty = Newsletter("Mitzvah Day", "", date(2026, 11, 1), ())
    assert as_text(empty) == "Mitzvah Day\n===========\n"
    assert as_markdown(empty) == "# Mitzvah Day\n"
    for kind in KINDS:
        assert newsletter_bytes(kind, empty)


def test_each_form_ends_with_how_to_stop() -> None:
    news = replace(NEWS, stopping="Reply with “stop” to a@b.example & we stop.")
    assert as_text(news).endswith("\n\n\nReply with “stop” to a@b.example & we stop.\n")
    assert as_markdown(news).endswith("\n\nReply with “stop” to a@b.example & we stop.\n")
    assert "<footer><p>Reply with “stop” to a@b.example &amp; we stop.</p></footer>" in as_html(news)
    last = docx.Document(io.BytesIO(newsletter_bytes("docx", news))).paragraphs[-1]
    assert last.text == news.stopping


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=40)


@given(WORDS.map(lambda text: " ".join(text.split())).filter(bool))
def test_any_text_is_read_back(text: str) -> None:
    newsletter = Newsletter(
        text, "", date(2026, 11, 1), (NewsletterSection(text, (LetterLine(LineStyle.BULLET, text),)),)
    )
    reader = _Reader()
    reader.feed(as_html(newsletter))
    assert [said for _, said in reader.read] == [text] * 3
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", as_markdown(newsletter))
    assert f"# {text}\n\n## {text}\n\n- {text}\n" == plain
    assert "".join(part for part, _ in split_by_direction(text)) == text
    assert html.escape(text) or not text


@pytest.mark.parametrize(
    "text", ["*a*", "_a_", "<b>", "`a`", "[a](b)", "# a", "> a", "~~a~~", "a | b", "&lt;", "\\*"]
)
def test_markdown_hides_every_mark(text: str) -> None:
    line = as_markdown(
        Newsletter(
            "T", "", date(2026, 1, 1), (NewsletterSection("S", (LetterLine(LineStyle.PARAGRAPH, text),)),)
        )
    )
    last = line.strip().split("\n")[-1]
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_<>`\[\]#~|]", last)
    assert not re.search(r"(?<!\\)&\w+;", last)
