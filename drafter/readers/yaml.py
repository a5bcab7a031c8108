"""YAML and JSON: a list of facts, or a header with `facts`, or groups with their lists."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from drafter.document import Facts, Role, genre
from drafter.document.genre import Genre
from drafter.errors import BadInput, Unreadable
from drafter.readers import cells, columns, placement, text
from drafter.readers import header as headers
from drafter.readers.encoding import decode
from drafter.readers.lines import line
from drafter.readers.reader import Reader
from drafter.readers.sheet import Bullet, assemble, noted
from drafter.text import shorten

FIELDS = 3  # of ours that make a group the header, whatever else it says
GROUPS = 2  # headings over dashes that make a sheet of what is no YAML
_LISTED = re.compile(r"(?m)^[ \t]*[^\s\-#{\[\"'].{0,20}[:：][ \t]*\n[ \t]*-")
MAX_CHARACTERS = 2_000_000  # yaml reads 0.1 MB a second; a sheet of 400 facts has 0.02 MB
_PLAIN = frozenset(  # keys that add nothing to what stands behind them
    ("数量", "数值", "数据", "次数", "金额", "结果", "完成值", "完成情况", "成效", "规模", "数")
)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]\s*[\"\[\]{}]")
_COMMENT = re.compile(r"(?:^|\s)#\s*(\S.*)")
SHOWN = 13  # characters of a comment shown in a note
SNIFFED = 64  # bytes by which JSON is told from YAML
_BARE = 2  # characters of a key that does not say what it counts
LISTS = ("facts", "要点", "事实", "items")
_MASK = re.compile(
    r"^([ \t]*(?:-[ \t]+)*(?:[^\s'\"#:][^:\n]*:[ \t]+)?)([*%@`&!][^\n]*?)[ \t]*$", re.MULTILINE
)


def facts(data: bytes, source: str) -> Facts:
    """The facts of a YAML or JSON sheet; every value is taken as it is written.

    Raises:
        Unreadable: neither YAML nor JSON, or nested beyond reason.
        BadInput: no facts where they should be.
        UnknownName: a key of the header that means nothing here.
    """
    content = decode(data, source)
    try:
        tree = _tree(content, source)
    except Unreadable as error:
        if len(_LISTED.findall(content)) < GROUPS:
            raise
        found = text.facts(data, source)  # a sheet written by hand: headings and dashes hold
        return noted(found, f"{error.args[0]}，当作普通文本读入，请核对")
    if isinstance(tree, list):
        tree = {LISTS[0]: tree}
    if not isinstance(tree, dict):
        raise BadInput(f"{source} 里没有要点列表", hint="写成 facts: 下面每行一条“- 要点”")
    tree = {key: _rows(str(key), value) for key, value in tree.items()}
    header = {str(key): _scalar(value) for key, value in tree.items() if not _is_nested(value)}
    groups = {str(key): value for key, value in tree.items() if _is_nested(value)}
    own = [key for key, value in groups.items() if _is_header(value)]  # 述职人: with 姓名 and 职务
    pairs = [(str(k), _scalar(v)) for key in own for k, v in groups.pop(key).items()]
    left = tuple(headers.unused(key, value) for key, value in pairs if not headers.known(key))
    left += tuple(f"“{key}”下面写的是谁述职，当作文件头" for key in own if not headers.known(key))
    left += _comments(content, source)
    pairs = [(key, value) for key, value in pairs if headers.known(key)]
    known, notes = headers.noted_pairs([*header.items(), *pairs], source)
    kind = genre.load(headers.genre_id(known))
    bullets = list(
        chain.from_iterable(
            _bullets(value, _group(key), source, kind) for key, value in groups.items()
        )
    )
    named = "".join(each.group + each.text for each in bullets)
    if passed := [key for key in _inner(groups.values()) if key not in named]:
        left = (*left, f"这几个小标题下的要点算在上一级里：{'、'.join(passed)}")
    numbered = (replace(each, source=f"{source}#{n}") for n, each in enumerate(bullets, 1))
    return assemble(numbered, known, source, (*notes, *left))


def _inner(values: Iterable[Any]) -> Iterator[str]:
    """The keys of groups within groups."""
    for value in values:
        if isinstance(value, dict):
            yield from (str(key) for key, each in value.items() if _is_nested(each))
            yield from _inner(value.values())


def _comments(content: str, source: str) -> tuple[str, ...]:
    """A note on the comments of a YAML file: what stands there is not read."""
    if _JSON.match(content.encode()[:SNIFFED]):
        return ()
    rows = enumerate(content.split("\n"), 1)
    told = [(number, found[1]) for number, row in rows if (found := _COMMENT.search(row))]
    shown = "、".join(f"{source}:{number} {shorten(said, SHOWN)}" for number, said in told)
    return (f"注释没有读：{shown}",) if told else ()


def _rows(key: str, value: Any) -> Any:
    """A block under a key is one fact a line, where the key is none of the header's."""
    if not isinstance(value, str) or headers.known(key) or "\n" not in value.strip():
        return value
    return [row for row in value.split("\n") if row.strip()]


