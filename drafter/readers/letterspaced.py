"""Lines whose characters all stand apart, as programs that read print write them. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LONG = 8  # characters of a line that shows that a text is set so; its shorter lines are, too
SHORT = 3
APART = 0.85  # of them at least stand alone
WORDS = 0.5  # of them are Chinese: a row of figures or marks is a row of a table
_LEAD = re.compile(r"\s*(?:(?:[-+•●■◆#>]+|\*(?!\s*\*))[ \u3000\xa0]+)?")
_TOKEN = re.compile(r"[^ \u3000\xa0\t]+")
_MARK = re.compile(r"[^\w*＊%％]")
_WORD = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class ClosedUp:
    """The rows of a text, and the numbers of those whose characters stood apart."""

    rows: list[str]
    changed: tuple[int, ...]

    def note(self, source: str) -> tuple[str, ...]:
        """What the author should know of it: figures were put together, too."""
        if not self.changed:
            return ()
        first = f"{source}:{self.changed[0]}"
        return (f"{first} 等 {len(self.changed)} 行字字隔开，空格已去掉，数字连着读，请核对",)


def closed_up(rows: Sequence[str]) -> ClosedUp:
    """The rows without the blanks between single characters, where nearly all stand apart.

    A blank that is wider than the others parts words and stays one. Figures are put together only
    where each of their digits stands alone: 1 8 beside 326 may be two.

    >>> closed_up(["走 访 农 户 8 6 户 ， 办 实 事 1 2 件 。", "二 、 不 足", "王 明 2 次"]).rows
    ['走访农户86户，办实事12件。', '二、不足', '王明2次']
    >>> closed_up(["王 明", "优 优 良 优 3 4 5 6 7 8"]).rows
    ['王 明', '优 优 良 优 3 4 5 6 7 8']
    >>> closed_up(["| - | - | - | - | - | - |"]).changed
    ()
    """
    if not any(_is_apart(row, LONG) for row in rows):
        return ClosedUp(list(rows), ())
    made = [_closed(row) if _is_apart(row, SHORT) else row for row in rows]
    changed = (n for n, (old, new) in enumerate(zip(rows, made, strict=True), 1) if old != new)
    return ClosedUp(made, tuple(changed))


def _is_apart(row: str, least: int) -> bool:
    """Whether nearly all characters of a row stand apart, most of them Chinese."""
    tokens = _tokens(row)
    single = sum(len(_MARK.sub("", each)) <= 1 for each in tokens)
    words = sum(bool(_WORD.search(each)) for each in tokens)
    told = sum(len(each) for each in tokens)
    is_many = len(tokens) >= least and single >= APART * len(tokens)
    if not words:  # | ----- | ----- |
        return False
    return is_many and words >= WORDS * told - sum(len(_MARK.findall(each)) for each in tokens)


def _tokens(row: str) -> list[str]:
    return _TOKEN.findall(row, _begin(row))


def _begin(row: str) -> int:
    found = _LEAD.match(row)
    return found.end() if found else 0


def _closed(row: str) -> str:
    begin = _begin(row)
    found = list(_TOKEN.finditer(row, begin))
    gaps = [second.start() - first.end() for first, second in pairwise(found)]
    usual = Counter(gaps).most_common(1)[0][0]
    are_single = all(len(_MARK.sub("", each[0])) <= 1 for each in found if each[0][:1].isdigit())
    told = found[0][0]
    for (first, second), gap in zip(pairwise(found), gaps, strict=True):
        are_figures = first[0][-1:].isdigit() and second[0][:1].isdigit()
        is_joined = gap <= usual and (are_single or not are_figures)
        told += second[0] if is_joined else f" {second[0]}"
    return row[:begin] + told
