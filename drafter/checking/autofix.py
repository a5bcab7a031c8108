"""What can be put right without understanding a word: marks, blanks, numbers of points.

No word, figure or mask is ever touched; a line in which one would be stays as it was.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from drafter import files, readers
from drafter.document import ParagraphKind, Point, Report, parsing
from drafter.document.genre import Genre
from drafter.document.parsing import markers
from drafter.document.posts import is_post
from drafter.errors import BadInput, Unreadable
from drafter.readers.encoding import decode
from drafter.text import HAN, Span, han_number, typeset
from drafter.text.blanks import parting

_HEAD = re.compile(r"[\s\u3000]*(?:#{1,6}\s+|>\s?|[-+*]\s+|\d{1,2}[.)]\s+|\[\^[^\]\n]+\]:\s*)?")
_BARS = re.compile(r"\s*\|.*\|\s*")  # a row of a table: its blanks lay it out
_TWICE = re.compile(r"[，。；：、]*([，。；：、])")
_OPEN = re.compile(r"\(([^()（）\n]*)）")
_CLOSED = re.compile(r"（([^()（）\n]*)\)")
_ENUMERATORS = (  # as GB/T 9704 has them
    (re.compile(rf"((?:^|(?<=[。；：]))[{HAN}]{{1,3}}是)[，、：,:]"), r"\1"),
    (re.compile(rf"^([{HAN}]{{1,3}})[，.．][ \u3000]*(?=\D)"), r"\1、"),
    (re.compile(rf"((?:^|(?<=[。；：]))（(?:[{HAN}]{{1,3}}|\d{{1,2}})）)[、，.．]"), r"\1"),
    (re.compile(r"((?:^|(?<=[。；：]))\d{1,2})、(?=\D)"), r"\1."),
)
_KEPT = re.compile(r"[\w*＊×％%]")
_NUMERAL = re.compile(rf"[{HAN}]+|\d+")
_ROW = re.compile(r"[^\n]*\n|[^\n]+")
_LAYOUT = re.compile(r"([ \u3000]{2,}|\t)")  # blanks that place a signature or a date
_PARTED = re.compile(r"([ \u3000]{2,}|\t|\u3000)")  # or part office and name, in no sentence
_SENTENCE = re.compile("[，。；！？]")
# 青溪镇镇长 周明: alone in its line, a single blank parts office and name too
_AUTHOR = re.compile(
    r"(?P<office>[^\s，。；：！？\d]{2,30})[ ]"
    r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}"
    r"|[\u4e00-\u9fff] [\u4e00-\u9fff])"
)
_HELD = {ord(" "): "\ue0a0", ord("\u3000"): "\ue0a1"}  # blanks that stay, meanwhile
_FREED = {ord(sign): chr(blank) for blank, sign in _HELD.items()}
_LOOSE = (ParagraphKind.PREAMBLE, ParagraphKind.BODY, ParagraphKind.FEEDBACK)
ROUNDS = 12  # a mark put right may show that its neighbour is wrong
PLAIN = (".txt", ".text", ".md", ".markdown")
CODECS = ("utf-8-sig", "utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line that was put right."""

    line: int
    before: str
    after: str


def fixed(text: str, genre: Genre) -> tuple[str, tuple[Correction, ...]]:
    """`text` with its mechanical flaws put right, and what was changed.

    Args:
        text: as it stands in the file; its line ends stay.
        genre: says what sections are, whose numbers are to run on.
    """
    lines = _ROW.findall(text)
    body = _after_header(lines)
    mended = [*lines[:body], *map(_line, lines[body:])]
    whole = _renumbered("".join(mended), genre)
    changes = [
        Correction(number, before.strip(), after.strip())
        for number, (before, after) in enumerate(zip(lines, _ROW.findall(whole), strict=True), 1)
        if before != after
    ]
    return whole, tuple(changes)


def fix_file(path: Path, genre: Genre) -> tuple[Correction, ...]:
    """Put right the file at `path`, in the encoding and with the line ends it has.

    Raises:
        BadInput: it is no text file, or it cannot be read or written.
    """
    if path.suffix.lower() not in PLAIN:
        usable = "、".join(PLAIN)
        raise BadInput(
            f"{path} 不能自动修改",
            hint=f"在原处只改纯文本：{usable}；Word 文件一次一个，用 -o 另存为修订稿",
        )
    readers.read_text(path)  # says what is wrong with a file that cannot be read
    text, codec = _decoded(path.read_bytes(), path.name)
    whole, changes = fixed(text, genre)
    if changes:
        files.write(whole.encode(codec), path)
    return changes


