"""What a person has to look at: documents that failed, and such as still hold errors."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from drafter.batch.record import DocumentRecord

FILE = "exceptions.jsonl"


def render(rows: Iterable[DocumentRecord]) -> bytes:
    """One JSON object a line, in the order of the rows."""
    lines = (json.dumps(entry, ensure_ascii=False) for entry in map(tree, chosen(rows)))
    # A name that is no Unicode: JSON's own escapes are also Python's.
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def chosen(rows: Iterable[DocumentRecord]) -> Iterator[DocumentRecord]:
    """The documents that a person has to look at."""
    return (row for row in rows if row.is_exception)


def tree(row: DocumentRecord) -> Mapping[str, Any]:
    """What the JSON holds of one document."""
    return {
        "path": row.path,
        "verdict": row.verdict,
        "why": row.why or "findings",
        "reason": row.cause,
        "files": [row.stem + ending for ending in row.files],
        "findings": [
            {
                "rule": flaw.rule,
                "line": flaw.line,
                "text": flaw.text,
                "message": flaw.message,
                "suggestion": flaw.suggestion,
            }
            for flaw in row.tally.flaws
        ],
    }
