"""Rows on disk, appended one by one: a kill takes at most the one that is being written."""

from collections.abc import Iterator
from pathlib import Path

from drafter.batch import record as records
from drafter.batch.record import DocumentRecord
from drafter.errors import Unwritable
from drafter.files import AppendLog


class BatchJournal:
    """A file that only grows; several threads may append to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._log = AppendLog(path)
        except OSError as error:
            raise self._failure(error) from error

    def append(self, row: DocumentRecord) -> None:
        """Keep a row: when this returns, neither a kill nor a power cut takes it back."""
        try:
            self._log.append(f"{records.dump(row)}\n".encode())
        except OSError as error:
            raise self._failure(error) from error

    def close(self) -> None:
        """Close the file."""
        self._log.close()

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
