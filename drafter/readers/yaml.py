"""YAML and JSON: a list of facts, or a header with `facts`, or groups with their lists."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from drafter.document import Facts
from drafter.errors import BadInput, Unreadable
from drafter.readers import columns, text
from drafter.readers import header as headers
from drafter.readers.encoding import decode
from drafter.readers.lines import line
from drafter.readers.reader import Reader
from drafter.readers.sheet import Bullet, assemble, noted

GROUPS = 2  # headings over dashes that make a sheet of what is no YAML
_LISTED = re.compile(r"(?m)^[ \t]*[^\s\-#{\[\"'].{0,20}[:：][ \t]*\n[ \t]*-")
MAX_CHARACTERS = 2_000_000  # yaml reads 0.1 MB a second; a sheet of 400 facts has 0.02 MB
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
    header = {str(key): _scalar(value) for key, value in tree.items() if not _is_nested(value)}
    groups = {str(key): value for key, value in tree.items() if _is_nested(value)}
    known, notes = headers.noted_pairs(header.items(), source)
    bullets = chain.from_iterable(
        _bullets(value, _group(key), source) for key, value in groups.items()
    )
    numbered = (replace(each, source=f"{source}#{n}") for n, each in enumerate(bullets, 1))
    return assemble(numbered, known, source, notes)


def _bullets(value: Any, group: str, source: str) -> Iterator[Bullet]:
    """The bullets under a key: texts, records, or groups once more."""
    match value:
        case list():
            for each in value:
                yield from _bullets(each, group, source)
        case dict() if any(columns.field_of(str(key)) == "text" for key in value):
            fields = {columns.field_of(str(key)): _scalar(each) for key, each in value.items()}
            yield Bullet(
                text=_unmarked(fields["text"]),
                source=source,
                group=fields.get("group") or group,
                section=fields.get("section", ""),
                evidence=fields.get("evidence", ""),
            )
        case dict():
            for key, each in value.items():
                if _is_nested(each):
                    yield from _bullets(each, str(key), source)
                else:  # 招商: 3个 is a bullet with a colon in it
                    yield Bullet(f"{key}：{_scalar(each)}", source, group)
        case _:
            yield Bullet(_unmarked(_scalar(value)), source, group)


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
        return json.loads(content, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError:
        return _yaml(content, source)


def _yaml(content: str, source: str) -> Any:
    """YAML whose scalars all stay text, and whose masks are not taken for aliases."""
    import yaml

    try:
        quoted = _MASK.sub(_quote, content)
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(quoted)):
            raise Unreadable(f"{source} 里有 YAML 引用", hint="以 * 开头的内容请加引号")
        return yaml.load(quoted, Loader=yaml.BaseLoader)  # noqa: S506  BaseLoader makes only text
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f" 第 {mark.line + 1} 行" if mark else ""
        raise Unreadable(f"{source}{place}不是正确的 YAML", hint="检查缩进和引号") from error
    except yaml.YAMLError as error:
        raise Unreadable(f"{source} 不是正确的 YAML", hint="检查缩进和引号") from error


def _quote(found: re.Match[str]) -> str:
    return found[1] + "'" + found[2].replace("'", "''") + "'"


YAML = Reader("YAML 或 JSON", (".yaml", ".yml", ".json"), facts)
