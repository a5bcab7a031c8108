"""Sentences that begin with the same word again and again."""

import re
from collections import defaultdict
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import ProseSentence, sentences
from drafter.rules import Concern, Level, rule

COMMON = ("本人", "全年", "针对", "组织", "开展", "其中", "完成", "参加")  # how plain facts begin
WORD = re.compile(r"[\u4e00-\u9fff]{2}")


@rule("repeated-opener", "开头用词重复", Severity.SUGGESTION, Level.PRACTICE, Concern.COMPOSITION)
def check(report: Report) -> Iterator[Flaw]:
    """不连用同一个词开头，全篇也不反复用。

    反例：
        坚持抓早抓小。坚持严管厚爱。坚持依法治县。

    正例：
        抓早抓小，防微杜渐。坚持严管厚爱。推进依法治县。
    """
    limits = report.genre.limits
    by_opener: dict[str, list[ProseSentence]] = defaultdict(list)
    run, before = 0, ""
    reported: set[str] = set()
    for sentence in sentences(report):
        word = _word(sentence)
        run = run + 1 if word and word == before else 1
        before = word
        by_opener[word].append(sentence)
        if run == limits.opener_run and word not in reported:
            reported.add(word)
            yield Flaw(_span(sentence), f"连续{run}句以“{word}”开头", "换一种说法")
    for word, found in by_opener.items():
        if word and word not in reported and len(found) >= limits.opener_total:
            yield Flaw(_span(found[-1]), f"全篇有{len(found)}句以“{word}”开头", "换一种说法")


def _word(sentence: ProseSentence) -> str:
    found = WORD.match(sentence.text)
    word = found[0] if found else ""
    return "" if word in COMMON else word


def _span(sentence: ProseSentence) -> tuple[int, int]:
    return sentence.span[0], sentence.span[0] + 2
