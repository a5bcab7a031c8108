"""Results on their way from other processes, maybe on other machines: one file for each document.

They lie in the output folder until they are delivered, so that no result is lost with the
process that waits for it.
"""

import base64
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from drafter import files
from drafter.batch import record as records
from drafter.batch.results import Result
from drafter.errors import DrafterError, Stopped, Unwritable
from drafter.models import Usage

ENDING = ".json"


@dataclass(frozen=True, slots=True)
class SpooledResult:
    """A result, and what its maker has spent since the part before."""

    result: Result
    calls: int = 0
    cached: int = 0
    usage: Usage = field(default_factory=Usage)


class Spool:
    """A folder that makers put parts into and one deliverer takes them from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkpoint = folder / "checkpoint"  # of the engine: which parts there were
        self._parts, self._begun = folder / "parts", folder / "begun"
        self._end = folder / "end.json"

    def open(self) -> None:
        """Ready for parts; those that nobody has delivered yet are still there.

        What was begun and not made in an earlier run is none: its makers were stopped with that
        run, by a person, a budget, a service or a full disk, and did not die over a document.
        """
        shutil.rmtree(self._begun, ignore_errors=True)
        for each in (self._parts, self._begun):
            each.mkdir(parents=True, exist_ok=True)
        self._end.unlink(missing_ok=True)

    def clear(self) -> None:
        """Empty the spool, once everything is delivered."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def begin(self, key: str) -> int:
        """Note that a document is begun; how often it was in this run, and its maker died."""
        with (self._begun / key).open("ab") as marks:
            marks.write(b".")
            return marks.tell() - 1

    def put(self, key: str, data: bytes) -> None:
        """Keep a part; the same one twice is one."""
        files.write(data, self._parts / (key + ENDING))

    def has(self, key: str) -> bool:
        """Whether a part is there, from before its maker died."""
        return (self._parts / (key + ENDING)).exists()

    def arrived(self) -> list[str]:
        """The keys of the parts that can be taken now."""
        names = os.listdir(self._parts)  # noqa: PTH208 - ten times a second, many thousand names
        found = (name.removesuffix(ENDING) for name in names if name.endswith(ENDING))
        return sorted(found)

    def get(self, key: str) -> SpooledResult:
        """The part that has arrived under a key."""
        return load((self._parts / (key + ENDING)).read_bytes())

    def drop(self, key: str) -> None:
        """Forget a part that is delivered."""
        (self._parts / (key + ENDING)).unlink(missing_ok=True)
        (self._begun / key).unlink(missing_ok=True)

    def end(self, why: DrafterError | None = None) -> None:
        """Let no maker begin anything new; the first to say why is the one that counts."""
        if not self._end.exists():
            kind = type(why).__name__ if why else ""
            tree = {"kind": kind, "message": why and why.message, "hint": why and why.hint}
            files.write(json.dumps(tree).encode(), self._end)

    @property
    def is_ending(self) -> bool:
        """Whether nothing new is to be begun."""
        return self._end.exists()

    @property
    def failure(self) -> DrafterError | None:
        """Why a maker has ended the work."""
        if not self._end.exists():
            return None
        tree = json.loads(self._end.read_bytes())
        for kind in (Stopped, Unwritable):
            if kind.__name__ == tree["kind"]:
                return kind(tree["message"], hint=tree["hint"])
        return None


def dump(part: SpooledResult) -> bytes:
    """A part as the bytes that travel."""
    coded = {ending: base64.b64encode(data).decode() for ending, data in part.result.files.items()}
    tree = {
        "row": records.dump(part.result.row),
        "files": coded,
        "calls": part.calls,
        "cached": part.cached,
        "usage": asdict(part.usage),
    }
    return json.dumps(tree).encode()


def load(data: bytes) -> SpooledResult:
    """The part that some bytes bring."""
    tree = json.loads(data)
    files = {ending: base64.b64decode(coded) for ending, coded in tree["files"].items()}
    result = Result(records.load(tree["row"]), files)
    return SpooledResult(result, tree["calls"], tree["cached"], Usage(**tree["usage"]))


def keys(ids: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """What the part of each document is called: its id and the number of its tries.

    A document that is wanted although the journal knows it has failed, or has lost its files: a
    part or a checkpoint from before must not stand in the way.

    Args:
        ids: of the documents that are wanted.
        known: the ids of all rows in the journal.

    >>> keys(["a", "b"], ["a", "c", "a"])
    {'a': 'a.2', 'b': 'b.0'}
    """
    counts: dict[str, int] = {}
    for id in known:
        counts[id] = counts.get(id, 0) + 1
    return {id: f"{id}.{counts.get(id, 0)}" for id in ids}
