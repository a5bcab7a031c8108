"""The output folder: locked while somebody works, and nothing is ever written outside of it."""

import errno
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from drafter import files
from drafter.batch import journal as journals
from drafter.batch import manifest
from drafter.batch.job import Setting
from drafter.batch.record import DocumentRecord
from drafter.errors import BadInput, Unwritable
from drafter.outputs import Outputs

OWN = ".drafter"  # what the folder keeps for itself
ROWS, LOCK = "rows.jsonl", "lock"


class Folder:
    """Results and how they came about; use it as a context: it holds a lock."""

    def __init__(self, path: Path, *, may_force: bool = False) -> None:
        """`may_force`: replace what a person changed; the old file is kept beside it."""
        self.path = path
        self.own = path / OWN
        hint = "改名或移走它再运行一次，或者加 --force：原来的改名留在旁边"
        self._outputs = Outputs(self.own, may_force, hint)
        self._root = Path(os.path.realpath(path))

    def __enter__(self) -> Self:
        try:
            self.own.mkdir(parents=True, exist_ok=True)
            self._lock = files.FileLock(self.own / LOCK)
        except BlockingIOError as error:
            raise BadInput(
                f"另一个 drafter 正在写 {self.path}", hint="等它做完，或换一个输出文件夹"
            ) from error
        except OSError as error:
            raise Unwritable(
                f"写不了输出文件夹 {self.path}：{error.strerror}", hint="请换一个位置保存"
            ) from error
        files.sweep(self.path)
        self._journal = journals.BatchJournal(self.own / ROWS)
        return self

    def __exit__(self, *_: object) -> None:
        self._journal.close()
        self._lock.release()

    def claim(self, settings: Mapping[str, Setting], names: Iterable[str]) -> None:
        """Make it the folder of results of these settings, under these names.

        Raises:
            BadInput: it holds results of others, or files that are not ours under such a name.
        """
        if not (self.own / manifest.FILE).exists():
            for name in names:
                if os.path.lexists(self.path / name):
                    raise BadInput(
                        f"{self.path} 里已有 {name}，不能覆盖", hint="换一个空的输出文件夹"
                    )
        manifest.keep(self.own, settings)

    def rows(self) -> dict[str, DocumentRecord]:
        """The last row of each document, by its path."""
        return journals.latest(self.own / ROWS)

    def note(self, row: DocumentRecord) -> None:
        """Keep a row for good."""
        self._journal.append(row)

    def put(
        self, stem: str, files: Mapping[str, bytes], known: DocumentRecord | None
    ) -> dict[str, str]:
        """Write the files of one document; their digests by ending.

        Args:
            stem: where, below this folder.
            files: the bytes by ending.
            known: what was written there before, by the journal.

        Raises:
            BadInput: it would end outside, or over what a person has changed since.
            Unwritable: no room, or no right to.
        """
        targets = {ending: self._inside(stem + ending) for ending in files}
        for ending, target in targets.items():
            before = known.files.get(ending, "") if known else ""
            self._outputs.spare(target, files[ending], known=before)
        for ending, target in targets.items():
            self._outputs.log(files[ending])
            _write(files[ending], target)
        return {ending: digest(data) for ending, data in files.items()}

    def put_own(self, name: str, data: bytes) -> Path:
        """Write a table of the whole folder; where one that a person wrote into stays beside it."""
        return self._outputs.put_beside(data, self.path / name)

    def has(self, row: DocumentRecord) -> bool:
        """Whether every file of a document is still there, changed by a person or not."""
        return all((self.path / (row.stem + ending)).exists() for ending in row.files)

    def get(self, row: DocumentRecord) -> dict[str, bytes] | None:
        """The files of a document as they were written; None where any is gone or changed."""
        files = {}
        for ending, known in row.files.items():
            try:
                files[ending] = (self.path / (row.stem + ending)).read_bytes()
            except OSError:
                return None
            if digest(files[ending]) != known:
                return None
        return files

    def _inside(self, name: str) -> Path:
        """The path of a file, sure to be in this folder: a link on the way may lead out."""
        target = self.path / name
        if not Path(os.path.realpath(target)).is_relative_to(self._root):
            raise BadInput(f"{name} 会写到输出文件夹外面", hint="输出文件夹里不要放链接")
        return target


def digest(data: bytes) -> str:
    """The digest of the bytes of a file."""
    return hashlib.sha256(data).hexdigest()[:32]


def _write(data: bytes, target: Path) -> None:
    """Whole or not at all, with the folders on the way."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        files.write(data, target)
    except (OSError, Unwritable) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        if isinstance(cause, OSError) and cause.errno == errno.ENAMETOOLONG:
            raise BadInput("路径太长，写不了", hint="把文件夹或文件名改短") from error
        if isinstance(error, Unwritable):
            raise
        raise Unwritable(f"写不了 {target}：{error.strerror}", hint="请换一个位置保存") from error
