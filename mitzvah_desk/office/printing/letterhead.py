"""The committee's letterhead, from its settings."""

import base64
import binascii
from dataclasses import replace

from sqlalchemy import Connection, func, select

from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.model import Campaign, Project
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import FileSettings, read_settings


def make_letterhead(settings: FileSettings) -> Letterhead:
    """The committee's letterhead; a logo that cannot be read is left out."""
    try:
        logo = base64.b64decode(settings.logo, validate=True) or None
    except (binascii.Error, ValueError):
        logo = None
    return Letterhead(
        name=settings.organisation,
        address=tuple(line for line in settings.address.split("\n") if line),
        phone=settings.phone,
        email=settings.email,
        website=settings.website,
        charity_number=settings.charity_number,
        logo=logo,
    )


def read_letterhead(
    office: Office, campaign_id: int | None = None, project_id: int | None = None
) -> tuple[Letterhead, FileSettings]:
    """Whose paper it is, and the file's settings.

    Args:
        office: the file.
        campaign_id: the campaign that the paper is for: its number to ring, and how to say yes.
        project_id: the project that the paper is for: its own number, else that of its campaign.
    """
    settings = office.query(read_settings)
    head = make_letterhead(settings)
    phone, line = office.query(_read_calls, campaign_id, project_id)
    return replace(head, day_phone=phone, sign_up_line=line), settings


def _read_calls(connection: Connection, campaign_id: int | None, project_id: int | None) -> tuple[str, str]:
    """Whom to ring on the day, and how to say yes: for a project, else for a campaign, else for neither."""
    calls = select(Campaign.day_phone, Campaign.sign_up_line)
    if project_id is not None:
        own = func.coalesce(func.nullif(Project.day_phone, ""), Campaign.day_phone).label("day_phone")
        calls = select(own, Campaign.sign_up_line).join(Project, Project.campaign_id == Campaign.id)
        calls = calls.where(Project.id == project_id)
    else:
        calls = calls.where(Campaign.id == campaign_id)
    found = connection.execute(calls).first()
    return ("", "") if found is None else (found.day_phone, found.sign_up_line)