def _is_header(value: Any) -> bool:
    """Whether a group says nothing but who writes."""
    if not isinstance(value, dict) or not value or any(map(_is_nested, value.values())):
        return False
    own = [key for key in value if headers.known(str(key))]
    is_person = any(headers.known(key) == "name" for key in map(str, own))
    return len(own) == len(value) or len(own) >= FIELDS or is_person


def _bullets(value: Any, group: str, source: str, kind: Genre) -> Iterator[Bullet]:
    """The bullets under a key: texts, records, or groups once more."""
    match value:
        case list():
            for each in value:
                read = _record if _is_record(each) else _bullets
                yield from read(each, group, source, kind)
        case dict() if any(columns.field_of(str(key)) == "text" for key in value):
            yield from _record(value, group, source, kind)
        case dict():
            for key, each in value.items():
                if _is_nested(each):
                    yield from _bullets(each, _within(group, str(key), each, kind), source, kind)
                else:
                    yield from _told(str(key), _scalar(each), group, source, kind)
        case _:
            yield Bullet(_unmarked(_scalar(value)), source, group)


def _within(group: str, key: str, value: Any, kind: Genre) -> str:
    """The innermost of two keys over a list that names a place, or else the inner one."""
    is_within = (
        isinstance(value, list)
        and placement.heading_role(group, kind)
        and not placement.heading_role(key, kind)
    )
    return group if is_within else key


def _told(key: str, value: str, group: str, source: str, kind: Genre) -> Iterator[Bullet]:
    """招商: 3个 is what runs on into its figure; a block under a key is one fact a line."""
    if "\n" in value.strip():
        yield from (Bullet(_unmarked(row), source, group or key) for row in value.split("\n"))
    else:
        is_counted = bool(cells.FIGURE.match(value))
        is_bare = is_counted and len(key) <= _BARE and not placement.heading_role(group, kind)
        about = group if is_bare else ""  # 消费维权: {受理: 3076件}
        yield Bullet(f"{about}{key}{'' if is_counted else '：'}{value}", source, group)


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and len(value) > 1 and not any(map(_is_nested, value.values()))


def _record(record: Mapping[Any, Any], group: str, source: str, kind: Genre) -> Iterator[Bullet]:
    """The fact of a record; where its keys name places (问题, 措施) each value is one of them.

    Under last year's criticism they are halves of one fact: 问题 and 整改.
    """
    fields: dict[str, str] = {}
    more: list[str] = []
    told = [(str(key), _unmarked(_scalar(value))) for key, value in record.items()]
    told = [(key, value) for key, value in told if value]
    is_answer = placement.heading_role(group, kind) == Role.FEEDBACK
    if len(told) > 1 and all(placement.names_place(key, kind) for key, _ in told) and not is_answer:
        for key, value in told:
            yield Bullet(value, source, key)
        return
    for key, value in told:
        name = columns.field_of(key)
        if name and name not in fields:
            fields[name] = value
        else:
            is_first = not more and "text" not in fields
            more.append(value if key in _PLAIN or is_first or is_answer else key + value)
    text = cells.told([*([fields["text"]] if "text" in fields else []), *more] or [""])
    place, evidence = fields.get("group") or group, fields.get("evidence", "")
    yield Bullet(text, source, place, fields.get("section", ""), evidence)


