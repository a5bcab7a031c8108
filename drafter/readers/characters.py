"""Characters that look like others: radicals from PDFs, ligatures, blanks, marks nobody sees."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache

from drafter import resources
from drafter.schema import build
from drafter.text.traditional import traditional

_IDEOGRAPHS = "\u2e80-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d"  # that stand for an ordinary one
_LIGATURES = "\ufb00-\ufb06"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
LOST = "\ufffd"  # what stands for a character that could not be read
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010fffd"  # what these show only their font knows
_BLANKS = "\u2000-\u200a\u202f\u205f"  # no-break, thin and others: told as plain ones
# UTF-8 read as Latin-1 has U+00A0 for a part of a character, which only stays known by it
_NO_BREAK = "(?<![\u00c2-\u00f4])(?<![\u00c2-\u00f4][\u0080-\u00bf])\u00a0"
# of C0 without those that end lines and cells; what moves the cursor is no text either
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f"
_HALVES = re.compile("[\ud800-\udfff]")
FOLDED = re.compile(
    f"[{_IDEOGRAPHS}{_LIGATURES}{_UNSEEN}{_PRIVATE}{_BLANKS}{_CONTROLS}]|{_NO_BREAK}"
)
# UTF-8 read as GBK after what could not be decoded was replaced, and UTF-8 read as Latin-1
_GARBLED = (
    "(?:锟斤拷)+|烫{3,}|屯{3,}"
    "|(?:[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}){2,}"
)
_SHOWN_BY_NUMBER = f"{_PRIVATE}\ufffd\ud800-\udfff"
_HIDDEN = re.compile(f"[{_SHOWN_BY_NUMBER}]")
_PARTS = re.compile(f"[{_SHOWN_BY_NUMBER}]+|[^{_SHOWN_BY_NUMBER}]+")
_UNKNOWN = re.compile(f"[{_PRIVATE}\ufffd]|{_GARBLED}")


FEW, SHARE = 5, 0.05  # traditional characters, in all and of all, from which a text is in them


@dataclass(frozen=True, slots=True)
class _Table:
    """Pairs of a character and the one that is meant."""

    radicals: tuple[str, ...]
    signs: tuple[str, ...]
    fonts: dict[str, tuple[str, ...]]


def folded(text: str) -> str:
    r"""The text in ordinary characters, without marks that nobody sees.

    >>> folded("参加中⼼组学习11次，⻅效；e\ufb03cient"), folded("建\u200b成6所，第⼆名，㎡")
    ('参加中心组学习11次，见效；efficient', '建成6所，第二名，㎡')
    >>> folded("修路\x1b[31m3条\x00\n修桥")
    '修路[31m3条\n修桥'
    >>> folded("修路\u00a028.6\u202f公里，三\u2007期")
    '修路 28.6 公里，三 期'
    """
    whole = _paired(text) if _HALVES.search(text) else text
    return FOLDED.sub(lambda found: meant(found[0]), whole)


def halves(text: str) -> str:
    r"""The halves of characters in `text` that have no other half; each once.

    >>> halves("巡\ud83d河\ud83d"), halves("巡\ud83c\udf89河"), halves("巡河")
    ('\ud83d', '', '')
    """
    if not _HALVES.search(text):
        return ""
    return "".join(dict.fromkeys(_HALVES.findall(_paired(text))))


def without_halves(text: str) -> str:
    r"""The text with halves of characters joined, and without those that have no other half.

    >>> without_halves("巡\ud83d河"), without_halves("巡\ud83c\udf89河")
    ('巡河', '巡🎉河')
    """
    return _HALVES.sub("", _paired(text)) if _HALVES.search(text) else text


def _paired(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def unknown(text: str) -> str:
    r"""What of `text` nobody can read without its font, or as it was decoded wrongly; each once.

    >>> unknown("完成\ue123项"), unknown("完成6项"), unknown("帮扶锟斤拷锟斤拷6户")
    ('\ue123', '', '锟斤拷锟斤拷')
    >>> unknown("开展é座谈，Ä级"), unknown("ä¿®è·¯3条")
    ('', 'ä¿®è·¯')
    """
    return "".join(dict.fromkeys(_UNKNOWN.findall(text)))


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, and not only a name or two in it.

    >>> is_traditional("公路3條，幫扶群眾46戶，簽訂責任書"), is_traditional("慰问朱镕、陶喆")
    (True, False)
    """
    han = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    apart = traditional(text)
    return len(set(apart)) >= FEW and len(apart) > SHARE * len(han)


def sign(font: str, number: int) -> str:
    r"""What a sign of one of Word's symbol fonts shows; "" where that is not known.

    >>> sign("Symbol", 0xF0B3), sign("Symbol", 0xB3), sign("Anything", 0xF0B3)
    ('≥', '≥', '')
    """
    place = 0xF000 | number & 0xFF
    return _fonts().get((font, chr(place)), "")


def named(characters: str) -> str:
    r"""Characters for a note: by their numbers where they cannot be shown.

    >>> named("\ue123\ufffd"), named("锟斤拷\ue123")
    ('U+E123、U+FFFD', '锟斤拷、U+E123')
    """
    shown = (
        [f"U+{ord(char):04X}" for char in each] if _HIDDEN.match(each) else [each]
        for each in _PARTS.findall(characters)
    )
    return "、".join(told for row in shown for told in row)


@cache
def meant(character: str) -> str:
    r"""What a sign of `FOLDED` is told as, "" for one that nobody sees.

    >>> meant("\u200b"), meant("\ufb03")
    ('', 'ffi')
    """
    told = _told().get(character)
    if told is not None:
        return told
    if re.match(f"[{_UNSEEN}{_CONTROLS}]", character):
        return ""
    return unicodedata.normalize("NFKC", character)


@cache
def _told() -> dict[str, str]:
    return {row[0]: row[1:] for row in (*_table().radicals, *_table().signs)}


@cache
def _fonts() -> dict[tuple[str, str], str]:
    rows = _table().fonts.items()
    return {(font, row[0]): row[1:] for font, own in rows for row in own}


@cache
def _table() -> _Table:
    source = resources.PACKAGE / "readers" / "characters.toml"
    return build(_Table, tomllib.loads(source.read_text("utf-8")), "readers/characters")
