"""An answer to feedback that never says what was criticised."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.forms import form
from drafter.document.parsing import points
from drafter.document.views import feedback
from drafter.rules import Concern, Level, rule
from drafter.text import any_of

NAMED = re.compile(r"[”》](?:等|的|方面|[一二三四五六七八九十两\d]+[个条项方]面?){0,3}问题|〔待补")
LABEL = re.compile(r"^[^，。；：\n]{0,30}[：:\n]\s*(?=\S)")  # 上年度考核反馈问题整改情况：
NEAR = 60  # characters from the start in which the issue is named


@rule("unnamed-feedback", "反馈没有点名", Severity.WARNING, Level.PRACTICE, Concern.FEEDBACK)
def check(report: Report) -> Iterator[Flaw]:
    """回应考核反馈，先要说清反馈了什么问题，否则是有答无问。

    反例：
        针对2021年度考核反馈的问题，年底组织班子成员开展调研，征求意见、统一思想。

    正例：
        针对2021年度考核反馈的“班子沟通不够”问题，组织班子成员开展调研，征求意见。

        针对2021年度考核反馈的调研不够、沟通不多等问题，组织班子成员开展调研，征求意见。
    """
    passages = feedback(report) if form(report).has_feedback else ()
    text = "\n".join(passage.text for passage in passages)
    if not text:
        return
    text = LABEL.sub("", text)
    first = text.partition("，")[0]
    tails = any_of(report.genre.shortcomings.lead_tails)
    is_named = NAMED.search(text) or tails.search(text[:NEAR]) or re.search("[“《]", first)
    if not is_named and not points(text):
        start = report.text.find(first.partition("\n")[0], passages[0].span[0])
        span = (start, start + len(first.partition("\n")[0]))
        yield Flaw(span, "只说“反馈的问题”，没有说是什么问题", "写明反馈的具体问题，再写怎样整改")
