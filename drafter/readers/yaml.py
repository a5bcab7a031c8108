"""YAML and JSON: a list of facts, or a header with `facts`, or groups with their lists."""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import Any

from drafter.document import Facts, genre
from drafter.errors import BadInput, Unreadable
from drafter.readers import characters, placement, text
from drafter.readers import header as headers
from drafter.readers.encoding import decode
from drafter.readers.reader import Reader
from drafter.readers.records import Records, is_nested, scalar
from drafter.readers.sheet import Bullet, assemble, noted
from drafter.text import Span, shorten

FIELDS = 3  # of ours that make a group the header, whatever else it says
GROUPS = 2  # headings over dashes that make a sheet of what is no YAML
_LISTED = re.compile(r"(?m)^[ \t]*[^\s\-#{\[\"'].{0,20}[:：][ \t]*\n[ \t]*-")
MAX_CHARACTERS = 2_000_000  # yaml reads 0.1 MB a second; a sheet of 400 facts has 0.02 MB
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]\s*[\"\[\]{}]")
_REMARK = re.compile(r"(?m)(?:^|[,\[\]{}\"\d])[ \t]*(?://|/\*)")  # in JSON, which has none
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\S\n]*(\S.*)", re.MULTILINE)
_UNWANTED = re.compile(  # of a comment that takes its own line back: 病号: 老付住院  # 别写
    r"^(?P<told>[^#\n]*[^\s#\"'}\]:|>-])[ \t]+#[ \t]*(?:这条|这个|先|千万|都|就|也)*"
    r"(?:(?:别|不要|不用|不必|甭|莫)(?:再)?(?:写|提|报|进材料)|不(?:写|提|报|进材料))"
    r"(?:了|进去|上去?|出去)?[！!。]?[ \t]*$",
    re.MULTILINE,
)
TAKEN_BACK = "，这条别写"  # in words that a fact is left out for
SHOWN = 13  # characters of a comment shown in a note
LARGEST = 100  # power of ten from which a number is not written out
SNIFFED = 64  # bytes by which JSON is told from YAML
_ADVICE = "在“履职情况”“不足”这样的项目下面写成列表，每条要点一项"
LISTS = ("facts", "要点", "事实", "items")
_MASK = re.compile(
    r"^([ \t]*(?:-[ \t]+)*(?:[^\s'\"#:][^:\n]*:[ \t]+)?)([*%@`&!][^\n]*?)[ \t]*$", re.MULTILINE
)

_QUESTION = re.compile(  # q03_主要指标, 问题2：不足, 5. 不足
    r"(?:(?i:q|question|item|field)|第|题|问题?)?[ _]?(?P<number>\d{1,2})题?"
    r"(?:[ _、:：-]+|\.[ _]?(?!\d))(?=\S)"
)

_TABBED = re.compile(r"(?m)^ *\t")
_REFERENCE = re.compile(  # base: &b before lines that go deeper; <<: *b takes them in again
    r"^[ \t]*(?:-[ \t]+)*"
    r"(?:[^\s'\"#:][^:\n]*:[ \t]+&[A-Za-z_]\w*[ \t]*\n[ \t]+\S|<<[ \t]*:[ \t]*\*)",
    re.MULTILINE,
)


