"""What of its facts a text leaves out."""

import re
from collections.abc import Sequence
from itertools import pairwise

from drafter.document import Fact
from drafter.drafting.register import raised
from drafter.figures import figures
from drafter.grounding.fact_coverage import gone, likeness
from drafter.grounding.shifts import losses
from drafter.text import OPEN_PLACE, strip_end
from drafter.text import clauses as cut

_LITTLE = 0.2  # of a fact's words: a text that holds less does not speak of it
_BARELY = 0.3  # the same for a fact without figures
_TELLING = 5  # Han from which a clause says something of its own
_TRACE = 0.15  # of a clause's words, below which nothing of it is told
_STRETCH = 9  # Han of a fact, of which no two stand together in the text: not only reworded
HAN = re.compile("[\u4e00-\u9fff]")
_ALIKE = 0.6  # of a clause's characters that another holds which says the same in its words
_TAIL = 7  # Han of a clause that has no room for a subject
_SHARED = 2  # pairs of characters from which a clause tells something of another
_NO_MATTER = re.compile(  # a word that may go: of speech, of time, of the register
    "[了的来去得出上下过着做搞开写回打几有是就把也又才给让]|一共|共计|目前|今年|全年|累计|相关|方面|情况|工作|组织|进行|继续|已经|其中|主要|一些"
)
_HAN_RUN = re.compile("[\u4e00-\u9fff]+")
_COUNTED = re.compile(r"[\d*]")
_COUNTED_RUN = re.compile(r"[\d.]+|\*+")
_FIRST = re.compile("第一|首|率先|头一")
_ONE = re.compile("[一1](?![\\d.,])")


def untold(facts: Sequence[Fact], texts: Sequence[str]) -> list[tuple[Fact, str]]:
    """The facts that the texts do not tell in full, each with what of it is lost.

    Args:
        facts: those that the texts were to tell.
        texts: one text or several, each of any length.

    >>> facts = (Fact("F1", "村集体收入都过了15万元"), Fact("F2", "利润比上年增长9.1%"))
    >>> untold(facts, ["村集体收入均超过15万元；利润同比增长9.1%。"])[0][1]
    '事实是“比上年”，要保留，不能换成别的比法'
    """
    text = "".join(OPEN_PLACE.sub("", text) for text in texts)
    found = ((fact, _lost(fact.text, text)) for fact in facts)
    return [(fact, lost) for fact, lost in found if lost]


def _lost(fact: str, text: str) -> str:
    """What of a fact a text does not tell, "" when nothing is lost."""
    tries = [gone(known, text) for known in dict.fromkeys((fact, raised(fact)))]
    figures = [each for each in min(tries, key=len) if not _is_told_in_words(each, text)]
    if figures:
        return "、".join(figures)
    known = max(likeness(fact, text), likeness(raised(fact), text))
    if known < (_LITTLE if re.search(r"[\d*]", fact) else _BARELY):
        return fact
    turned = losses(text, [fact])
    if turned:
        return turned[0].message
    return next(filter(None, (ask(fact, text) for ask in _LOSSES)), "")


def _lost_bound(fact: str, text: str) -> str:
    """超过50万元 told as 50万元: a limit is lost, though another figure of the text has one."""
    told = figures(text)
    for figure in figures(fact):
        if figure.approx not in ("above", "below") or figure.value is None:
            continue
        units = {"", figure.unit}
        same = [f for f in told if f.value == figure.value and (f.unit in units or not figure.unit)]
        if same and all(f.approx != figure.approx for f in same):
            return f"事实是“{figure.text}”，界限要保留"
    return ""


_QUOTED = re.compile("“([^“”]{2,12})”")


def _lost_quote(fact: str, text: str) -> str:
    """“三保” told as 保就业、保收入、保民生: what the author put in quotation marks is its name."""
    bare = re.sub('[“”‘’"]', "", text)
    for hit in _QUOTED.finditer(fact):
        if hit[1] not in bare and raised(hit[1]) not in bare:
            return f"没有写“{hit[1]}”，引号里的话照抄"
    return ""


def _lost_stretch(fact: str, text: str) -> str:
    """A long run of a fact's characters of which the text has no two together: a name, a matter."""
    runs = (_longest_gap(words, text) for words in (fact, raised(fact)))
    gap = min(runs, key=len)
    return f"没有写“{gap}”" if len(gap) >= _STRETCH else ""


def _longest_gap(fact: str, text: str) -> str:
    best = ""
    for run in _HAN_RUN.findall(fact):
        kept = [run[at : at + 2] in text for at in range(len(run) - 1)]
        told = [a or b for a, b in pairwise([False, *kept, False])]
        marked = "".join("\n" if each else char for char, each in zip(run, told, strict=True))
        best = max([best, *marked.split("\n")], key=len)
    return best


