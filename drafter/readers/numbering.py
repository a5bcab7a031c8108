"""Word's automatic numbers, which are in no paragraph's text: 一、 （一） 1. worked out again."""

from collections import defaultdict
from dataclasses import dataclass, field
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
        "chineseLegalSimplified",
    }
)
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LAST = 99  # no list of this genre is longer


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, the text around it, where it starts."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The numbers of a document's lists, counted paragraph by paragraph."""

    levels: dict[str, dict[int, Level]]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def next(self, list_id: str, depth: int) -> str | None:
        """The number in front of the next paragraph of a list; "" for a bullet.

        None if the document has no such list, or one that is switched off.
        """
        levels = self.levels.get(list_id)
        if levels is None or list_id == "0":
            return None
        counts = self.counts[list_id]
        level = levels.get(depth, Level())
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.format in {"bullet", "none"}:
            return ""
        shown = level.text
        for other in range(depth + 1):
            own = levels.get(other, Level())
            number = _shown(counts.get(other, own.start), own.format)
            shown = shown.replace(f"%{other + 1}", number)
        return shown


def _shown(number: int, format: str) -> str:
    if format in HAN_FORMATS and 0 < number <= LAST:
        return han_number(number)
    if format.startswith("decimalEnclosedCircle") and 0 < number <= len(CIRCLES):
        return CIRCLES[number - 1]
    if format in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if format == "lowerLetter" else letter.upper()
    if format == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return str(number)


def numbering(root: Any | None) -> Numbering:
    """The lists that `numbering.xml` defines; none if the document has no such part."""
    if root is None:
        return Numbering({})
    abstract = {
        each.get(f"{W}abstractNumId"): {
            int(level.get(f"{W}ilvl", "0")): _level(level) for level in each.iter(f"{W}lvl")
        }
        for each in root.iter(f"{W}abstractNum")
    }
    found = {}
    for each in root.iter(f"{W}num"):
        link = each.find(f"{W}abstractNumId")
        name = link.get(f"{W}val") if link is not None else None
        levels = dict(abstract.get(name, {}))
        for override in each.iter(f"{W}lvlOverride"):
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[int(override.get(f"{W}ilvl", "0"))] = _level(own)
        found[each.get(f"{W}numId")] = levels
    return Numbering(found)


def _level(level: Any) -> Level:
    def value(tag: str, default: str) -> str:
        child = level.find(f"{W}{tag}")
        return child.get(f"{W}val", default) if child is not None else default

    start = value("start", "1")
    return Level(
        value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdigit() else 1
    )
