"""Looks a whole file over: does it hold together, and what should the committee know?"""

from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, select

from mitzvah_desk.model import Campaign
from mitzvah_desk.office.gift_aid.checks import find_uncovered_marks
from mitzvah_desk.office.rota.assignments import find_campaign_clashes
from mitzvah_desk.office.thanks.thank_you_ledger import find_missing_addresses, list_thanks
from mitzvah_desk.rules.findings import Finding, Severity, hard_finding, info_finding
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.engine import connect
from mitzvah_desk.store.errors import DamagedFileError
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.integrity import list_integrity_errors
from mitzvah_desk.store.journal import driver_connection

_DO = "Restore the newest backup, and keep this file to be looked at."


def check_file(connection: Connection) -> list[Finding]:
    """Every finding of a file: its integrity, clashes, Gift Aid without a declaration, missing addresses."""
    driver = driver_connection(connection.connection)
    findings = [_damaged(line) for line in list_integrity_errors(driver)]
    if findings:
        return findings
    findings += find_campaign_clashes(connection)
    findings += find_uncovered_marks(connection)
    for campaign_id, name in connection.execute(select(Campaign.id, Campaign.name)).all():
        for missing in find_missing_addresses(list_thanks(connection, campaign_id)):
            findings.append(info_finding(missing.rule, name, f"{name}: {missing.text}", missing.do))
    return findings


def find_damage(path: Path, error: DamagedFileError, key: FileKey | None = None) -> list[Finding]:
    """What is wrong with a file that cannot be opened for its damage."""
    findings = [hard_finding("file.damaged", "File", error.text, error.do)]
    with (
        suppress(sqlite.Error, UnicodeDecodeError),
        closing(connect(path, key=key, read_only=True)) as connection,
    ):
        findings += [_damaged(line) for line in list_integrity_errors(connection)]
    return findings


def _damaged(line: str) -> Finding:
    return hard_finding("file.integrity", "File", f"The file is damaged inside: {line}.", _DO)


def needs_attention(findings: list[Finding]) -> bool:
    """Whether any finding is more than good to know."""
    return any(finding.severity is not Severity.INFO for finding in findings)
