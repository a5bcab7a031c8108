"""Files written whole or not at all, files that only grow, files held by one process."""

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
import threading
from pathlib import Path
from typing import Self

from drafter.errors import Unwritable

_REASONS = {
    errno.ENOSPC: ("磁盘空间不足", "请腾出空间，或者换一个位置保存"),
    errno.EFBIG: ("文件超过系统允许的大小", "请换一个位置保存"),
    errno.EDQUOT: ("磁盘配额已用完", "请腾出空间，或者换一个位置保存"),
    errno.EACCES: ("没有写入权限", "请换一个位置保存"),
    errno.EPERM: ("没有写入权限", "请换一个位置保存"),
    errno.EROFS: ("磁盘是只读的", "请换一个位置保存"),
    errno.ENOENT: ("没有这个文件夹", "请先建好文件夹"),
    errno.ENOTDIR: ("路径中间不是文件夹", "请检查路径"),
    errno.EISDIR: ("这是一个文件夹", "请给出文件名"),
    errno.ENAMETOOLONG: ("文件名太长", "请换一个短一些的文件名"),
}
_BESIDE = re.compile(r"\..{1,40}\.[0-9a-f]{8}\.tmp", re.DOTALL)  # what a file is called at first


def shown(name: str) -> str:
    r"""A name of a file as people are shown it: bytes of it that are no UTF-8 as ?.

    >>> shown("报告.txt"), shown("\udcb1\udca8.txt")
    ('报告.txt', '??.txt')
    """
    return name.encode("utf-8", "replace").decode("utf-8")


def write(data: bytes, path: Path) -> None:
    """Put `data` at `path`: until the last moment what stood there stays as it was.

    A link is followed, so that its target is replaced and not the link. Who may read it stays who
    might before.

    Raises:
        Unwritable: there is no room, no folder, no right to write there, or a read-only file.
    """
    _put(data, path, is_trial=False)


def probe(path: Path) -> None:
    """Find out now, before hours of work, whether `write` could put a file at `path`.

    Raises:
        Unwritable: as `write` would.
    """
    _put(b"", path, is_trial=True)


def sweep(folder: Path) -> None:
    """Remove what writes that were killed half-way have left in `folder` and below it.

    Whoever calls it knows that nobody writes there now.
    """
    for place, _, names in os.walk(folder):
        for name in filter(_BESIDE.fullmatch, names):
            Path(place, name).unlink(missing_ok=True)


def _put(data: bytes, path: Path, *, is_trial: bool) -> None:
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        stood = target.stat() if target.exists() else None
        if stood and not os.access(target, os.W_OK):  # to replace it takes a right to the folder
            hint = "请改成可写的，或者换一个位置保存"
            raise Unwritable(f"写不了 {path}：文件是只读的", hint=hint)
        _fill(data, beside, 0o600 if stood else 0o666)
        if stood:
            _resemble(beside, stood)
        if not is_trial:
            beside.replace(target)
    except OSError as error:
        what, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
        raise Unwritable(f"写不了 {path}：{what}", hint=hint or "请换一个位置保存") from error
    finally:
        if beside.exists():
            beside.unlink()


def _resemble(path: Path, other: os.stat_result) -> None:
    """Give a file the owner, where that may be, and the rights of another."""
    own = path.stat()
    if sys.platform != "win32" and (own.st_uid, own.st_gid) != (other.st_uid, other.st_gid):
        with contextlib.suppress(PermissionError):
            os.chown(path, other.st_uid, other.st_gid)
    path.chmod(stat.S_IMODE(other.st_mode))  # last: a new owner takes some rights away


def _fill(data: bytes, path: Path, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


class AppendLog:
    """Lines appended one by one; several threads may. A kill takes at most the one being written.

    A line that a kill has torn is ended when the file is opened again, so that the next is whole:
    whoever reads passes over what is no line of theirs.
    """

    def __init__(self, path: Path) -> None:
        """Raises OSError where it cannot be opened."""
        self._writing, self._syncing = threading.Lock(), threading.Lock()
        self._written = self._synced = 0
        binary = getattr(os, "O_BINARY", 0)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | binary, 0o666)
        size = os.fstat(self._file).st_size
        if size:
            os.lseek(self._file, size - 1, os.SEEK_SET)
            if os.read(self._file, 1) != b"\n":
                os.write(self._file, b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(self, line: bytes) -> None:
        """Keep a line: when this returns, neither a kill nor a power cut takes it back.

        Lines that come while the disk is busy share the next turn: it takes 6 ms.

        Raises:
            OSError: it was not kept, or not whole.
        """
        with self._writing:
            if os.write(self._file, line) != len(line):
                os.write(self._file, b"\n")  # raises where the disk is full, else it ends the line
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self._written += 1
            mine = self._written
        with self._syncing:
            if self._synced < mine:
                reached = self._written
                os.fsync(self._file)
                self._synced = reached

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


class FileLock:
    """A file that one process holds at a time.

    The lock is the operating system's, so it ends with the process however that ends: a file
    left behind by a dead one is in nobody's way.
    """

    def __init__(self, path: Path, note: str = "") -> None:
        """Hold `path`; `note` is written into it, for others to read.

        Raises:
            BlockingIOError: another process holds it.
        """
        self._file = path.open("a+", encoding="utf-8")
        try:
            _lock(self._file.fileno())
        except OSError as error:
            self._file.close()
            raise BlockingIOError(*error.args) from error
        if note:  # without one the file stays as it is, its time too
            self._file.truncate(0)
            self._file.write(note)
            self._file.flush()

    def release(self) -> None:
        """Give the lock back."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 30  # the byte that is locked: a locked one cannot be read

    def _lock(file: int) -> None:
        """Take the lock or raise OSError at once."""
        os.lseek(file, FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(file: int) -> None:
        """Take the lock or raise OSError at once."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
