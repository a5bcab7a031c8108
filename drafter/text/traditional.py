"""Characters that only Traditional Chinese writes. Pure."""

from functools import cache

_HAN = range(0x4E00, 0x9FA6)  # the block that both standards draw on
_COMMON = (b"\xa4\x40", b"\xc6\x7e")  # where Big5 has the characters that schools teach
# Big5 calls these common and GB 2312 of 1980 lacks them: simplified texts write them all the same.
_SHARED = frozenset("伋佺僇堉墦惇愒晅昇昤晞暘杗栘梂棻沘泜浥潟玥珪珮琍璘璟甦瞭芣郃鄗釆")


def traditional(text: str) -> str:
    """The traditional characters of a text, one by one as they stand.

    >>> traditional("組織幹部到瞭望塔，后勤保障"), traditional("慰问朱镕、陶喆")
    ('組織幹', '')
    """
    return "".join(char for char in text if char in _only())


@cache
def _only() -> frozenset[str]:
    """What Big5 has among its common characters and GB 2312 lacks."""
    found = set()
    for char in map(chr, _HAN):
        place = char.encode("big5", "ignore")
        if _COMMON[0] <= place <= _COMMON[1] and not char.encode("gb2312", "ignore"):
            found.add(char)
    return frozenset(found - _SHARED)
