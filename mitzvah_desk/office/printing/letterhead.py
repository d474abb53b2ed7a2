"""The committee's letterhead, from its settings."""

import base64
import binascii

from mitzvah_desk.documents.layout.letterhead import Letterhead
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


def read_letterhead(office: Office) -> tuple[Letterhead, FileSettings]:
    """Whose paper it is, and the file's settings."""
    settings = office.query(read_settings)
    return make_letterhead(settings), settings