def _decoded(data: bytes, source: str) -> tuple[str, str]:
    """The text as it stands, and how it is encoded."""
    plain = decode(data, source)
    for codec in CODECS:
        if codec == "utf-8-sig" and not data.startswith(BOM_UTF8):
            continue
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if decode(text.encode("utf-8"), source) == plain:
            return text, codec
    raise Unreadable(f"{source} 的编码无法写回", hint="请另存为 UTF-8 编码")


def _after_header(lines: Sequence[str]) -> int:
    """The line after a front matter."""
    fences = [i for i, line in enumerate(lines) if line.strip() == "---"][:2]
    is_header = len(fences) > 1 and not any(line.strip() for line in lines[: fences[0]])
    return fences[1] + 1 if is_header else 0


def _line(line: str) -> str:
    content = line.rstrip("\r\n")
    if _BARS.fullmatch(content):
        return line
    head = _HEAD.match(content)
    start = head.end() if head else 0
    body = content[start:].rstrip()
    better = held = _holding(body)
    for _ in range(ROUNDS):
        again = _marked(better)
        if again == better:
            break
        better = again
    if _KEPT.findall(better) != _KEPT.findall(held):
        return line
    better = better.translate(_FREED)
    return content[:start] + better + line[len(content) :]


def _holding(body: str) -> str:
    """With signs in place of the blanks that stay."""
    pieces, last = list[str](), 0
    for start, end in parting(body):
        pieces += [body[last:start], body[start:end].translate(_HELD)]
        last = end
    return "".join([*pieces, body[last:]])


def _marked(body: str) -> str:
    """Every mark put right that its neighbours show to be wrong."""
    if _is_author(body):
        return body
    layout = _LAYOUT if _SENTENCE.search(body) else _PARTED
    better = "".join(p if layout.fullmatch(p) else typeset(p) for p in layout.split(body))
    better = _CLOSED.sub(r"（\1）", _OPEN.sub(r"（\1）", better))
    better = _TWICE.sub(r"\1", better)
    for wrong, right in _ENUMERATORS:
        better = wrong.sub(right, better)
    return better


def _is_author(body: str) -> bool:
    """Whether a line is nothing but an office, a blank and the name of who holds it."""
    found = _AUTHOR.fullmatch(body)
    return found is not None and is_post(found["office"])


def _renumbered(text: str, genre: Genre) -> str:
    """Headings and points numbered one after the other."""
    report = parsing.parse(text, genre)
    rows: tuple[Sequence[Point], ...] = (
        *(s.points for s in report.sections),
        report.shortcomings,
        report.measures,
    )
    loose = (p for p in report.paragraphs if not p.role and p.kind in _LOOSE)
    rows = (*rows, *(parsing.points(p.text, p.span[0]) for p in loose))
    points = [[(p.ordinal, p.marker, p.span[0]) for p in row if p.marker] for row in rows]
    series = [_headings(report), *points]
    broken = parsing.counting(text).broken
    edits = sorted({edit for steps in series for edit in _edits(steps, broken)}, reverse=True)
    for (start, end), right in edits:
        text = text[:start] + right + text[end:]
    return text


def _headings(report: Report) -> list[tuple[int, str, int]]:
    found = []
    for section in report.sections:
        line = report.text[slice(*section.heading_span)]
        first = next(markers(line.lstrip("#*【[ ")), None)
        if first and first.family == "dun":
            found.append(
                (first.ordinal, first.text, section.heading_span[0] + line.find(first.text))
            )
    return found


def _edits(
    steps: Sequence[tuple[int, str, int]], broken: frozenset[int]
) -> Iterator[tuple[Span, str]]:
    """What to write for the numbers of a series that starts at one and does not run on.

    Where one of them only seems not to run on, the others are no list that lost a number.
    """
    if not steps or steps[0][0] != 1:
        return
    jumps = {
        start
        for (last, _, _), (ordinal, _, start) in pairwise(steps)
        if ordinal != last + 1 and not last > ordinal == 1
    }
    if not jumps <= broken:
        return
    expected = 0
    for ordinal, marker, start in steps:
        expected = 1 if ordinal == 1 and expected > 1 else expected + 1
        numeral = _NUMERAL.search(marker)
        if ordinal != expected and numeral:
            right = str(expected) if numeral[0].isdigit() else han_number(expected)
            yield (start + numeral.start(), start + numeral.end()), right
