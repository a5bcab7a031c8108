"""Word's automatic numbers, which are in no paragraph's text: 一、 （一） 1. worked out again."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from drafter.text import han_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HAN_FORMATS = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
SERIES = {  # formats that count through characters of their own
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
LEGAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LOST = re.compile(r"(%\d)\?$")  # a 、 that a converter could not write
LAST = 99  # no list of this genre is longer


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: its number format, the text around it, where it starts."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    restarts_after: int | None = None  # levels up to this one start it anew; 0 never, None all
    is_legal: bool = False  # the numbers of the levels above are shown as 1, 2, 3
    style: str = ""  # the paragraph style that stands for this level


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it. Lists of one `kind` go on counting where another left off."""

    kind: str
    levels: dict[int, ListLevel]
    starts: dict[int, int] = field(default_factory=dict)  # where this one starts anew

    def depth_of(self, style: str) -> int:
        """The level a paragraph style stands for; the first where it stands for none."""
        found = (depth for depth, level in self.levels.items() if style and level.style == style)
        return next(found, 0)


@dataclass(slots=True)
class Numbering:
    """The numbers of a document's lists, counted paragraph by paragraph."""

    lists: dict[str, List]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[str] = field(default_factory=set)

    def depth_of(self, list_id: str, style: str) -> int:
        """The level of a list that a paragraph style stands for."""
        found = self.lists.get(list_id)
        return found.depth_of(style) if found else 0

    def next(self, list_id: str, depth: int) -> str | None:
        """The number in front of the next paragraph of a list; "" for a bullet.

        None if the document has no such list, or one that is switched off.
        """
        own = self.lists.get(list_id)
        if own is None or list_id == "0":
            return None
        counts = self.counts[own.kind]
        if list_id not in self.begun:
            self.begun.add(list_id)
            counts.update({at: start - 1 for at, start in own.starts.items()})
        level = own.levels.get(depth, ListLevel())
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            after = own.levels.get(deeper, ListLevel()).restarts_after
            if after is None or depth < after:
                del counts[deeper]
        return "" if level.format in {"bullet", "none"} else _text(own, depth, counts)


def _text(own: List, depth: int, counts: dict[int, int]) -> str:
    """The number as it is written: its own count and those of the levels above."""
    level = own.levels.get(depth, ListLevel())
    number = level.text
    for other in range(depth + 1):
        above = own.levels.get(other, ListLevel())
        form = "decimal" if level.is_legal else above.format
        number = number.replace(f"%{other + 1}", _shown(counts.get(other, above.start), form))
    return number


def _shown(number: int, format: str) -> str:
    series = SERIES.get(format, "")
    if not 0 < number <= LAST:
        return str(number)
    if format in HAN_FORMATS:
        return han_number(number)
    if number <= len(series):
        return series[number - 1]
    return _FORMS.get(format, str)(number)


def _roman(number: int) -> str:
    digits = "c" * (number // 100)
    for value, sign in ((90, "xc"), *ROMAN):
        digits += sign * (number // value)
        number %= value
    return digits


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseLegalSimplified": lambda number: han_number(number).translate(LEGAL),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalFullWidth": _full_width,
    "decimalZero": lambda number: f"{number:02}",
}


def numbering(root: Any | None) -> Numbering:
    """The lists that `numbering.xml` defines; none if the document has no such part."""
    if root is None:
        return Numbering({})
    kinds = _kinds(root)
    found = {}
    for each in root.iter(f"{W}num"):
        kind = _value(each, "abstractNumId", "")
        kind, levels = kinds.get(kind, (kind, {}))
        levels, starts = dict(levels), {}
        for override in each.iter(f"{W}lvlOverride"):
            depth = _whole(override.get(f"{W}ilvl", "0"), 0)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[depth] = _level(own)
            if (start := _value(override, "startOverride", "")) != "":
                starts[depth] = _whole(start, 1)
                levels[depth] = replace(levels.get(depth, ListLevel()), start=starts[depth])
        found[each.get(f"{W}numId", "")] = List(kind, levels, starts)
    return Numbering(found)


def _kinds(root: Any) -> dict[str, tuple[str, dict[int, ListLevel]]]:
    """Each kind of list with its levels; one that only names a style has those of the style."""
    levels: dict[str, tuple[str, dict[int, ListLevel]]] = {}
    styles, links = {}, {}
    for each in root.iter(f"{W}abstractNum"):
        kind = each.get(f"{W}abstractNumId", "")
        levels[kind] = (
            kind,
            {_whole(one.get(f"{W}ilvl", "0"), 0): _level(one) for one in each.iter(f"{W}lvl")},
        )
        styles[_value(each, "styleLink", "")] = kind
        links[kind] = _value(each, "numStyleLink", "")
    linked = {kind: styles[style] for kind, style in links.items() if style and style in styles}
    return levels | {kind: levels[other] for kind, other in linked.items()}


def _level(level: Any) -> ListLevel:
    after = _value(level, "lvlRestart", "")
    return ListLevel(
        _value(level, "numFmt", "decimal"),
        _LOST.sub(r"\1、", _value(level, "lvlText", "")),
        _whole(_value(level, "start", "1"), 1),
        _whole(after, 0) if after else None,
        is_legal=level.find(f"{W}isLgl") is not None,
        style=_value(level, "pStyle", ""),
    )


def _value(element: Any, tag: str, default: str) -> str:
    child = element.find(f"{W}{tag}")
    return str(child.get(f"{W}val", default)) if child is not None else default


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else default  # noqa: PLR2004  of a list
