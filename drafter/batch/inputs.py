"""The documents of a folder: which files, known by what they hold, whatever they are called."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import BadInput, DrafterError, Unreadable
from drafter.readers import page
from drafter.readers.archive import MAX_BYTES


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of the input, by its path below the folder, with / between."""

    path: str
    id: str = ""  # of its content; "" where it could not be read
    problem: str = ""  # why it could not


@dataclass(frozen=True, slots=True)
class FolderContents:
    """What a folder holds."""

    files: tuple[str, ...]  # that a job can read
    left: tuple[tuple[str, str], ...] = ()  # that were passed over although they might count, why
    closed: tuple[str, ...] = ()  # folders below it that could not be read


def find(folder: Path, suffixes: Sequence[str], *, apart_from: Path) -> FolderContents:
    """The files below `folder` that end so, in the order of their paths.

    Hidden files, Word's own lock files and whatever lies in `apart_from` are passed over.
    A link is named and not followed, because it may lead anywhere. A folder below it that cannot
    be read is named, and keeps nobody from the others.

    Raises:
        BadInput: no such folder, or it cannot be read.
    """
    if not folder.is_dir():
        raise BadInput(f"没有这个文件夹：{folder}", hint="请检查路径")
    files, left = [], []
    closed: list[str] = []
    for path, entry in _walk(folder, os.path.realpath(apart_from), closed):
        if not path.lower().endswith(tuple(suffixes)) and not _leads_out(entry, folder):
            continue
        if entry.is_symlink():
            left.append((path, "是链接，没有跟进去"))
        elif not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            left.append((path, "不是普通文件"))
        else:
            files.append(path)
    found = frozenset(files)
    copies = {path for path in files if page.is_copy(path, found)}
    left += [(path, "和旁边的文件同名，是它的网页，没有再读") for path in copies]
    files = [path for path in files if path not in copies]
    return FolderContents(tuple(sorted(files)), tuple(sorted(left)), tuple(sorted(closed)))


def _leads_out(entry: os.DirEntry[str], folder: Path) -> bool:
    """Whether it is a link to a folder of which nothing is read at its own place."""
    if not (entry.is_symlink() and os.path.isdir(entry.path)):  # noqa: PTH112 - a loop is none
        return False
    return not Path(os.path.realpath(entry.path)).is_relative_to(os.path.realpath(folder))


def _walk(
    folder: Path, apart_from: str, closed: list[str]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every visible file below `folder` with its path from there.

    Folders below it that cannot be read are put into `closed`.
    """
    waiting = [("", os.fspath(folder))]
    while waiting:
        prefix, place = waiting.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError as error:
            if not prefix:
                raise BadInput(f"读不了文件夹 {place}", hint=error.strerror or "") from error
            closed.append(prefix.rstrip("/"))
            continue
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield prefix + entry.name, entry
            elif os.path.realpath(entry.path) != apart_from:
                waiting.append((f"{prefix}{entry.name}/", entry.path))


def identify(folder: Path, path: str) -> InputFile:
    """The file with the id of its content; what cannot be read is told, not raised."""
    try:
        return InputFile(path, identity(read(folder, path), path))
    except DrafterError as error:
        return InputFile(path, problem=str(error))


def identity(data: bytes, path: str) -> str:
    """What tells a document from others: its bytes, and the format they are to be read as.

    >>> identity(b"a", "x/1.md") == identity(b"a", "2.MD"), identity(b"a", "1.txt")[:6]
    (True, 'a12c07')
    """
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - a path is a text here
    return hashlib.sha256(suffix.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()[:32]


def read(folder: Path, path: str) -> bytes:
    """The bytes of a file, at most one more than any reader takes.

    Raises:
        Unreadable: it is gone, closed, or has become a link.
    """
    try:
        handle = os.open(folder / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"读不了 {path}", hint=error.strerror or "") from error
