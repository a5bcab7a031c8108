"""Lists, tables and records of YAML and JSON as bullets: what each says, and what nothing takes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from drafter.document import Role
from drafter.document.genre import Genre
from drafter.readers import cells, columns, doneness, placement
from drafter.readers.comparison import compared, united
from drafter.readers.lines import unmarked, without_marks
from drafter.readers.sheet import Bullet
from drafter.readers.unread import Unread
from drafter.text import shorten

_PLAIN = frozenset(  # keys that add nothing to what stands behind them
    (
        "数量",
        "数值",
        "数据",
        "次数",
        "金额",
        "结果",
        "完成值",
        "完成情况",
        "成效",
        "规模",
        "数",
        "说明",
        "备注",
        "补充说明",
        "情况说明",
    )
)
_NOTHING = frozenset(("无", "没有", "暂无", "/", "-", "—"))  # what a remark says where it says none
_CODE = re.compile(r"[a-z]+(?:[_ -][a-z]+)*")  # a key in the words of programs: desc, how, a
_RUNNING = re.compile(r"[A-Za-z]{0,4}[-_.]?\d{1,4}")  # of an entry: 3, B-02
_REFERRING = re.compile(  # to an entry of another list: fix: 3, 对应问题: 3
    "(?i:fix(?:es)?|(?:re)?solves?|address(?:es)?|answers?|targets?|refs?|refers?_?to|issue|bug|problem)(?i:_?(?:id|no))?"
    "|(?:对应|针对|解决|回应|整改)的?(?:问题|不足|短板|哪[一]?[条个])?的?(?:编号|序号|号)?"
)
_BARE = 2  # characters of a key that does not say what it counts
_NAME = re.compile(r"[^\d*＊，。；：、,;:]{1,10}")  # of what a key is about: 未批先建
_NO_NUMBER = frozenset(("nan", "infinity", "-infinity"))
_CRITICISM = re.compile(  # keys of what was criticised, and words that say by whom
    "(?i:.*(?:问题|意见|建议|批评|毛病|不足|原话|提的|说的).*|issues?|problems?|complaints?|comments?|said|feedback)"
)
_SAID_BY = re.compile('[说嫌]|指出|反映|反馈|提出|提到|批评|[“”"]{2}')
_QUOTES = re.compile('[“"]([^“”"]*)[”"]')
_PENDING = (Role.SHORTCOMING, Role.MEASURE)  # where what is not done belongs
SHOWN = 13  # characters of a fact in a note


@dataclass(slots=True)
class _Said:
    """What the keys of one record say so far."""

    is_answer: bool  # of last year's criticism, whose keys go without saying
    fields: dict[str, str] = field(default_factory=dict)
    more: list[str] = field(default_factory=list)
    undone: str = ""  # the key that says that it was not done
    answered: list[str] = field(default_factory=list)  # what only says that it was
    is_quoted: bool = False  # it opens with a criticism in bare words

    @property
    def text(self) -> str:
        """Its fact in words, with what stands beside it."""
        own = [self.fields["text"]] if "text" in self.fields else []
        issue, *done = [*own, *self.more] or [""]
        if done and self.is_quoted:  # as a table of criticism is told
            quoted = _QUOTES.sub(r"‘\1’", issue)
            return f"“{quoted}”：{cells.told(done)}"
        return cells.told([issue, *done])

    def take(self, key: str, value: str) -> None:
        """One key with its value."""
        name, flag = columns.field_of(key), value.lower()
        if self.is_answer and not (self.fields or self.more) and _CRITICISM.fullmatch(key):
            self.is_quoted = not _SAID_BY.search(value) and not cells.FIGURE.search(value)
        if name and name not in self.fields:
            self.fields[name] = _unmarked(value)
        elif flag in doneness.YES | doneness.NO and doneness.asks(key):
            self.undone = self.undone or (key if flag in doneness.NO else "")
            self.answered += [f"{key}：{value}"] if flag in doneness.YES else []
        elif doneness.asks(key) and (degree := doneness.degree(key, value)):
            self.more.append(degree)
        elif flag in doneness.YES | doneness.NO:
            self.more.append(key if flag in doneness.YES else f"{key}：否")
        elif flag not in _NO_NUMBER and not (key in _PLAIN and value.strip() in _NOTHING):
            is_first = not self.more and "text" not in self.fields
            is_plain = (
                key in _PLAIN
                or columns.is_of_this_year(key)
                or is_first
                or self.is_answer
                or _CODE.fullmatch(key)
            )
            self.more.append(_unmarked(value) if is_plain else key + _unmarked(value))


@dataclass(slots=True)
class Records:
    """The bullets of a tree of lists and tables, and notes on what became none."""

    source: str
    genre: Genre
    left: Unread = field(default_factory=Unread)
    entries: set[str] = field(default_factory=set)  # numbers of what falls short, where it has any

    def bullets(self, value: Any, group: str, *, is_item: bool = False) -> Iterator[Bullet]:
        """The bullets under a key: texts, records, or groups once more.

        Args:
            value: what stands under the key.
            group: the key.
            is_item: whether the value is one of a list, so that its keys head no group of the
                sheet unless they name a place.
        """
        match value:
            case list() if is_item and _is_counted(value):
                yield Bullet(cells.told([scalar(each) for each in value]), self.source, group)
            case list():
                for each in _without_marks(value):
                    read = self._record if _is_record(each) else self._item
                    yield from read(each, group)
            case dict():
                yield from self._table(value, group, is_item=is_item)
            case _ if isinstance(value, bool) or scalar(value).lower() in _NO_NUMBER:
                self.left.add("不是要点的值", f"“{group}”下面的 {scalar(value)}")
            case _:
                yield Bullet(_unmarked(scalar(value)), self.source, group)

    def _table(self, table: Mapping[Any, Any], group: str, *, is_item: bool) -> Iterator[Bullet]:
        """A table as one record, as a part of the report, or key by key."""
        texts = [each for key, each in table.items() if columns.field_of(str(key)) == "text"]
        has_lists = any(map(is_nested, table.values()))
        if texts and not any(map(is_nested, texts)):
            yield from self._record(table, group)
        elif has_lists and (name := self._named(table)):
            yield from self._part(table, name)
        elif is_item and _is_detailed(table):
            yield from self._record(table, group)
        else:
            for key, each in table.items():
                yield from self._under(str(key), each, group, is_item=is_item)

    def _named(self, table: Mapping[Any, Any]) -> str:
        """The part of the report that a table says its lists belong to: {类别: 履职, 清单: […]}."""
        alone = ((str(key), scalar(each)) for key, each in table.items() if not is_nested(each))
        names = (
            name
            for key, name in alone
            if columns.field_of(key) in {"group", "section"}
            or (
                not placement.names_place(key, self.genre)
                and placement.names_place(name, self.genre)
            )
        )
        return next(names, "")

    def _part(self, table: Mapping[Any, Any], name: str) -> Iterator[Bullet]:
        """What a table says besides the part that it names."""
        for key, each in table.items():
            if is_nested(each):
                yield from self.bullets(each, name)
            elif scalar(each) != name:
                yield from self._told(str(key), each, name)

    def _item(self, value: Any, group: str) -> Iterator[Bullet]:
        yield from self.bullets(value, group, is_item=True)

    def _under(self, key: str, value: Any, group: str, *, is_item: bool) -> Iterator[Bullet]:
        """What stands under one key of a table: its own group, one fact, or facts that need it."""
        is_place = bool(placement.heading_role(key, self.genre))
        if not is_nested(value):
            yield from self._told(key, value, group)
        elif columns.field_of(key) == "text":
            yield from self.bullets(value, group)
        elif not is_place and (_are_names(value) or (is_item and _are_figures(value))):
            yield Bullet(f"{key}：{spoken(value)}", self.source, group)
        elif is_item and not is_place and isinstance(value, list) and _are_texts(value):
            yield from (Bullet(f"{key}：{scalar(each)}", self.source, group) for each in value)
        else:
            is_within = isinstance(value, list) and placement.heading_role(group, self.genre)
            yield from self.bullets(value, group if is_within and not is_place else key)

    def _told(self, key: str, value: Any, group: str) -> Iterator[Bullet]:
        """招商: 3个 is what runs on into its figure; a block under a key is one fact a line."""
        told = scalar(value)
        if "\n" in told.strip():
            rows = without_marks([row for row in told.split("\n") if row.strip()])
            yield from (Bullet(row, self.source, group or key) for row in rows)
        elif is_yes(value):
            yield Bullet(key, self.source, group)
        elif is_no(value) or told.lower() in _NO_NUMBER:
            self.left.add("写着“否”或者不是数的", f"{key}：{told}")
        else:
            is_counted = bool(cells.FIGURE.match(told))
            has_place = placement.names_place(group, self.genre)
            is_bare = is_counted and len(key) <= _BARE and not has_place
            about = group if is_bare else ""  # 消费维权: {受理: 3076件}
            yield Bullet(f"{about}{key}{'' if is_counted else '：'}{told}", self.source, group)

    def _record(self, record: Mapping[Any, Any], group: str) -> Iterator[Bullet]:
        """The fact of a record; where its keys name places (问题, 措施) each value is one of them.

        Under last year's criticism they are halves of one fact: 问题 and 整改. What it says is not
        done is told as no deed.
        """
        is_answer = placement.heading_role(group, self.genre) == Role.FEEDBACK
        told = [(str(k), v) for k, v in record.items() if is_nested(v) or scalar(v).strip()]
        names = [placement.names_place(key, self.genre) for key, _ in told]
        if len(told) > 1 and all(names) and not is_answer:
            for key, value in told:
                yield from self.bullets(value if is_nested(value) else [value], key)
            return
        said = _Said(is_answer=is_answer)
        for key, value in self._measured(told):
            said.take(key, value)
            if value.lower() in _NO_NUMBER:
                self.left.add("不是数的值", f"{key}：{value}")
        for each in said.answered:
            self.left.add("只说做完了的", each)
        fields = said.fields
        place, section = fields.get("group") or group, fields.get("section", "")
        is_pending = placement.heading_role(section or place, self.genre) in _PENDING
        has_text = any(columns.field_of(str(key)) == "text" for key in record)
        if said.undone and not is_pending:
            self.left.add(f"写着“{said.undone}：否”的要点", shorten(said.text, SHOWN))
        elif has_text and "text" not in fields:
            self.left.add("没有内容的记录", shorten(said.text, SHOWN) or "空的一条")
        else:
            is_failing = placement.heading_role(section or place, self.genre) == Role.SHORTCOMING
            at = self._entry(told) if is_failing else self.source
            under = "" if is_failing else self._referred(told)
            yield Bullet(said.text, at, place, section, fields.get("evidence", ""), under)

    def _entry(self, told: list[tuple[str, Any]]) -> str:
        """Where what falls short stands: with its own number, by which others refer to it."""
        number = next((scalar(value).strip() for key, value in told if is_running(key, value)), "")
        self.entries |= {number} - {""}
        return f"{self.source}#{number}" if number else self.source

    def _referred(self, told: list[tuple[str, Any]]) -> str:
        """Where that stands which a record answers: fix: 3; "" where it refers to nothing known."""
        numbers = [scalar(value).strip() for key, value in told if refers(key, value)]
        for number in numbers:
            if number not in self.entries:
                self.left.add("指的是哪一条不清楚的", number)
        found = next((number for number in numbers if number in self.entries), "")
        return f"{self.source}#{found}" if found else ""

    def _measured(self, told: list[tuple[str, Any]]) -> list[tuple[str, str]]:
        """The keys of a record with their values as texts, figures with their units.

        What only counts the entries of a list, or refers to them, is none of what they say.
        """
        told = [row for row in told if not (is_running(*row) or refers(*row))]
        titles = [key for key, _ in told]
        values = [f"：{spoken(v)}" if is_nested(v) else scalar(v) for _, v in told]
        whole = zip(titles, compared(united(values, titles), titles), strict=True)
        return [(key, value) for key, value in whole if value.strip("： ")]


def spoken(value: Any) -> str:
    """What is nested in a record, in words.

    >>> spoken(["北沟村", "南坡村"]), spoken({"东镇": "3万亩", "西镇": "2万亩"})
    ('北沟村、南坡村', '东镇3万亩、西镇2万亩')
    >>> spoken([{"乡镇": "东镇", "数量": "8", "单位": "户"}, {"乡镇": "西镇", "数量": "6"}])
    '东镇8户、西镇6'
    """
    match value:
        case list():
            told = [each for each in map(spoken, value) if each]
            return ("；" if any("，" in each for each in told) else "、").join(told)
        case dict() if _are_figures(value):
            return "、".join(f"{key}{scalar(each)}" for key, each in value.items())
        case dict():
            titles = [str(key) for key in value]
            whole = united([spoken(each) for each in value.values()], titles)
            pairs = [(key, each) for key, each in zip(titles, whole, strict=True) if each]
            told = [
                each if n == 0 or key in _PLAIN else key + each
                for n, (key, each) in enumerate(pairs)
            ]
            return cells.told(told or [""])
        case _:
            return "" if scalar(value).lower() in _NO_NUMBER else scalar(value)


def scalar(value: Any) -> str:
    """A value as text: nothing for none.

    >>> scalar(None), scalar("3.10"), scalar(False)
    ('', '3.10', '否')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def is_nested(value: Any) -> bool:
    """Whether a value is a list or a table."""
    return isinstance(value, list | dict)


