"""For tests: the bytes of what leaves, through the gate or, where only their form is tested, beside it."""

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.gate import check_outgoing
from mitzvah_desk.office.outgoing.outgoing import Outgoing


def release_bytes(office: Office, outgoing: Outgoing) -> bytes:
    """What the gate lets through, written; raises where it refuses."""
    return check_outgoing(office, outgoing).release().content


def bare_bytes(outgoing: Outgoing) -> bytes:
    """What would be written, without the gate."""
    return outgoing.write(outgoing.value, None)
