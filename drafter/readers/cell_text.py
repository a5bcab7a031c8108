"""Cells as Excel shows them: 12 and not 12.0, 8.5% and not 0.085, 2024年3月 and not 45352."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from drafter.readers.formats import FormatSection, Token, section_for, sections, shows_sign

GENERAL = "General"
LAST_DAY = 2_958_466  # the year 10000
_DAYS = "一二三四五六日"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_UNITS = {"y": "年", "m": "月", "d": "日"}


def shown(value: Any, number_format: str = GENERAL, *, from_1904: bool = False) -> str:
    r"""The text a cell shows; a negative number keeps its sign where only its colour tells it.

    >>> shown(3.0), shown(0.085, "0.0%"), shown(12000, "#,##0"), shown(6, '0"所"')
    ('3', '8.5%', '12,000', '6所')
    >>> shown(3.14159, "0.00_ "), shown(0.0854, "0.0%_);(0.0%)"), shown(-0.012, "0.0%_);(0.0%)")
    ('3.14', '8.5%', '-1.2%')
    >>> shown(45352, 'yyyy"年"m"月"'), shown(45352, "yyyy-mm-dd"), shown(-260, "0;[Red]0")
    ('2024年3月', '2024年3月1日', '-260')
    >>> shown(dt.datetime(2024, 3, 1)), shown(None), shown("**个"), shown(12345, '0!.0,"万"')
    ('2024年3月1日', '', '**个', '1.2万')
    """
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int() | float():
            return _number(value, number_format, from_1904=from_1904)
        case dt.datetime() | dt.date():
            return f"{value.year}年{value.month}月{value.day}日"
        case _:
            return _text(str(value), number_format)


def _text(text: str, code: str) -> str:
    """Words, with what their format puts around them."""
    last = sections(code)[-1]
    if code != "@" and last.count("text") == 1:
        parts = (text if token.kind == "text" else token.text for token in last.tokens)
        return "".join(parts).strip()
    return text.strip()


def _number(value: float, code: str, *, from_1904: bool) -> str:
    section = section_for(code, value)
    if section.is_date:
        return _date(value, section, from_1904=from_1904)
    if not section.tokens:
        return "" if ";" in code else _plain(value)
    if section.count("general") or not section.count("digit"):
        written = _literal(value, section)
    else:
        written = _digits(abs(value), section)
    written = re.sub(r"\s+", " ", written).strip()
    if value == 0 and not re.search(r"[\d\u4e00-\u9fff]", written):
        return "0"  # accounts write a dash for it
    if value < 0 and not shows_sign(code, value) and re.search("[1-9]", written):
        return "-" + written.replace("(", "").replace(")", "").lstrip("-")
    return written


def _literal(value: float, section: FormatSection) -> str:
    """A section without places for digits: its words, and the number as it is where it says so."""
    parts = []
    for token in section.tokens:
        is_value = token.kind in {"general", "text"}
        parts.append(_plain(abs(value)) if is_value else token.text)
    return "".join(parts)


def _digits(value: float, section: FormatSection) -> str:
    """A number in the places that a section has for its digits."""
    tokens, scale, has_groups = _scaled(section.tokens)
    if section.count("exponent") or any(token.text == "/" for token in tokens):
        return _odd(value, section)
    exact = Decimal(f"{value:.15g}").scaleb(2 * section.count("percent") - 3 * scale)
    point = next((at for at, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    after = [token for token in tokens[point:] if token.kind == "digit"]
    rounded = exact.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    whole, _, part = f"{rounded:f}".partition(".")
    return _whole(tokens[:point], whole, has_groups=has_groups) + _part(tokens[point:], part)


def _scaled(tokens: Sequence[Token]) -> tuple[list[Token], int, bool]:
    """The tokens without commas, how many thousands they scale by, whether they part thousands."""
    scale, has_groups = 0, False
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind != "comma":
            kept.append(token)
            continue
        rest = [each.kind for each in tokens[at + 1 :]]
        if "digit" in rest[: rest.index("point") if "point" in rest else None]:
            has_groups = True
        elif any(each.kind == "digit" for each in kept):
            scale += 1
    return kept, scale, has_groups


def _whole(tokens: Sequence[Token], digits: str, *, has_groups: bool) -> str:
    """The digits before the point, filled in from the right; words may stand between them."""
    places = sum(token.kind == "digit" for token in tokens)
    least = 0
    for token in reversed(tokens):
        least += token.kind == "digit"
        if token.kind == "digit" and token.text == "0":
            needed = least
            digits = digits.zfill(needed)
    digits = "" if digits == "0" and not any(token.text == "0" for token in tokens) else digits
    if has_groups:
        digits = f"{int(digits or 0):,}" if digits else ""
        return _once(tokens, digits)
    pieces: list[str] = []
    left = digits
    for token in reversed(tokens):
        if token.kind != "digit":
            pieces.append(token.text)
            continue
        places -= 1
        pieces.append(left if places == 0 else left[-1:])
        left = "" if places == 0 else left[:-1]
    return "".join(reversed(pieces))


def _once(tokens: Sequence[Token], digits: str) -> str:
    """All digits in the first place for one."""
    pieces, is_told = [], False
    for token in tokens:
        if token.kind != "digit":
            pieces.append(token.text)
        elif not is_told:
            pieces.append(digits)
            is_told = True
    return "".join(pieces)


def _part(tokens: Sequence[Token], digits: str) -> str:
    """What stands behind the point."""
    places = [token.text for token in tokens if token.kind == "digit"]
    kept = list(digits)
    while kept and places[len(kept) - 1] == "#" and kept[-1] == "0":
        kept.pop()
    pieces = []
    for token in tokens:
        if token.kind == "digit":
            pieces.append(kept.pop(0) if kept else "")
        elif token.kind == "point":
            pieces.append("." if kept else "")
        else:
            pieces.append(token.text)
    return "".join(pieces)


def _odd(value: float, section: FormatSection) -> str:
    """Fractions as fractions; powers of ten written out."""
    if section.count("exponent"):
        at = [token.kind for token in section.tokens].index("exponent")
        digits = sum(token.kind == "digit" for token in section.tokens[:at])
        return _plain(float(f"{value:.{max(digits, 1)}g}"))
    slash = [token.text for token in section.tokens].index("/")
    size = sum(token.kind == "digit" for token in section.tokens[slash:]) or 1
    fraction = Fraction(value).limit_denominator(10 ** min(size, 3) - 1)
    whole, rest = divmod(fraction.numerator, fraction.denominator)
    if not rest:
        return str(whole)
    return (f"{whole} " if whole else "") + f"{rest}/{fraction.denominator}"


def _plain(value: float) -> str:
    """General: at most eleven digits, as Excel shows them, and never an exponent."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    digits = max(0, 10 - len(str(int(abs(value)))))
    exact = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text  # the noughts of 3200000000 stay


