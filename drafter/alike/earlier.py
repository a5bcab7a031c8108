"""Hashed runs of the tool's own earlier drafts, on this machine and nowhere else.

No text is kept. Of each draft every stretch of `BLOCK` signs, one behind the other, is a number
with its place: blocks do not overlap, so none can be guessed from the one before. A new report is
looked up at every sign, and blocks that follow each other in both are a shared run; one of
`BLOCK * (BLOCKS + 1) - 1` signs is found wherever it begins.
"""

import hashlib
import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from drafter.alike import Place, SharedRun, place_in
from drafter.alike.folding import Folded
from drafter.errors import Unwritable

FILE = "drafts.sqlite"
BLOCK = 5  # signs
BLOCKS = 4  # that follow each other; fewer are chance
SAME = 0.5  # of a sheet's facts, or of a report's own signs: then it is the same report
TRIED = 8  # places of one block in a report
ASKED = 500  # numbers in one question to the file
MOST = 500  # drafts, of 60 KB each; the oldest go
WAIT = 30  # seconds, for other processes at the same file
_TABLES = """
CREATE TABLE IF NOT EXISTS drafts (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, facts TEXT NOT NULL, at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS blocks (
  hash INTEGER NOT NULL, draft INTEGER NOT NULL, number INTEGER NOT NULL,
  line INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (hash, draft, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS blocks_of_a_draft ON blocks (draft);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many drafts are kept, and in how many bytes."""

    drafts: int
    bytes: int
    path: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a report shares with earlier drafts."""

    runs: tuple[SharedRun, ...]  # the longest first; nothing is known of the text there
    same: tuple[str, ...]  # drafts of the same report: half of it stands in them


class Earlier:
    """The index of earlier drafts; several processes may read and write it at once."""

    def __init__(self, folder: Path) -> None:
        """Open it, or begin it.

        Raises:
            Unwritable: the folder or the file cannot be written, or it is damaged.
        """
        self.path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
            self._db.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise self._damaged() from error

    def add(self, report: Folded, facts: Collection[str]) -> None:
        """Keep a finished draft; an earlier one of the same sheet makes room for it.

        Args:
            report: the draft, named as people know it.
            facts: their texts; half of them say that it is the same sheet.
        """
        numbers = sorted({_number(fact) for fact in facts})
        with self._changing():
            for id in self._of_sheet(numbers):
                self._forget(id)
            made = self._db.execute(
                "INSERT INTO drafts (name, facts, at) VALUES (?, ?, ?)",
                (report.name, json.dumps(numbers), time.time()),
            )
            self._db.executemany(
                "INSERT OR IGNORE INTO blocks VALUES (?, ?, ?, ?, ?)",
                ((hash, made.lastrowid, *rest) for hash, *rest in _blocks(report)),
            )
            for (old,) in self._db.execute(
                "SELECT id FROM drafts ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?", (MOST,)
            ).fetchall():
                self._forget(old)

    def look(self, report: Folded, facts: Collection[str] = ()) -> Found:
        """What stands in earlier drafts too; a run is at least so long.

        Drafts of the same report are left out: those of half of its facts; where none are known,
        those in which half of it stands, which are told by name. A run begins and ends with signs
        of the report's own: what stands around them tells nobody what is alike.

        Raises:
            Unwritable: the file is damaged.
        """
        try:
            return self._looked(report, {_number(fact) for fact in facts})
        except sqlite3.Error as error:
            raise self._damaged() from error

    def _looked(self, report: Folded, facts: Collection[int]) -> Found:
        own = set(self._of_sheet(facts))
        found: dict[int, list[SharedRun]] = defaultdict(list)
        for draft, first, last, places in self._chains(report):
            length = sum(report.own[first:last])
            if draft not in own and length >= BLOCK * BLOCKS:
                start = report.own.index(1, first)
                mine = place_in(report, start, report.own.rindex(1, start, last) + 1)
                behind = -(-(start - first) // BLOCK)  # the block that begins no earlier
                line, column = places[min(behind, len(places) - 1)]
                name = self._name(draft)
                found[draft].append(SharedRun(length, mine, Place(name, line, column, (0, 0), "")))
        same = [
            draft
            for draft, several in found.items()
            if not facts and sum(run.length for run in several) >= SAME * max(1, report.weight)
        ]
        others = [run for draft, several in found.items() if draft not in same for run in several]
        others.sort(key=lambda run: (-run.length, run.mine.span, run.other.name))
        return Found(tuple(others), tuple(map(self._name, same)))

    def size(self) -> Kept:
        """How many drafts there are, and the bytes of the file."""
        count = self._db.execute("SELECT count(*) FROM drafts").fetchone()[0]
        return Kept(count, self.path.stat().st_size, str(self.path))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _damaged(self) -> Unwritable:
        is_there = self.path.exists()
        other = "运行 drafter store forget 重新开始" if is_there else "用 DRAFTER_CACHE 换一个目录"
        hint = f"加 --no-index，或{other}"
        return Unwritable(f"以前成稿的索引 {self.path} 打不开", hint=hint)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """All of it or nothing, and one process at a time."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise Unwritable(f"以前成稿的索引 {self.path} 写不进去", hint=str(error)) from error

    def _forget(self, id: int) -> None:
        self._db.execute("DELETE FROM blocks WHERE draft = ?", (id,))
        self._db.execute("DELETE FROM drafts WHERE id = ?", (id,))

    def _of_sheet(self, numbers: Collection[int]) -> list[int]:
        """The drafts that have half of these facts, and no facts twice as many."""
        found = []
        for id, facts in self._db.execute("SELECT id, facts FROM drafts").fetchall():
            known = set(json.loads(facts))
            if numbers and len(known.intersection(numbers)) >= SAME * max(len(known), len(numbers)):
                found.append(id)
        return found

    def _name(self, id: int) -> str:
        name, at = self._db.execute("SELECT name, at FROM drafts WHERE id = ?", (id,)).fetchone()
        return f"{name}（{datetime.fromtimestamp(at, UTC).astimezone():%Y-%m-%d} 的成稿）"

    def _chains(self, report: Folded) -> Iterator[tuple[int, int, int, list[tuple[int, int]]]]:
        """Blocks that follow each other in a draft and in the report.

        The draft, the first sign in the report and the one behind the last, line and column of
        each block there.
        """
        places: dict[int, list[int]] = defaultdict(list)
        for at in range(len(report.signs) - BLOCK + 1):
            places[_number(report.signs[at : at + BLOCK])].append(at)
        chains: dict[tuple[int, int], dict[int, tuple[int, int]]] = defaultdict(dict)
        for hash, draft, number, line, column in self._found(list(places)):
            for at in places[hash][:TRIED]:
                chains[draft, number * BLOCK - at][number] = line, column
        for (draft, shift), blocks in chains.items():
            for first, last in _rows(sorted(blocks)):
                if last - first >= BLOCKS:
                    start, end = first * BLOCK - shift, last * BLOCK - shift
                    yield draft, start, end, [blocks[number] for number in range(first, last)]

    def _found(self, hashes: Sequence[int]) -> Iterator[tuple[int, int, int, int, int]]:
        for at in range(0, len(hashes), ASKED):
            some = hashes[at : at + ASKED]
            marks = ",".join("?" * len(some))
            yield from self._db.execute(
                f"SELECT hash, draft, number, line, place FROM blocks WHERE hash IN ({marks})",  # noqa: S608 - marks only
                some,
            )


