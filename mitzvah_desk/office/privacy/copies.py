"""Where copies of a file may hold what was erased from it, and what to do about them."""

from collections.abc import Iterator

from mitzvah_desk.office.core.backups import list_file_backups
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.backup_retention import NEWEST

_SAVED = (
    "Papers, lists, calendars and contacts that were saved, printed or sent before hold them too. This"
    " program keeps no list of those: delete them where you saved them, and tell whoever has them."
)


def describe_copies(office: Office) -> Iterator[str]:
    """The copies of a file that an erasure does not reach, each with what to do, in sentences.

    Args:
        office: the open file.
    """
    for folder in office.backups.folders:
        found = [
            each for each in list_file_backups(office.backups, office.path) if each.path.parent == folder
        ]
        if not found:
            continue
        newest, oldest = found[0].at.date(), found[-1].at.date()
        yield (
            f"{count_noun(len(found), 'backup')} in {folder}, {format_date(oldest)} to {format_date(newest)}:"
            " delete them there once you need them no more. By itself the program lets go of all but the"
            f" newest {NEWEST} in two years."
        )
    yield "A backup is made before the erasure, so that a mistake can be put right: delete it last."
    yield _SAVED
