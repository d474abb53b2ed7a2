"""What a check says. One shape for every finding in the program."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    HARD = "hard"
    """Cannot be: the action is refused."""
    SOFT = "soft"
    """Should not be: may be done anyway, with a reason that is kept."""
    INFO = "info"
    """Worth knowing; stops nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found.

    Attributes:
        severity: how much it weighs.
        rule: the rule's stable name, such as ``clash.overlap``.
        subject: whom or what it is about, in the user's words: ``Ann Cohen``.
        text: one plain sentence: ``Ann Cohen is already a driver from 10:00 to 11:00.``
        do: what to do about it, one plain sentence.
        field: the editor's field it belongs beside, or empty.
    """

    severity: Severity
    rule: str
    subject: str
    text: str
    do: str
    field: str = ""

    def as_dict(self) -> dict[str, str]:
        """The finding as the command line prints it: severity, rule, subject, text, do."""
        values = asdict(self)
        del values["field"]
        return values


def hard_finding(rule: str, subject: str, text: str, do: str, *, field: str = "") -> Finding:
    """A finding that refuses."""
    return Finding(Severity.HARD, rule, subject, text, do, field)


def soft_finding(rule: str, subject: str, text: str, do: str, *, field: str = "") -> Finding:
    """A finding that warns and may be overridden with a reason."""
    return Finding(Severity.SOFT, rule, subject, text, do, field)


def info_finding(rule: str, subject: str, text: str, do: str, *, field: str = "") -> Finding:
    """A finding that only tells."""
    return Finding(Severity.INFO, rule, subject, text, do, field)


def worst_severity(findings: Iterable[Finding]) -> Severity | None:
    """The heaviest severity among ``findings``; None where there are none."""
    order = (Severity.HARD, Severity.SOFT, Severity.INFO)
    present = {finding.severity for finding in findings}
    return next((severity for severity in order if severity in present), None)
