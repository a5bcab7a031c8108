"""、 inside 、, and parallel words with no 、 between them."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import is_quoted
from drafter.rules import Concern, Level, rule

STOPS = "，。；：！？“”\n"
LIST = re.compile(rf"、(?:[^{STOPS}、]*、){{2}}[^{STOPS}]*")  # of four items or more, but the first
ITEM = re.compile(rf"[^{STOPS}]+")
HAN = r"[\u4e00-\u9fff]"
# The first of three: searched for by its last character, which is the quickest to find.
GLUED = re.compile(
    rf"([事难点户村人处])(?<=({HAN}{{2}}).)(?!\2)({HAN}{{2}})\1(?!\2|\3){HAN}{{2}}\1"
)
LONG = 3  # characters from which an item is no abbreviation


@rule(
    "nested-enumeration-comma", "顿号误用", Severity.SUGGESTION, Level.STANDARD, Concern.SENTENCES
)
def check(report: Report) -> Iterator[Flaw]:
    """顿号里不再套顿号，并列的词语之间不漏顿号（GB/T 15834）。

    反例：
        新建学校、国、省、县道以及停车场、敬老院。

        着力解决急难事麻烦事烦心事。

    正例：
        新建学校、停车场、敬老院和国道省道。

        着力解决急难事、麻烦事、烦心事。
    """
    for found in LIST.finditer(report.text):
        mark, items = found.start(), found[0][1:].split("、")
        short = [index for index, item in enumerate(items) if len(item) == 1]
        if not short:
            continue
        first = ITEM.fullmatch(report.text, max(0, mark - LONG), mark)
        lengths = [len(first[0]) if first else 0, *map(len, items)]
        if sum(each >= LONG for each in lengths) >= LONG:
            start = mark + 1 + sum(len(item) + 1 for item in items[: short[0]])
            end = mark + 1 + len("、".join(items[: short[-1] + 2]))
            yield Flaw((start, end), "顿号里套着顿号，分不清层次", "内层改用“和”，或拆开来写")
    for found in GLUED.finditer(report.text):
        if not is_quoted(report, found.start()):
            yield Flaw((found.start() - 2, found.end()), "并列的词语之间缺顿号", "逐项加顿号")