def facts(data: bytes, source: str) -> Facts:
    """The facts of a YAML or JSON sheet; every value is taken as it is written.

    Raises:
        Unreadable: neither YAML nor JSON, or nested beyond reason.
        BadInput: no facts where they should be.
        UnknownName: a key of the header that means nothing here.
    """
    content = _with_taken_back(decode(data, source))
    try:
        tree = _sheet(content, source)
    except Unreadable as error:
        if len(_LISTED.findall(content)) < GROUPS:
            raise
        found = text.facts(data, source)  # a sheet written by hand: headings and dashes hold
        return noted(found, f"{error.args[0]}，当作普通文本读入，请核对")
    header = {str(key): scalar(value) for key, value in tree.items() if not is_nested(value)}
    groups = {str(key): value for key, value in tree.items() if is_nested(value)}
    own = [key for key, value in groups.items() if _is_header(value)]  # 述职人: with 姓名 and 职务
    pairs = [(str(k), scalar(v)) for key in own for k, v in groups.pop(key).items()]
    left = tuple(headers.unused(key, value) for key, value in pairs if not headers.known(key))
    left += tuple(f"“{key}”下面写的是谁述职，当作文件头" for key in own if not headers.known(key))
    left += _comments(content, source)
    pairs = [(key, value) for key, value in pairs if headers.known(key)]
    known, notes = headers.noted_pairs([*header.items(), *pairs], source)
    kind = genre.load(headers.genre_id(known))
    records = Records(source, kind)
    bullets = list(
        chain.from_iterable(records.bullets(value, _group(key)) for key, value in groups.items())
    )
    if not any(each.text.strip() for each in bullets):
        raise BadInput(f"{source} 里没有要点", hint=_ADVICE)
    named = "".join(each.group + each.text for each in bullets)
    if passed := [key for key in _inner(groups.values()) if key not in named]:
        left = (*left, f"这几个小标题下的要点算在上一级里：{'、'.join(passed)}")
    return assemble(_numbered(bullets, source), known, source, (*notes, *left, *records.left.notes))


def _numbered(bullets: Sequence[Bullet], source: str) -> Iterator[Bullet]:
    """The bullets with where they stand, and those that answer another with where that does."""
    places = {each.source: f"{source}#{n}" for n, each in reversed(list(enumerate(bullets, 1)))}
    for n, each in enumerate(bullets, 1):
        yield replace(each, source=f"{source}#{n}", under=places.get(each.under, ""))


def _sheet(content: str, source: str) -> dict[Any, Any]:
    """What a file holds by its keys: a bare list is one of facts."""
    tree = _tree(content, source)
    if isinstance(tree, list):
        tree = {LISTS[0]: tree}
    if not isinstance(tree, dict):
        raise BadInput(f"{source} 里没有要点列表", hint="写成 facts: 下面每行一条“- 要点”")
    tree = _unnumbered(_folded(tree))
    tree = {key: _rows(str(key), value) for key, value in tree.items()}
    return _listed_alone(tree)


def _folded(value: Any) -> Any:
    r"""What is written with numbers, "\u001b", is folded as what stands in the file itself."""
    if isinstance(value, str):
        return characters.folded(value)
    if isinstance(value, dict):
        return {_folded(key): _folded(each) for key, each in value.items()}
    return [_folded(each) for each in value] if isinstance(value, list) else value


def _unnumbered(tree: Mapping[Any, Any]) -> dict[Any, Any]:
    """The tree, keys that a form numbers as their questions: q03_主要指标, 5. 不足.

    Such numbers count on through the keys; one that is all of a key stays.

    >>> _unnumbered({"form": "a", "q1_单位": "县局", "Q2-不足": ["下村少"]})
    {'form': 'a', '单位': '县局', '不足': ['下村少']}
    >>> _unnumbered({"12345热线": ["办结3件"], "3号井": ["打通"]})
    {'12345热线': ['办结3件'], '3号井': ['打通']}
    """
    found = {key: match for key in tree if (match := _QUESTION.match(str(key)))}
    numbers = [int(match["number"]) for match in found.values()]
    if len(found) < 2 or numbers != sorted(set(numbers)):  # noqa: PLR2004
        return dict(tree)
    own = [(str(key)[found[key].end() :] if key in found else key, tree[key]) for key in tree]
    return _merged(own)


