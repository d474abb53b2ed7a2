"""Which campaign a command is about: one that is named by a part of its name, or the newest."""

from typing import TYPE_CHECKING

from mitzvah_desk.cli.words import UsageError, find_by_name

if TYPE_CHECKING:
    from mitzvah_desk.office.core.office import Office


def list_campaigns(office: "Office") -> list[tuple[int, str]]:
    """The campaigns of a file, the newest first, with what each is called."""
    from mitzvah_desk.office.core.lookup import list_campaign_options

    return [(option.id, option.label) for option in office.query(list_campaign_options)]


def find_campaign(office: "Office", text: str | None) -> int | None:
    """The campaign whose name holds ``text``; the newest where None, and None where there is none.

    Raises:
        UsageError: none or several hold it.
    """
    known = list_campaigns(office)
    if text is not None:
        return find_by_name("campaign", text, known)
    return known[0][0] if known else None


def require_campaign(office: "Office", text: str | None, lacking: str) -> int:
    """The campaign whose name holds ``text``; the newest where there is no text.

    Args:
        office: the file.
        text: a part of its name.
        lacking: what is said where the file has no campaign at all.

    Raises:
        UsageError: there is none, or none or several hold it.
    """
    known = list_campaigns(office)
    if not known:
        raise UsageError(lacking)
    return find_by_name("campaign", text, known) if text else known[0][0]
