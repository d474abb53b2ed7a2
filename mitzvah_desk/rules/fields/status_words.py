"""What lists say of how somebody stands: that they died, moved away, want no messages, or do not come."""

import re
from dataclasses import dataclass

from mitzvah_desk.model.person import ContactStatus


@dataclass(frozen=True, slots=True)
class ToldStatus:
    """What a word says.

    Attributes:
        contact: that they are to be asked and written to no more, and why; None where it does not say so.
        no_newsletter: they want no newsletter.
        not_coming: they do not come, or come no more.
    """

    contact: ContactStatus | None = None
    no_newsletter: bool = False
    not_coming: bool = False


_WORDS: tuple[tuple[ToldStatus, str], ...] = (
    (
        ToldStatus(ContactStatus.DIED),
        r"deceased|died|dead|passed away|niftar(et)?|z l|of blessed memory|r ?i ?p",
    ),
    (
        ToldStatus(ContactStatus.MOVED_AWAY),
        (
            r"(has )?moved( away| house| on| out)?|(has )?left( the)?( area| shul| synagogue| community)?"
            r"|gone away|relocated"
        ),
    ),
    (
        ToldStatus(ContactStatus.NO_CONTACT, no_newsletter=True),
        r"(please )?(do not|don t|no) contact|wants no contact",
    ),
    (
        ToldStatus(no_newsletter=True),
        (
            r"unsubscribed?|(do not|don t|no) (e ?mails?|mailings?|newsletter)|opt(ed)? ?out|cleaned|bounced"
            r"|non subscribed"
        ),
    ),
    (
        ToldStatus(not_coming=True),
        (
            r"(is )?not (attending|coming|going|able to (come|attend))"
            r"|(cannot|can t|can not) (come|attend|make it)|cancell?ed|(has )?declined?|no show|withdrawn"
            r"|withdrew|refunded|dropped( out)?|regrets|deleted|no|absent"
        ),
    ),
    (
        ToldStatus(),
        (
            r"active|current|(full |regular )?member|subscribed|(is )?attending|coming|going|confirmed|yes"
            r"|registered|checked in|completed?|accepted|approved|pending|paid|free|in touch|visitor|regular"
            r"|new|ok|maybe|not set|attendee|attended|open|visible|no status"
        ),
    ),
)


def parse_status(text: str) -> ToldStatus:
    """What a cell says of how somebody stands.

    Raises:
        ValueError: nobody knows what it means; a sentence.
    """
    said = " ".join(re.sub(r"[^\w]+", " ", text.casefold().replace("’", "'")).split())
    for told, pattern in _WORDS:
        if re.fullmatch(pattern, said):
            return told
    raise ValueError(f"“{text}” says nothing that is known of how somebody stands.")


def join_statuses(told: "list[ToldStatus]") -> ToldStatus:
    """What several cells say of one person together; that somebody died is more than that they moved."""
    order = [ContactStatus.DIED, ContactStatus.NO_CONTACT, ContactStatus.MOVED_AWAY]
    contacts = [each.contact for each in told if each.contact is not None]
    return ToldStatus(
        min(contacts, key=order.index) if contacts else None,
        any(each.no_newsletter for each in told),
        any(each.not_coming for each in told),
    )
