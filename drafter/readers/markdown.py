"""Markdown: front matter, headings, bullets. tables. No Markdown engine: `*` and `**` are masks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.document import Facts, Role, genre
from drafter.document.genre import Genre
from drafter.errors import BadInput
from drafter.readers import header as headers
from drafter.readers import inlinemarks, placement, struck, table, tableunits
from drafter.readers.bullets import gather
from drafter.readers.encoding import Shift, decode, shifts, soft_ends
from drafter.readers.lines import Line, line
from drafter.readers.reader import Reader, Text
from drafter.readers.sheet import assemble
from drafter.readers.tablerow import TableRow
from drafter.readers.unread import STRUCK, Unread
from drafter.text import shorten

_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+|(?=[\u4e00-\u9fff]))(\S.*)")
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:---[ \t]*[\r\n]|#{1,6}[ \t]|[-*+][ \t])")
# Note apps write %%再核%%, from the head of a line over several; 98%% is a slip, no comment
_COMMENT = re.compile(
    r"<!--.*?-->|"
    r"(?:(?m:^)[ \t]*|(?<![\d%％\n])(?=%%(?:[^%\n]|%(?!%))+%%(?!%)))%%(?!%).+?%%",
    re.DOTALL,
)
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_EMPTY = re.compile(r"^[-—–]+$")
_NOTE = re.compile(r"\s{0,3}(?:[-*+]\s+)?\[(?:\^[^\]]+\]:|[^\]]{1,40}\]:\s*(?:#|<|https?:))")
_MARK = re.compile(r"\[\^[^\]]+\](?!:)|(?<=\s):[a-z_]+:(?=\s|$)")  # of a note; :flags:
_BREAK_TAG = re.compile(r"<br ?/?>")
_TAG = re.compile(r"</?(?:details|summary|div|span|p|b|strong|u|font|center)\b[^>]*>")
_ANY_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>")
_IMAGE = re.compile(r"!\[[^\]]{0,80}\]\([^)]{0,400}\)|!\[\[[^\[\]]{1,200}\]\]")
_LINK = re.compile(
    r"\[(?P<words>[^\[\]]{1,80})\]\([^)\s]{0,12}://(?:[^()]|\([^()]{0,80}\)){0,400}\)"
)
_DEALT = re.compile(
    rf"(?P<before>\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.、)]\s*)?)(?:{struck.MARKED.pattern})"
    r"(?=\s*(?:→|⇒|➔|[-=—]>))"
)
_CODE = "代码和脚注"
_UNTICKED = re.compile(r"\s*[-*+]\s+\[ \]\s+")
_TO_TELL = re.compile(  # of a task that is to be told all the same: 写不写？写吧，写成“…”
    '写吧|写成[“"]|[（(，,](?:要|能|可以?|得)写[）)]'
)
_TICKED = re.compile(r"\s*[-*+]\s+\[[xX]\]\s")
_MEANT = "- 打算："  # what a task below failings is read as
_HINT = re.compile(r"\*[^*]+\*|[*>（(\s]*(?:提示|注|备注|说明|注意|示例)[：:].*")
_SAYS = re.compile(r"[\d“]")  # what a sentence of its own has, an explanation has not
_BOLD_LABEL = re.compile(r"\*\*([\u4e00-\u9fff]{2,8})(?:\*\*\s*[：:｜|]|[：:]\*\*)")
# A mask stands for figures, it has none: **5**, *318*; or the words at the head of a line, **招商**
_BOLD = re.compile(
    r"(?<![*\d])(?P<stars>\*{1,3})(?P<plain>\d[\d,.，万亿%％]*[ ]?[\u4e00-\u9fff]{0,2})"
    r"(?P=stars)(?![*\d])"
)
# A pair of stars, the only ones in a row, stresses the words inside; what begins with a unit or
# the end of a name (个项目, 县, 同志) is what stands behind a mask.
_MASKED = (
    "[个名次倍万亿元户条件家所项人年月日位场处座台亩公里吨米%％%多余十百千第分点期批届度]"
    "|同志|某|[县市区镇乡村街社局院校厂书主科处长路]|公司|集团|企业|单位"
)
_STRESSED_HEAD = re.compile(  # **一照通**改革
    rf"(?P<lead>\s*(?:[-*+]\s+|\d+[.、]\s*)?)\*\*(?!{_MASKED}|第?[一二三四五六七八九十]+[是、])(?P<words>[\u4e00-\u9fff“”]{{2,12}})\*\*"
    rf"(?P<rest>(?!{_MASKED})[\u4e00-\u9fff][^*]*)"
)
_BOLD_HEAD = re.compile(  # of a bullet, or alone in its line
    r"(?P<lead>\s*(?:[-*+]\s+)?)\*\*(?P<words>[\u4e00-\u9fffA-Za-z“”、，]{1,16}|(?:19|20)\d\d年?[\u4e00-\u9fff]{0,8})"
    r"[：:]?\*\*(?P<rest>$|[：:\s（(].*)"
)
_STRESSED = re.compile(
    rf"(?P<before>[^*]*)(?P<star>\*{{1,3}})(?!{_MASKED})(?P<words>[\u4e00-\u9fff“《][^*]*[^*\s])"
    rf"(?P=star)(?P<after>(?:(?<=[，。；：！？、）”]\*)|(?<=[，。；：！？、）”]\*\*)|(?<=[，。；：！？、）”]\*\*\*))"
    rf"(?!{_MASKED})[^*]*|(?:[，。；：！？、）\s][^*]*)?)"
)
_STRESS_MARKS = "****"
_INSIDE = re.compile(  # 家长说**校门口**太堵: the only pair of its row
    rf"(?<=[\u4e00-\u9fff])\*\*(?!{_MASKED})(?P<words>[\u4e00-\u9fff“”]{{2,12}})\*\*(?!{_MASKED})(?=[\u4e00-\u9fff])"
)
# 推行 **一窗通办** 服务: blanks that only set off the marks part no words
_SET_OFF = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?P<before>[ ]?)(?P<mark>\*\*|`)(?!{_MASKED})"
    r"(?P<words>[\u4e00-\u9fff“《][^*`\n]{0,80}[^*`\s])(?P=mark)(?P<behind>[ ]?)"
    r"(?=[\u4e00-\u9fff，。；：、）”\d]|$)"
)
_MARKER = re.compile(r"\s*[-*+]\s+")
_LEAST_LEVEL = 6  # of a heading; a line of bold words is one
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_OPEN = re.compile(r"[，、；,;]$")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BARE_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?度?[：:]?")  # over what is meant for that year
_YEAR = re.compile(r"(?:19|20)\d\d年?")
# 1\.8亿元, A\_B: what programs write before marks that would else be markup; \* is a mask's star
# and \| a bar within a cell, which are read later
_ESCAPED = re.compile(r"(?<!\\)\\(?=[!\"$%&'()+,\-./:;<=>?@\[\]^_`{}~])|(?<=\S)(?<!\\)\\(?=#)")
_BREAK = re.compile(r"\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*")
FEW = 4  # lines without a mark, up to which they are remarks in a sheet of bullets
PROSE = 0.6  # of the lines of a sheet without a mark, from which it is no Markdown
SHOWN = 13
NEAR = 4  # characters beside a break in which words stand
MARGIN = range(30, 44)  # characters at which who wraps lines wraps them
FENCE = "---"


def facts(data: bytes, source: str) -> Facts:
    """The bullets of a Markdown sheet.

    Raises:
        BadInput: no bullets, an unclosed or unreadable front matter.
    """
    content = decode(data, source)
    commented = [content.count("\n", 0, found.start()) + 1 for found in _COMMENT.finditer(content)]
    content = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), content)
    rows, left = _told(inlinemarks.unwrapped(content.split("\n")), source)
    for number in commented:
        left.add("注释", f"{source}:{number}")
    taken = _front_matter(rows, source)
    kind = genre.load(headers.genre_id(taken.header))
    tables = _tables(taken.rest, source)
    lines = list(_lines(taken.rest, tables, source, kind))
    found = gather(lines, kind, bare=_is_prose(lines))
    header = {"title": found.title, **taken.header}
    unread = (note for each in tables for note in table.unread(each, kind))
    notes = (*taken.notes, *found.notes, *unread, *left.notes)
    return assemble(found.bullets, header, source, notes)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether a sheet is text that only ends in .md: most of its lines have no mark of any kind."""
    told = [each for each in lines if not each.is_empty and not each.level]
    plain = [each for each in told if not each.marker and _WORDS.search(each.text)]
    wrapped = [each for each in plain if len(each.text) in MARGIN]
    is_most = len(plain) > max(FEW, PROSE * len(told))
    return is_most and 2 * len(wrapped) < len(plain)


