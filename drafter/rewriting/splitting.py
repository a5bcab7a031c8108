"""A sentence of an old report without slogans, and no longer than the genre allows."""

import re

from drafter.document.genre import Genre
from drafter.grounding import fact_coverage
from drafter.text import any_of, length, strip_end

_LINKED = re.compile(  # a clause that begins so cannot open a sentence
    "其中|同比|环比|较|比|占|达|使|让|从而|进而|并|且|而|但|却|以|为|等|累计|分别|均|也|还|又|被|则|就|所|即|特别是"
    "|因为|因此|未能|没能|未|无法"
)
_ITEM = re.compile("[^，；。]{1,5}(?:[，；。]|$)")  # of a list, and no sentence of its own
_TIED = re.compile(
    "做到|力争|力求|真正|努力|确保|推动|促进|实现|有效|切实|不断|进一步|得到|受到|形成|营造|提高|提升|增强"
)
_BEFORE = re.compile(
    "(?:虽然|尽管|由于|因为|如果|为了?|通过|围绕|针对|按照|根据|结合|依托|立足|依据|随着|面对|鉴于|本着|作为|当|除了?|在|对|把|将|以)[^，]*$"
)
_COMMA = re.compile("，")
_INSIDE = re.compile("“[^”]*”|（[^）]*）|《[^》]*》")
_PART = re.compile("(?<=[，；])")
_LEAST = 5  # characters before a cut: 比如 is no sentence
_AIM = 14  # characters of a clause that names an aim
_HELD = 6  # characters that are left of a sentence at least


def without_slogans(text: str, genre: Genre) -> tuple[str, tuple[str, ...]]:
    """The sentence without clauses that fit any report, and those clauses.

    A clause that also holds a figure or a name stays; so does a sentence that is nothing else.

    >>> from drafter.document import genre
    >>> without_slogans("新建学校6所，取得了显著成效。", genre.load("shuzhi"))
    ('新建学校6所。', ('取得了显著成效',))
    >>> without_slogans("各项工作取得了显著成效。", genre.load("shuzhi"))
    ('各项工作取得了显著成效。', ())
    """
    slogans = any_of(genre.phrases.slogans)
    if not slogans.search(text):
        return text, ()
    clauses = _PART.split(text)
    gone = [each for each in clauses if slogans.search(each) and not _claims(each, slogans)]
    kept = [each for each in clauses if each not in gone]
    if not gone or not kept or _LINKED.match(kept[0]) or length("".join(kept)) < _HELD:
        return text, ()
    end = text[len(text.rstrip("。！？；")) :]
    return strip_end("".join(kept)) + end, tuple(strip_end(each) for each in gone)


def _claims(text: str, slogans: re.Pattern[str]) -> bool:
    return fact_coverage.stance(slogans.sub("", text), []) == "invented"


def parted(text: str, most: int) -> str:
    """A sentence without its end mark in sentences of at most `most`, where it can be parted.

    Before a clause that leans on the one before it there is room for a ； at most.

    >>> parted("新建学校6所，改造校舍12栋，引进教师40名", 14)
    '新建学校6所，改造校舍12栋。引进教师40名'
    >>> parted("新建通村公路共12公里，推动出行条件改善", 14)
    '新建通村公路共12公里；推动出行条件改善'
    """
    if length(text) <= most:
        return text
    cuts, mark = _cuts(text)
    if not cuts:
        return text
    middle = len(text) // 2
    cut = min(cuts, key=lambda at: abs(at - middle))
    return parted(strip_end(text[:cut]), most) + mark + parted(text[cut + 1 :], most)


def _cuts(text: str) -> tuple[list[int], str]:
    """Where a sentence may be parted, and by which mark."""
    inside = [found.span() for found in _INSIDE.finditer(text)]

    def is_free(at: int) -> bool:
        return not any(start < at < end for start, end in inside)

    wide = [found.start() for found in re.finditer("[；。]", text) if is_free(found.start())]
    commas = [found.start() for found in _COMMA.finditer(text) if is_free(found.start())]
    open_ends = [
        at
        for at in commas
        if at >= _LEAST
        and not _is_purpose(text[:at])
        and not _LINKED.match(text, at + 1)
        and not _ITEM.match(text, at + 1)
        and not _BEFORE.search(_last(text[:at]))
    ]
    free = [at for at in open_ends if not _TIED.match(text, at + 1)]
    for cuts, mark in ((wide, "。"), (free, "。"), (open_ends, "；")):
        if cuts:
            return cuts, mark
    return [], ""


def _is_purpose(text: str) -> bool:
    """No more than what is aimed at: 为推进职能转变，提高工作效率，规范审批流程."""
    told = re.split("[；。]", text)[-1]
    clauses = told.split("，")
    return told.startswith("为") and not any(
        len(each) > _AIM or re.search(r"[\d我了]|本人", each) for each in clauses
    )


def _last(text: str) -> str:
    return re.split("[，；。]", text)[-1]