def _group(key: str) -> str:
    return "" if key in LISTS else key


def _is_nested(value: Any) -> bool:
    return isinstance(value, list | dict)


def _unmarked(text: str) -> str:
    """A text without line ends and without the marker somebody typed in front of it."""
    return line("".join(map(str.strip, text.split("\n"))), "").text


def _scalar(value: Any) -> str:
    return "" if value is None else str(value)


def _tree(content: str, source: str) -> Any:
    if len(content) > MAX_CHARACTERS:
        raise Unreadable(f"{source} 太长，不像要点清单", hint="请分成几个文件")
    try:
        if content.lstrip()[:1] in ("{", "["):
            return _json(content, source)
        return _yaml(content, source)
    except RecursionError as error:
        raise Unreadable(f"{source} 嵌套太深", hint="要点清单最多三层") from error


def _json(content: str, source: str) -> Any:
    """JSON, or YAML's flow style where it is not; numbers stay as written."""
    try:
        return json.loads(
            content,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=_merged,
        )
    except json.JSONDecodeError:
        return _yaml(content, source)


def _yaml(content: str, source: str) -> Any:
    """YAML whose scalars all stay text, and whose masks are not taken for aliases."""
    import yaml

    try:
        quoted = _MASK.sub(_quote, content)
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(quoted)):
            raise Unreadable(f"{source} 里有 YAML 引用", hint="以 * 开头的内容请加引号")
        tree = yaml.compose(quoted, Loader=yaml.BaseLoader)
        return _plain(tree) if tree is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f" 第 {mark.line + 1} 行" if mark else ""
        raise Unreadable(f"{source}{place}不是正确的 YAML", hint="检查缩进和引号") from error
    except yaml.YAMLError as error:
        raise Unreadable(f"{source} 不是正确的 YAML", hint="检查缩进和引号") from error


def _plain(node: Any) -> Any:
    """A node of YAML as texts, lists and tables."""
    if isinstance(node.value, str):
        return node.value
    if node.id == "sequence":
        return [_plain(each) for each in node.value]
    return _merged([(str(_plain(key)), _plain(value)) for key, value in node.value])


def _merged(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """A table in which a key may stand twice: what stands under it is told one below the other.

    Raises:
        Unreadable: a key of the header has two values.

    >>> _merged([("履职", ["走访46家"]), ("履职", "办结9件")])
    {'履职': ['走访46家', '办结9件']}
    """
    found: dict[str, Any] = {}
    for key, value in pairs:
        before = found.get(key, value)
        if before != value and headers.known(key) and not _is_nested(value):
            raise Unreadable(f"“{key}”写了两遍，不一样：{before}、{value}", hint="留下对的一个")
        found[key] = _together(before, value)
    return found


def _together(before: Any, behind: Any) -> Any:
    if before == behind:
        return before
    if isinstance(before, dict) and isinstance(behind, dict):
        return _merged([*before.items(), *behind.items()])
    return [*_listed(before), *_listed(behind)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _quote(found: re.Match[str]) -> str:
    return found[1] + "'" + found[2].replace("'", "''") + "'"


def sniff(data: bytes) -> bool:
    r"""Whether bytes without a name open as JSON does; a chat opens with [图片] or [12:05].

    >>> sniff(b'{"a": 1}'), sniff(b'[\n ["a"]]'), sniff(b"[12:05] a"), sniff(b"a: 1")
    (True, True, False, False)
    """
    return _JSON.match(data) is not None


YAML = Reader("YAML 或 JSON", (".yaml", ".yml", ".json"), facts, sniff=sniff)
