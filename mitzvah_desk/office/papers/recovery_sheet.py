"""The recovery sheet of the open file."""

from datetime import datetime

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.rules.privacy.disclosure import Audience


def make_recovery_sheet(office: Office, *, now: datetime | None = None) -> Outgoing:
    """The sheet that opens the file without its passphrase.

    Raises:
        ValueError: the file is not protected; a sentence.
    """
    from mitzvah_desk.documents.recovery_sheet import RecoverySheetValues, render_recovery_sheet

    if office.key is None:
        raise ValueError("This file is not protected, so there is nothing to recover.")
    values = RecoverySheetValues(
        office.path.name,
        tuple(office.key.recovery_text().split()),
        now or datetime.now(),
        read_letterhead(office)[0],
    )
    return Outgoing(
        "Recovery sheet",
        Audience.COMMITTEE,
        values,
        lambda values, _: render_recovery_sheet(values, Paper()),
        "Recovery sheet",
    )
