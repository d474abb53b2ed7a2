"""One writer at a time: a lock beside the file that the system frees even when the program is killed."""

import getpass
import json
import os
import socket
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from mitzvah_desk.store.errors import InUseError
from mitzvah_desk.store.translate import world_errors


class WriterLock:
    """The right to write one file, held until ``release``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(f"{path}.lock", timeout=0)
        self._holder = Path(f"{path}.in-use")

    def take(self, user_name: str) -> None:
        """Takes the lock.

        Raises:
            InUseError: somebody else holds it; the sentence says who.
            CannotWriteError: the folder cannot be written.
        """
        try:
            self._lock.acquire()
        except Timeout:  # before OSError, of which it is a kind
            holder = self._who()
            raise InUseError(
                f"{self._path.name} is already open{f' by {holder}' if holder else ''}.",
                "Close it there first, or open it here for reading only.",
                holder,
            ) from None
        except OSError as error:
            with world_errors(self._path):
                raise error from None
        try:
            with world_errors(self._path):
                facts = {
                    "user": user_name or getpass.getuser(),
                    "computer": socket.gethostname(),
                    "since": datetime.now().isoformat(timespec="minutes"),
                }
                self._holder.write_text(json.dumps(facts), "utf-8")
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        """Gives the lock back and takes the side files away."""
        if not self._lock.is_locked:
            return
        self._holder.unlink(missing_ok=True)
        file = Path(self._lock.lock_file)
        if os.name != "nt":
            # Taken away while it is still held: a moment later somebody else may hold a lock on it, and
            # a third would get one on a new file of that name.
            file.unlink(missing_ok=True)
            self._lock.release()
            return
        self._lock.release()
        try:
            file.unlink(missing_ok=True)
        except PermissionError:  # somebody else has taken it in the meantime
            return

    def _who(self) -> str:
        try:
            facts = json.loads(self._holder.read_text("utf-8"))
            since = datetime.fromisoformat(facts["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        return f"{facts['user']} on {facts['computer']} since {since:%H:%M on %d %B}"
