"""Up told as down, begun told as done."""

import re
from collections.abc import Iterator

from drafter.backing import covered, place, telling
from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule

OPPOSITES = (
    (
        "增加",
        re.compile("增长|增加|提高|提升|上升|新增|上涨"),
        "减少",
        re.compile("下降|减少|降低|回落|压减|缩减|下滑"),
    ),
    (
        "已完成",
        re.compile("建成|竣工|投用|完工|投入使用|通车|完成"),
        "未完成",
        re.compile("正在|在建|开工|启动|加快推进|加快建设|拟|筹建|计划"),
    ),
)


@rule("changed-status", Severity.ERROR, Level.PROJECT)
def check(report: Report) -> Iterator[Flaw]:
    """增不能写成减，正在建不能写成已建成。

    反例：
        要点：万元GDP能耗下降3.5％
        万元GDP能耗同比增长3.5％。

        要点：第三小学迁建项目正在建设，投资6000万元
        第三小学迁建项目建成投用，投资6000万元。

    正例：
        要点：万元GDP能耗下降3.5％
        万元GDP能耗同比下降3.5％。
    """
    for fact, found in covered(report):
        told = telling(report, found)
        for one, is_one, other, is_other in OPPOSITES:
            for here, is_here, there, is_there in (
                (one, is_one, other, is_other),
                (other, is_other, one, is_one),
            ):
                has_changed = (
                    is_here.search(fact.text)
                    and not is_there.search(fact.text)
                    and is_there.search(told)
                    and not is_here.search(told)
                )
                if has_changed:
                    message = f"要点说的是{here}，这里写成了{there}"
                    yield Flaw(place(report, fact, found), message, "按要点改", facts=(fact.id,))