def size(folder: Path) -> Kept:
    """How much is kept in a folder, where no index may have been begun."""
    path = folder / FILE
    if not path.exists():
        return Kept(0, 0, str(path))
    try:
        earlier = Earlier(folder)
        kept = earlier.size()
        earlier.close()
    except (Unwritable, sqlite3.Error):
        return Kept(0, path.stat().st_size, str(path))
    return kept


def forget(folder: Path) -> int:
    """Take the index away, damaged or not; how many drafts were in it.

    Raises:
        Unwritable: it cannot be taken away.
    """
    count = size(folder).drafts
    for suffix in ("", "-journal"):
        path = folder / (FILE + suffix)
        try:
            path.unlink(missing_ok=True)
        except NotADirectoryError:  # where there is no such folder there is nothing to forget
            continue
        except OSError as error:
            hint = f"{error.strerror}；自己删去这个文件"
            raise Unwritable(f"以前成稿的索引 {path} 删不掉", hint=hint) from error
    return count


def _blocks(report: Folded) -> Iterator[tuple[int, int, int, int]]:
    """Of each block its number as a hash, which it is, and its line and column."""
    for number, at in enumerate(range(0, len(report.signs) - BLOCK + 1, BLOCK)):
        yield _number(report.signs[at : at + BLOCK]), number, *report.place(at)


def _number(words: str) -> int:
    """A number of 64 bits that words have; from it they cannot be read."""
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _rows(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as first and one behind the last.

    >>> list(_rows([1, 2, 3, 7]))
    [(1, 4), (7, 8)]
    """
    first = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[first], numbers[at - 1] + 1
            first = at
