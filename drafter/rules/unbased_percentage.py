"""A rise or fall in per cent that does not say from what."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.reading import sentences
from drafter.rules import Level, rule

CHANGE = re.compile(
    r"(?:增长|增加|增幅|提高|提升|上升|上涨|下降|减少|降低|降幅|压减|压缩|缩减|缩短|回落)"
    r"(?![到至为])了?(?:约|近|超过?|逾)?(?:\d[\d.]*|[*＊]+|[×Ｘ]{2,}|X{2,})[％%]"
)
BASE = re.compile("同比|环比|比|较|上年|去年|上期|同期|年均|以来|期间|累计|相对")
CLAUSE = re.compile(r"[^，。；：！？\n]+")


@rule("unbased-percentage", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """增减了百分之几，要写明与什么时候比：同比、环比，还是比上年。

    反例：
        游客接待量增长12％。

    正例：
        游客接待量同比增长12％，工业集中度提高到60％。
    """
    for sentence in sentences(report):
        if "％" not in sentence.text and "%" not in sentence.text:
            continue
        for clause in CLAUSE.finditer(sentence.text):
            found = CHANGE.search(clause[0])
            if found and not BASE.search(clause[0]):
                start = sentence.span[0] + clause.start()
                span = (start + found.start(), start + found.end())
                yield Flaw(span, f"“{found[0]}”没有写明与什么比", "写成“同比……”或“比上年……”")
