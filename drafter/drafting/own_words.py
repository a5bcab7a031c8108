"""A fact's own words, made ready to stand in a sentence: marks and numbering, never a word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.genre import Genre
from drafter.text import MASK, length, strip_end, typeset

_ENUMERATOR = re.compile(r"(^|[，。；：、])[一二三四五六七八九十]{1,2}[是则要]，?(?=[^\s])")
_NUMBERING = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．](?!\d)|[①-⑳])\s*")
_NEXT = re.compile(r"([；。，])(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d))")  # 2. of a row from 1.
_CIRCLED = re.compile(r"[，；。、]?[②-⑳]")
_SPLIT = re.compile(r"[：。；，]|[:;,](?!\d)")  # not in 4,200万元 nor 9:30
_FEEDBACK = re.compile(
    r"^(?:针对)?(?:(?P<year>(?:19|20)\d\d)年度?|[上去]一?年度?)?"
    r"(?:年度|述职|述廉|考核|民主|测评|评议|结果|时|中|和|、)*(?:反馈|指出)"
    r"(?:的|了)?(?:主要)?(?:问题|意见|不足)?(?:是|为|有)?[：:，,]?"
)
_SELF = re.compile(r"^(?:本人|我)(?:自己|个人)?")
_MASKED = re.compile(rf"(?:{MASK.pattern})(?:[万亿]?元|[个名家件所条次项户处人])?")  # said once
_NAME = 40  # characters of a clause that can still serve as a name
_QUOTED = re.compile(r"^[“\"]([^”\"]+)[”\"](?:的|等)?(?:问题|意见)?[：:，,。；;]?")


@dataclass(frozen=True, slots=True)
class Parts:
    """An admission or a criticism: its name, and what is told of it."""

    lead: str
    rest: str


def own_words(text: str) -> str:
    """The fact as it may stand in a sentence: no numbering of its own, no end mark.

    >>> own_words("1. 一是抓学习；二是抓落实。")
    '抓学习；抓落实'
    >>> own_words("①新建3所②改建5所"), own_words("1.修路12公里；2.架桥3座")
    ('新建3所；改建5所', '修路12公里；架桥3座')
    """
    told = typeset(text.strip())
    bare = _NUMBERING.sub("", told)
    if bare != told:
        bare = _CIRCLED.sub("；", _NEXT.sub(r"\1", bare))
    return strip_end(_ENUMERATOR.sub(r"\1", bare)) or typeset(text.strip())


def unlabelled(text: str, labels: Iterable[str]) -> str:
    """The text without the word that only says where it belongs.

    >>> unlabelled("改进措施：每月下村两次", ["措施：", "改进措施："])
    '每月下村两次'
    """
    return next((text.removeprefix(label) for label in labels if text.startswith(label)), text)


def shortcoming(text: str, genre: Genre) -> Parts:
    """Split an admission into its lead phrase and the rest.

    >>> from drafter import genre
    >>> shortcoming("思想解放步子不大：大会小会经常讲，举措不够多", genre.load("shuzhi"))
    Parts(lead='思想解放步子不大', rest='大会小会经常讲，举措不够多')
    """
    bare = own_words(unlabelled(text, genre.shortcomings.keywords))
    found = _SPLIT.search(bare)
    if found and length(bare[: found.start()]) <= genre.shortcomings.lead_max:
        return Parts(bare[: found.start()], bare[found.end() :])
    return Parts(bare, "") if not found else Parts("", bare)


def named(parts: Parts) -> str:
    """What a measure calls the admission that it answers.

    >>> named(Parts("", "本人对怎样把招商工作抓得更实研究得不够透彻，跑企业少"))
    '对怎样把招商工作抓得更实研究得不够透彻'
    """
    first = strip_end(_MASKED.sub("", _SPLIT.split(parts.lead or parts.rest)[0]))
    return _SELF.sub("", first) if 0 < length(first) <= _NAME else "上述不足"


def feedback(text: str, genre: Genre, year: int | None = None) -> Parts:
    """Split a note on last year's feedback into the issue it names and what was done.

    Who gave it is left out only where the report says as much by itself: the yearly review of
    the year before `year`, the one that is reported on. 巡察反馈 stays 巡察反馈.

    >>> from drafter import genre
    >>> feedback("2022年度考核反馈“监督刚性不足”：建台账", genre.load("shuzhi"))
    Parts(lead='监督刚性不足', rest='建台账')
    """
    bare = own_words(text)
    given = _FEEDBACK.match(bare)
    if given and given["year"] and year and int(given["year"]) != year - 1:
        return Parts("", bare)
    rest = bare[given.end() :] if given else bare
    quoted = _QUOTED.match(rest)
    if quoted:
        return Parts(quoted[1], rest[quoted.end() :])
    found = _SPLIT.search(rest)
    head = rest[: found.start()] if found else rest
    issue = re.sub(r"(?:的|等)?问题$", "", head)
    if (
        issue.endswith(genre.shortcomings.lead_tails)
        and length(issue) <= 2 * genre.shortcomings.lead_max
    ):
        return Parts(issue, rest[found.end() :] if found else "")
    return Parts("", rest)
