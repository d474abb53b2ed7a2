"""The whole torture run: ``python3 .ci/setup.py torture [--kills N] [--files N] [--seed N]``."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "shared"))

from sample_year import copy_sample

from tests.torture import bombs, damage, full, fuzz, hostile, kills, rewriting
from tests.torture.trying import Report

SHOWN = 5


def main() -> int:
    """Runs every part and prints what came of it; 1 where something may not be."""
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, metavar="N", help="how often it is killed")
    parser.add_argument("--files", type=int, default=300, metavar="N", help="how many files are damaged")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of what is left to chance")
    parser.add_argument("--verbose", action="store_true", help="every outcome, not only what may not be")
    given = parser.parse_args()
    print(f"{'part':24}{'tried':>7}{'bad':>6}{'slowest':>10}{'in all':>9}  what came of it")
    failed = False
    with TemporaryDirectory() as name:
        folder = Path(name)
        copy_sample(folder / "sample.mitzvah")
        parts: list[Callable[[], Report]] = [
            lambda: kills.kill(folder, given.kills, given.seed),
            lambda: rewriting.kill_rewriting(folder / "sample.mitzvah", given.kills, given.seed),
            lambda: damage.damage(folder / "sample.mitzvah", given.files, given.seed),
            lambda: full.fill(None),
            bombs.explode,
            hostile.read_hostile,
            hostile.open_hostile,
            lambda: fuzz.fuzz(folder / "sample.mitzvah", given.files, given.seed),
        ]
        for part in parts:
            failed |= show(part, verbose=given.verbose)
        with full.small_disk() as disk:
            if disk is not None:
                failed |= show(lambda: full.fill(disk), verbose=given.verbose)
    return int(failed)


def show(part: Callable[[], Report], *, verbose: bool) -> bool:
    """Runs one part and prints its line; returns whether something may not be."""
    began = perf_counter()
    report = part()
    counts = ", ".join(f"{count} {kind}" for kind, count in report.counts.most_common())
    took = perf_counter() - began
    bad = report.failures
    line = f"{report.part:24}{len(report.outcomes):7}{len(bad):6}{report.slowest:9.1f}s{took:8.0f}s"
    print(f"{line}  {counts}", flush=True)
    for outcome in report.outcomes if verbose else bad[:SHOWN]:
        print(f"    {outcome.number}: {outcome.kind}: {outcome.detail}", flush=True)
    if len(bad) > SHOWN and not verbose:
        print(f"    and {len(bad) - SHOWN} more: --verbose shows them", flush=True)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