def _told(rows: list[str], source: str) -> tuple[list[str], Unread]:
    """The rows as a page made of them shows them, and what of them is no text of the sheet.

    What is struck out, a task that is not ticked, code and notes below the page are left out and
    named; under a heading of plans all tasks are still to be done, and under one of failings they
    are what is meant against those, unless others are ticked. A heading that is nothing but the
    year after the one the sheet is of is one of plans. Bold figures (**5**次) lose their stars;
    all other stars are masks.
    """
    left = Unread()
    told: list[str] = []
    is_code, open_as = False, ""
    is_ticked = any(map(_TICKED.match, rows))
    top = [row for row in rows[: headers.TOP] if not _BARE_YEAR.fullmatch(row.strip(" #"))]
    years = {int(year) for row in top for year in _YEARS.findall(row)}
    for number, row in enumerate(rows, 1):
        place = f"{source}:{number}"
        is_fence = row.lstrip().startswith(("```", "~~~"))
        kind = _CODE if is_fence or is_code else _kind_left(row, is_open=not open_as)
        if kind:
            words = "" if kind == _CODE else f" {shorten(_UNTICKED.sub('', row).strip(), SHOWN)}"
            left.add(kind, f"{place}{words}")
            told.append("")
        elif _UNTICKED.match(row):
            told.append(_shown(_UNTICKED.sub(open_as or "- ", row), place, left))
        else:
            told.append(_shown(row, place, left))
        if heading := _HEADING.fullmatch(row):
            bare = _BARE_YEAR.fullmatch(heading[2].strip())
            is_coming = bare is not None and int(bare[1]) not in years and int(bare[1]) - 1 in years
            open_as = "- " if is_coming else _task(heading[2], is_ticked=is_ticked)
        is_code = is_code != is_fence
    return told, left


