"""Cells as Excel shows them: 12 and not 12.0, 8.5% and not 0.085."""

import datetime as dt
import re
from typing import Any

_FORMAT = re.compile(
    r'(?P<before>(?:"[^"]*"|[¥￥$])*)(?P<digits>#,##0|0|#)(?:\.(?P<decimals>[0#]+))?'
    r'(?P<percent>%)?(?P<after>(?:"[^"]*"|[^\x00-\x7f])*)'
)


def shown(value: Any, number_format: str = "General") -> str:
    """The text a cell shows.

    >>> shown(3.0), shown(0.085, "0.0%"), shown(12000, "#,##0"), shown(6, '0"所"')
    ('3', '8.5%', '12,000', '6所')
    >>> shown(dt.datetime(2024, 3, 1)), shown(None), shown("**个")
    ('2024年3月1日', '', '**个')
    """
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int() | float():
            return _number(value, number_format)
        case dt.datetime() | dt.date():
            return f"{value.year}年{value.month}月{value.day}日"
        case _:
            return str(value).strip()


def _number(value: float, number_format: str) -> str:
    found = _FORMAT.fullmatch(number_format.split(";", maxsplit=1)[0])
    if found is None or found["digits"] == "#":
        return _plain(value)
    scaled = value * 100 if found["percent"] else value
    comma = "," if "," in found["digits"] else ""
    text = format(scaled, f"{comma}.{len(found['decimals'] or '')}f")
    before, after = (found[part].replace('"', "") for part in ("before", "after"))
    return f"{before}{text}{found['percent'] or ''}{after}"


def _plain(value: float) -> str:
    """General: at most eleven digits, as Excel shows them, and never an exponent."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    digits = max(0, 10 - len(str(int(abs(value)))))
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")
