"""What is held about somebody, as a paper for them and as a file for programs, through the gate."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.model import PartnerContact, Person
from mitzvah_desk.office.core.actions import RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.gate import check_outgoing
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.outgoing.write_all import write_all
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.office.privacy.about import read_about
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.privacy.about import About
from mitzvah_desk.rules.privacy.disclosure import Audience, Granted
from mitzvah_desk.store.errors import CannotWriteError


def make_about_paper(office: Office, person_id: int, now: datetime) -> Outgoing:
    """The paper of what is held about a person.

    Args:
        office: the open file.
        person_id: who.
        now: when it is made, in local time.

    Raises:
        RefusalError: there is no such person.
    """
    from mitzvah_desk.documents.about import AboutValues, render_about

    about, granted = _read(office, person_id)
    head, _ = read_letterhead(office)
    return Outgoing(
        f"What we hold about {about.name}",
        Audience.COMMITTEE,
        AboutValues(about, head, now, granted),
        lambda values, _: render_about(values, Paper()),
        _name(about, now),
        granted=granted,
    )


def make_about_file(office: Office, person_id: int, now: datetime) -> Outgoing:
    """The same as JSON, which other programs read (UK GDPR, article 20); see ``make_about_paper``."""
    about, granted = _read(office, person_id)
    return Outgoing(
        f"What we hold about {about.name}",
        Audience.COMMITTEE,
        {"made_at": now.isoformat(timespec="seconds"), **_as_plain(about)},
        lambda values, _: json.dumps(values, ensure_ascii=False, indent=2).encode(),
        _name(about, now),
        OutgoingForm.FILE,
        granted=granted,
    )


def write_about(
    office: Office, person_id: int, folder: Path, now: datetime
) -> tuple[list[Path], list[Finding]]:
    """Writes both into a folder.

    Args:
        office: the open file.
        person_id: who.
        folder: where to; it is made where it does not exist.
        now: when they are made, in local time.

    Returns:
        The files, and what is worth telling about them.

    Raises:
        RefusalError: there is no such person.
        RefusedOutgoingError: they may not leave; nothing was written.
        CannotWriteError: a file of that name is there already, or the folder cannot be written.
    """
    paper = check_outgoing(office, make_about_paper(office, person_id, now))
    file = check_outgoing(office, make_about_file(office, person_id, now))
    there = folder / f"{file.name}.json"
    if there.exists():
        raise CannotWriteError(
            f"There is already a file {there.name} in {folder}.",
            "Choose an empty folder, so that nothing is written over.",
        )
    written = [*write_all([paper], folder, "pdf"), *write_all([file], folder, "json")]
    return written, list(dict.fromkeys((*paper.findings, *file.findings)))


def _read(office: Office, person_id: int) -> tuple[About, Granted]:
    about = office.query(read_about, person_id)
    if about is None:
        raise RefusalError(not_found("person"))
    return about, office.query(_read_granted, person_id)


def _read_granted(connection: Connection, person_id: int) -> Granted:
    """Of whom it may tell: of the person, and of the partner where they work, which they know anyway."""
    contacts = select(PartnerContact.partner_id).where(PartnerContact.person_id == person_id)
    own = select(Person.partner_id).where(Person.id == person_id, Person.partner_id.is_not(None))
    partners = frozenset(connection.execute(contacts.union(own)).scalars())
    return Granted(partners=partners, persons=frozenset({person_id}))


def _name(about: About, now: datetime) -> str:
    return file_name(f"What we hold about {about.name} {now:%Y-%m-%d}")


def _as_plain(about: About) -> dict[str, Any]:
    """The values as JSON has them; times as ISO 8601."""
    values = asdict(about)
    for step in values["steps"]:
        step["at"] = step["at"].isoformat()
    return values