def _kind_left(row: str, *, is_open: bool) -> str:
    """What kind of row is no text of the sheet; "" where it is one.

    Args:
        row: of the sheet.
        is_open: whether a task that is not ticked is left out.
    """
    if _NOTE.match(row):
        return _CODE
    if _UNTICKED.match(row):
        return "没有勾的任务" if is_open and not _TO_TELL.search(row) else ""
    if inlinemarks.BLOCK.search(row):
        return "表格、列表的标记"
    is_bare = not _LINK.sub("", _IMAGE.sub("", row)).strip("-*+ \t")
    return "图片和链接" if is_bare and row.strip("-*+ \t") else ""


def _shown(row: str, place: str, left: Unread) -> str:
    """A row without its marks; what is struck out in it is named."""
    if dealt := _DEALT.match(row):  # ~~开会多~~ → 砍了9个: what was crossed off is told
        row = dealt["before"] + struck.words(dealt) + row[dealt.end() :]
    out = [struck.words(found) for found in struck.MARKED.finditer(row)]
    for each in out:
        left.add(STRUCK, f"{place} {shorten(each, SHOWN)}")
    plain = inlinemarks.plain(_ESCAPED.sub("", _plain(struck.MARKED.sub("", row))))
    is_aside = out and not _WORDS.search(_ASIDE.sub("", plain))  # （推到明年了）
    return "" if is_aside else plain


def _task(heading: str, *, is_ticked: bool) -> str:
    """What a task that is not ticked is read as under a heading; "" where it is left out.

    >>> [_task(each, is_ticked=False) for each in ("打算", "别人说的、自己差的", "履职")]
    ['- ', '- 打算：', '']
    """
    usual = genre.load(headers.genre_id({}))
    role = placement.heading_role(heading, usual)
    if role == Role.MEASURE:
        return "- "
    is_failing = role == Role.SHORTCOMING or placement.names_answers(heading, usual)
    return _MEANT if is_failing and not is_ticked else ""


