"""Looks a whole file over: does it hold together, and what should the committee know?"""

from sqlalchemy import Connection, select

from mitzvah_desk.model import Campaign
from mitzvah_desk.office.rota import campaign_clashes
from mitzvah_desk.office.thanks import ledger, without_address
from mitzvah_desk.rules.findings import Finding, Severity, hard, info

_DO = "Restore the newest backup, and keep this file to be looked at."


def check(connection: Connection) -> list[Finding]:
    """Every finding of a file: its integrity, its links, clashes, letters without an address."""
    findings = []
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            findings.append(hard("file.integrity", "File", f"The file is damaged inside: {said}.", _DO))
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        text = f"Line {row} of {table} leads to a {parent} that is not there."
        findings.append(hard("file.link", "File", text, _DO))
    if findings:
        return findings
    findings += campaign_clashes(connection)
    for campaign_id, name in connection.execute(select(Campaign.id, Campaign.name)).all():
        for missing in without_address(ledger(connection, campaign_id)):
            findings.append(info(missing.rule, name, f"{name}: {missing.text}", missing.do))
    return findings


def needs_attention(findings: list[Finding]) -> bool:
    """Whether any finding is more than good to know."""
    return any(finding.severity is not Severity.INFO for finding in findings)
