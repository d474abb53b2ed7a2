"""One writer at a time: a lock beside the file that the system frees even when the program is killed."""

import json
import os
import socket
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from mitzvah_desk import systems
from mitzvah_desk.store.atomic_write import remove_file
from mitzvah_desk.store.error_words import Doing, translate_errors
from mitzvah_desk.store.errors import InUseError


class WriterLock:
    """The right to write one file, held until ``release``.

    There are two locks: one beside the file, and one that this computer keeps for the file itself, so that
    a second name for it (a symbolic or a hard link) gives no second writer.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        real = Path(os.path.realpath(path)) if path.is_symlink() else path
        self._lock = FileLock(f"{real}.lock", timeout=0)
        self._holder = Path(f"{real}.in-use")
        self._same_file: FileLock | None = None

    def take(self, user_name: str, *, take_over: bool = False) -> None:
        """Takes the lock.

        Args:
            user_name: who takes it, for whoever comes next.
            take_over: also where another computer says that it has the file open, since nobody can tell
                from here whether that is still true.

        Raises:
            InUseError: somebody else holds it; the sentence says who.
            CannotWriteError: the folder cannot be written.
        """
        try:
            self._lock.acquire()
        except Timeout:  # before OSError, of which it is a kind
            raise self._in_use() from None
        except OSError as error:
            with translate_errors(self._path, Doing.OPENING):
                raise error from None
        try:
            self._take_same_file()
            if not take_over:
                self._require_here()
            with translate_errors(self._path, Doing.OPENING):
                facts = {
                    "user": user_name or systems.account_name(),
                    "computer": socket.gethostname(),
                    "since": datetime.now().isoformat(timespec="minutes"),
                }
                self._holder.write_text(json.dumps(facts), "utf-8")
        except BaseException:
            self._release_same_file()
            self._free(self._lock)
            raise

    def take_same_file(self) -> None:
        """Takes the lock on the file itself once it is there: for a file that was made after ``take``."""
        self._take_same_file()

    def release(self) -> None:
        """Gives the locks back and takes the side files away."""
        if not self._lock.is_locked:
            return
        self._remove_holder()
        self._release_same_file()
        self._free(self._lock)

    def _take_same_file(self) -> None:
        if self._same_file is not None or not self._path.exists():
            return
        with translate_errors(self._path, Doing.OPENING):
            facts = self._path.stat()
        if not facts.st_ino:  # a share that gives its files no numbers
            return
        name = f"mitzvah-desk-{facts.st_dev:x}-{facts.st_ino:x}.lock"
        lock = FileLock(Path(tempfile.gettempdir()) / name, timeout=0, mode=0o666)
        try:
            lock.acquire()
        except Timeout:
            raise self._in_use() from None
        except OSError:  # no folder for temporary files: then the lock beside the file must do
            return
        self._same_file = lock

    def _remove_holder(self) -> None:
        try:
            remove_file(self._holder)
        except PermissionError:  # somebody reads it, such as what copies the folder: emptied, it names nobody
            with suppress(OSError):
                self._holder.write_bytes(b"")

    def _release_same_file(self) -> None:
        if self._same_file is not None:
            self._free(self._same_file)
            self._same_file = None

    @staticmethod
    def _free(lock: FileLock) -> None:
        file = Path(lock.lock_file)
        if not systems.ON_WINDOWS:
            # Taken away while it is still held: a moment later somebody else may hold a lock on it, and
            # a third would get one on a new file of that name.
            file.unlink(missing_ok=True)
            lock.release()
            return
        lock.release()
        try:
            file.unlink(missing_ok=True)
        except PermissionError:  # somebody else has taken it in the meantime
            return

    def _in_use(self) -> InUseError:
        _, holder = self._who()
        return InUseError(
            f"{self._path.name} is already open{f' by {holder}' if holder else ''}.",
            "Close it there first, or open it here for reading only.",
            holder,
        )

    def _require_here(self) -> None:
        """Refuses where another computer says it has the file open: a copied folder carries no locks."""
        computer, holder = self._who()
        if computer and computer != socket.gethostname():
            raise InUseError(
                f"{self._path.name} seems to be open already by {holder}.",
                "Close it there first, or open it here for reading only. If that computer was switched off "
                "while the file was open, it may be opened here all the same.",
                holder,
                elsewhere=True,
            )

    def _who(self) -> tuple[str, str]:
        """The computer that says it has the file open, and who, where and since when; empty texts if none."""
        try:
            facts = json.loads(self._holder.read_text("utf-8"))
            since = datetime.fromisoformat(facts["since"])
            computer = str(facts["computer"])
            return computer, f"{facts['user']} on {computer} since {since:%H:%M on %d %B}"
        except (OSError, ValueError, KeyError, TypeError):
            return "", ""