def _plain(row: str) -> str:
    if not row.lstrip().startswith("|"):  # in a cell a break parts facts
        row = _BREAK_TAG.sub(_joined_again, row)
    row = _TAG.sub("", _MARK.sub("", _IMAGE.sub("", row)))
    row = _LINK.sub(lambda found: found["words"], row)
    if not row.lstrip().startswith("|"):
        row = _SET_OFF.sub(_closed_in, _BOLD_LABEL.sub(r"\1：", row))
    if head := _STRESSED_HEAD.fullmatch(row):
        row = head["lead"] + head["words"] + head["rest"]
    if head := _BOLD_HEAD.fullmatch(row):
        is_heading = not head["lead"].strip() and not _ASIDE.sub("", head["rest"]).strip(" ：:")
        mark = "#" * _LEAST_LEVEL + " " if is_heading else head["lead"]
        row = mark + head["words"] + head["rest"]
    if row.count("*") == len(_STRESS_MARKS):
        row = _INSIDE.sub(lambda found: found["words"], row)
    mark = _MARKER.match(row)
    start = mark.end() if mark else 0
    if found := _STRESSED.fullmatch(row, start):
        row = row[:start] + found["before"] + found["words"] + found["after"]
    return _BOLD.sub(lambda found: found["plain"], row)


def _closed_in(found: re.Match[str]) -> str:
    """The words between marks that blanks set off; marks without a blank may be masks."""
    return found["words"] if found["before"] or found["behind"] else found[0]


def _joined_again(found: re.Match[str]) -> str:
    """What a break within a line is read as: a stop, unless one stands there or nothing does."""
    start, end = found.span()
    before = found.string[max(0, start - NEAR) : start].rstrip()
    behind = found.string[end : end + NEAR].lstrip()
    is_plain = bool(_WORDS.search(before[-1:]) and _WORDS.match(behind))
    return "；" if is_plain else ""


def _lines(
    rows: Sequence[str], every: Sequence[list[TableRow]], source: str, kind: Genre
) -> Iterator[Line]:
    """Every row as a line; the rows of a table as its lines.

    A sentence of its own below a heading that names a place is a fact though it has no mark.
    """
    tables = {table_rows[0].places[0]: table_rows for table_rows in every}
    inside, is_placed, is_begun = 0, False, False
    jotted = frozenset(_jotted(rows))
    for number, raw in enumerate(rows, 1):
        place = f"{source}:{number}"
        if found := tables.get(f"{place}c1"):
            yield from table.lines(found, kind)
            inside = number + len(found)  # the rows and the rule below its head
        if number <= inside:
            continue
        this = _line(raw, place)
        if this.level:
            is_placed, is_begun = (
                this.level > 1 or bool(placement.heading_role(this.text, kind)),
                False,
            )
        elif _BREAK.fullmatch(raw):
            is_placed = False  # what is below a rule is under no heading
        elif (is_placed and number in jotted) or (
            (is_placed or _counts(this.text))
            and not (is_begun or this.marker)
            and _is_said(this.text)
        ):
            this = replace(this, marker="spaced")
        is_begun = is_begun or bool(this.marker)
        yield this


def _jotted(rows: Sequence[str]) -> Iterator[int]:
    """The numbers of lines that are typed one a fact, without marks, not wrapped at a margin.

    They stand alone between their heading and whatever comes next; no line of a wrapped paragraph
    but its last is short. Right above a list or a heading may stand what explains it, so there
    each of them has to tell something.
    """
    block: list[int] = []
    is_more = False  # of a bullet above
    for number, row in enumerate([*rows, ""], 1):
        if row.strip() and not _HEADING.fullmatch(row) and not line(row, "").marker:
            block.append(number)
            continue
        told = [rows[n - 1].strip() for n in block]
        is_told = len(told) > 1 or any(map(_is_said, told))  # one sentence alone may explain
        is_free = not row.strip() or _HEADING.fullmatch(row) or all(map(_is_said, told))
        if is_free and is_told and not is_more and all(map(_is_jotted, told[:-1] or told)):
            yield from block
        block, is_more = [], bool(row.strip()) and not _HEADING.fullmatch(row)


def _is_jotted(text: str) -> bool:
    """Whether a line is a whole, told without a margin, and does not end at a comma."""
    is_whole = (
        len(text) not in MARGIN and not _OPEN.search(text) and not text.startswith((">", "<", "|"))
    )
    return is_whole and bool(_WORDS.search(text)) and not _HINT.fullmatch(text)


