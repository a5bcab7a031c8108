"""Results put where they belong, whoever made them: files first, then the row for each."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ParamSpec, TypeVar

from drafter.batch.folder import Folder
from drafter.batch.plan import Task, WorkPlan
from drafter.batch.record import DocumentRecord, Why
from drafter.errors import BadInput, Unwritable

P = ParamSpec("P")
T = TypeVar("T")
OnRow = Callable[[DocumentRecord], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document, not yet under the name of any."""

    row: DocumentRecord
    files: Mapping[str, bytes]  # by ending


class Delivery:
    """Keeps results in a folder; each row is kept before `on_row` is told of it."""

    def __init__(self, folder: Folder, stems: Mapping[str, str], on_row: OnRow) -> None:
        """`stems`: of the output files, by the path of the input."""
        self._folder, self._stems, self._on_row = folder, stems, on_row
        self._known = folder.rows()
        self._done = {row.id: row for row in self._known.values() if row.is_done}

    async def begin(self, plan: WorkPlan) -> None:
        """Keep what is known without any work."""
        for row in plan.unreadable:
            await _surely(self._folder.note, row)
            self._on_row(row)

    async def earlier(self, task: Task) -> Result | None:
        """The document as it was made before, under whatever name."""
        row = self._done.get(task.id)
        files = await asyncio.to_thread(self._folder.get, row) if row else None
        return Result(row, files) if row and files is not None else None

    async def put(self, task: Task, result: Result) -> None:
        """Keep the result under the name of every place where the document was found."""
        for path in task.paths:
            row = replace(result.row, path=path, stem=self._stems[path])
            self._on_row(await _surely(self._keep, row, result.files, self._known.get(path)))

    def _keep(
        self, row: DocumentRecord, files: Mapping[str, bytes], known: DocumentRecord | None
    ) -> DocumentRecord:
        """The row, once its files and it itself are on disk."""
        try:
            before = known if known and known.stem == row.stem else None
            row = replace(row, files=self._folder.put(row.stem, files, before))
        except Unwritable:
            raise
        except BadInput as error:
            row = replace(row, why=Why.OUTPUT, reason=str(error), files={})
        self._folder.note(row)
        return row


async def _surely(work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
    """What `work` returns, in a thread; a cancellation waits for it: a write is never half done."""
    doing = asyncio.ensure_future(asyncio.to_thread(work, *given, **named))
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        await asyncio.wait([doing])
        raise
