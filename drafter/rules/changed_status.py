"""Up told as down, begun told as done, what did not happen told as if it had."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.document.fact_check import (
    TURNED,
    fact_statuses,
    shifted,
    told_facts,
    unsupported_claims,
)
from drafter.document.views import sentences
from drafter.rules import Concern, Level, rule

UP = re.compile("增长|增加|提高|提升|上升|新增|上涨")
DOWN = re.compile("下降|减少|降低|回落|压减|缩减|下滑")
DONE = re.compile("建成|竣工|投用|完工|投入使用|通车|完成")
OPEN = re.compile("正在|在建|开工|启动|加快推进|加快建设|拟|筹建|计划")
ANSWERED = (ParagraphKind.SHORTCOMINGS, ParagraphKind.MEASURES, ParagraphKind.FEEDBACK)
TURNS = ("negation", "status", "direction")  # kinds of shifts that turn what a fact says
OPPOSITES = (("增", UP, "减", DOWN), ("已完成", DONE, "未完成", OPEN))


@rule("changed-status", "增减进度写反", Severity.ERROR, Level.PROJECT, Concern.STATUS)
def check(report: Report) -> Iterator[Flaw]:
    """增不能写成减，在建、拟办、协办不能写成已办、主办，没有发生不能写成发生。

    反例：
        要点：万元GDP能耗下降3.5％
        万元GDP能耗同比增长3.5％。

        要点：第三小学迁建项目正在建设，投资6000万元
        第三小学迁建项目建成投用，投资6000万元。

        要点：建成保障房860套，平均住院日从8.4天降到7.6天
        正在建设保障房860套，平均住院日从8.4天升到7.6天。

        要点：全年未发生溺水事故
        全年发生溺水事故。

        要点：力争签约项目3个
        签约项目3个。

        要点：审批环节压缩到5个
        审批环节压缩了5个。

    正例：
        要点：万元GDP能耗下降3.5％
        万元GDP能耗同比下降3.5％。

        要点：全年未发生溺水事故
        全年没有溺水事故。
    """
    for found in unsupported_claims(report, TURNED):
        yield found.flaw("按要点改")
    for each in fact_statuses(report):
        for name, pattern, opposite, against in (*OPPOSITES, *map(_turned, OPPOSITES)):
            says = pattern.search(each.fact.text) and not against.search(each.fact.text)
            if says and against.search(each.text) and not pattern.search(each.text):
                message = f"要点说的是{name}，这里写成了{opposite}"
                yield Flaw(each.span, message, "按要点改", facts=(each.fact.id,))
    yield from _turns(report)


def _turns(report: Report) -> Iterator[Flaw]:
    """What the facts deny, plan or let fall, told as affirmed, done or rising, or turned else.

    Only where work is told: a measure says the contrary of its shortcoming, as it should.
    """
    if not report.facts:
        return
    from drafter.grounding.shifts import borne_elsewhere

    sheet = [fact.text for fact in report.facts]
    rows = zip(sentences(report), told_facts(report), shifted(report), strict=True)
    for sentence, facts, found in rows:
        told = [fact.text for fact in facts]
        for each in found if sentence.kind not in ANSWERED else ():
            if each.kind in TURNS and not borne_elsewhere(each, sentence.text, told, sheet):
                start = sentence.span[0]
                span = (start + each.span[0], start + each.span[1])
                yield Flaw(span, each.message, "按要点改", tuple(fact.id for fact in facts))


def _turned(
    pair: tuple[str, re.Pattern[str], str, re.Pattern[str]],
) -> tuple[str, re.Pattern[str], str, re.Pattern[str]]:
    return (*pair[2:], *pair[:2])
