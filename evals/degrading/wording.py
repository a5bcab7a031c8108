"""Frames, tails, filler, claims of completeness: what is said beside the facts."""

import re
from collections.abc import Sequence
from random import Random

from drafter.document import Report
from drafter.drafting.register import raised
from drafter.text import strip_end
from evals.degrading.degradation import Degradation, Places, told_sentences

FRAMES = (
    "坚持以人民为中心的发展思想，着眼提升工作质效，",
    "牢固树立大局意识，紧紧围绕中心工作，",
    "始终把责任扛在肩上，聚焦重点难点持续发力，",
    "立足岗位职责，以钉钉子精神抓好落实，",
    "深刻认识到这项工作的重要意义，坚持高位推动，",
)
TAILS = (
    "有力推动了各项工作高质量发展",
    "群众的获得感、幸福感不断增强",
    "取得了明显成效，受到广泛好评",
    "为事业发展提供了坚强保障",
    "工作水平得到显著提升",
)
FILLER = (
    "工作中，始终坚持高标准、严要求，主动担当作为，狠抓工作落实，确保各项任务落到实处、见到实效。",
    "坚持目标导向、问题导向、结果导向相统一，一项一项抓推进，一件一件抓落实，推动工作不断迈上新台阶。",
    "深化认识、凝聚共识，以等不起的紧迫感、慢不得的危机感、坐不住的责任感，持续用力、久久为功。",
    "注重统筹兼顾、突出重点，既抓当前、又谋长远，努力在新征程上展现新气象、实现新作为。",
)
COMPLETE = ("做到全覆盖、不留死角", "彻底解决了存在的问题", "全部落实到位、无一遗漏")
_SEAM = re.compile("[，；]")


def framed(report: Report, chance: Random) -> Places:
    """A stance and an aim in front of every fact's sentence."""
    return [
        [((sentence.span[0],) * 2, chance.choice(FRAMES))] for sentence, _ in told_sentences(report)
    ]


def tailed(report: Report, chance: Random) -> Places:
    """An effect behind every fact's sentence."""
    return _behind(report, chance, TAILS)


def completed(report: Report, chance: Random) -> Places:
    """A claim of completeness behind every fact's sentence."""
    return _behind(report, chance, COMPLETE)


def blown_up(report: Report, chance: Random) -> Places:
    """Sentences that fit any office between the sentences, up to twice the length."""
    rows = told_sentences(report)
    return [
        [((sentence.span[1],) * 2, "".join(chance.sample(FILLER, 2 if len(rows) < _FEW else 1)))]
        for sentence, _ in rows
    ]


def listed(report: Report, _: Random) -> Places:
    """Every fact a sentence of its own."""
    found = []
    for sentence, facts in told_sentences(report):
        if len(facts) > 1:
            start = sentence.span[0]
            marks = [m.start() for m in _SEAM.finditer(sentence.text)]
            found.append([((start + at, start + at + 1), "。") for at in marks])
    return found


def noted(report: Report, _: Random) -> Places:
    """The sheet's own notes in place of the sentences that raise them."""
    return [
        [(sentence.span, "，".join(strip_end(fact.text) for fact in facts) + "。")]
        for sentence, facts in told_sentences(report)
        if any(raised(fact.text) != fact.text for fact in facts)
    ]


def _behind(report: Report, chance: Random, words: Sequence[str]) -> Places:
    rows = []
    for sentence, _ in told_sentences(report):
        start, end = sentence.span
        place = start + len(strip_end(report.text[start:end]))
        rows.append([((place, place), "，" + chance.choice(words))])
    return rows


_FEW = 20  # told sentences of a short report: one filler for each would not double it

FRAMED = Degradation("framed", "逐句加框", ("density", "repetition"), framed)
TAILED = Degradation("tailed", "逐句加效果", ("restraint", "repetition"), tailed)
COMPLETED = Degradation("completed", "逐句称全面", ("restraint", "repetition"), completed)
BLOWN_UP = Degradation("blown-up", "灌水到两倍", ("density", "repetition"), blown_up)
LISTED = Degradation("listed", "拆成流水账", ("merging",), listed)
NOTED = Degradation("noted", "照搬要点原话", ("register",), noted)
