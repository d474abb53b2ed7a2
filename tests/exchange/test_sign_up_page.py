"""The page on which people sign up: it loads nothing, escapes everything, and its e-mail is read back."""

import re
import shutil
import subprocess
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mitzvah_desk.exchange.sign_up_page import sign_up_page_bytes
from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.model import Purpose
from mitzvah_desk.rules.sign_up.code_block import decode_blocks
from mitzvah_desk.rules.sign_up.form import (
    AskedPermission,
    OfferedShift,
    SignUpForm,
    SignUpProject,
    format_shift_time,
)
from mitzvah_desk.rules.sign_up.reply import SignedUpPerson, SignedUpShift

DAY = "Sunday 22 November"


def shift(number: int, role: str, starts: str, ends: str, youngest: int = 0) -> OfferedShift:
    when = format_shift_time(date(2026, 11, 22), starts, ends)
    times, at = f"{starts} to {ends}", "2026-11-22T"
    return OfferedShift(number, role, when, DAY, times, f"{at}{starts}", f"{at}{ends}", 2, 5, youngest)


FORM = SignUpForm(
    'Mitzvah "Day" <2026>',
    "Beit Chaverim בית חברים",
    DAY,
    "Sunday 15 November",
    "office@example.org",
    "020 7946 0180",
    (
        SignUpProject(
            "Tea & <b>cake</b>",
            f"{DAY}, 10:00 to 13:00",
            "",
            "Rubens House",
            "Songs.",
            (shift(7, "Baker", "10:00", "12:00"), shift(8, "Driver", "11:00", "13:00", 17)),
        ),
        SignUpProject(
            "Bulbs", f"{DAY}, 14:00 to 15:00", "", "", "", (shift(9, "Planter", "14:00", "15:00"),)
        ),
    ),
    tuple(AskedPermission(each, each.title(), "We may.") for each in (Purpose.PHOTO, Purpose.KEEP)),
    "You may take it back.",
)


