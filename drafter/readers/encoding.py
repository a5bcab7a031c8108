"""Bytes to text: the encodings that Chinese offices send, recognised by trying them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drafter.errors import Unreadable
from drafter.readers import characters

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
CODECS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")  # gb18030 holds GBK and GB2312
SIGNATURES = (  # what is often handed in under a wrong name
    (b"PK\x03\x04", "内容是压缩包或新版 Office 文件"),
    (b"\xd0\xcf\x11\xe0", "内容是旧版或加密的 Office 文件"),
    (b"%PDF", "内容是 PDF"),
    (b"\x89PNG", "内容是图片"),
    (b"\xff\xd8\xff", "内容是图片"),
    (b"GIF8", "内容是图片"),
)
SAMPLE = 4096  # characters looked at to tell encodings apart; the whole is still decoded strictly
SURE = 0.9  # share of usual characters at which no other encoding is tried
LEAST = 0.6  # text of two characters a rare name aside; noise read as GB18030 has 0.2-0.4
STRANGE = 0.02  # share of control signs that a text may have, and one in any
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Word writes pictures, notes, cells, fields and hyphens as these, and its text is pasted with them.
_WORD_SIGN = re.compile("[\x01-\x05\x07\x08\x13-\x15\x1e\x1f]")
WORD_SIGNS = 0.25  # share of them that a text may have: a table of short cells
_FIELD_CODE = re.compile("\x13[^\x13-\x15\n]*\x14")
_HYPHEN = "\x1e"  # as Word writes one that does not break
_CHANGED = re.compile("|".join(each.pattern for each in (_FIELD_CODE, _CONTROL, characters.FOLDED)))
_LINE_END = re.compile("\r\n?")
# Word's line break is pasted as \x0b, a page's end as \x0c. No editor counts them as line ends;
# beside one they are none here either, elsewhere they part what is said.
_SOFT_END = "[\x0b\x0c\x85\u2028\u2029]"
_BESIDE_END = re.compile(rf"(?:(?<=\n)|\A){_SOFT_END}+|{_SOFT_END}+(?=\n|\Z)")
_ANY_END = re.compile(rf"\n|{_SOFT_END}")
_MARKS = "·—‘’“”…℃①②③④⑤⑥⑦⑧⑨⑩×÷±°√‰•●○■◆▪–－\u3000\xa0"


def decode(data: bytes, source: str) -> str:
    r"""The text of `data`, line ends as \n, in ordinary characters (see `characters.folded`).

    >>> decode("新建学校**所\r\n\f修路\x0b".encode("gbk"), "要点.txt")
    '新建学校**所\n修路'

    Raises:
        Unreadable: binary, or in an encoding that is not one of `CODECS`.
    """
    return characters.folded(_ANY_END.sub("\n", _ended(data, source)))


def soft_ends(data: bytes, source: str) -> tuple[int, ...]:
    r"""Which lines of `decode` begin behind a sign that ends no line of the file, from 1.

    >>> soft_ends("修路\x0b修桥\n\f修渠\n".encode(), "要点.txt")
    (2,)
    """
    ends = enumerate(_ANY_END.finditer(_ended(data, source)), 2)
    return tuple(number for number, found in ends if found[0] != "\n")


@dataclass(frozen=True, slots=True)
class Shift:
    """Where a line of a text has fewer signs than the line of the file that it was read from."""

    line: int  # from 1
    column: int  # of the first character behind them, from 0
    size: int  # how many fewer; below zero where it has more


def shifts(data: bytes, source: str) -> tuple[Shift, ...]:
    r"""Where lines of `decode` lack signs of the file, or tell one in several.

    >>> shifts("修路3条，改造危桥2座\n修\x00桥\u200b\n".encode(), "要点.txt")
    (Shift(line=2, column=1, size=1), Shift(line=2, column=2, size=1))
    """
    return tuple(_shifts(_ANY_END.sub("\n", _line_ended(_written(data, source)))))


def _shifts(text: str) -> Iterator[Shift]:
    for number, row in enumerate(text.split("\n"), 1):
        gone = 0
        for found in _CHANGED.finditer(row):
            told = 0 if _CONTROL.match(found[0]) else len(characters.meant(found[0]))
            size = len(found[0]) - told
            if size and found[0] != _HYPHEN:
                yield Shift(number, found.start() - gone + told, size)
                gone += size


def _ended(data: bytes, source: str) -> str:
    r"""The text without control signs; its line ends as \n, without other signs beside them.

    Raises:
        Unreadable: binary, or in an encoding that is not one of `CODECS`.
    """
    return _line_ended(_plain(_written(data, source)))


def _line_ended(text: str) -> str:
    return _BESIDE_END.sub("", _LINE_END.sub("\n", text))


def _plain(text: str) -> str:
    """A text without control signs; of a field of Word what it shows is left."""
    if not _CONTROL.search(text):
        return text
    return _CONTROL.sub("", _FIELD_CODE.sub("", text).replace(_HYPHEN, "-"))


def _written(data: bytes, source: str) -> str:
    """The text as it is in the file.

    Raises:
        Unreadable: binary, or in an encoding that is not one of `CODECS`.
    """
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"{source} 不是文本文件：{name}", hint="请按真实格式改好后缀名")
    text = _marked(data) if data.startswith(tuple(mark for mark, _ in BOMS)) else _guessed(data)
    if text is None:
        raise Unreadable(
            f"{source} 不是文本，或者编码无法识别", hint="请用记事本打开，另存为 UTF-8 编码"
        )
    return text


def _marked(data: bytes) -> str | None:
    codec = next(codec for mark, codec in BOMS if data.startswith(mark))
    return _strict(data, codec)


def _guessed(data: bytes) -> str | None:
    """The reading with the most usual characters; UTF-8 is given the benefit of the doubt."""
    best, best_share = None, LEAST
    for codec in CODECS:
        text = _strict(data, codec)
        if text is None:
            continue
        share = usual_share(_plain(text)[:SAMPLE])
        if share >= SURE:
            return text
        if share > best_share or (codec == "utf-8" and best is None):
            best, best_share = text, max(share, LEAST)
    return best


def _strict(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    if not _CONTROL.search(text):
        return text
    told = _WORD_SIGN.sub("", _FIELD_CODE.sub("", text).replace(_HYPHEN, "-"))
    plain = _plain(text)
    # One or two in a sheet come from old programs; no text file has many.
    is_text = len(told) - len(plain) <= max(1, len(told) * STRANGE)
    is_pasted = len(_WORD_SIGN.findall(text)) <= max(1, len(text) * WORD_SIGNS)
    is_usual = usual_share(_ANY_END.sub("\n", plain)[:SAMPLE]) >= SURE
    return text if plain.strip() and is_text and is_pasted and is_usual else None


def usual_share(text: str) -> float:
    """Share of characters that everyday Chinese is written with.

    >>> usual_share("新建学校6所。"), usual_share("Ð½¨Ñ§Ð£")
    (1.0, 0.0)
    """
    usual = _usual()
    return sum(char in usual for char in text) / len(text) if text else 1.0


@cache
def _usual() -> frozenset[str]:
    """ASCII, Chinese punctuation, full-width forms, and level 1 of GB 2312 (3,755 by use)."""
    level1 = bytes(
        byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell)
    )
    return frozenset(
        level1.decode("gb2312", "ignore")
        + _MARKS
        + "\t\n\r"
        + "".join(map(chr, [*range(0x20, 0x7F), *range(0x3001, 0x3018), *range(0xFF01, 0xFF5F)]))
    )
