"""One process at a time: a file that the system itself frees when its holder dies."""

import json
import os
import socket
import sys
from pathlib import Path
from typing import IO

from drafter.errors import BadInput

FAR = 1 << 30  # the byte that is locked on Windows, where a locked one cannot be read


class FileLock:
    """A session's `lock`: held while open, and telling everybody else by whom.

    The lock is the operating system's, so it ends with the process however that ends: a file
    left behind by a dead one is in nobody's way.
    """

    def __init__(self, path: Path) -> None:
        """Claim `path`.

        Raises:
            BadInput: another process holds it; the message names it.
        """
        self._file: IO[str] = path.open("a+", encoding="utf-8")
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise BadInput(
                f"这个会话正由{_holder(path)}打开", hint="在那边退出后再来，或者另开一个会话"
            ) from error
        self._file.truncate(0)
        self._file.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
        self._file.flush()

    def release(self) -> None:
        """Let others have it."""
        self._file.close()


def _holder(path: Path) -> str:
    """Who says in the file that they hold it."""
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return "另一个进程"
    return f"进程 {told['pid']}（{told['host']}）"


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        """Take the lock or raise OSError at once."""
        file.seek(FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        """Take the lock or raise OSError at once."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
