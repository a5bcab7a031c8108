"""The rows of a run on disk, appended one by one: a kill takes at most the one being written."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from drafter import files as atomic
from drafter import resources
from drafter.errors import BadInput, UnknownName, Unwritable
from drafter.models import Model
from drafter.settings import Settings
from evals import case as cases
from evals import row as rows
from evals.results import Run
from evals.row import CaseResult
from evals.variant import Variant

ROWS, HEAD = "rows.jsonl", "run.json"
UNSEEN = ("cli", "console", "reporters", "exporters", "_data", "__pycache__")  # not in a score
OWN = (  # of evals
    *("scorers/", "data/", "case.py", "faults.py"),
    *("outcome.py", "row.py", "run.py", "style.py"),
)
SOURCES = (".py", ".toml", ".txt")


@dataclass(frozen=True, slots=True)
class RunHead:
    """What a run is of: whatever else would be another run."""

    variant: str
    prompts: dict[str, str]  # digest by ref
    model: str
    whole: bool  # whether the model writes points whole
    temperature: float | None

    @property
    def id(self) -> str:
        """A name for people, and eight digits for certainty."""
        depends = {**asdict(self), "prompts": list(self.prompts.values()), "variant": ""}
        key = json.dumps(depends, sort_keys=True)
        name = re.sub(r"[^\w@.,-]+", "_", self.variant)[:60]
        return f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


class RunJournal:
    """One run's folder."""

    def __init__(self, root: Path, head: RunHead) -> None:
        self.head, self.folder = head, root / head.id
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._log = atomic.AppendLog(self.folder / ROWS)
        except OSError as error:
            raise BadInput(
                f"评测目录 {self.folder} 不能写", hint="用 DRAFTER_CACHE 换一个目录"
            ) from error
        atomic.write(json.dumps(asdict(head), ensure_ascii=False).encode(), self.folder / HEAD)

    def append(self, row: CaseResult) -> None:
        """Keep a row: when this returns, a kill does not take it back."""
        line = (rows.dump(row) + "\n").encode("utf-8", "replace")  # half a character is none
        try:
            self._log.append(line)
        except OSError as error:
            raise Unwritable(
                f"评测记录 {self.folder / ROWS} 写不进去：{error.strerror}",
                hint="做完的都已保存，腾出空间后再运行会接着做",
            ) from error

    def run(self) -> Run:
        """The run as it stands in the folder."""
        return _run(self.folder, self.head)

    def close(self) -> None:
        """Close the file."""
        self._log.close()


def read(root: Path, id: str) -> Run:
    """The run of this id.

    Raises:
        UnknownName: there is none.
        BadInput: it is damaged.
    """
    known = ids(root)
    if id not in known:
        raise UnknownName.among("评测", id, known)
    return _run(root / id, head(root, id))


def ids(root: Path) -> list[str]:
    """The ids of every run, the latest first."""
    found = sorted(root.glob(f"*/{HEAD}"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [path.parent.name for path in found]


def head(root: Path, id: str) -> RunHead:
    """What the run of this id is of.

    Raises:
        BadInput: its file is damaged.
    """
    folder = root / id
    try:
        return RunHead(**json.loads((folder / HEAD).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BadInput(f"评测记录 {folder / HEAD} 坏了", hint="删掉这个目录重新评测") from error


def _run(folder: Path, head: RunHead) -> Run:
    """The latest row of every case, repeat and base, in the order of their keys."""
    found = {row.key: row for row in _alike(list(_rows(folder / ROWS)))}
    ordered = tuple(found[key] for key in sorted(found))
    return Run(head.id, head.variant, head.prompts, head.model, ordered)


def _rows(path: Path) -> Iterator[CaseResult]:
    """Every whole line; one that a kill has torn was never done."""
    if not path.exists():
        return
    with path.open("rb") as lines:  # a text may hold what Python else takes for line ends
        for line in lines:
            try:
                yield rows.load(line.decode("utf-8", "replace"))
            except (ValueError, TypeError, LookupError, AttributeError):
                continue


def _alike(known: list[CaseResult]) -> Iterable[CaseResult]:
    """Rows that may be averaged: by the program and of the sheets that the last ones are of."""
    sheets = {row.case: row.case_digest for row in known}
    return (
        row for row in known if row.code == known[-1].code and row.case_digest == sheets[row.case]
    )


@cache
def code_digest() -> str:
    """A digest of everything in the program that a draft or its scores depend on."""
    own = (part for part in _sources(files("evals")) if part[0].startswith(OWN))
    seed = _files(resources.folder("seeds").joinpath(cases.SEED))  # some scores are set against it
    digest = hashlib.sha256()
    for name, source in (*sorted(_sources(files("drafter"))), *sorted(own), *sorted(seed)):
        digest.update(name.encode() + source)
    return digest.hexdigest()[:16]


def _sources(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    yield from _files(folder, prefix, SOURCES)
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in UNSEEN:
            yield from _sources(entry, f"{prefix}{entry.name}/")


def _files(
    folder: Traversable, prefix: str = "", ends: tuple[str, ...] = ("",)
) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_file() and entry.name.endswith(ends):
            yield prefix + entry.name, entry.read_bytes()


def parameters(settings: Settings, model: Model, variant: Variant) -> RunHead:
    """The head of the run that this model, these settings and this variant make."""
    return RunHead(
        variant.label, variant.digests, model.name, model.profile.whole, settings.temperature
    )