def is_running(key: str, value: Any) -> bool:
    """Whether a key only counts the entries of a list: id: 1, 编号: B-02.

    >>> is_running("id", "1"), is_running("编号", "陕医准字"), is_running("数量", "3")
    (True, False, False)
    """
    is_count = key.strip().lower() in columns.IGNORED and not is_nested(value)
    return is_count and _RUNNING.fullmatch(scalar(value).strip()) is not None


def refers(key: str, value: Any) -> bool:
    """Whether a key only says which entry of another list a record answers.

    >>> refers("fix", "1"), refers("对应问题", "2"), refers("解决", "3户")
    (True, True, False)
    """
    is_named = _REFERRING.fullmatch(key.strip()) is not None and not is_nested(value)
    return is_named and _RUNNING.fullmatch(scalar(value).strip()) is not None


def is_yes(value: Any) -> bool:
    """Whether a value affirms its key."""
    return scalar(value).strip().lower() in doneness.YES


def is_no(value: Any) -> bool:
    """Whether a value denies its key."""
    return scalar(value).strip().lower() in doneness.NO


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and len(value) > 1 and not any(map(is_nested, value.values()))


def _is_detailed(table: Mapping[Any, Any]) -> bool:
    """Whether a table names something and has lists on it: {项目: 招商, 明细: […]}."""
    first = next(iter(table.values()), None)
    return len(table) > 1 and first is not None and not is_nested(first)


