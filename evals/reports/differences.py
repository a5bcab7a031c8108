"""What differs between two texts: which lines stand beside each other, which words changed."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter.text import Span, grams, sentences

ALIKE = 0.3  # share of character pairs in common from which one text is the other, changed
WORD = 2  # characters in common between two changes; fewer are chance, and one change is shown


@dataclass(frozen=True, slots=True)
class LinePair:
    """Two lines that stand beside each other; None: the other text has no such line."""

    a: Span | None
    b: Span | None
    gone: tuple[Span, ...] = ()  # in the first text
    new: tuple[Span, ...] = ()  # in the second

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return self.a is not None and self.b is not None and not self.gone and not self.new


def pairs(a: str, b: str) -> tuple[LinePair, ...]:
    r"""The lines of both texts that are not blank, in order, spans in characters of each text.

    >>> for pair in pairs("标题\n建成学校5所。", "标题\n建成学校6所。招生。"):
    ...     print(pair.a, pair.b, pair.gone, pair.new)
    (0, 2) (0, 2) () ()
    (3, 10) (3, 13) ((7, 8),) ((7, 8), (10, 13))
    """
    return tuple(_pair(a, b, *beside) for beside in _beside(a, b, _lines(a), _lines(b)))


def _pair(a: str, b: str, line_a: Span | None, line_b: Span | None) -> LinePair:
    if line_a is None or line_b is None:
        return LinePair(line_a, line_b, (line_a,) if line_a else (), (line_b,) if line_b else ())
    gone: list[Span] = []
    new: list[Span] = []
    for old, fresh in _beside(a, b, _sentences(a, line_a), _sentences(b, line_b)):
        if old is None or fresh is None:
            gone += [old] if old else []
            new += [fresh] if fresh else []
            continue
        for cut, put in _changes(a[slice(*old)], b[slice(*fresh)]):
            gone += [_moved(cut, old[0])] if cut[0] < cut[1] else []
            new += [_moved(put, fresh[0])] if put[0] < put[1] else []
    return LinePair(line_a, line_b, _joined(gone), _joined(new))


def _beside(
    a: str, b: str, of_a: Sequence[Span], of_b: Sequence[Span]
) -> Iterator[tuple[Span | None, Span | None]]:
    """Equal pieces beside each other; between them, those that are alike."""
    words_a, words_b = [a[slice(*s)] for s in of_a], [b[slice(*s)] for s in of_b]
    matcher = difflib.SequenceMatcher(None, words_a, words_b, autojunk=False)
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(of_a[a0:a1], of_b[b0:b1], strict=True)
            continue
        for i, j in _alike(words_a[a0:a1], words_b[b0:b1]):
            yield (
                None if i is None else of_a[a0 + i],
                None if j is None else of_b[b0 + j],
            )


def _alike(a: Sequence[str], b: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """In order, each with the one it is most like, so that the likeness is greatest in all.

    >>> _alike(["建成学校5所。"], ["招生。", "建成学校6所。"])
    [(None, 0), (0, 1)]
    """
    like = [[_likeness(x, y) for y in b] for x in a]
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            both = best[i + 1][j + 1] + like[i][j] if like[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    found: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        if best[i][j] == best[i + 1][j]:
            found.append((i, None))
            i += 1
        elif best[i][j] == best[i][j + 1]:
            found.append((None, j))
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return [*found, *((k, None) for k in range(i, len(a))), *((None, k) for k in range(j, len(b)))]


def _likeness(a: str, b: str) -> float:
    """The share of character pairs that both have.

    >>> _likeness("建成学校", "建成学校"), _likeness("建成学校", "招生")
    (1.0, 0.0)
    """
    of_a, of_b = grams(a, 2), grams(b, 2)
    if not of_a or not of_b:
        return float(a == b)
    return 2 * len(of_a & of_b) / (len(of_a) + len(of_b))


def _changes(a: str, b: str) -> list[tuple[Span, Span]]:
    """What stood there and what stands there now, without crumbs of chance between.

    >>> _changes("新建学校5所", "新建医院5所")
    [((2, 4), (2, 4))]
    """
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    kept = [m for m in matcher.get_matching_blocks() if m.size >= WORD or _is_end(m, a, b)]
    edges = [(0, 0, 0), *((m.a, m.b, m.size) for m in kept), (len(a), len(b), 0)]
    found = []
    for (a0, b0, size), (a1, b1, _) in pairwise(edges):
        cut, put = (a0 + size, a1), (b0 + size, b1)
        if cut[0] < cut[1] or put[0] < put[1]:
            found.append((cut, put))
    return found


def _is_end(match: difflib.Match, a: str, b: str) -> bool:
    """Whether a short match is how both begin, or the mark both end with."""
    begins = match.a == match.b == 0
    ends = match.a + match.size == len(a) and match.b + match.size == len(b)
    return bool(match.size) and (begins or ends)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Those that touch, as one."""
    found: list[Span] = []
    for start, end in spans:
        if found and found[-1][1] >= start:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _lines(text: str) -> list[Span]:
    """Lines that are not blank."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _sentences(text: str, line: Span) -> list[Span]:
    return [_moved(span, line[0]) for span in sentences(text[slice(*line)])]
