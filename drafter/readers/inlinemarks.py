"""What Markdown writes within lines and around blocks besides its own marks of blocks. Pure."""

import re
from collections.abc import Sequence

from drafter.readers import pasted

_REFERRED = re.compile(  # [泵站][a]; [1][2] are marks of sources
    r"\[(?P<words>[^\[\]\d^][^\[\]]{0,79})\]\[[^\[\]]{0,40}\]"
)
_NOTE_LINK = re.compile(  # of note apps: [[泵站]], [[泵站#进度]], [[泵站|3座]], in cells \|
    r"\[\[(?!\d+\]\])(?:[^\[\]|\n]{1,200}\||#)?(?P<words>[^\[\]|#\n]{1,80})"
    r"(?:#[^\[\]|\n]{0,80})?\]\]"
)
_CODE = re.compile(r"(?<!`)`(?P<words>[^`\n]{1,80})`(?!`)")
_MARKED = re.compile(r"==(?P<words>[^=\n]{1,80})==")
_RAISED = re.compile(r"\^(?P<high>[\d+-]{1,4})\^|(?<!~)~(?P<low>\d{1,4})~(?!~)")
_ITEM = re.compile(r"(\s*)<li\b[^>]{0,200}>(.*?)(?:</li>)?\s*")
_LIST = re.compile(r"(?:\s*</?(?:ul|ol)\b[^>]{0,200}>)+\s*")
_TABLE = re.compile(r"\s*<table\b")
_ROW = re.compile(r"<tr\b[^>]{0,200}>(.*?)(?=</tr>|<tr\b|$)", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b([^>]{0,200})>(.*?)(?=</?t[dhr]\b|</?table\b|$)", re.DOTALL)
_SPAN = re.compile(r"(row|col)span\s*=\s*[\"']?(\d{1,2})")
BLOCK = re.compile(r"</?(?:table|thead|tbody|tr|td|th|ul|ol|li|dl|dd|dt)\b")


def plain(row: str) -> str:
    """A row without marks that only link or stress its words.

    >>> plain("建[泵站][a]3座，治`清河`，植树==120==亩，湿地3m^2^，H~2~O")
    '建泵站3座，治清河，植树120亩，湿地3m²，H₂O'
    >>> plain("[[项目库|建桥]]3座，[[清河]]清淤，[[河长制#巡河]]46次"), plain("见[[1]]")
    ('建桥3座，清河清淤，河长制46次', '见[[1]]')
    """
    for mark in (_NOTE_LINK, _REFERRED, _CODE, _MARKED):
        row = mark.sub(lambda found: found["words"], row)
    return _RAISED.sub(
        lambda found: pasted.raised(found["high"] or found["low"], is_low=bool(found["low"])), row
    )


def unwrapped(rows: Sequence[str]) -> list[str]:
    """The rows, lists and tables in tags as Markdown writes them, as many rows as before.

    >>> unwrapped(["<ul>", "<li>修桥2座</li>", "</ul>"])
    ['', '- 修桥2座', '']
    >>> unwrapped(["<table>", "<tr><th>事项</th><th>数</th></tr>", "<tr><td>桥<td>2", "</table>"])
    ['| 事项 | 数 |', '|---|---|', '| 桥 | 2 |', '']
    """
    found: list[str] = []
    while len(found) < len(rows):
        row = rows[len(found)]
        if _TABLE.match(row):
            found += _table(rows[len(found) :])
        elif item := _ITEM.fullmatch(row):
            found.append(f"{item[1]}- {item[2]}")
        else:
            found.append("" if _LIST.fullmatch(row) else row)
    return found


def _table(rows: Sequence[str]) -> list[str]:
    """The rows of a table that begins with the first of `rows`; as they are where they are less."""
    end = next((n for n, row in enumerate(rows) if "</table>" in row), len(rows) - 1) + 1
    block = list(rows[:end])
    told = [f"| {' | '.join(cells)} |" for cells in _cells("\n".join(block))]
    if not told or len(told) + 1 > end:
        return block
    width = told[0].count("|") - 1
    made = [told[0], "|" + "---|" * width, *told[1:]]
    return made + [""] * (end - len(made))


def _cells(block: str) -> list[list[str]]:
    """The cells of each row, one that spans several said in each of them."""
    found: list[list[str]] = []
    above: dict[int, tuple[int, str]] = {}  # by column: for how many rows more, and what
    for row in _ROW.findall(block):
        cells: list[str] = []
        for attributes, words in _CELL.findall(row):
            _fill(cells, above)
            spans = {name: int(count) for name, count in _SPAN.findall(attributes)}
            told = " ".join(words.split()).replace("|", "｜")
            for _ in range(max(1, spans.get("col", 1))):
                above[len(cells)] = (spans.get("row", 1) - 1, told)
                cells.append(told)
        _fill(cells, above)
        found.append(cells)
    return [cells for cells in found if cells]


def _fill(cells: list[str], above: dict[int, tuple[int, str]]) -> None:
    """Go on with the cells that reach down from the rows above."""
    while above.get(len(cells), (0, ""))[0] > 0:
        left, told = above[len(cells)]
        above[len(cells)] = (left - 1, told)
        cells.append(told)
