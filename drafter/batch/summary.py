"""summary.xlsx: one row a document, what is wrong with it, and sentences that many share."""

import json
from collections.abc import Iterable, Iterator, Sequence

from drafter.batch.drafting import FINDINGS
from drafter.batch.exceptions import chosen
from drafter.batch.folder import Folder
from drafter.batch.near_duplicates import Shared, shared
from drafter.batch.record import DocumentRecord, Why
from drafter.checking.reporters import book
from drafter.checking.reporters.book import BookSheet
from drafter.document import Severity
from drafter.rules import title
from drafter.settings import Price

FILE = "summary.xlsx"
DOCUMENTS = (
    ("文件", 40), ("结论", 10), ("要点", 8), ("写入", 8), ("用原话写", 12),
    *((each.word, 8) for each in Severity), ("字数", 10), ("问答", 8), ("词元", 10), ("费用", 10),
    ("模型用时（秒）", 16), ("原因", 50), ("说明", 50),
)  # fmt: skip
ERRORS = (("文件", 40), ("行", 6), ("规则", 16), ("原文", 50), ("问题", 50), ("改法", 36))
CAUSES = {  # where no rule but the work itself failed
    Why.INPUT: "读不了", Why.OUTPUT: "写不出", Why.MODEL: "模型失败", Why.BUG: "程序出错",
    Why.LEFT: "没做完",
}  # fmt: skip
SHARED = (("句子", 90), ("份数", 8), ("例如", 60))


def render(rows: Sequence[DocumentRecord], folder: Folder, price: Price) -> bytes:
    """The bytes of the book; equal rows give equal bytes."""
    return book.render(
        [
            BookSheet("汇总", DOCUMENTS, _documents(rows, price)),
            BookSheet("需要人看的", ERRORS, _errors(rows)),
            BookSheet("千篇一律", SHARED, map(_shared, alike(rows, folder))),
        ]
    )


def alike(rows: Sequence[DocumentRecord], folder: Folder) -> list[Shared]:
    """Sentences that stand in several people's reports; the same document twice is one person's."""
    own = {row.id: row for row in reversed(rows) if row.is_done}
    chosen = [row for row in rows if own.get(row.id) is row]
    return shared(lambda: _texts(chosen, folder))


def _texts(rows: Iterable[DocumentRecord], folder: Folder) -> Iterator[tuple[str, str]]:
    """Whose, and the text that was checked, from the file of findings beside each report."""
    for row in rows:
        try:
            saved = json.loads((folder.path / (row.stem + FINDINGS)).read_bytes())
            yield row.path, str(saved["text"])
        except (OSError, ValueError, LookupError, TypeError):
            continue  # taken away by somebody; the report counts all the same


def _documents(rows: Iterable[DocumentRecord], price: Price) -> Iterator[book.Row]:
    first: dict[str, str] = {}
    for row in rows:
        twin = first.setdefault(row.id, row.path) if row.id else row.path
        tally, spent = row.tally, row.spent
        cost = (spent.prompt * price.prompt + spent.completion * price.completion) / 1e6
        took: tuple[int | float, ...] = (
            (
                spent.answers,
                spent.prompt + spent.completion,
                round(cost, 6),
                round(spent.seconds, 1),
            )
            if twin == row.path
            else (0, 0, 0, 0)
        )
        yield (
            row.path,
            row.verdict,
            *(tally.facts, tally.kept, tally.joined),
            *(tally.errors, tally.warnings, tally.suggestions, tally.length),
            *took,
            row.cause,
            "；".join(filter(None, [f"与 {twin} 相同" if twin != row.path else "", tally.note])),
        )


def _errors(rows: Iterable[DocumentRecord]) -> Iterator[book.Row]:
    for row in chosen(rows):
        for flaw in row.tally.flaws:
            yield (row.path, flaw.line, title(flaw.rule), flaw.text, flaw.message, flaw.suggestion)
        if row.why:
            yield (row.path, 0, CAUSES[Why(row.why)], "", row.reason, "")


def _shared(found: Shared) -> book.Row:
    return (found.text, found.owners, "、".join(found.examples))