def _lost_clause(fact: str, text: str) -> str:
    """A clause of a fact of which nothing is told: a fact is more than its first half."""
    for start, end in cut(fact):
        clause = fact[start:end]
        if len(HAN.findall(clause)) < _TELLING or _COUNTED.search(clause):
            continue  # figures were asked about one by one
        if max(likeness(clause, text), likeness(raised(clause), text)) < _TRACE:
            return f"没有写“{clause}”"
    return ""


_COUNT = "[0-9一二两三四五六七八九十百千]+"
_NOT = re.compile(rf"[\u4e00-\u9fff]不[上出了到满足](?P<count>{_COUNT})")
_LIMITED = re.compile("[不没未无非莫免难]|少于|低于|以[下内]|欠")
_DENIED = re.compile(
    "没(?![收了])|未(?!来|成年)|(?<![了得来差])不(?![了少断仅同良足到])|无(?!偿|人机|障碍|缝)"
)
_LACKING = re.compile("[不没未无非莫免难零缺少差欠尚待停断晚慢弱退撤拒卡压拖失]|仅|只|仍")


def _lost_negation(fact: str, text: str) -> str:
    """说不上三句话 told as 说三句话: what is denied of a count is denied still."""
    told = [text[slice(*span)] for span in cut(text)]
    for hit in _NOT.finditer(fact):
        same = [each for each in told if hit["count"] in re.findall(_COUNT, each)]
        if same and not any(map(_LIMITED.search, same)):
            return f"事实是“{hit[0]}”，不能去掉否定"
    return _lost_denial(fact, text)


def _lost_denial(fact: str, text: str) -> str:
    """还有2户没谈拢 told as 2户已谈妥: what was not done about a count is not done still."""
    rows = [text[slice(*span)] for span in cut(text)]
    for start, end in cut(fact):
        clause = fact[start:end]
        counts = set(_COUNTED_RUN.findall(clause))
        if not counts or not _DENIED.search(clause):
            continue
        told = [at for at, row in enumerate(rows) if counts & set(_COUNTED_RUN.findall(row))]
        near = "".join(row for at, row in enumerate(rows) if {at - 1, at, at + 1} & set(told))
        if told and not _LACKING.search(near):
            return f"事实是“{strip_end(clause)}”，不能去掉否定"
    return ""


def _lost_qualifier(fact: str, text: str) -> str:
    """门诊抽查录音每月30份 told as 每月抽查录音30份: nothing is reworded, and a word is gone."""
    for start, end in cut(fact):
        clause = fact[start:end]
        known = set(HAN.findall(clause))
        for first, last in cut(text):
            told = HAN.findall(text[first:last])
            if len(told) < _ALIKE * len(known) or not set(told) <= known:
                continue
            gone = re.sub(f"[{''.join(set(HAN.findall(text)))}]", " ", clause)
            for run in _HAN_RUN.findall(gone):
                if len(run) > 1 and not _NO_MATTER.search(run):
                    return f"没有写“{run}”"
    return ""


def _torn(fact: str, text: str) -> str:
    """A研究34项，B写进章程 told as 落实B，将A研究34项，写进章程: it now says so of A."""
    owns = [_pairs(fact[slice(*span)]) for span in cut(fact)]
    told = [(text[slice(*span)], _pairs(text[slice(*span)])) for span in cut(text)]
    for at, own in enumerate(owns):
        others = set().union(*(each for other, each in enumerate(owns) if other != at))
        hits = [each & (own - others) for _, each in told]
        for last in range(2, len(told)):
            tail, before = told[last][0], told[last - 1][1]
            is_tail = (
                hits[last]
                and len(HAN.findall(tail)) <= _TAIL
                and not told[last][1] & others
                and "本人" not in tail
            )
            if is_tail and not hits[last - 1] and len(before & (others - own)) >= _SHARED:
                led = [each for each in hits[: last - 1] if len(each) >= _SHARED]
                if led and not any(each & hits[last] for each in led):
                    return f"“{strip_end(tail)}”说的不是前一句的事，紧接它自己的事写"
    return ""


def _pairs(text: str) -> set[str]:
    han = HAN.findall(text)
    return {a + b for a, b in pairwise(han)}


_LOSSES = (
    _lost_bound,
    _lost_quote,
    _lost_negation,
    _lost_stretch,
    _lost_clause,
    _lost_qualifier,
    _torn,
)


def _is_told_in_words(figure: str, text: str) -> bool:
    """第一个 told as 率先, 一季度一次 as 每季度."""
    if _FIRST.search(figure):
        return _FIRST.search(text) is not None
    return _ONE.match(figure) is not None