def _listed_alone(tree: Mapping[Any, Any]) -> dict[Any, Any]:
    """The tree, what stands alone under the name of a place as a list of one: 不足: 下村少."""
    alone = {key: scalar(value) for key, value in tree.items() if not is_nested(value)}
    own = [value for key, value in alone.items() if headers.known(str(key)) == "genre"]
    kind = genre.load(headers.genre_id({"genre": own[0]} if own else {}))
    placed = {
        key
        for key, value in alone.items()
        if value.strip()
        and not headers.known(str(key))
        and (key in LISTS or placement.names_place(str(key), kind))
    }
    return {key: [value] if key in placed else value for key, value in tree.items()}


def _inner(values: Iterable[Any]) -> Iterator[str]:
    """The keys of groups within groups, and of blocks of lines."""
    for value in values:
        if isinstance(value, dict):
            yield from (
                str(key)
                for key, each in value.items()
                if is_nested(each) or "\n" in scalar(each).strip()
            )
            yield from _inner(value.values())


def _comments(content: str, source: str) -> tuple[str, ...]:
    """A note on the comments of a YAML file: what stands there is not read, unlike a # in words."""
    quoted = _MASK.sub(_quote, content)
    found = [] if _JSON.match(content.encode()[:SNIFFED]) else list(_COMMENT.finditer(quoted))
    spans = _scalars(quoted) if found else []
    said = [(each.start(1), each[1]) for each in found if not _is_inside(each.start(1), spans)]
    rows = [(quoted.count("\n", 0, at) + 1, shorten(told, SHOWN)) for at, told in said]
    shown = "、".join(f"{source}:{number} {told}" for number, told in rows)
    return (f"注释没有读：{shown}",) if rows else ()


def _with_taken_back(content: str) -> str:
    """The file, a comment that takes its line back told in the value before it, where it is plain.

    >>> _with_taken_back("病号: 老付住院两个月   # 别写")
    '病号: 老付住院两个月，这条别写'
    """
    if _JSON.match(content.encode()[:SNIFFED]):
        return content
    return _UNWANTED.sub(_taken_back, content)


def _taken_back(found: re.Match[str]) -> str:
    """A line that its comment takes back, in words; as it was where it is one of the header."""
    key = found["told"].partition(":")[0].strip(" \t-")
    return found[0] if headers.known(key) else found["told"] + TAKEN_BACK


def _scalars(quoted: str) -> list[Span]:
    """Where the values and keys of a YAML file stand, in order."""
    import yaml

    try:
        tokens = [each for each in yaml.scan(quoted) if isinstance(each, yaml.ScalarToken)]
    except yaml.YAMLError:  # JSON with tabs in front of its lines, which has no comments
        return [(0, len(quoted))]
    return [(each.start_mark.index, each.end_mark.index) for each in tokens]


def _is_inside(at: int, spans: list[Span]) -> bool:
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]


def _rows(key: str, value: Any) -> Any:
    """A block under a key is one fact a line, where the key is none of the header's."""
    if not isinstance(value, str) or headers.known(key) or "\n" not in value.strip():
        return value
    return [row for row in value.split("\n") if row.strip()]


def _is_header(value: Any) -> bool:
    """Whether a group says nothing but who writes."""
    if not isinstance(value, dict) or not value or any(map(is_nested, value.values())):
        return False
    own = [key for key in value if headers.known(str(key))]
    is_person = any(headers.known(key) == "name" for key in map(str, own))
    return len(own) == len(value) or len(own) >= FIELDS or is_person


def _group(key: str) -> str:
    return "" if key in LISTS else key


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
    """JSON, JSON lines, or YAML's flow style; numbers stay as written, but without powers of ten.

    Raises:
        Unreadable: it is none of them, told as JSON, which it opens as.
    """
    try:
        return _loaded(content)
    except json.JSONDecodeError as error:
        if (rows := _json_lines(content)) is not None:
            return rows
        place = f"{source} 第 {error.lineno} 行"
        hint = "检查这一行和上一行的逗号、引号；JSON 里不能写注释"
        if _REMARK.search(content):
            raise Unreadable(f"{place}不是正确的 JSON", hint=hint) from error
        try:
            return _yaml(content, source)
        except Unreadable:
            raise Unreadable(f"{place}不是正确的 JSON", hint=hint) from error


