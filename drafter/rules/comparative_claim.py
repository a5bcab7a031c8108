"""Claims about all of something, with nothing that shows it."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.reading import FIGURE, any_of, is_quoted, sentences
from drafter.rules import Level, rule

ALL = re.compile(
    r"[均全无悉](?:(?<=均)(?<![平人户年日月亩]均)(?![衡匀价值等田线分])|(?<=全)部(?!门)"
    r"|(?<=无)一例外|(?<=悉)数)"
)
CLAUSE = re.compile(r"[^，。；：！？\n]+")


@rule("comparative-claim", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """说“均”“全部”的话要有数据或要点支持，不能以偏概全。

    反例：
        主要经济指标均逆势上扬。

    正例：
        全县发文、办会数量均同比减少20％。

        要点：12项重点任务全部完成
        12项重点任务按时全部完成。
    """
    told = "\n".join(fact.text for fact in report.facts) if report.facts is not None else ""
    fixed = any_of(report.genre.phrases.fixed)
    for sentence in sentences(report):
        if not ALL.search(sentence.text):
            continue
        for clause in CLAUSE.finditer(fixed.sub(lambda m: " " * len(m[0]), sentence.text)):
            found = ALL.search(clause[0])
            start = sentence.span[0] + clause.start() + (found.start() if found else 0)
            if not found or FIGURE.search(clause[0]) or found[0] in told:
                continue
            if not is_quoted(report, start):
                message = f"“{found[0]}”没有数据或要点支持"
                yield Flaw((start, start + len(found[0])), message, "列出数据，或去掉这个说法")
