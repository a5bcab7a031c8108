"""Excel's number formats taken apart: sections, literals, places for digits, dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
_SECTION = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\!_*].|;|.', re.DOTALL)
_SIGN = re.compile(r"[-−－▼▽↓△\u4e00-\u9fff]")  # or words: 减少, 亏损
_TOKEN = re.compile(
    r'(?P<quoted>"[^"]*"?)|(?P<escaped>[\\!].)|(?P<padding>[_*].)|(?P<elapsed>\[[hms]+\])'
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<bracket>\[[^\]]*\])|(?P<general>General|G/通用格式)"
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+(?![+-]))"
    r"|(?P<exponent>E[+-]0+)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>[%％])"
    r"|(?P<text>@)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a section."""

    kind: str  # literal, digit, point, comma, percent, exponent, date, elapsed, half, text, general
    text: str


@dataclass(frozen=True, slots=True)
class FormatSection:
    """What a format says of one sort of value: positive, negative, nought or text."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None

    @property
    def is_date(self) -> bool:
        """Whether it shows a date or a time."""
        return any(token.kind in {"date", "elapsed"} for token in self.tokens)

    @property
    def literals(self) -> str:
        """Everything it shows whatever the value."""
        return "".join(token.text for token in self.tokens if token.kind == "literal")

    def count(self, kind: str) -> int:
        """How many of its parts are of this kind."""
        return sum(token.kind == kind for token in self.tokens)


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[FormatSection, ...]:
    """The sections of a format.

    >>> [section.literals for section in sections('0.0%_);(0.0%);"无"')]
    ['', '()', '无']
    """
    parts = [""]
    for found in _SECTION.finditer(code):
        if found[0] == ";":
            parts.append("")
        else:
            parts[-1] += found[0]
    return tuple(_section(part) for part in parts[:4])


def _section(part: str) -> FormatSection:
    found = CONDITION.search(part)
    try:
        condition = (found[1], float(found[2])) if found else None
    except ValueError:
        condition = None
    return FormatSection(tuple(_tokens(part)), condition)


def _tokens(part: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(part):
        kind, text = str(found.lastgroup), found[0]
        match kind:
            case "padding" | "bracket":
                continue
            case "quoted":
                yield Token("literal", text.strip('"'))
            case "escaped":
                yield Token("literal", text[1:])
            case "currency":
                yield Token("literal", found["currency"])
            case "date" | "elapsed":
                yield Token(kind, text.strip("[]").lower())
            case _:
                yield Token(kind, text)


def section_for(code: str, value: float) -> FormatSection:
    """The section that shows this number: by its condition, or by its sign."""
    found = sections(code)
    conditional = [each for each in found if each.condition]
    if conditional:
        fitting = (each for each in found if each.condition is None or _fits(each, value))
        return next(fitting, found[-1])
    if value < 0 and len(found) > 1:
        return found[1]
    if value == 0 and len(found) > 2:  # noqa: PLR2004  positive, negative, nought
        return found[2]
    return found[0]


def shows_sign(code: str, value: float) -> bool:
    """Whether the section of a negative number says itself that it is negative.

    It does by a sign or words that the same number above nought does not get: 亏损3, but no unit.

    >>> shows_sign('0"元";"亏"0"元"', -3), shows_sign('0"元";[Red]0"元"', -3)
    (True, False)
    """
    own, other = (section_for(code, each).literals for each in (value, -value))
    return any(_SIGN.match(each) and each not in other for each in own)


def _fits(section: FormatSection, value: float) -> bool:
    sign, limit = section.condition or ("=", value)
    return {
        "<": value < limit,
        ">": value > limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]
