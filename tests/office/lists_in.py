"""Taking lists in, for the tests of importing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from conftest_office import done
from conftest_rota import Year, at

from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.importing.accept import Import, dry_run
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.plan import Decision, ImportPlan, RowOutcome
from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
from mitzvah_desk.office.importing.source import Source, open_sheet

TODAY = date(2026, 11, 1)


def source(name: str, content: bytes, kind: ImportOf | None = None) -> Source:
    return open_sheet(name, read_sheets(name, content)[0], kind)


def plan_of(
    office: Office,
    given: Source,
    campaign: int | None = None,
    decisions: Mapping[int, Decision] | None = None,
) -> ImportPlan:
    prepared = prepare_import(given, office.query(read_existing_records, campaign), today=TODAY)
    plan = compose_plan(prepared, decisions or {})
    return compose_plan(prepared, decisions or {}, dry_run(office, plan))


def take(office: Office, name: str, content: bytes, kind: ImportOf | None = None, **more: Any) -> ImportPlan:
    plan = plan_of(office, source(name, content, kind), **more)
    done(office, Import(plan), "asked")
    again = plan_of(office, source(name, content, kind), **more)
    assert again.count(RowOutcome.NEW, RowOutcome.UPDATE) == 0, [
        row for row in again.rows if row.fate is not RowOutcome.SAME
    ]
    return plan


def fates(plan: ImportPlan) -> list[RowOutcome]:
    return [row.fate for row in plan.rows]


def bulbs_and_tea(office: Office, campaign: int) -> Year:
    """Two projects: a driver at eleven, a baker at ten."""
    year = Year(office, campaign)
    bulbs, tea = year.project("Bulbs"), year.project("Tea")
    year.shift(bulbs, at(11), at(12), role_id=year.role("Driver"))
    year.shift(tea, at(10), at(12), role_id=year.role("Baker"))
    return year