NO_DAY = "1900年1月0日"


def _date(value: float, section: FormatSection, *, from_1904: bool) -> str:
    """A date or time; one without words of its own (2024-03-01) in the words of a report."""
    if not 0 <= value < LAST_DAY:
        return _plain(value)
    moment = _moment(value, from_1904=from_1904)
    if section.count("elapsed"):
        return _elapsed(value, section)
    kinds = _kinds(section.tokens)
    if value < 1 and not from_1904 and {"y", "mo", "d"} & set(kinds):
        return NO_DAY  # as Excel shows a date that was never filled in
    if _HAN.search(section.literals) or not any(kind in {"y", "d", "mo"} for kind in kinds):
        parts = (_element(t, k, moment, kinds) for t, k in zip(section.tokens, kinds, strict=True))
        return "".join(parts).strip()
    return _in_words(set(kinds), moment)


def _moment(value: float, *, from_1904: bool) -> dt.datetime:
    """The moment of a serial number; Excel has a 29 February 1900."""
    first = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001
    if not from_1904 and value < 60:  # noqa: PLR2004
        first += dt.timedelta(days=1)
    return first + dt.timedelta(seconds=round(value * 86400))


def _elapsed(value: float, section: FormatSection) -> str:
    """A length of time: [h]:mm."""
    seconds = round(value * 86400)
    pieces = []
    for token in section.tokens:
        size = {"h": 3600, "m": 60, "s": 1}.get(token.text[:1], 0)
        if token.kind not in {"date", "elapsed"}:
            pieces.append(token.text)
        elif size:
            pieces.append(f"{seconds // size:0{len(token.text)}}")
            seconds %= size
    return "".join(pieces).strip()


def _kinds(tokens: Sequence[Token]) -> list[str]:
    """What each token shows: y, mo, d, h, mi, s, week; "" for no date."""
    kinds = []
    for token in tokens:
        letter = token.text[:1] if token.kind == "date" else ""
        kinds.append({"m": "mo", "a": "week", "e": "y"}.get(letter, letter))
    known = [(at, kind) for at, kind in enumerate(kinds) if kind]
    for number, (at, kind) in enumerate(known):
        before = known[number - 1][1] if number else ""
        after = known[number + 1][1] if number + 1 < len(known) else ""
        if kind == "mo" and (before == "h" or after == "s"):
            kinds[at] = "mi"
        if kind == "d" and len(tokens[at].text) > 2:  # noqa: PLR2004  ddd is a day of the week
            kinds[at] = "week"
    return ["half" if t.kind == "half" else kind for t, kind in zip(tokens, kinds, strict=True)]


def _element(token: Token, kind: str, moment: dt.datetime, kinds: Sequence[str]) -> str:
    """What one token shows of a moment."""
    if token.kind == "half":
        return "上午" if moment.hour < 12 else "下午"  # noqa: PLR2004
    if not kind:
        return token.text if token.kind in {"literal", "point", "comma"} else ""
    if kind == "week":
        day = _DAYS[moment.weekday()]
        return day if token.text == "aaa" else f"星期{day}"
    if kind == "y":
        return str(moment.year) if len(token.text) > 2 else f"{moment.year % 100:02}"  # noqa: PLR2004
    hour = moment.hour
    if "half" in kinds:
        hour = (hour - 1) % 12 + 1
    number = {"mo": moment.month, "d": moment.day, "h": hour, "mi": moment.minute}
    return f"{number.get(kind, moment.second):0{min(len(token.text), 2)}}"


def _in_words(has: set[str], moment: dt.datetime) -> str:
    """The parts that a format without words shows: 2024年3月1日 10:32."""
    day = f"{moment.year}年" if "y" in has else ""
    day += f"{moment.month}月" if "mo" in has else ""
    day += f"{moment.day}日" if "d" in has else ""
    if "h" not in has or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return day
    time = [f"{moment.hour}", f"{moment.minute:02}"] if "mi" in has else [f"{moment.hour}"]
    time += [f"{moment.second:02}"] if "s" in has else []
    return f"{day} {':'.join(time)}"
