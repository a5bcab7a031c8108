"""Too many things joined by 、."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import sentences
from drafter.rules import Concern, Level, rule

STEPS = re.compile(
    "(?:流程|工序|步骤|程序|顺序|环节)(?:依次|主要|一般|分别)?(?:为|是|有|包括|分为)|依次|先后"
)
CLAUSE = re.compile(r"[^，。；：！？\n]+")


@rule("long-list", "并列过多", Severity.SUGGESTION, Level.PRACTICE, Concern.SENTENCES)
def check(report: Report) -> Iterator[Flaw]:
    """顿号连接的并列项不宜过多，超过六项就分类或概括；依次的步骤不算。

    反例：
        建成道路、桥梁、学校、医院、公园、停车场、敬老院等设施。

    正例：
        建成道路、桥梁等交通设施，新建学校、医院等公共服务设施。

        生产工艺流程为配料、粉碎、混合、制粒、压片、总混、内包、外包。
    """
    most = report.genre.limits.list_items
    for sentence in sentences(report):
        if sentence.text.count("、") < most:
            continue
        for found in CLAUSE.finditer(sentence.text):
            count = found[0].count("、") + 1
            if count > most and not STEPS.search(found[0]):
                start = sentence.span[0]
                span = (start + found.start(), start + found.end())
                yield Flaw(span, f"顿号并列了{count}项", "分成几类，或只举主要的几项")
