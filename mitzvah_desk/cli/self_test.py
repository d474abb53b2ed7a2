"""The command that tries whether all of an installed program is there: ``self-test``.

It works the other commands, on a sample year in a folder of its own, so that whatever they need is asked for:
migrations, fonts, templates, icons, the solver, the readers and writers of spreadsheets, the cipher.
"""

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from mitzvah_desk import __version__
from mitzvah_desk.cli.newsletter import NEWSLETTER_FORMS
from mitzvah_desk.cli.words import DONE, FINDINGS, TABLES, WORLD, Commands, add_command, print_message
from mitzvah_desk.rules.paper_kinds import PAPERS
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.user_folders import OWN_FOLDER

Run = Callable[[list[str]], int]

DAY, ASKED_ON, CAMPAIGN = "22/11/2026", "1/11/2026", "2026"
PROJECT, GIFTS, DRIVER, PERSON = "thousand crocuses", "family by family", "Sophie Azoulay", "Irit Adler"
"""Names of the sample year."""
LISTS = ("people", "partners", "donations", "deliveries")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is tried.

    Attributes:
        name: what it is, for people.
        words: the command; its exit code must be 0, or 1 where there may be findings.
        makes: what must be there afterwards, and not empty.
    """

    name: str
    words: tuple[object, ...]
    makes: Path | None = None


def add_to(commands: Commands, run: Run) -> None:
    """Adds the command ``self-test``.

    Args:
        commands: what it is added to.
        run: runs the words of a command, as ``main`` does.
    """
    parser = add_command(
        commands,
        "self-test",
        lambda arguments: test_installation(run, window=not arguments.no_window),
        "try whether everything that the program needs is installed",
    )
    parser.add_argument("--no-window", action="store_true", help="leave the window out, where no screen is")


def test_installation(run: Run, *, window: bool) -> int:
    """Tries all of it and says what failed. The user's own files, settings and backups are not touched.

    Returns:
        0, or 3 where something failed.
    """
    kept = os.environ.get(OWN_FOLDER)
    failed: list[str] = []
    count = 0
    print(f"Mitzvah Desk {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    with tempfile.TemporaryDirectory(prefix="mitzvah-desk-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        os.environ[OWN_FOLDER] = str(folder / "own")
        try:
            for what, trouble, seconds in _try_all(run, folder, window=window):
                count += 1
                print(f"{'FAILED' if trouble else 'ok':6} {what} ({seconds:.1f} s)", flush=True)
                if trouble:
                    failed.append(what)
                    print_message(f"{what}: {trouble}", WORLD)
        finally:
            os.environ.pop(OWN_FOLDER)
            if kept is not None:
                os.environ[OWN_FOLDER] = kept
    if failed:
        return print_message(
            f"{len(failed)} of {count} failed: {', '.join(failed)}. Please install Mitzvah Desk again.", WORLD
        )
    print(f"All {count_noun(count, 'test')} passed.")
    return DONE


def _try_all(run: Run, folder: Path, *, window: bool) -> Iterator[tuple[str, str, float]]:
    """Each thing that is tried: what it is, what is wrong with it or nothing, and the seconds it took."""
    for step in list_steps(folder):
        began = time.monotonic()
        yield step.name, _try(run, step), time.monotonic() - began
    others: dict[str, Callable[[Path], str]] = {
        "A file of the first version is brought up to date": lambda folder: _try_old_file(run, folder),
        "Libraries and their licences": _try_libraries,
    }
    if window:
        others["The window, with every area"] = _try_window
    for name, look in others.items():
        began = time.monotonic()
        try:
            trouble = look(folder)
        except Exception as error:  # whatever it is, it is what was to be found
            trouble = repr(error)
        yield name, trouble, time.monotonic() - began


def _try(run: Run, step: Step) -> str:
    out, told = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(told):
        code = run([str(word) for word in step.words])
    if code not in {DONE, FINDINGS}:
        return told.getvalue().strip() or f"it ended with {code}"
    made = step.makes
    if made is not None and not made.exists():
        return f"{made.name} was not made"
    if made is not None and not (any(made.iterdir()) if made.is_dir() else made.stat().st_size):
        return f"{made.name} is empty"
    return ""


def list_steps(folder: Path) -> Iterator[Step]:
    """What is tried by commands, one after the other: each later one may need what the former made."""
    file, new, kept = folder / "sample.mitzvah", folder / "new.mitzvah", folder / "backups"
    passphrase = folder / "passphrase.txt"
    passphrase.write_text("tulip anchor window lantern", encoding="utf-8")
    yield Step("Make the sample year", ("sample", file, "--day", DAY), file)
    yield Step("Begin a new year", ("new", new, "--synagogue", "Beit Tikvah"), new)
    yield Step("Look a file over", ("check", file))
    yield Step("Find clashes", ("clashes", file, "--campaign", CAMPAIGN))
    yield Step("Fill gaps (the solver)", ("fill", file, "--campaign", CAMPAIGN))
    yield Step("Find duplicates", ("duplicates", file))
    yield Step("Stock", ("stock", file))
    for key in PAPERS:
        yield _print_step(key, file, folder)
    pack, aid, about = folder / "pack", folder / "gift-aid.ods", folder / "about"
    yield Step("Print the day pack", ("print", "day-pack", file, "--to", pack), pack)
    for what in LISTS:
        for kind in (*TABLES, "vcf") if what in LISTS[:2] else TABLES:
            yield _export_step(what, file, folder / f"{what}.{kind}")
    for text in NEWSLETTER_FORMS:
        yield _export_step("newsletter", file, folder / f"news.{text}")
    yield _export_step("calendar", file, folder / "calendar.ics")
    form = folder / "sign-up.html"
    yield Step("Export sign-up form", ("export", "sign-up", file, "--day", ASKED_ON, "--to", form), form)
    yield Step("Gift Aid schedule", ("gift-aid", file, "--to", aid), aid)
    yield Step("All about a person", ("about", file, "--person", PERSON, "--to", about), about)
    for kind in (*TABLES, "vcf"):
        words = ("import", "people", new, folder / f"people.{kind}", "--dry-run")
        yield Step(f"Import people from {kind}", words)
    secret, back = ("--passphrase-file", passphrase), folder / "back.mitzvah"
    yield Step("Protect a file", ("protect", file, *secret), file)
    yield Step("Look a protected file over", ("check", file, *secret))
    yield Step("Back up", ("backup", file, *secret, "--to", kept), kept)
    backup = next(kept.glob("*.mitzvah"), kept)
    yield Step("Restore", ("restore", backup, "--to", back, *secret), back)
    yield Step("Take the protection off", ("unprotect", file, *secret), file)


def _print_step(key: str, file: Path, folder: Path) -> Step:
    from mitzvah_desk.office.papers.kinds import KINDS, PaperScope

    out = folder / f"{key}.pdf"
    some: tuple[str, ...] = ("--campaign", CAMPAIGN)
    if PaperScope.PROJECT in KINDS[key].needs:
        some = ("--project", GIFTS if key.startswith("gift") else PROJECT)
    if key == "signs":
        some += ("--words", "Welcome", "--arrow", "left")
    if key == "delivery-sheet":
        some += ("--person", DRIVER)
    return Step(f"Print: {PAPERS[key].title}", ("print", key, file, *some, "--to", out), out)


def _export_step(what: str, file: Path, out: Path) -> Step:
    return Step(f"Export {what} as {out.suffix[1:]}", ("export", what, file, "--to", out), out)


def _try_old_file(run: Run, folder: Path) -> str:
    from mitzvah_desk.store.migrate import migrate

    path = folder / "old.mitzvah"
    migrate(path, to=1, new=True)
    return _try(run, Step("", ("import", "people", path, folder / "people.csv", "--dry-run")))


def _try_libraries(folder: Path) -> str:
    del folder
    from importlib import metadata

    needs = metadata.requires("mitzvah-desk") or []
    return "" if len(needs) > 20 else "the list of libraries for Help › About is missing"


def _try_window(folder: Path) -> str:
    from mitzvah_desk.app import try_window

    return "; ".join(try_window(folder / "sample.mitzvah"))
