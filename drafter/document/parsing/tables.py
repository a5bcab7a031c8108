"""Shortcomings and measures side by side: tables of Markdown, of tabs, and a line for a cell."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.document import Role
from drafter.document.parsing.series import SourceLine
from drafter.document.parsing.vocabulary import Vocabulary
from drafter.text import Span

_MOST = 120  # lines of a table that show how wide it is
_HEAD = 12  # characters of a column's name
_COLUMN = re.compile(  # what columns are named: 序号, 存在问题, 责任人, 完成时限
    "序|号|问题|不足|差距|短板|原因|根源|措施|时|限|日期|责任|牵头|配合|备注|目标|表现|类|方面|打算|计划|安排|方向"
    "|完成|整改|改进|成效|进度|项目|内容|对策|办法|思路|领导|部门|单位|人"
)
_SIGN = re.compile(r"[|｜\t]")
_ROWS = 2  # that show what a column tells
_RULE = re.compile(r"[\s|:\-—]+")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）")


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """What a row says, and the lines that it takes."""

    lack: SourceLine
    plan: SourceLine
    lines: Span  # first and last line, by number, of the lines before


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which cells of a row are the shortcoming and the measure."""

    lack: int
    plan: int
    count: int


def rows(
    lines: Sequence[SourceLine], words: Vocabulary
) -> tuple[tuple[ParsedRow, ...], frozenset[int]]:
    """The rows of all such tables, and the numbers of the lines that they and their heads take."""
    found: list[ParsedRow] = []
    taken: set[int] = set()
    at = 0
    while at < len(lines):
        read = _beside(lines, at, words) or _below(lines, at, words)
        if not read:
            at += 1
            continue
        read_rows, end = read
        found += read_rows
        taken |= set(range(at, end))
        at = end
    return tuple(found), frozenset(taken)


def _beside(
    lines: Sequence[SourceLine], at: int, words: Vocabulary
) -> tuple[list[ParsedRow], int] | None:
    """A table whose rows are lines of cells parted by | or tabs."""
    if not _SIGN.search(lines[at].text):
        return None
    head = [cell.text for cell in _cells(lines[at])]
    columns = _columns(head, words) or _spoken(head, lines[at + 1 : at + _MOST], words)
    if not columns:
        return None
    read_rows, end = [], at + 1
    while end < len(lines):
        if _RULE.fullmatch(lines[end].text):
            end += 1
            continue
        cells = _filled(_cells(lines[end]), lines[end : end + 2], columns)
        if len(cells) != columns.count:
            break
        read_rows.append(ParsedRow(cells[columns.lack], cells[columns.plan], (end, end + 1)))
        end += 1
    return (read_rows, end) if read_rows else None


def _filled(
    cells: list[SourceLine], lines: Sequence[SourceLine], columns: _Columns
) -> list[SourceLine]:
    """With the last cells of a row, where nothing stands in them nor a tab behind the others."""
    is_row = "\t" in lines[0].text or lines[-1].text.count("\t") + 1 == columns.count
    if not is_row or len(cells) <= columns.lack:
        return cells
    end = lines[0].span[1]
    return [*cells, *[SourceLine("", (end, end))] * (columns.count - len(cells))]


def _spoken(head: list[str], lines: Sequence[SourceLine], words: Vocabulary) -> _Columns | None:
    """Columns whose names tell nothing, by what the cells below them say."""
    below = list(itertools.takewhile(_SIGN.search, (line.text for line in lines)))
    told = [[cell.text for cell in _cells(line)] for line in lines[: len(below)]]
    told = [row for row in told if len(row) == len(head)]
    if len(told) < _ROWS or len(head) < _ROWS or any(len(name) > _HEAD for name in head):
        return None
    columns = [list(column) for column in zip(*told, strict=True)]
    lacks = [sum(map(words.falls_short, column)) for column in columns]
    plans = [sum(map(words.looks_ahead, column)) for column in columns]
    lack, plan = lacks.index(max(lacks)), len(plans) - 1 - plans[::-1].index(max(plans))
    is_told = min(lacks[lack], plans[plan]) * 2 >= len(told)
    return _Columns(lack, plan, len(head)) if is_told and lack < plan else None


def _below(
    lines: Sequence[SourceLine], at: int, words: Vocabulary
) -> tuple[list[ParsedRow], int] | None:
    """A table of Word: its cells are lines, the names of its columns the first of them."""
    head = []
    for line in lines[at : at + 6]:
        is_name = len(line.text) <= _HEAD and _COLUMN.search(line.text) is not None
        if not is_name or re.search("[。；！？，：:]", line.text):
            break
        head.append(line.text)
    roles = _roles(head, words) if len(head) > 1 else []
    wide = [each for n in range(len(head), 1, -1) if (each := _of_roles(roles[:n]))]
    # Short cells look like names of columns: as many of them as make whole rows are names.
    if len(wide) > 1:
        near = lines[at : at + _MOST]
        left = list(itertools.takewhile(lambda line: not _NUMBERED.match(line.text), near))
        wide = [each for each in wide if len(left) % each.count == 0] or wide
    columns = next(iter(wide), None)
    return _grouped(lines, at + columns.count, columns) if columns else None


def _grouped(
    lines: Sequence[SourceLine], at: int, columns: _Columns
) -> tuple[list[ParsedRow], int] | None:
    """As many lines as there are columns make a row, up to a heading."""
    read_rows = []
    while at + columns.count <= len(lines):
        cells = lines[at : at + columns.count]
        if any(_NUMBERED.match(cell.text) for cell in cells):
            break
        read_rows.append(
            ParsedRow(cells[columns.lack], cells[columns.plan], (at, at + columns.count))
        )
        at += columns.count
    return (read_rows, at) if read_rows else None


def _columns(cells: Sequence[str], words: Vocabulary) -> _Columns | None:
    """The columns that are named as shortcomings and as measures, one each."""
    if len(cells) < 2 or any(len(cell) > _HEAD for cell in cells):  # noqa: PLR2004 one beside another
        return None
    return _of_roles(_roles(cells, words))


def _roles(cells: Sequence[str], words: Vocabulary) -> list[str]:
    return [words.role(cell, after=Role.SHORTCOMING) for cell in cells]


def _of_roles(roles: Sequence[str]) -> _Columns | None:
    if roles.count(Role.SHORTCOMING) != 1 or roles.count(Role.MEASURE) != 1:
        return None
    return _Columns(roles.index(Role.SHORTCOMING), roles.index(Role.MEASURE), len(roles))


def _cells(line: SourceLine) -> list[SourceLine]:
    """The cells of a line; a line that is no row has one."""
    return list(_parted(line))


def _parted(line: SourceLine) -> Iterator[SourceLine]:
    """Between any two signs there is a cell, also where nothing stands in it."""
    sign = r"\t" if "\t" in line.text else "|｜"
    for found in re.finditer(rf"(?<![^{sign}])[^{sign}]*", line.text.strip("|｜")):
        told = found[0].strip()
        start = line.span[0] + found.start() + len(found[0]) - len(found[0].lstrip())
        start += len(line.text) - len(line.text.lstrip("|｜"))
        yield SourceLine(told, (start, start + len(told)))
