"""The rows of a table, of Word or Excel, as lines."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.document import Role
from drafter.document.genre import Genre
from drafter.readers import columns, criticism, doneness, placement, tableunits
from drafter.readers import header as headers
from drafter.readers.cells import FIGURE, flat, parted, tells_figure, titled, told
from drafter.readers.comparison import compared, labelled, united, unmeasured
from drafter.readers.lines import CELL, HEADS, Line, is_title, line
from drafter.readers.tableforms import hints, paired, parted_by_labels, unhinted
from drafter.readers.tablerow import COUNTED, NOTHING, TableRow
from drafter.readers.tabletitles import FIGURE_TITLES, headed, titles_of
from drafter.readers.turned import upright

REMARK_LENGTH = 8  # characters of a remark that tells what its row only names
LEAST_FORM = 2  # cells that a row of a form has more than
LABEL_LENGTH = 16  # characters of a label of a form that its cell breaks into lines
GROUP_LEVEL = 9  # below every heading of the document around the table
HEADING_LENGTH = 24  # of a row that is one merged cell
_SENTENCE = re.compile(r"[，。；！？,;!?]")
_REMARK = re.compile(r"\s*[（(][^（）()]*[）)]$")
_PERIODS = ("季度", "月", "月份")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}")
_NAMED_ONLY = re.compile(rf"{_LABEL.pattern}|[\u4e00-\u9fff]{{2,14}}(?:情况|事项)")
_YEAR = re.compile(r"^(?:19|20)\d\d年?(?=[\u4e00-\u9fff])")  # 2025打算 counts nothing
_ANSWER = re.compile(
    "(?:今年|本年度?)?(?:怎么|咋|如何)?(?:整改|改进|回应|落实|改|办|弄|做|搞)(?:情况|措施|结果|成效|的|了(?:什么|啥))*"
)


@dataclass(frozen=True, slots=True)
class TableHeader:
    """The header fields in a table's first rows, and the rows without them."""

    pairs: tuple[tuple[str, str], ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()


def head(rows: Sequence[TableRow]) -> TableHeader:
    """Take rows like `年度 | 2024` or `年度 | 2024 | 单位 | 县教育局` off the top of a table.

    They may stand below its titles too: 事项 | 数量, then 姓名 | 周明.
    """
    rows = paired(rows)
    pairs: list[tuple[str, str]] = []
    kept: list[TableRow] = []
    for number, row in enumerate(rows):
        if number >= headers.TOP or columns.header_of(row.cells):
            below = list(itertools.takewhile(_is_field, rows[number + 1 :]))
            pairs.extend(pair for each in below for pair in _fields(each))
            kept.extend([row, *rows[number + 1 + len(below) :]])
            break
        found = _fields(row) or (_form(row) if pairs and not kept else [])
        pairs.extend(found)
        if not found:
            kept.append(row)
    known = tuple((key, value) for key, value in pairs if headers.known(key))
    others = (key for key, _ in pairs if not headers.known(key))
    return TableHeader(known, tuple(kept), tuple(f"文件头里的“{key}”没有用上" for key in others))


def _is_field(row: TableRow) -> bool:
    """Whether a row is one header field of ours, whatever the titles above it."""
    found = _fields(row)
    return len(found) == 1 and headers.known(found[0][0]) is not None


def _form(row: TableRow) -> list[tuple[str, str]]:
    """The labels and values of a row between header fields: 任职时间 | 2020.07."""
    cells = [flat(cell).rstrip("：: ") for cell in row.cells if cell.strip()]
    labels, values = cells[::2], cells[1::2]
    is_form = len(cells) > LEAST_FORM and len(labels) == len(values)
    is_form = is_form and all(_LABEL.fullmatch("".join(each.split())) for each in labels)
    return list(zip(labels, values, strict=True)) if is_form else []


def _fields(row: TableRow) -> list[tuple[str, str]]:
    """The header fields of a row that holds nothing else; none where one key is no key of ours."""
    cells = [flat(cell) for cell in row.cells if cell.strip()]
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(cells):
        key = cells[at].rstrip("：: ")
        own = headers.pairs(cells[at])
        if tableunits.stated("：".join(cells[at : at + 2])):  # 单位 | 万元
            return []
        if own and all(value and headers.known(name) for name, value in own):
            found.extend(own)
        elif headers.known(key) and at + 1 < len(cells) and headers.known(cells[at + 1]):
            pass  # its value was left blank
        elif at + 1 < len(cells) and (headers.known(key) or _LABEL.fullmatch(key)):
            found.append((key, cells[at + 1]))
            at += 1
        elif not headers.known(key):
            return []
        at += 1
    is_header = any(headers.known(key) for key, _ in found)
    first = headers.known(found[0][0]) if found else None
    is_titles = any(columns.field_of(value) or value in FIGURE_TITLES for _, value in found)
    return found if is_header and first and not is_titles else []


def lines(rows: Sequence[TableRow], genre: Genre) -> Iterator[Line]:
    """One line a row, or one a line of its cell where a cell holds several facts.

    With a header row that names the facts' column (`columns.NAMES`), the columns it names are
    read and a row with a single cell elsewhere is a group. Without, the cells are joined; a first
    row of titles over figures gives each bare figure its title; a first cell that names a place
    of the genre is the group of its row and of those below, and so is a row of one merged cell.
    A table with column heads of its own does not go on with the label of a form above it.
    """
    whole = _unbroken(rows, genre)
    parts = _apart(tableunits.applied(upright(paired(unhinted(whole)))), genre)
    if rows and _has_heads(parts[0], genre):
        yield line("", rows[0].places[0], level=GROUP_LEVEL, marker=HEADS)
    for part in parts:
        yield from _part(part, genre)


def _unbroken(rows: Sequence[TableRow], genre: Genre) -> list[TableRow]:
    """The rows, labels of a form in front of them on one line: 廉洁自律和 over 行风情况.

    In a form most of whose labels name parts, every label is so broken for want of room.
    """
    labels = [_label(row) for row in rows]
    named = [bool(label) and bool(placement.heading_role(label, genre)) for label in labels]
    is_form = sum(named) >= LEAST_FORM + 1 and 2 * sum(named) > len(rows)
    return [
        replace(row, cells=(label, *row.cells[1:]))
        if label and "\n" in row.cells[0] and (is_form or is_named)
        else row
        for row, label, is_named in zip(rows, labels, named, strict=True)
    ]


def _label(row: TableRow) -> str:
    """What stands in front of a row on one line, where it is short and counts nothing; or ""."""
    label = "".join(each.strip() for each in row.cells[0].split("\n")) if row.cells else ""
    is_short = len(label) <= LABEL_LENGTH and not _SENTENCE.search(label)
    return label if is_short and not COUNTED.search(label) and len(row.filled) > 1 else ""


def _has_heads(rows: Sequence[TableRow], genre: Genre) -> bool:
    """Whether a table names its columns itself."""
    rows, named = headed(rows, genre)
    is_answers = bool(rows) and (_is_answers(rows[0], genre) or criticism.is_header(rows[0]))
    return bool(named or is_answers or _places(rows, genre) or titles_of(rows, genre))


def _apart(rows: Sequence[TableRow], genre: Genre) -> list[list[TableRow]]:
    """The tables that stand below one another as one: each begins where columns are places."""
    parts: list[list[TableRow]] = [[]]
    for row in rows:
        is_own = _is_places(row, genre) or _is_answers(row, genre) or criticism.is_header(row)
        if parts[-1] and not row.is_wide and is_own:
            parts.append([])
        parts[-1].append(row)
    return parts


def _part(rows: Sequence[TableRow], genre: Genre) -> Iterator[Line]:
    """The lines of one table."""
    rows, named = headed(rows, genre)
    if named is None and rows and _is_answers(rows[0], genre):
        yield from _answers(rows)
        return
    if named is None and rows and criticism.is_header(rows[0]):
        yield from criticism.lines(rows)
        return
    if named is None and (placed := _places(rows, genre)):
        yield from _columns(rows, placed, genre)
        return
    titles = named.cells if named else titles_of(rows, genre)
    rows = [row if row.cells == titles else _figured(row, titles) for row in rows]
    rows = _carried(rows, named) if named else rows
    has_places = not named and _has_places([r for r in rows if r.cells != titles], genre)
    for whole in parted_by_labels(rows):
        undone = "" if whole.is_wide else doneness.undone(titles, whole.cells)
        row = replace(whole, cells=doneness.told(titles, columns.undated(titles, whole.cells)))
        if whole.cells == titles or row.says_nothing:
            continue
        if row.is_wide:
            yield from _wide(row)
        elif named:
            told_here = _spread(row, titles, genre) or _record(row, titles)
            yield from (replace(each, undone=undone) for each in told_here)
        else:
            told_here = _joined(row, titles, has_places=has_places)
            is_alone = len(row.filled) < len(whole.filled)  # a fact, however short it is now
            yield from (
                replace(each, undone=undone, marker=CELL if is_alone else each.marker)
                for each in told_here
            )


def _places(rows: Sequence[TableRow], genre: Genre) -> TableRow | None:
    """The first row if its cells name places, and not all the same: 问题 | 原因 | 打算."""
    rows = [row for row in rows if not row.is_wide]
    return rows[0] if len(rows) > 1 and _is_places(rows[0], genre) else None


def _is_places(row: TableRow, genre: Genre) -> bool:
    told = [cell for cell, _ in row.filled if not _is_beside(cell)]
    names = [_column_name(cell, genre) for cell in told]
    roles = {placement.heading_role(name, genre) for name in names}
    is_named = all(placement.names_place(name, genre) for name in names)
    return is_named and len(roles) > 1 and "" not in roles


def _is_beside(title: str) -> bool:
    """Whether a column beside those of places is none: who answers, or a remark on the others."""
    return columns.is_beside(flat(title)) or columns.is_remark(flat(title))


def _column_name(cell: str, genre: Genre) -> str:
    """The title of a column without a remark behind it that names no place: 缺点（别笑）."""
    told = flat(cell)
    bare = _REMARK.sub("", told)
    return bare if bare and not placement.names_place(told, genre) else told


def _is_answers(row: TableRow, genre: Genre) -> bool:
    """Whether a row heads last year's criticism, its answers, what came of it.

    去年反馈 | 今年怎么改的, or with a third: 结果; beside a running number and who answers.
    """
    cells = [flat(row.cells[n]) for n in _answered(row)]
    return (
        len(cells) > 1
        and all(map(_tells_results, cells[2:]))
        and placement.heading_role(cells[0], genre) == Role.FEEDBACK
        and len(cells[0]) <= HEADING_LENGTH
        and _ANSWER.fullmatch(cells[1]) is not None
    )


def _answered(titles: TableRow) -> list[int]:
    """The columns under these titles that tell something of a criticism."""
    return [
        n
        for n, title in enumerate(titles.cells)
        if title.strip() and not columns.is_beside(flat(title))
    ]


def _answers(rows: Sequence[TableRow]) -> Iterator[Line]:
    """Each criticism with what was done about it."""
    titles = rows[0].cells
    told_in = _answered(rows[0])
    yield line(flat(titles[told_in[0]]), rows[0].places[told_in[0]], level=GROUP_LEVEL)
    for row in rows[1:]:
        whole = [n for n in told_in if n < len(row.cells) and row.cells[n].strip(NOTHING)]
        cells = [doneness.degree(titles[n], row.cells[n]) or flat(row.cells[n]) for n in whole]
        cells = [each for each in cells if each.lower() not in doneness.YES]
        if whole and cells:
            said, *rest = cells
            issue = said.strip('“”"')
            text = f"“{issue}”：{told(rest)}" if rest else said
            yield replace(line(text, row.places[whole[0]]), marker=CELL, indent=0)


def _columns(rows: Sequence[TableRow], titles: TableRow, genre: Genre) -> Iterator[Line]:
    """The facts of a table whose columns are places, one column after the other.

    What stands in a column without a title goes on with the one before it: 谈心只有 | 6人次.
    A row that is one wide cell says what the table is about, or adds a fact of its own.
    """
    for number, title in enumerate(titles.cells):
        if _is_beside(title) or not title.strip():
            continue
        yield line(_column_name(title, genre), titles.places[number], level=GROUP_LEVEL)
        for row in rows:
            if row is titles or row.is_wide or number >= len(row.cells) or number in row.repeated:
                continue
            for at, fact in enumerate(_gone_on(row.cells, number, titles.cells), 1):
                place = row.places[number] if at == 1 else f"{row.places[number]}#{at}"
                yield replace(line(fact, place), marker=CELL, indent=0)
    for row in rows:
        if row.is_wide:
            yield from _wide(row)


def _gone_on(cells: Sequence[str], number: int, titles: Sequence[str]) -> list[str]:
    """The facts of a cell, with what stands beside it in columns without a title."""
    facts = parted(cells[number])
    untitled = itertools.takewhile(
        lambda at: _goes_with(titles[at : at + 1]) and cells[at].strip(),
        range(number + 1, len(cells)),
    )
    beside = [flat(cells[at]) for at in untitled]
    return [told([*facts, *beside])] if len(facts) == 1 else [*facts, *beside]


def _goes_with(title: Sequence[str]) -> bool:
    """Whether what stands in a column is said of the one before: without a title, or a remark."""
    return not title or not title[0].strip() or columns.is_remark(flat(title[0]))


def _carried(rows: Sequence[TableRow], named: TableRow) -> list[TableRow]:
    """The rows with the group of the one above where theirs is left empty, as people type."""
    at = next((n for n, cell in enumerate(named.cells) if columns.field_of(cell) == "group"), None)
    if at is None:
        return list(rows)
    last, typed, found = "", 0, []
    for row in rows:
        is_open = row is not named and not row.is_wide and not row.is_total and at < len(row.cells)
        own = row.cells[at] if is_open else ""
        if own.strip() and at not in row.repeated:
            typed = typed + 1 if own == last else 1
            last = own
        if is_open and not own.strip() and typed == 1:  # typed again and again: left open
            found.append(replace(row, cells=(*row.cells[:at], last, *row.cells[at + 1 :])))
        else:
            found.append(row)
    return found


def _figured(row: TableRow, titles: Sequence[str]) -> TableRow:
    """A row whose figures have their units, and their years where it compares several."""
    return replace(row, cells=labelled(compared(united(row.cells, titles), titles), titles))


def spoken(rows: Sequence[TableRow], genre: Genre | None = None) -> list[str]:
    """The rows of a table inside a cell, each as a person would read it out."""
    titles = titles_of(rows, genre)
    return [
        told(_of_period(row, titles).titled(titles))
        for row in rows
        if row.filled and row.cells != titles and not row.is_repeated
    ]


def _of_period(row: TableRow, titles: Sequence[str]) -> TableRow:
    """A row of one quarter or month, whose number is none of a list: 一季度."""
    is_period = bool(titles) and titles[0].strip() in _PERIODS and bool(row.cells[0].strip())
    if not is_period or row.cells[0].strip().endswith(titles[0].strip()):
        return row
    return replace(row, cells=(row.cells[0].strip() + titles[0].strip(), *row.cells[1:]))


def unread(rows: Sequence[TableRow], genre: Genre) -> tuple[str, ...]:
    """Notes on the columns of words and on the rows that `lines` leaves out."""
    asked = hints(rows)
    rows = upright(paired(unhinted(rows)))
    units = (*tableunits.left(rows), *asked)
    rows, named = headed(tableunits.applied(rows), genre)
    if named is None:
        titles = [cell for cell in titles_of(rows, genre) if cell]
        place = next((row.filled[0][1] for row in rows if titles and not row.is_wide), "")
        told = [f"{place} 当作表头，没有作要点：{'、'.join(titles)}"] if titles else []
        told += [
            f"没有读这几列：{'、'.join(beside)}"
            for part in _apart(rows, genre)
            if (placed := _places(part, genre))
            and (beside := [cell for cell, _ in placed.filled if _is_told(cell, placed, part)])
        ]
        told += _unasked(rows, titles_of(rows, genre))
        return (*units, *told, *_unmeasured(rows, titles_of(rows, genre)), *_totals(rows))
    left = [
        title
        for n, title in enumerate(named.cells)
        if not columns.field_of(title)
        and title.lower() not in columns.IGNORED
        and not _tells_results(title)
        and any(_is_left(title, cell) for cell in _column(rows, n, named))
    ]
    texts = [n for n, title in enumerate(named.cells) if columns.field_of(title) == "text"]
    empty = [
        row.filled[0][1]
        for row in rows
        if not row.is_wide
        and not row.is_repeated
        and not row.is_total
        and len({cell for cell, _ in row.filled}) > 1
        and not any(row.cells[n].strip() for n in texts if n < len(row.cells))
        and not (row.filled and _spread(row, named.cells, genre))
    ]
    notes = [f"没有读这几列：{'、'.join(left)}"] if left else []
    notes += _unasked(rows, named.cells)
    notes += [f"{place} 这一行没有要点，没有读" for place in empty]
    return (*units, *notes, *_unmeasured(rows, named.cells), *_totals(rows))


def _unasked(rows: Sequence[TableRow], titles: Sequence[str]) -> list[str]:
    """A note on the columns that say no more than yes or no, of no deed."""
    found = (title for row in rows for title in doneness.unasked(titles, row.cells))
    asked = "、".join(dict.fromkeys(found))
    return [f"只答是或否的列没有读：{asked}"] if asked else []


def _is_told(title: str, placed: TableRow, rows: Sequence[TableRow]) -> bool:
    """Whether a column beside those of places says something that is not read."""
    number = placed.cells.index(title)
    below = [row.cells[number] for row in rows if row is not placed and number < len(row.cells)]
    is_beside = columns.is_beside(flat(title)) and flat(title).lower() not in columns.IGNORED
    return is_beside and any(cell.strip(NOTHING) for cell in below)


def _unmeasured(rows: Sequence[TableRow], titles: Sequence[str]) -> list[str]:
    """The units that no figure could take, named."""
    found = [
        (row.places[n], flat(row.cells[n]), flat(row.cells[n - 1]))
        for row in rows
        if row.cells != titles and not row.is_wide
        for n in unmeasured(row.cells, titles)
    ]
    return [f"{place} 的单位“{unit}”没有接到“{cell}”后面" for place, unit, cell in found]


def _is_left(title: str, cell: str) -> bool:
    """Whether a cell of a column without a field of ours is not read: figures go with the fact."""
    if columns.is_units(title):
        return False
    is_key = columns.is_ledger_key(title) or columns.is_ledger_day(title, cell)
    is_read = not (columns.is_aside(title) or is_key) and tells_figure(cell)
    return bool(cell.strip(NOTHING)) and not is_read


def _totals(rows: Sequence[TableRow]) -> list[str]:
    """The rows that sum up others, named."""
    found = [row.filled[0] for row in rows if row.is_total and row.filled]
    shown = "、".join(f"{place} {flat(cell)}" for cell, place in found)
    return [f"合计的行没有作要点：{shown}"] if found else []


def _column(rows: Sequence[TableRow], number: int, named: TableRow) -> Iterator[str]:
    below = (row for row in rows if row is not named and not row.is_wide)
    return (row.cells[number] for row in below if number < len(row.cells))


def _wide(row: TableRow) -> Iterator[Line]:
    """A row of one merged cell: the name of those below, or facts."""
    text, place = row.filled[0]
    facts = parted(text)
    bare = line(facts[0], place).text
    is_name = len(bare) <= HEADING_LENGTH and not _SENTENCE.search(bare)
    if len(facts) == 1 and is_name and (is_title(line(bare, place)) or not COUNTED.search(bare)):
        yield line(facts[0], place, level=GROUP_LEVEL)
    else:
        yield from _numbered(facts, place)


def _numbered(facts: Sequence[str], place: str) -> Iterator[Line]:
    """Lines of one cell, as lines of a document: their numbers and headings count."""
    for number, fact in enumerate(facts, 1):
        yield line(fact, place if number == 1 else f"{place}#{number}")


def _spread(row: TableRow, titles: Sequence[str], genre: Genre) -> list[Line]:
    """The fact of a row that spans the columns and says itself where it belongs: 不足 | 下村少."""
    texts = [n for n, title in enumerate(titles) if columns.field_of(title) == "text"]
    has_text = any(row.cells[n].strip() for n in texts if n < len(row.cells))
    (first, _), *rest = row.filled
    if has_text or not rest or not placement.names_place(flat(first), genre):
        return []
    told_here = line(told([flat(cell) for cell, _ in rest]), rest[0][1])
    return [replace(told_here, marker=CELL, indent=0, group=flat(first))]


def _record(row: TableRow, titles: tuple[str, ...]) -> Iterator[Line]:
    """A row under a header row; figures in columns of other names go with the fact's text."""
    fields: dict[str, list[str]] = {}
    figures: list[list[str]] = []
    source = row.places[0]
    for number, (title, cell) in enumerate(zip(titles, row.cells, strict=False)):
        name = columns.field_of(title)
        if name and cell.strip():
            source = row.places[number] if name == "text" and "text" not in fields else source
            fields.setdefault(name, []).append(cell)
        elif _is_unread(title, is_before="text" not in fields):
            continue
        elif tells_figure(cell) or (cell.strip(NOTHING) and _tells_results(title)):
            own = fields.get("text", [""])[0]
            figures.append([titled(title, each, line(own, "").text) for each in parted(cell)])
    texts = fields.get("text", [])
    figures = figures or _remarked(row, titles, texts)
    if not texts:
        if len({cell for cell, _ in row.filled}) == 1:
            yield line(flat(row.filled[0][0]), row.filled[0][1], level=GROUP_LEVEL)
        return
    kept = {name: "；".join(map(flat, cells)) for name, cells in fields.items()}
    for number, fact in enumerate(_facts(texts, figures), 1):
        yield replace(
            line(fact, source if number == 1 else f"{source}#{number}"),
            marker=CELL,
            indent=0,
            group=kept.get("group", ""),
            section=kept.get("section", ""),
            evidence=kept.get("evidence", ""),
        )


def _remarked(row: TableRow, titles: tuple[str, ...], texts: Sequence[str]) -> list[list[str]]:
    """The remarks that tell what a row only names, with no figure: 本人 | 亲属没有在站内经商."""
    if len(texts) != 1 or not _NAMED_ONLY.fullmatch(flat(texts[0])):
        return []
    return [
        [flat(cell)]
        for title, cell in zip(titles, row.cells, strict=False)
        if not columns.field_of(title)
        and not _is_unread(title, is_before=False)
        and len(flat(cell)) >= REMARK_LENGTH
    ]


def _tells_results(title: str) -> bool:
    return columns.tells_results(title) or doneness.asks(title) or columns.is_figures(title)


def _is_unread(title: str, *, is_before: bool) -> bool:
    """Whether nothing of a column goes with the facts, which it may stand before."""
    is_aside = columns.is_aside(title) or title.lower() in columns.IGNORED
    return is_aside or (is_before and columns.is_ledger_key(title))


def _facts(texts: Sequence[str], figures: Sequence[Sequence[str]]) -> list[str]:
    """The facts of a row: its text is parted where every figure beside it can be parted alike."""
    facts = parted(texts[-1])
    before = [flat(each) for each in texts[:-1]]
    if len(facts) > 1 and any(len(each) not in {1, len(facts)} for each in figures):
        facts = [flat(texts[-1])]
    if len(facts) > 1 and any(len(each) == 1 for each in figures):
        facts = [flat(texts[-1])]
    if len(facts) == 1:
        return [told([*before, line(facts[0], "").text, *("；".join(each) for each in figures)])]
    return [
        told([*before, line(fact, "").text, *(each[at] for each in figures)])
        for at, fact in enumerate(facts)
    ]


def _has_places(rows: Sequence[TableRow], genre: Genre) -> bool:
    """Whether the first cells of the rows say where the rows belong: at least half of them do.

    Among the names of things (审核处方, 急救药品) one that could be a place is none; in a form that
    asks for failings and plans, labels say it in more words (存在的主要问题和不足).
    """
    firsts = [flat(row.filled[0][0]) for row in rows if len(row.filled) > 1]
    places = [first for first in firsts if placement.names_place(first, genre)]
    roles = {placement.heading_role(first, genre) for first in firsts if len(first) <= LABEL_LENGTH}
    is_form = {Role.SHORTCOMING, Role.MEASURE} <= roles and 2 * len(roles) > len(firsts)
    return is_form or (bool(places) and 2 * len(places) >= len(firsts))


def _joined(row: TableRow, titles: tuple[str, ...], *, has_places: bool) -> Iterator[Line]:
    filled = row.filled
    if len(filled) == 1:
        yield from _numbered(parted(filled[0][0]), filled[0][1])
        return
    first = flat(filled[0][0])
    is_short = len(first) <= HEADING_LENGTH
    is_group = has_places and is_short and not COUNTED.search(_YEAR.sub("", first))
    if is_group:
        if not (row.repeated and row.places.index(filled[0][1]) in row.repeated):
            yield line(first, filled[0][1], level=GROUP_LEVEL)
        filled = filled[1:]
    if len(filled) == 1:
        facts = parted(filled[0][0])
        if len(facts) > 1:
            yield from _numbered(facts, filled[0][1])
            return
    yield from _several(row, filled, titles)


def _several(
    row: TableRow, filled: Sequence[tuple[str, str]], titles: tuple[str, ...]
) -> Iterator[Line]:
    """The cells of a row as one fact, or as several where one of them holds several."""
    named = dict(zip(row.places, titles, strict=False))
    label = flat(filled[0][0])
    cells = [
        [titled(named.get(place, ""), each, label) for each in parted(cell)]
        for cell, place in filled
    ]
    sizes = {len(each) for each in cells if len(each) > 1}
    is_clear = len(sizes) == 1 and not any(
        len(each) == 1 and FIGURE.search(each[0]) for each in cells
    )
    count = sizes.pop() if is_clear else 1
    for at in range(count):
        whole = [
            "；".join(each) if not is_clear else each[min(at, len(each) - 1)] for each in cells
        ]
        whole = [line(whole[0], "").text, *whole[1:]]
        place = filled[0][1]
        yield line(told(whole), place if at == 0 else f"{place}#{at + 1}", marker=CELL)
