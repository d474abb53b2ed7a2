"""What a program that was built into one folder needs, so that it can start itself anew as its own helper."""

import sys


def is_built() -> bool:
    """Whether this program was built into a folder of its own, and is not run by an installed Python."""
    return bool(getattr(sys, "frozen", False))


def run_helper_process() -> None:
    """Is the helper that this process was started as, and ends with it; comes back in any other process.

    Entry points call it before all else: without it a built program would open its window again for every
    file that it reads in a process of its own.
    """
    if is_built():
        import multiprocessing

        multiprocessing.freeze_support()
