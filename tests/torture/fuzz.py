"""Lists of the sample year, damaged at random: read or refused in words, and what is read can be planned."""

import io
import random
import zipfile
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from mitzvah_desk.exchange.tables_in import UnreadableError, read_sheets
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.importing.existing_records import ExistingRecords, read_existing_records
from mitzvah_desk.office.importing.plan import RowOutcome
from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
from mitzvah_desk.office.importing.source import load_sheets, open_sheet
from mitzvah_desk.office.lists.full_export import export_partners, export_people
from tests.gate import release_bytes
from tests.torture.trying import CRASH, HANG, Outcome, Report, try_each

KINDS = ("csv", "xlsx", "ods", "vcf", "partners csv", "partners xlsx")
TODAY = date(2026, 11, 1)
_BITS = (
    b"\0",
    b'"',
    b"<",
    b"&",
    b"]]>",
    b"\xff\xfe",
    b"END:VCARD\n",
    b"BEGIN:VCARD\n",
    b",;\t" * 9,
    b"'",
    b"=\n",
    b"-1",
    b"9" * 30,
)


@cache
def _sample(path: Path) -> tuple[dict[str, bytes], ExistingRecords]:
    with closing(Office.open(path, read_only=True)) as office:
        files = {kind: release_bytes(office, office.query(export_people, kind)) for kind in KINDS[:4]}
        files |= {
            f"partners {kind}": release_bytes(office, office.query(export_partners, kind))
            for kind in ("csv", "xlsx")
        }
        return files, office.query(read_existing_records, None)


def mutated(sample: Path, seed: int) -> tuple[str, bytes]:
    """A list of the sample year with a few bytes changed; of a workbook, also within its parts."""
    chance = random.Random(seed)
    kind = chance.choice(KINDS)
    content = _sample(sample)[0][kind]
    if content[:2] == b"PK" and chance.random() < 0.8:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(out, "w") as file:
            changed = chance.choice(was.namelist())
            for name in was.namelist():
                part = was.read(name)
                file.writestr(name, _changed(part, chance) if name == changed else part)
        return kind, out.getvalue()
    return kind, _changed(content, chance)


def _changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 40))):
        at, size = chance.randrange(len(changed) + 1), chance.randint(1, 60)
        match chance.randrange(5):
            case 0 if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                del changed[at : at + size]
            case 2:
                changed[at:at] = changed[at : at + size] * chance.choice((1, 9))
            case 3:
                changed[at:at] = chance.choice(_BITS)
            case _:
                changed[at : at + size] = chance.randbytes(size)
    return bytes(changed)


def fuzz(sample: Path, files: int, seed: int = 1) -> Report:
    """Reads so many damaged lists. What ends the reader's process is read again through the door, and told.

    Args:
        sample: the sample year.
        files: how many.
        seed: of the first; each has its own.
    """
    seeds = [(sample, seed * 1_000_003 + number) for number in range(files)]
    report = try_each("lists at random", attempt, seeds, seconds=30)
    fell = [outcome for outcome in report.outcomes if outcome.kind in {CRASH, HANG}]
    again = try_each("", through_the_door, [seeds[outcome.number] for outcome in fell])
    settled = {
        old.number: Outcome(old.number, new.kind, f"the reader fell over; {new.detail}", new.seconds)
        for old, new in zip(fell, again.outcomes, strict=True)
    }
    return Report(report.part, tuple(settled.get(each.number, each) for each in report.outcomes), report.bad)


def attempt(seed: tuple[Path, int]) -> tuple[str, str]:
    """Reads one, and plans what would become of its rows."""
    kind, content = mutated(*seed)
    try:
        sheets = read_sheets(kind, content)
    except UnreadableError as error:
        return "told", f"{kind}: {error}"
    for sheet in sheets:
        source = open_sheet(kind, sheet)
        plan = compose_plan(prepare_import(source, _sample(seed[0])[1], today=TODAY), {})
        assert plan.count(*RowOutcome) == len(plan.rows) == len(source.rows)
    return "read", kind


def through_the_door(seed: tuple[Path, int]) -> tuple[str, str]:
    """Reads one as the window does."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(mutated(*seed)[1])
        try:
            load_sheets(path)
        except UnreadableError as error:
            return "told", str(error)
    return "read", ""
