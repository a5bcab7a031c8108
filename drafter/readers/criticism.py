"""Tables of criticism: who spoke, in which words, and what came of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.readers.cells import flat
from drafter.readers.lines import CELL, Line, line
from drafter.readers.tablerow import TableRow

_WHO = re.compile(
    "(?:是)?(?:谁|哪个|哪些人)(?:给)?(?:提|说|讲|反映)的?|(?:提|说)的人|提出人|提出方|意见来源"
)
_WORDS = re.compile(
    "原话|(?:怎么|咋)(?:说|讲|提)的|(?:说|提|讲)的?(?:啥|什么|话|意见|问题)|(?:反映的?|提的|具体)?(?:意见|问题|诉求)"
)
_OUTCOME = re.compile(
    "(?:后来|现在|今年|本年度?)(?:呢|怎么样|怎么[改办]的?|咋[改办]的?)?|(?:怎么|咋)[改办]的?"
    "|[改办]了(?:啥|什么)|[改办]得(?:怎么样|如何)|(?:整改|办理|处理|落实|回应|改进)(?:情况|结果|措施|成效)?|结果"
)
_KINDS = (_WHO, _WORDS, _OUTCOME)


def is_header(row: TableRow) -> bool:
    """Whether a row heads who spoke, the words and what came of them: 谁提的 | 原话 | 后来."""
    cells = [flat(cell) for cell, _ in row.filled]
    return len(cells) == len(_KINDS) and all(
        kind.fullmatch(cell) for kind, cell in zip(_KINDS, cells, strict=True)
    )


def lines(rows: Sequence[TableRow]) -> Iterator[Line]:
    """Each criticism below the header with its answer: 家长提出“堵车”：错峰放学.

    Where the heading above names no part, the words say themselves that they are criticism.
    """
    columns = [rows[0].cells.index(cell) for cell, _ in rows[0].filled]
    for row in rows[1:]:
        who, words, outcome = (
            flat(row.cells[n]).strip() if n < len(row.cells) else "" for n in columns
        )
        place = row.places[columns[1]]
        if not words:
            if row.filled:
                told = "，".join(flat(cell) for cell, _ in row.filled)
                yield replace(line(told, row.filled[0][1]), marker=CELL, indent=0)
            continue
        said = "“{}”".format(words.strip('“”"'))
        told = f"{who}提出{said}：{outcome}" if outcome else f"{who}提出{said}"
        yield replace(line(told, place), marker=CELL, indent=0)