def _are_texts(value: Any) -> bool:
    return bool(value) and not any(is_nested(each) or isinstance(each, bool) for each in value)


def _are_names(value: Any) -> bool:
    """Whether a list holds nothing but names, which say nothing without their key."""
    return (
        isinstance(value, list)
        and _are_texts(value)
        and all(_NAME.fullmatch(scalar(each)) for each in value)
    )


def _are_figures(value: Any) -> bool:
    """Whether a table holds nothing but figures by their names: 东镇: 3万亩."""
    return (
        isinstance(value, dict)
        and _are_texts(value.values())
        and all(cells.FIGURE.match(scalar(each)) for each in value.values())
    )


def _is_counted(value: list[Any]) -> bool:
    """Whether a list is a name and its figure: 跨省通办, 58项."""
    if len(value) != 2 or not _are_texts(value):  # noqa: PLR2004
        return False
    name, figure = map(scalar, value)
    return not cells.FIGURE.search(name) and cells.FIGURE.match(figure) is not None


def _unmarked(text: str) -> str:
    """A text without line ends and without the marker somebody typed in front of it."""
    return unmarked(_joined(text))


def _without_marks(values: list[Any]) -> list[Any]:
    """The values of a list, without the markers that run through all of it."""
    if not all(isinstance(each, str) for each in values):
        return values
    return without_marks([_joined(each) for each in values])


def _joined(text: str) -> str:
    return "".join(map(str.strip, text.split("\n")))