def _loaded(content: str) -> Any:
    return json.loads(
        content,
        parse_int=str,
        parse_float=_written_out,
        parse_constant=str,
        object_pairs_hook=_merged,
    )


def _json_lines(content: str) -> list[Any] | None:
    """The values of a file with one on each line; None where it is no such file."""
    rows = [row for row in content.split("\n") if row.strip()]
    try:
        return [_loaded(row) for row in rows] if len(rows) > 1 else None
    except json.JSONDecodeError:
        return None


def _written_out(number: str) -> str:
    """A number as people write it; one with more noughts than anything has stays as it is.

    >>> _written_out("1.2e7"), _written_out("5.20"), _written_out("1e5000000")
    ('12000000', '5.20', '1e5000000')
    """
    _, _, power = number.lower().partition("e")
    is_modest = power and len(power.lstrip("+-0")) < len(str(LARGEST))
    return f"{Decimal(number):f}" if is_modest else number


def _yaml(content: str, source: str) -> Any:
    """YAML whose scalars all stay text, and whose masks are not taken for aliases."""
    import yaml

    try:
        quoted = _MASK.sub(_quote, content)
        if refers := _REFERENCE.search(content):
            place = f"{source} 第 {content.count(chr(10), 0, refers.start()) + 1} 行"
            told = "用了 YAML 的锚点和引用（&、*、<<），读不了"
            raise Unreadable(f"{place}{told}", hint="把引用的内容直接写出来")
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(quoted)):
            raise Unreadable(f"{source} 里有 YAML 引用", hint="以 * 开头的内容请加引号")
        found = yaml.compose_all(quoted, Loader=yaml.BaseLoader)
        return _as_one([tree for node in found if (tree := _plain(node))], source)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f" 第 {mark.line + 1} 行" if mark else ""
        if _TABBED.search(content):
            hint = "行首用了制表符，YAML 里只能用空格缩进"
            raise Unreadable(f"{source}{place}不是正确的 YAML", hint=hint) from error
        raise Unreadable(f"{source}{place}不是正确的 YAML", hint="检查缩进和引号") from error
    except yaml.YAMLError as error:
        raise Unreadable(f"{source} 不是正确的 YAML", hint="检查缩进和引号") from error


def _as_one(documents: Sequence[Any], source: str) -> Any:
    """What the documents of a file say, parted by ---, one behind the other.

    Several with the same keys and nothing below them are records, one fact each.

    Raises:
        Unreadable: one of several is nothing but text, or two have other values in the header.

    >>> _as_one([{"年度": "2023"}, ["修路3条"], {"事项": "架桥"}, {"事项": "修渠"}], "a.yaml")
    {'年度': '2023', 'facts': ['修路3条', {'事项': '架桥'}, {'事项': '修渠'}]}
    """
    if len(documents) < 2:  # noqa: PLR2004  the usual case
        return documents[0] if documents else None
    flat = [
        each
        for each in documents
        if isinstance(each, dict) and not any(map(is_nested, each.values()))
    ]
    keys = Counter(key for each in flat for key in each if not headers.known(key))
    pairs: list[tuple[str, Any]] = []
    for number, each in enumerate(documents, 1):
        if isinstance(each, str):
            told = f"{source} 用“---”分成了 {len(documents)} 份，第 {number} 份只是一段文字"
            raise Unreadable(told, hint="写成“要点:”，下面每行一条“- ”")
        if each in flat and any(keys[key] > 1 for key in each):
            pairs.append((LISTS[0], [each]))
        else:
            pairs += each.items() if isinstance(each, dict) else [(LISTS[0], each)]
    return _merged(pairs)


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
        if before != value and headers.known(key) and not is_nested(value):
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
