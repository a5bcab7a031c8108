"""Markdown: front matter, headings, bullets. No Markdown engine: `*` and `**` are masks."""

import re

from drafter.document import Facts, genre
from drafter.errors import BadInput
from drafter.readers import header as headers
from drafter.readers.bullets import gather
from drafter.readers.encoding import decode
from drafter.readers.lines import Line, line
from drafter.readers.reader import Reader, Text
from drafter.readers.sheet import assemble

_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+|(?=[\u4e00-\u9fff]))(\S.*)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
FENCE = "---"


def facts(data: bytes, source: str) -> Facts:
    """The bullets of a Markdown sheet.

    Raises:
        BadInput: no bullets, an unclosed or unreadable front matter.
    """
    content = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), decode(data, source))
    taken = _front_matter(content.split("\n"), source)
    kind = genre.load(headers.genre_id(taken.header))
    lines = (_line(raw, f"{source}:{number}") for number, raw in enumerate(taken.rest, 1))
    found = gather(lines, kind, bare=False)
    header = {"title": found.title, **taken.header}
    return assemble(found.bullets, header, source, (*taken.notes, *found.notes))


def text(data: bytes, source: str) -> Text:
    """A report as it is written in the file; `#` before headings is taken off, masks stay."""
    rows = decode(data, source).split("\n")
    start = _fenced(rows)
    return Text("\n".join(_unmarked(row) for row in rows[start:]))


def _unmarked(row: str) -> str:
    found = _HEADING.fullmatch(row)
    return found[2].rstrip("# \t") if found else row


def _line(raw: str, source: str) -> Line:
    raw = raw.replace(r"\*", "*")
    found = _HEADING.fullmatch(raw)
    if found is None:
        return line(raw, source)
    return line(found[2].rstrip("# \t"), source, level=len(found[1]))


def _front_matter(rows: list[str], source: str) -> headers.Taken:
    """The header, and the rows with it blanked; `年度：2024` rows without fences will do too."""
    end = _fenced(rows)
    if not end:
        if next(filter(str.strip, rows), "").strip() == FENCE:
            raise BadInput(f"{source} 的文件头没有结束", hint="在文件头后面单独写一行“---”")
        return headers.take(rows)
    pairs = []
    for number, row in enumerate(rows[:end], 1):
        if not row.strip(" -") or row.lstrip().startswith("#"):
            continue
        found = headers.pair(row)
        if found is None:
            raise BadInput(f"{source}:{number} 不是“项目: 内容”的写法", hint="如 year: 2024")
        pairs.append(found)
    header, notes = headers.noted_pairs(pairs, source)
    return headers.Taken(header, [""] * end + rows[end:], notes)


def _fenced(rows: list[str]) -> int:
    """How many rows the front matter takes, fences included; 0 when there is none."""
    fences = [number for number, row in enumerate(rows) if row.strip() == FENCE][:2]
    is_first = bool(fences) and not any(row.strip() for row in rows[: fences[0]])
    return fences[1] + 1 if is_first and len(fences) > 1 else 0


MARKDOWN = Reader("Markdown", (".md", ".markdown"), facts, text)
