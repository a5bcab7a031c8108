"""Files that drafter wrote are told from what a person has made of them, and never the other way.

A file may be replaced when its bytes are known: the digest of everything that is written goes
into a log beside the stored answers. Bytes, not text: a changed font or a comment in Word is a
person's work as well. A log, not a mark inside the file: a text has no room for one, and an office
program keeps a mark of Word's when it saves other words around it. Digests, not paths: a file
that was moved or renamed is known all the same.

The digest is logged before the file is written. Killed in between, the log knows bytes that
never came to be, which harms nobody; the other order would take our own file for a person's. Where
the log is lost or cannot be written, a file of ours is taken for a person's: that costs one
`--force`, which keeps the old file too.
"""

import contextlib
import errno
import hashlib
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from drafter import files
from drafter.errors import BadInput, Unwritable

FILE = "written.log"
LINE = 65  # bytes: a digest and its line end
MOST = 200_000  # lines; then the older half goes, of files long handed in
BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where results go, with the knowledge of what is there already."""

    folder: Path  # of the log
    may_force: bool = False  # replace what a person changed; the old file is kept beside
    hint: str = "换一个文件名，或者加 --force：原来的改名留在旁边"

    def check(self, path: Path) -> None:
        """Find out now, before hours of work, whether `write` may and could put a file there.

        Raises:
            BadInput: a person changed what stands there, or it is none of ours.
            Unwritable: no room, no folder, no right.
        """
        _require_writable(path)
        if not self.may_force:
            self.spare(path)
        files.probe(path)

    def write(self, data: bytes, path: Path, *, is_ours: bool = True) -> Path | None:
        """Put `data` at `path`, whole or not at all; where the file that it replaced was kept.

        Args:
            data: the bytes.
            path: where they go.
            is_ours: not a person's own bytes brought back, which stay theirs wherever they stand.

        Raises:
            BadInput: a person changed what stands there, or it is none of ours.
            Unwritable: no room, no folder, no right.
        """
        kept = self.spare(path, data)
        if is_ours:
            self.log(data)
        try:
            files.write(data, path)
        except Unwritable:
            if kept:  # it still has its own name
                kept.unlink(missing_ok=True)
            raise
        return kept

    def put_beside(self, data: bytes, path: Path) -> Path:
        """Put `data` at `path`, or under the first name with a number where nothing is lost.

        For what is made anew at each run, such as a summary that somebody wrote remarks into.
        """
        target, number = path, 0
        while self._is_foreign(target, data, "") and not self.may_force:
            number += 1
            target = _numbered(path, number)
        self.write(data, target)
        return target

    def spare(self, path: Path, data: bytes = b"", *, known: str = "") -> Path | None:
        """Keep what stands at `path` from being lost: refuse, or with `may_force` double it.

        Args:
            path: where a file is to be written.
            data: what will be: the same bytes take nothing away.
            known: the digest, or its beginning, of what was written there before.

        Returns:
            The other name that the file has now; None where there is nothing to lose.

        Raises:
            BadInput: a person changed what stands there, or it is none of ours.
            Unwritable: somebody made it read-only.
        """
        _require_writable(path)
        if not self._is_foreign(path, data, known):
            return None
        if not self.may_force:
            raise BadInput(
                f"{path} 写好以后被人改过，或者不是 drafter 写的，没有覆盖", hint=self.hint
            )
        return _kept_beside(path)

    def spare_other(self, path: Path, whose: str) -> Path | None:
        """Keep a report of ours about something else: refuse, or with `may_force` double it.

        One that a person has changed since is left to `write`, which keeps it.

        Raises:
            BadInput: it may not be replaced.
            Unwritable: it cannot be kept beside.
        """
        if not self.may_force:
            raise BadInput(f"{path} 是{whose}的报告，没有覆盖", hint=self.hint)
        return None if self._is_foreign(path, b"", "") else _kept_beside(path)

    def log(self, data: bytes) -> None:
        """Remember what is about to be written; a log that cannot be stands in nobody's way."""
        digest = hashlib.sha256(data).hexdigest()
        with contextlib.suppress(OSError, Unwritable):
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / FILE
            if path.exists() and path.stat().st_size > MOST * LINE:
                rows = path.read_bytes().splitlines(keepends=True)
                files.write(b"".join(rows[len(rows) // 2 :]), path)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, f"{digest}\n".encode())  # at once: two processes never mix
            finally:
                os.close(handle)

    def knows(self, digest: str) -> bool:
        """Whether bytes of this digest were ever written."""
        wanted = digest.encode()
        try:
            with (self.folder / FILE).open("rb") as log:
                return any(line.rstrip() == wanted for line in log)
        except OSError:
            return False

    def _is_foreign(self, path: Path, data: bytes, known: str) -> bool:
        """Whether something stands there that would be lost: not ours, not empty, not the same."""
        try:
            if not path.is_file() or not path.stat().st_size:
                return False
            digest = _digest_of(path)
        except OSError as error:
            raise Unwritable(
                f"看不了原有的 {path}：{error.strerror}", hint="换一个文件名"
            ) from error
        if digest == hashlib.sha256(data).hexdigest() or (known and digest.startswith(known)):
            return False
        return not self.knows(digest)


def _require_writable(path: Path) -> None:
    """Refuse what somebody made read-only: not even a force moves it."""
    if path.is_file() and not path.stat().st_mode & stat.S_IWUSR:
        raise Unwritable(f"{path} 是只读的，没有动", hint="换一个文件名")


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.{number}{path.suffix}")


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _kept_beside(path: Path) -> Path:
    """The file under the next free name with a number, and still under its own."""
    target = Path(os.path.realpath(path))
    number = 1
    while True:
        kept = _numbered(target, number)
        try:
            _doubled(target, kept)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise Unwritable(
                f"原来的 {path.name} 留不下来：{error.strerror}", hint="没有覆盖，换一个文件名"
            ) from error
        else:
            return kept


def _doubled(path: Path, kept: Path) -> None:
    """A second name for a file, a copy where the file system gives none."""
    try:
        os.link(path, kept)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.EIO):
            raise
        with path.open("rb") as source, kept.open("xb") as copy:
            shutil.copyfileobj(source, copy, BLOCK)
