"""Shortcomings that everybody has every year."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import FIGURE, first_of
from drafter.rules import Concern, Level, rule
from drafter.text import length

MARK = re.compile("[，。；：、]")
SCENE = 12  # characters behind such a phrase that can tell what was lacking where


@rule("universal-problem", "万能问题", Severity.WARNING, Level.PRACTICE, Concern.ADMISSION)
def check(report: Report) -> Iterator[Flaw]:
    """不写谁都适用、年年都适用的“万能问题”。

    反例：
        个人存在的不足：一是理论学习不够。有时忙于事务。

    正例：
        个人存在的不足：一是运用大数据手段不够。在社会治理方面主要还是依赖传统手段。

        个人存在的不足：一是调查研究不够，全年只走访6个村。
    """
    for point in report.shortcomings:
        for span in first_of(report.genre.phrases.universal, [point]):
            said = report.text[slice(*span)]
            behind = report.text[span[1] : point.span[1]]
            if length(MARK.sub("", behind)) < SCENE and not FIGURE.search(behind):
                yield Flaw(span, f"“{said}”放在谁身上都可以", "写自己岗位上特有的不足")
