"""Shortcomings without a scene or an example."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import FIGURE
from drafter.rules import Concern, Level, rule
from drafter.text import length

MARK = re.compile(r"[，。；：、\s]")
LEAST = 13  # characters of a shortcoming that can name its scene
TELLING = re.compile("只|仅|尚未|没有|比如|例如|有时|个别|其中|对|遇|时|[一二三四五六七八九半]成")


@rule("missing-scene", "缺具体表现", Severity.WARNING, Level.PRACTICE, Concern.ADMISSION)
def check(report: Report) -> Iterator[Flaw]:
    """不足要说到事上：在什么工作中、有什么表现，或者举一个例子，不能只有一句结论。

    反例：
        个人存在的不足：一是调查研究做得少。二是工作抓得紧。

    正例：
        个人存在的不足：一是调查研究做得少。在农村治理方面，主要还是听汇报、看材料。

        个人存在的不足：一是住房租赁底数不清，备案率低。二是新税源少，主要靠建材、房地产两个行业。
    """
    for point in report.shortcomings:
        clauses = [part for part in re.split("[，。；：\\n]", point.text) if part.strip()]
        is_bare = len(clauses) < 2 and length(MARK.sub("", point.text)) < LEAST  # noqa: PLR2004
        if is_bare and not FIGURE.search(point.text) and not TELLING.search(point.text):
            advice = "写明在哪项工作中、有什么表现，或举例"
            yield Flaw(point.span, "只有结论，没有说具体表现", advice)
