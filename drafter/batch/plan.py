"""What is to be done with the documents of a folder, and what was done before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from drafter.batch.folder import Folder
from drafter.batch.inputs import InputFile
from drafter.batch.record import DocumentRecord, Why


@dataclass(frozen=True, slots=True)
class Task:
    """One document and every place where it was found."""

    id: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """What is to be done in a folder, and what needs nothing."""

    tasks: tuple[Task, ...]
    done: int = 0  # files whose result is there
    hopeless: int = 0  # files that failed before, and would again: they are the same still
    unreadable: tuple[DocumentRecord, ...] = ()  # files that cannot even be opened

    @property
    def files(self) -> int:
        """How many files will have a row when it is done."""
        return sum(len(task.paths) for task in self.tasks) + len(self.unreadable)


def plan(
    sources: Iterable[InputFile],
    known: Mapping[str, DocumentRecord],
    folder: Folder,
    *,
    again: Collection[Why] = (Why.MODEL, Why.OUTPUT, Why.BUG),
) -> WorkPlan:
    """The documents that have no result yet, in the order of their paths.

    Args:
        sources: the files.
        known: the last row of each, by its path.
        folder: where results are: one that is gone is made again.
        again: which failures another try may mend.
    """
    waiting: dict[str, list[str]] = defaultdict(list)
    done = hopeless = 0
    unreadable = []
    for source in sorted(sources, key=lambda source: source.path):
        row = known.get(source.path)
        is_known = row is not None and row.id == source.id
        if row is not None and is_known and row.is_done and folder.has(row):
            done += 1
        elif row is not None and is_known and row.why and row.why not in again:
            hopeless += 1
        elif source.problem:
            unreadable.append(DocumentRecord(source.path, "", Why.INPUT, source.problem))
        else:
            waiting[source.id].append(source.path)
    tasks = tuple(Task(id, tuple(paths)) for id, paths in waiting.items())
    return WorkPlan(tasks, done, hopeless, tuple(unreadable))
