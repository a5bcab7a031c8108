"""Shortcomings without a scene or an example."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule
from drafter.text import length

MARK = re.compile("[，。；：]")
LEAST = 6  # characters behind the first clause that can tell a scene


@rule("missing-scene", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """不足要说到事上：在什么工作中、有什么表现，或者举一个例子。

    反例：
        个人存在的不足：一是调查研究做得少。二是工作抓得紧。

    正例：
        个人存在的不足：一是调查研究做得少。在农村治理方面，主要还是听汇报、看材料。
    """
    scenes = [
        re.escape(word).replace("…", "[^，。；]+") for word in report.genre.shortcomings.scenes
    ]
    pattern = re.compile("|".join(scenes) or "(?!)")
    for point in report.shortcomings:
        body = MARK.split(point.text, maxsplit=1)[1:]
        is_bare = not body or length(body[0]) < LEAST
        if is_bare and not pattern.search(point.text[len(point.lead) :]):
            yield Flaw(
                point.span, "只有结论，没有说具体表现", "写明在哪项工作中、有什么表现，或举例"
            )
