"""Answers already paid for, on disk: whatever was answered once is never asked again."""

import hashlib
import json
import sqlite3
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.errors import BadInput, SetAside, Unwritable

FILE = "answers.sqlite"
WAIT = 30  # seconds, for other processes at the same file
_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, text TEXT NOT NULL, model TEXT NOT NULL,
  prompt INTEGER NOT NULL, completion INTEGER NOT NULL, seconds REAL NOT NULL,
  at REAL NOT NULL, certainty REAL
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer as it was paid for."""

    text: str
    model: str
    prompt: int  # tokens
    completion: int  # tokens
    seconds: float
    certainty: float | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """How much is stored."""

    answers: int
    bytes: int


def address(parts: Mapping[str, Any]) -> str:
    """The address of an answer: everything that it depends on, as one digest.

    >>> address({"step": "frames", "repeat": 0})[:8] == address({"repeat": 0, "step": "frames"})[:8]
    True
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


class Store:
    """A file of answers that several processes may read and write at once."""

    def __init__(self, folder: Path, *, is_fresh: bool = False) -> None:
        """`is_fresh`: answers from before now are not found, and new ones take their place."""
        self.path = folder / FILE
        self._since = time.time() if is_fresh else 0.0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = self._opened()
        except OSError as error:
            raise BadInput(
                f"缓存目录 {folder} 不能写", hint="用 DRAFTER_CACHE 换一个目录"
            ) from error

    def get(self, key: str) -> Stored | None:
        """The answer under `key`, None when it was never paid for."""
        row = self._run(
            "SELECT text, model, prompt, completion, seconds, certainty FROM answers "
            "WHERE key = ? AND at >= ?",
            key,
            self._since,
        ).fetchone()
        return Stored(*row) if row else None

    def put(self, key: str, answer: Stored) -> None:
        """Keep `answer`: when this returns, a kill does not take it back."""
        self._run(
            "INSERT OR REPLACE INTO answers "
            "(key, text, model, prompt, completion, seconds, at, certainty) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            key,
            answer.text,
            answer.model,
            answer.prompt,
            answer.completion,
            answer.seconds,
            time.time(),
            answer.certainty,
        )

    def size(self) -> Size:
        """How many answers there are, and the bytes of the file."""
        count = self._run("SELECT count(*) FROM answers").fetchone()[0]
        files = [self.path, self.path.with_name(FILE + "-wal")]
        return Size(count, sum(file.stat().st_size for file in files if file.exists()))

    def prune(self, *, older_than: float | None = None, max_bytes: int | None = None) -> int:
        """Forget answers older than so many seconds, then the oldest beyond so many bytes.

        Returns how many were forgotten.
        """
        before = self.size().answers
        if older_than is not None:
            self._run("DELETE FROM answers WHERE at < ?", time.time() - older_than)
        if max_bytes is not None:
            self._run(
                "DELETE FROM answers WHERE key IN (SELECT key FROM (SELECT key, sum("
                "length(CAST(text AS BLOB)) + 160) OVER (ORDER BY at DESC, key) AS held "
                "FROM answers) WHERE held > ?)",
                max_bytes,
            )
        self._run("VACUUM")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")
        return before - self.size().answers

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        """One statement; a file that turns out to be corrupt is moved aside first."""
        try:
            return self._db.execute(statement, values)
        except sqlite3.OperationalError as error:
            raise Unwritable(f"缓存文件 {self.path} 写不进去", hint=str(error)) from error
        except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
            raise  # a mistake of ours says nothing against the file
        except sqlite3.DatabaseError:
            self._db.close()
            self._set_aside()
            self._db = self._connected()
            return self._db.execute(statement, values)

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._connected()
        except sqlite3.OperationalError as error:
            raise BadInput(
                f"缓存文件 {self.path} 打不开", hint=f"{error}；可用 DRAFTER_CACHE 换一个目录"
            ) from error
        except sqlite3.DatabaseError:
            self._set_aside()
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        _log_ahead(db)
        # An answer outlives kill -9. A power cut may take the last ones, never the file; to
        # wait for the disk instead costs 4 ms an answer, and all calls in flight wait with it.
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(_TABLE)
        _widen(db)
        return db

    def _set_aside(self) -> None:
        """Keep what is corrupt for whoever wants to look, and say so once."""
        aside = self.path.with_name(f"{FILE}.corrupt-{int(time.time())}")
        self.path.replace(aside)
        for suffix in ("-wal", "-shm"):
            self.path.with_name(FILE + suffix).unlink(missing_ok=True)
        warnings.warn(f"缓存文件坏了，已移到 {aside.name}，从空的重新开始", SetAside, stacklevel=2)


def _widen(db: sqlite3.Connection) -> None:
    """Give a file of before the column that it lacks; another process may do so at once."""
    known = {row[1] for row in db.execute("PRAGMA table_info(answers)")}
    if "certainty" not in known:
        try:
            db.execute("ALTER TABLE answers ADD COLUMN certainty REAL")
        except sqlite3.OperationalError as error:
            if "duplicate column" not in str(error):
                raise


def _log_ahead(db: sqlite3.Connection) -> None:
    """Write ahead in a log. While another process turns to it SQLite does not wait: we do."""
    until = time.monotonic() + WAIT
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return