class Reader(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def page() -> str:
    return sign_up_page_bytes(FORM).decode()


def test_it_reaches_for_nothing(page: str) -> None:
    tags = Reader(page).tags
    addresses = {
        value for _, known in tags for key, value in known.items() if key in {"src", "href", "action"}
    }
    assert addresses == {"mailto:office@example.org", "#result"}
    assert not {tag for tag, _ in tags} & {"img", "link", "iframe", "object", "embed", "base"}
    policy = next(known["content"] for tag, known in tags if known.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|fetch\(|XMLHttpRequest|import\(|url\(", page)
    assert not any(key.startswith("on") or key == "style" for _, known in tags for key in known)


def test_what_was_typed_stays_text(page: str) -> None:
    assert "<b>cake" not in page
    assert "Tea &amp; &lt;b&gt;cake&lt;/b&gt;" in page
    assert "Sign up for Mitzvah &quot;Day&quot; &lt;2026&gt;" in page
    assert "<bdi>בית חברים</bdi>" in page
    assert "For people aged 17 and over." in page
    assert "2 people still needed, room for 5." in page


def test_each_field_has_its_label_and_its_place_for_errors(page: str) -> None:
    tags = Reader(page).tags
    ids = {known["id"] for _, known in tags if known.get("id")}
    labels = {known["for"] for tag, known in tags if tag == "label" and known.get("for")}
    fields = [known for tag, known in tags if tag in {"input", "textarea"} and known.get("id")]
    assert {known["id"] for known in fields} == labels
    assert len(ids) == sum(1 for _, known in tags if known.get("id"))
    told = {word for _, known in tags for word in (known.get("aria-describedby") or "").split()}
    assert told <= ids
    assert "switched off in your browser" in page[page.index("<noscript>") : page.index("</noscript>")]


BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
in_a_browser = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this computer")
VISITOR = """
const type = (id, text) => {
  const field = document.getElementById(id);
  field.value = text;
  field.dispatchEvent(new Event("input", {bubbles: true}));
};
document.getElementById("send").addEventListener("click", (event) => event.preventDefault());
const press = (id) => document.getElementById(id).click();
const tell = (name, text) => {
  const part = document.createElement("pre");
  part.id = name;
  part.textContent = text;
  document.body.append(part);
};
"""


def visit(page: str, folder: Path, script: str) -> str:
    """The page after a visitor's doings, as the browser has it by then."""
    assert BROWSER is not None
    open_to_tests = re.sub(r"<meta http-equiv[^>]*>", "", page)
    file = folder / "form.html"
    whole = open_to_tests.replace("</body>", f"<script>{VISITOR}{script}</script></body>") if script else page
    file.write_text(whole, encoding="utf-8")
    done = subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'browser'}",
            "--window-size=500,900",
            "--dump-dom",
            file.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode()


def told(page: str, name: str) -> str:
    import html

    found = re.search(rf'<pre id="{name}">(.*?)</pre>', page, re.DOTALL)
    assert found, page[-2000:]
    return html.unescape(found[1])


@in_a_browser
def test_its_own_script_runs_under_its_policy(page: str, tmp_path: Path) -> None:
    shown = visit(page, tmp_path, "")
    assert shown.count('class="tick" data-key="you"') == 3


@in_a_browser
def test_a_visitor_signs_up_and_the_mail_is_read_back(page: str, tmp_path: Path) -> None:
    shown = visit(
        page,
        tmp_path,
        """
        type("given", "Ann-Sophie"); type("family", "O’Neill"); type("email", "ann@example.org");
        type("phone", "07700 900123"); type("diet", "no nuts"); type("note", "We come\\nby train.");
        press("add"); type("person-1-given", "נועם"); type("person-1-age", "8");
        press("add"); type("person-2-given", "Gone"); document.querySelectorAll(".remove")[1].click();
        press("shift-7-you"); press("shift-7-person-1"); press("shift-9-person-1");
        document.querySelector("[data-purpose=photo]").click();
        press("make");
        tell("mail", document.getElementById("text").value);
        tell("link", document.getElementById("send").href);
        """,
    )
    text = told(shown, "mail")
    assert "- Ann-Sophie O’Neill, ann@example.org, 07700 900123\n  Diet and allergies: no nuts" in text
    assert "- נועם O’Neill, age 8" in text
    assert "- Tea & <b>cake</b>, Baker, 22 Nov 2026, 10:00 to 12:00: Ann-Sophie O’Neill, נועם O’Neill" in text
    assert "Allowed:\n- Photo" in text
    (found,) = decode_blocks(text)
    reply = found.reply
    assert reply is not None, found.problem
    assert reply.campaign == FORM.campaign
    assert reply.people == (
        SignedUpPerson("Ann-Sophie", "O’Neill", diet="no nuts"),
        SignedUpPerson("נועם", "O’Neill", 8),
    )
    when = "22 Nov 2026, 10:00 to 12:00"
    assert reply.shifts == (
        SignedUpShift(7, "Tea & <b>cake</b>", "Baker", when, (0, 1)),
        SignedUpShift(9, "Bulbs", "Planter", "22 Nov 2026, 14:00 to 15:00", (1,)),
    )
    assert reply.allowed == (Purpose.PHOTO,)
    assert reply.note == "We come\nby train."
    link = told(shown, "link")
    assert link.startswith("mailto:office@example.org?subject=Sign-up%20for%20Mitzvah")
    (sheet,) = read_sheets("reply.txt", text.encode())
    assert sheet.tells_of == "sign-ups"
    assert len(sheet.rows) == 2


@in_a_browser
def test_what_does_not_fit_is_told_at_its_field(page: str, tmp_path: Path) -> None:
    shown = visit(
        page,
        tmp_path,
        """
        press("make");
        const lines = () => [...document.querySelectorAll("#errors li")];
        const said = () => lines().map((each) => each.textContent).join("|");
        tell("empty", said());
        tell("ready", String(document.getElementById("result").hidden));
        tell("field", document.getElementById("email").getAttribute("aria-invalid"));
        type("given", "Ann"); type("family", "Cohen"); type("email", "ann@example.org");
        press("add"); type("person-1-given", "Ben"); type("person-1-age", "8");
        press("shift-7-you"); press("shift-8-you"); press("shift-8-person-1"); press("make");
        tell("clash", said());
        press("shift-8-you"); press("shift-8-person-1"); press("make");
        tell("good", said());
        """,
    )
    assert told(shown, "empty").count("|") == 3
    assert "Choose at least one shift" in told(shown, "empty")
    assert told(shown, "ready") == "true"
    assert told(shown, "field") == "true"
    assert told(shown, "clash") == (
        "Ann Cohen is on “Baker, 10:00 to 12:00” at the same time. Untick one of them."
        "|Ben Cohen is 8, and this shift is for people aged 17 and over."
    )
    assert told(shown, "good") == ""
