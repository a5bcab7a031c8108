"""Names, series, signs and bases told otherwise than the facts have them, the figures unchanged."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.fact_check import shifted, told_facts
from drafter.document.views import sentences
from drafter.rules import Concern, Level, rule

COMPARED = re.compile("同比|环比|[比较占是][\u4e00-\u9fff\\d]{2}|[高低]于|同期|平均增长")
LONGEST = 12  # characters of a basis that is named; a sentence that lost its basis is longer
TURNED = ("sign", "basis")  # kinds of shifts that change what a figure says


@rule("exchanged-name", "名称与要点不符", Severity.ERROR, Level.PROJECT, Concern.TERMS)
def check(report: Report) -> Iterator[Flaw]:
    """名称、代号、系列、正负和比法，要与要点一致：数字没变，说的也可能是另一回事。

    反例：
        要点：5G基站新建80个
        新建4G基站80个。

        要点：规模以上工业增加值增速-1.2%
        规模以上工业增加值增长1.2%。

    正例：
        要点：5G基站新建80个
        新建5G基站80个。

        要点：规模以上工业增加值增速-1.2%
        规模以上工业增加值下降1.2%。
    """
    if not report.facts:
        return
    from drafter.grounding.contrasts import contrasts

    rows = zip(sentences(report), told_facts(report), shifted(report), strict=True)
    for sentence, facts, shifts in rows:
        texts = [fact.text for fact in facts]
        ids = tuple(fact.id for fact in facts)
        start = sentence.span[0]
        for found in contrasts(sentence.text, texts) if facts else ():
            span = (start + found.span[0], start + found.span[1])
            yield Flaw(span, found.message, f"改为“{found.known}”", ids)
        for shift in shifts:
            if shift.kind in TURNED:
                span = (start + shift.span[0], start + shift.span[1])
                is_other = len(shift.text) <= LONGEST and any(map(COMPARED.search, texts))
                severity = None if shift.kind == "sign" or is_other else Severity.WARNING
                yield Flaw(span, shift.message, "按要点改", ids, severity)
