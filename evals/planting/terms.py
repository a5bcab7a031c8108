"""Inventions: an honour, a quote, a leader's praise, a clause with a figure or a rank."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from drafter.document import Report
from drafter.rules import Concern
from evals.planting.defect import Defect, put

HONOURS = ("，获评全国先进集体", "，被授予省级文明单位称号", "，荣获省政府质量奖", "，获全省一等奖")
QUOTES = (
    "，推行“三色管理”工作法",
    "，创新“四联四动”机制",
    "，打响“先锋惠民”品牌",
    "，出台《提质增效行动方案》",
)
LEADERS = ("，得到省委书记批示肯定", "，受到市长高度评价", "，经验被国务院办公厅转发")
FIGURES = (
    "，群众满意度达到98.7％",
    "，带动就业1,730人",
    "，节约资金460万元",
    "，累计服务3.9万人次",
)
RANKS = ("，排名全省第一", "，位居全市前列", "，为全国首创", "，增速居全省第2位")
DROPPED = {
    "增长": "下降", "下降": "增长", "提高": "降低", "新增": "减少", "完成": "正在推进",
    "建成": "正在建设", "降到": "升到", "升到": "降到", "减少": "增加",
}  # fmt: skip


STATUS_WORD = re.compile("|".join(DROPPED))


def added(words: Sequence[str], report: Report, chance: Random) -> Iterator[str]:
    """A clause that no fact carries, at the end of a sentence that facts carry."""
    ends = [
        e.span[1] - 1 for e in report.evidence if e.facts and report.text[e.span[1] - 1] == "。"
    ]
    for end in chance.sample(ends, len(ends)):
        yield put(report.text, (end, end), chance.choice(words))


def turned(report: Report, chance: Random) -> Iterator[str]:
    """What grew has shrunk, what is done is under way."""
    places = [
        (hit.start(), hit[0])
        for evidence in report.evidence
        for id in evidence.facts
        for hit in STATUS_WORD.finditer(report.text, *evidence.span)
        if report.facts and _around(report, hit) in report.facts[id].text
    ]
    for at, word in chance.sample(places, len(places)):
        yield put(report.text, (at, at + len(word)), DROPPED[word])


def _around(report: Report, hit: re.Match[str]) -> str:
    """The word with a little of what stands about it, to know it as the fact's own."""
    return report.text[hit.start() - 1 : hit.end() + 2]


TERM = (Concern.TERMS,)
HONOUR = Defect("编造荣誉", "terms", TERM, partial(added, HONOURS))
QUOTE = Defect("编造引语、文件", "terms", TERM, partial(added, QUOTES))
LEADER = Defect("编造领导评价", "terms", TERM, partial(added, LEADERS))
CLAUSE = Defect("编造带数的分句", "figures", (Concern.FIGURES,), partial(added, FIGURES))
RANK = Defect(
    "编造名次", "terms", (*TERM, Concern.FIGURES, Concern.CHECKABLE), partial(added, RANKS)
)
STATUS = Defect("增减、完成与否颠倒", "terms", (Concern.STATUS,), turned)
