"""A sentence of an old report as facts: without slogans, no longer than the genre allows."""

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter import coverage
from drafter.drafting.own_words import own_words
from drafter.genre import Genre
from drafter.reading import any_of
from drafter.text import length, strip_end

_LINKED = re.compile(  # a clause that begins so cannot open a sentence
    "其中|同比|环比|较|比|占|达|使|让|从而|进而|并|且|而|但|却|以|为|等|累计|分别|均|也|还|又|被|则|就|所|即|特别是"
)
_TIED = re.compile(
    "做到|力争|力求|真正|努力|确保|推动|促进|实现|有效|切实|不断|进一步|得到|受到|形成|营造|提高|提升|增强"
)
_BEFORE = re.compile(
    "(?:虽然|尽管|由于|因为|如果|为了?|通过|围绕|针对|按照|根据|在|对|把|将|以)[^，]*$"
)
_IN_TURN = re.compile("^(?:首先|其次|再次|最后|此外|另外)[，是]")
_TALK = re.compile("(?:^|，)(?:下面|接下来)?[^，。]{0,10}?(?:(?:汇报|报告)一下|说说|谈谈)[^，。]*$")
_COMMA = re.compile("，")
_INSIDE = re.compile("“[^”]*”|（[^）]*）|《[^》]*》")
_ANNOUNCED = re.compile(
    r"(?:[报汇]告如下|以下[几\d一二三四五六七八九十]*个?方面|述职如下|主要(?:做了|抓了|体现在)|如下[：:。]?$|"
    r"现将[^。]*(?:情况|工作)|(?:总结|回顾)起来|[：:]$)"
)


def told(sentence: str, genre: Genre) -> tuple[str, ...]:
    """The facts of a sentence, in its own words; none where it says nothing of its own.

    >>> from drafter import genre
    >>> told("新建学校6所，各项工作取得了显著成效。", genre.load("shuzhi"))
    ('新建学校6所',)
    >>> told("现将一年来的工作情况报告如下：", genre.load("shuzhi"))
    ()
    """
    words = _IN_TURN.sub("", own_words(sentence))
    words = without_slogans(_TALK.sub("", words), genre)
    if not words or (announces(sentence) and not _claims(words)):
        return ()
    return tuple(_pieces(words, genre.limits.sentence_warning - 1))


def announces(sentence: str) -> bool:
    """Whether a sentence only says what comes next: 现将……报告如下."""
    return bool(_ANNOUNCED.search(sentence))


def without_slogans(text: str, genre: Genre) -> str:
    """The clauses that are no slogan; one that also holds a figure or a name stays."""
    slogans = any_of(genre.phrases.slogans)
    parts = re.split("(?<=[，；。])", text)
    kept = [part for part in parts if not slogans.search(part) or _claims(part, slogans)]
    return strip_end("".join(kept))


def parts(text: str) -> list[str]:
    """What stands between the ； of an answer that is not numbered.

    >>> parts("教师培训抓得不紧；设备老旧，没有“白板；屏”")
    ['教师培训抓得不紧', '设备老旧，没有“白板；屏”']
    """
    inside = [found.span() for found in _INSIDE.finditer(text)]
    marks = [found.start() for found in re.finditer("；", text)]
    free = [at for at in marks if not any(a < at < b for a, b in inside)]
    bounds = [0, *(at + 1 for at in free), len(text)]
    return [strip_end(text[a:b]) for a, b in pairwise(bounds)]


def _claims(text: str, slogans: re.Pattern[str] | None = None) -> bool:
    bare = slogans.sub("", text) if slogans else text
    return coverage.stance(bare, []) == "invented"


def _pieces(text: str, most: int) -> Iterator[str]:
    """`text` in sentences of at most `most` characters, where it can be parted."""
    if length(text) <= most:
        yield text
        return
    cuts = _cuts(text)
    if not cuts:
        yield text
        return
    middle = len(text) // 2
    cut = min(cuts, key=lambda at: abs(at - middle))
    yield from _pieces(strip_end(text[:cut]), most)
    yield from _pieces(text[cut + 1 :], most)


def _cuts(text: str) -> list[int]:
    """Where a sentence may end: at its ；, else before a clause that stands by itself."""
    inside = [found.span() for found in _INSIDE.finditer(text)]

    def is_free(at: int) -> bool:
        return not any(start < at < end for start, end in inside)

    wide = [found.start() for found in re.finditer("[；。]", text) if is_free(found.start())]
    commas = [found.start() for found in _COMMA.finditer(text) if is_free(found.start())]
    open_ends = [
        at
        for at in commas
        if not _LINKED.match(text, at + 1) and not _BEFORE.search(_last(text[:at]))
    ]
    free = [at for at in open_ends if not _TIED.match(text, at + 1)]
    for cuts in (wide, free, open_ends):
        if cuts:
            return cuts
    return []


def _last(text: str) -> str:
    return re.split("[，；。]", text)[-1]
