"""A rise or fall in per cent that does not say from what."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import sentences
from drafter.rules import Concern, Level, rule
from drafter.text import shared_run

CHANGE = re.compile(
    r"(?:增长|增加|增幅|提高|提升|上升|上涨|下降|减少|降低|降幅|压减|压缩|缩减|缩短|回落)"
    r"(?![到至为])了?(?:约|近|超过?|逾)?(?:\d[\d.]*|[*＊]+|[×Ｘ]{2,}|X{2,})[％%]"
)
BASE = re.compile("同比|环比|比|较|上年|去年|上期|同期|年均|以来|期间|累计|相对")
SPAN = re.compile(r"[由从][^。；]{0,12}\d{4}年|[三四五]年(?:来|间)?(?=[^。]{0,12}(?:增|降|提|减))")
FIGURE = re.compile(r"[\d.*＊×ＸX]+[％%]")
SHARED = 4  # characters in a row that make a fact one about the same
CLAUSE = re.compile(r"[^，。；：！？\n]+")


@rule("unbased-percentage", "增减没有基期", Severity.WARNING, Level.PRACTICE, Concern.CHECKABLE)
def check(report: Report) -> Iterator[Flaw]:
    """增减了百分之几，要写明与什么时候比：同比、环比，还是比上年；要点里也没有写的，不作要求。

    反例：
        游客接待量增长12％。

    正例：
        游客接待量同比增长12％，工业集中度提高到60％。

        要点：业务招待费下降17%
        业务招待费下降17%。
    """
    facts = [fact.text for fact in report.facts] if report.facts is not None else []
    for sentence in sentences(report):
        if "％" not in sentence.text and "%" not in sentence.text:
            continue
        for clause in CLAUSE.finditer(sentence.text):
            found = CHANGE.search(clause[0])
            if not found or SPAN.search(sentence.text[: clause.start()]):
                continue  # 由2021年的9.8亿元增加到12.4亿元，利润增长37%
            if not BASE.search(clause[0]) and not _is_given(found[0], clause[0], facts):
                start = sentence.span[0] + clause.start()
                span = (start + found.start(), start + found.end())
                yield Flaw(span, f"“{found[0]}”没有写明与什么比", "写成“同比……”或“比上年……”")


def _is_given(change: str, clause: str, facts: list[str]) -> bool:
    """The facts give this share and do not say either from what."""
    figure = FIGURE.findall(change)[-1].replace("%", "％")
    having = [
        fact
        for fact in facts
        if figure in fact.replace("%", "％") and shared_run(clause, fact) >= SHARED
    ]
    return bool(having) and not any(BASE.search(fact) for fact in having)