def _is_said(text: str) -> bool:
    """Whether a paragraph tells something: in Chinese, with a figure or a quotation."""
    return bool(_SAYS.search(text) and _WORDS.search(text)) and not _HINT.fullmatch(text)


def _counts(text: str) -> bool:
    """Whether a sentence counts something beside years: told, wherever it stands.

    >>> _counts("2024年牵头争取项目资金1100万元。"), _counts("按2024年的要求写。")
    (True, False)
    """
    return text.endswith(("。", "；")) and bool(re.search(r"\d", _YEAR.sub("", text)))


def _tables(rows: list[str], source: str) -> list[list[TableRow]]:
    """The tables of a sheet: rows with bars, of which the second is a rule."""
    found: list[list[TableRow]] = []
    at = 0
    while at + 1 < len(rows):
        if _BAR.search(rows[at]) and _RULE.fullmatch(rows[at + 1]) and _BAR.search(rows[at + 1]):
            end = at + 2
            while end < len(rows) and _BAR.search(rows[end]):
                end += 1
            kept = [at, *range(at + 2, end)]
            width = max(len(_cells(rows[n])) for n in kept)
            told = [_row(rows[n], f"{source}:{n + 1}", width) for n in kept]
            above = next((n for n in range(at - 1, -1, -1) if rows[n].strip()), at)
            units = tableunits.stated(rows[above])
            found.append(tableunits.measured(told, units) if units else told)
            if units and found[-1] != told:
                rows[above] = ""  # it is said with the figures
            at = end
        else:
            at += 1
    return found


def _row(row: str, place: str, width: int) -> TableRow:
    cells = [_BREAK_TAG.sub("\n", each).strip("* \n") for each in _cells(row)]
    cells = [each.replace(r"\*", "*") for each in cells]
    cells = [_EMPTY.sub("", each) for each in cells] + [""] * (width - len(cells))
    return TableRow(tuple(cells), tuple(f"{place}c{n}" for n in range(1, width + 1)))


def _cells(row: str) -> list[str]:
    r"""The cells of a row; \\| is a bar within one.

    >>> _cells(r"| A\|B | 3 |")
    ['A|B', '3']
    """
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith(r"\|") else inner
    return [each.replace(r"\|", "|").strip() for each in _BAR.split(inner)]


def text(data: bytes, source: str) -> Text:
    """A report as it is written in the file; `#` before headings is taken off, masks stay.

    Rows of nothing but markup (tags, rules, pictures) and comments are empty: no page shows them.
    """
    content = decode(data, source)
    rows = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), content).split("\n")
    start = _fenced(rows)
    told = "\n".join(_unmarked(row) for row in rows[start:])
    soft = soft_ends(data, source)
    skipped = start - sum(number <= start for number in soft)
    moved = tuple(_moved(rows, shifts(data, source), start))
    return Text(told, (), (), skipped, tuple(n - start for n in soft if n > start), moved)


def _moved(rows: Sequence[str], shifts: Sequence[Shift], start: int) -> Iterator[Shift]:
    """Where rows below the front matter lose signs: what nobody sees, and `#` before headings."""
    marked = {
        n: found.start(2) for n, row in enumerate(rows, 1) if (found := _HEADING.fullmatch(row))
    }
    yield from (Shift(n - start, 0, size) for n, size in marked.items() if n > start)
    for each in shifts:
        if each.line > start:
            column = max(0, each.column - marked.get(each.line, 0))
            yield Shift(each.line - start, column, each.size)


def _unmarked(row: str) -> str:
    if _BREAK.fullmatch(row) or (row.strip() and not _ANY_TAG.sub("", _IMAGE.sub("", row)).strip()):
        return ""
    found = _HEADING.fullmatch(row)
    told = found[2].rstrip("# \t") if found else row
    return _ESCAPED.sub("", told).replace(r"\*", "*")


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


def sniff(data: bytes) -> bool:
    """Whether bytes without a name open with front matter, a heading or a bullet."""
    return _OPENING.match(data) is not None


MARKDOWN = Reader("Markdown", (".md", ".markdown"), facts, text, sniff)
