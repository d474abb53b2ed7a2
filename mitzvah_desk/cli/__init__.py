"""The command line: the same office as the window, plain text out.

Exit codes: 0 done, 1 findings, 2 usage, 3 the world said no. Each but 0 comes with one sentence on stderr.
"""

import argparse
import errno
import logging
import os
import sys
from collections.abc import Callable, Sequence

from mitzvah_desk import __version__
from mitzvah_desk.cli import (
    files,
    gift_aid,
    goods,
    importing,
    lists,
    papers,
    privacy,
    protecting,
    reporting,
    ringing_off,
    rota,
    self_test,
    tidy,
)
from mitzvah_desk.cli.words import (
    DONE,
    EXAMPLES,
    FINDINGS,
    USAGE,
    WORLD,
    UsageError,
    print_findings,
    print_message,
)
from mitzvah_desk.frozen import run_helper_process

COMMANDS = (
    "new",
    "sample",
    "check",
    "clashes",
    "print",
    "export",
    "fill",
    "to-tell",
    "cannot-come",
    "gift-aid",
    "stock",
    "recall",
    "import",
    "duplicates",
    "about",
    "tidy",
    "backup",
    "restore",
    "protect",
    "unprotect",
    "change-passphrase",
    "recover",
    "self-test",
    "report-problem",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        argv: the words after the program's name; those of the process where None.

    Returns:
        The exit code.
    """
    run_helper_process()
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        if len(words) > 1:
            return print_message(f"“{words[0]}” is not a command. See mitzvah-desk --help.", USAGE)
        from mitzvah_desk.app import run_window

        return run_window(words[0] if words else "")
    try:
        arguments = _parser().parse_args(words)
    except SystemExit as done:
        return DONE if not done.code else USAGE
    return _run(arguments.run, arguments)


def main_without_console() -> int:
    """The entry point of the program without a console: the window, on the file that is named, if any.

    It is here and not beside the window, so that a helper process can begin with it without loading Qt.
    """
    run_helper_process()
    from mitzvah_desk.app import main as open_window

    return open_window()


def _run(command: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.office import WorldError
    from mitzvah_desk.office.outgoing.outgoing import RefusedOutgoingError

    try:
        done = command(arguments)
        print(end="", flush=True)
    except KeyboardInterrupt:
        return print_message("Stopped. What was not finished was not kept.", WORLD)
    except UsageError as error:
        return print_message(str(error), USAGE)
    except RefusedOutgoingError as error:
        print_message("Nothing was written.", FINDINGS)
        return print_findings(error.refusals)
    except WorldError as error:
        return print_message(str(error), WORLD)
    except Exception as error:
        if isinstance(error, OSError) and _is_reader_gone(error):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return DONE
        logging.getLogger("mitzvah_desk").debug("Unexpected error", exc_info=True)
        return print_message(
            f"Something went wrong inside Mitzvah Desk: {error!r}. Nothing was changed.", WORLD
        )
    return done


def _is_reader_gone(error: OSError) -> bool:
    """Whether who read what is printed had enough, as ``head`` and ``more`` have.

    Windows says "invalid argument" then (https://github.com/python/cpython/issues/79935), and again when the
    rest is to be written.
    """
    if isinstance(error, BrokenPipeError):
        return True
    if error.errno != errno.EINVAL:
        return False
    try:
        sys.stdout.flush()
    except OSError:
        return True
    return False


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mitzvah-desk",
        description="The desk of a synagogue's social-action committee. Alone it opens the window.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Mitzvah Desk {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for part in (
        files,
        protecting,
        rota,
        ringing_off,
        papers,
        goods,
        gift_aid,
        importing,
        lists,
        privacy,
        tidy,
        reporting,
    ):
        part.add_to(commands)
    self_test.add_to(commands, main)
    return parser
