"""What a sheet says about its author: front matter, or `年度：2024` lines at its top."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from drafter import genre
from drafter.errors import BadInput, UnknownName

NAMES = {
    "genre": ("genre", "文种"),
    "year": ("year", "年度", "年份", "报告年度", "述职年度", "考核年度"),
    "role": ("role", "职务", "岗位", "现任职务", "述职人职务"),
    "unit": ("unit", "单位", "所在单位", "工作单位"),
    "audience": ("audience", "主送", "主送机关", "报告对象", "汇报对象", "述职对象", "听取单位"),
    "title": ("title", "标题"),
}
KEYS = {key: name for name, keys in NAMES.items() for key in keys}
TOP = 10  # lines in which a header without fences is looked for, under a title or not
_PAIR = re.compile(r"([^\s：:]{1,20})\s*[：:](.*)")
_OTHER = re.compile(r"[^\s：:\d*]{2,6}[：:][^，。；*\d]{0,20}")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*(?:年度?)?")


def pair(line: str) -> tuple[str, str] | None:
    """The key, as given, and the value of a `key: value` line.

    >>> pair("年度：2024年"), pair('role: "县教育局局长"'), pair("无")
    (('年度', '2024年'), ('role', '县教育局局长'), None)
    """
    found = _PAIR.fullmatch(line.strip())
    if found is None:
        return None
    value = found[2].strip()
    for quotes in ('""', "''"):
        if len(value) > 1 and value[0] + value[-1] == quotes:
            value = value[1:-1]
    return found[1], value


def known(key: str) -> str | None:
    """Our name for a header key, if it is one."""
    return KEYS.get(key.strip().lower())


def from_pairs(pairs: Iterable[tuple[str, str]], source: str) -> dict[str, str]:
    """A header whose keys must all be known.

    Raises:
        UnknownName: a key that means nothing here.
        BadInput: a key given twice.
    """
    header: dict[str, str] = {}
    for key, value in pairs:
        name = known(key)
        if name is None:
            raise UnknownName.among("文件头项目", key, KEYS)
        if header.get(name, value) != value:
            raise BadInput(f"{source} 的文件头里“{key}”给了两次", hint="只留一个")
        header[name] = value
    return header


@dataclass(frozen=True, slots=True)
class Taken:
    """A header found without fences, the lines with it blanked, and what was not understood."""

    header: dict[str, str]
    rest: list[str]
    notes: tuple[str, ...] = ()


def take(lines: list[str]) -> Taken:
    """The header lines near the top of `lines`.

    A line right below one, as short and built like it, is of the header too (姓名：…): where its
    key means nothing here it is noted, and is no fact.

    >>> take(["# 要点", "年度：2024", "职务：局长", "抓项目"])
    Taken(header={'year': '2024', 'role': '局长'}, rest=['# 要点', '', '', '抓项目'], notes=())
    """
    header: dict[str, str] = {}
    rest, notes = list(lines), []
    before = 0  # the number of the last header line
    spoken = (number for number, text in enumerate(lines, 1) if text.strip())
    for number in islice(spoken, TOP):
        found = pair(lines[number - 1])
        name = known(found[0]) if found else None
        if found and name and name not in header:
            header[name] = found[1]
        elif found and before == number - 1 > 0 and _OTHER.fullmatch(lines[number - 1].strip()):
            notes.append(f"文件头里的“{found[0]}”没有用上")
        else:
            continue
        before, rest[number - 1] = number, ""
    return Taken(header, rest, tuple(notes))


def year(header: Mapping[str, str], source: str) -> int | None:
    """The year of the header, if it gives one.

    Raises:
        BadInput: it is not a year.
    """
    value = header.get("year", "")
    if not value:
        return None
    found = _YEAR.fullmatch(value)
    if found is None:
        raise BadInput(f"{source} 的年度“{value}”不是年份", hint="写成四位数字，如 2024")
    return int(found[1])


def genre_id(header: Mapping[str, str]) -> str:
    """The id of the genre, which may be named in Chinese; `shuzhi` unless given.

    Raises:
        UnknownName: no such genre.
    """
    value = header.get("genre", "") or "shuzhi"
    by_name = {genre.load(id).name: id for id in genre.names()}
    if value in by_name:
        return by_name[value]
    return genre.load(value).id
