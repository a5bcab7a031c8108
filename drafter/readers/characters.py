"""Characters that look like others: radicals from PDFs, ligatures, marks that nobody sees."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache

from drafter import resources
from drafter.schema import build

_IDEOGRAPHS = "\u2e80-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d"  # that stand for an ordinary one
_LIGATURES = "\ufb00-\ufb06"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010fffd"  # what these show only their font knows
_FOLDED = re.compile(f"[{_IDEOGRAPHS}{_LIGATURES}{_UNSEEN}{_PRIVATE}]")
_UNKNOWN = re.compile(f"[{_PRIVATE}\ufffd]")


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
    """
    return _FOLDED.sub(lambda found: _meant(found[0]), text)


def unknown(text: str) -> str:
    r"""The characters of `text` that nobody can read without their font, each once.

    >>> unknown("完成\ue123项"), unknown("完成6项")
    ('\ue123', '')
    """
    return "".join(dict.fromkeys(_UNKNOWN.findall(text)))


def sign(font: str, number: int) -> str:
    r"""What a sign of one of Word's symbol fonts shows; "" where that is not known.

    >>> sign("Symbol", 0xF0B3), sign("Symbol", 0xB3), sign("Anything", 0xF0B3)
    ('≥', '≥', '')
    """
    place = 0xF000 | number & 0xFF
    return _fonts().get((font, chr(place)), "")


def named(characters: str) -> str:
    r"""Characters by their numbers, for a note.

    >>> named("\ue123\ufffd")
    'U+E123、U+FFFD'
    """
    return "、".join(f"U+{ord(each):04X}" for each in characters)


@cache
def _meant(character: str) -> str:
    told = _told().get(character)
    if told is not None:
        return told
    if re.match(f"[{_UNSEEN}]", character):
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
