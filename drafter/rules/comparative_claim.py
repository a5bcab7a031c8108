"""Claims about all of something, with nothing that shows it."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.document.views import FIGURE, holding, is_quoted
from drafter.rules import Concern, Level, rule
from drafter.text import any_of, shared_run

ALL = re.compile(
    r"[均全无悉](?:(?<=均)(?<![平人户年日月亩不]均)(?![衡匀价值等田线分])|(?<=全)部(?!门)"
    r"|(?<=无)一例外|(?<=悉)数)"
)
SAME = re.compile("都|均|全|各|每|齐|完|无|没有|100|百分之百")  # how a fact says that it is all
WISHED = re.compile("希望|想|打算|计划|力争|争取|将")  # what is meant claims nothing
HONEST = re.compile("如实|申报|公示|按规定|合规|符合|遵守")  # 个人事项均如实报告: a declaration
NAMED = re.compile("、.")  # 质量、效率均有提高: all of what is listed
CLAUSE = re.compile(r"[^，。；：！？\n]+")
SHARED = 3  # characters in a row that make a fact one about the same


@rule("comparative-claim", "以偏概全", Severity.WARNING, Level.PRACTICE, Concern.CHECKABLE)
def check(report: Report) -> Iterator[Flaw]:
    """说“均”“全部”的话要有数据或要点支持，不能以偏概全；要点里说“都”“全覆盖”也是支持。

    反例：
        主要经济指标均逆势上扬。

    正例：
        全县发文、办会数量均同比减少20％。

        没有插手工程，个人有关事项均如实报告。

        要点：12项重点任务全部完成
        12项重点任务按时全部完成。

        要点：乡镇中心校都接入同步课堂
        乡镇中心校均接入同步课堂。
    """
    facts = [fact.text for fact in report.facts] if report.facts is not None else []
    sweeping = [text for text in facts if SAME.search(text)]
    fixed = any_of(report.genre.phrases.fixed)
    for sentence in holding(report, ALL):
        if sentence.kind is ParagraphKind.MEASURES:
            continue
        for clause in CLAUSE.finditer(fixed.sub(lambda m: " " * len(m[0]), sentence.text)):
            found = ALL.search(clause[0])
            start = sentence.span[0] + clause.start() + (found.start() if found else 0)
            before = sentence.text[: clause.end()]
            if not found or FIGURE.search(before) or is_quoted(report, start):
                continue
            is_deed = found[0] == "全部" and report.facts is None  # 收费项目全部公示
            is_deed = is_deed or (report.facts is None and HONEST.search(clause[0]) is not None)
            if is_deed or WISHED.search(clause[0][: found.start()]):
                continue
            if found[0] == "均" and NAMED.search(before[: start - sentence.span[0]]):
                continue
            if not any(shared_run(clause[0], text) >= SHARED for text in sweeping):
                message = f"“{found[0]}”没有数据或要点支持"
                severity = Severity.SUGGESTION if found[0] == "全部" else None
                span = (start, start + len(found[0]))
                yield Flaw(span, message, "列出数据，或去掉这个说法", severity=severity)
