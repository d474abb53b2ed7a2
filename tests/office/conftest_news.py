"""A campaign for the tests of the newsletter, and how it reads in every form."""

import html
import io
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from conftest_office import done
from conftest_rota import Year, at

from mitzvah_desk.exchange.newsletter_out import KINDS, newsletter_bytes
from mitzvah_desk.model import AssignmentStatus, Purpose
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import ActionBatch, Office
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.newsletter.compose import ComposedNewsletter, NewsletterChoice, compose_newsletter
from mitzvah_desk.office.rota.assignments import Assign

BEFORE, AFTER = date(2026, 11, 1), date(2026, 11, 30)
YES, NO, UNKNOWN = True, False, None


class OneStep(Year):
    """A campaign that is filled in one step of the file, which is quicker."""

    batch: ActionBatch

    def add(self, record: str, **values: Any) -> int:
        return self.batch.execute(Add(record, values))[0]

    def execute(self, action: Action, reason: str = "on purpose") -> Done:
        return Done("", frozenset(), self.batch.execute(action, reason))

    def put(
        self, shift: int, *people: int, status: AssignmentStatus = AssignmentStatus.CONFIRMED, **more: Any
    ) -> tuple[int, ...]:
        return self.execute(Assign(shift, people, status=status, **more)).ids


@contextmanager
def filled_year() -> Iterator[OneStep]:
    """A new file with one campaign, open as long as it is needed."""
    with TemporaryDirectory() as folder, closing(Office.new(Path(folder) / "year.mitzvah")) as office:
        values = {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22), "theme": "Side by side"}
        yield OneStep(office, done(office, Add("campaign", values)).id)


def news(year: Year, today: date = AFTER, choice: NewsletterChoice | None = None) -> ComposedNewsletter:
    return year.office.query(compose_newsletter, year.campaign, choice or NewsletterChoice(), today)


def said(composed: ComposedNewsletter) -> str:
    """All that it says, line by line."""
    lines = [composed.newsletter.title, composed.newsletter.publisher]
    for section in composed.newsletter.sections:
        lines += [section.heading, *(f"{part.look}{part.text}" for part in section.parts)]
    return "\n".join(lines)


def in_every_form(composed: ComposedNewsletter) -> dict[str, str]:
    """What a reader of each form reads, on one line."""
    found = {}
    for kind in KINDS:
        content = newsletter_bytes(kind, composed.newsletter)
        if kind == "docx":
            document = docx.Document(io.BytesIO(content))
            about = document.core_properties
            text = " ".join([about.title, about.author, *(each.text for each in document.paragraphs)])
        else:
            text = content.decode()
        if kind == "html":
            text = html.unescape(re.sub(r"<[^>]*>", "", text))
        if kind == "md":
            text = re.sub(r"\\(.)", r"\1", text.replace("**", ""))
        found[kind] = " ".join(text.split())
    return found


def person(
    year: Year,
    name: str,
    agreed: bool | None,
    *,
    child: bool = False,
    household: int | None = None,
    **more: str,
) -> int:
    number = year.person(name, is_child=child, household_id=household, **more)
    if agreed is not None:
        values = {
            "person_id": number,
            "purpose": Purpose.PRINT,
            "given": agreed,
            "given_on": date(2026, 9, 1),
        }
        year.add("permission", **values, how="form")
    return number


def gives(year: Year, item: str, count: int, donor: tuple[str, int] | None = None) -> int:
    lines = (DonationEntry(count, item_name=item),)
    return year.execute(Receive(year.campaign, lines, datetime(2026, 11, 22, 9), donor=donor)).id


def pays(year: Year, pence: int, **links: int) -> int:
    values = {"campaign_id": year.campaign, "amount_pence": pence, "on_day": date(2026, 11, 22)}
    return year.execute(Add("money_gift", values | links)).id


__all__ = [
    "AFTER",
    "BEFORE",
    "NO",
    "UNKNOWN",
    "YES",
    "at",
    "filled_year",
    "gives",
    "in_every_form",
    "news",
    "pays",
    "person",
    "said",
]
