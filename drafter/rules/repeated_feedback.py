"""What was criticised last year and is a shortcoming again, without a word about it."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import feedback
from drafter.rules import Concern, Level, rule
from drafter.text import shared_run

QUOTED = re.compile(r"[“《]([^”》]{4,30})[”》]")
AGAIN = re.compile("仍|还|依然|再次|反弹|尚未|没有根本|不彻底")
MANY = 20  # issues looked at
FAR = 60  # characters of a shortcoming in which it is named
SHARED = 5  # characters in a row that make it the same issue


@rule("repeated-feedback", "反馈问题重提", Severity.WARNING, Level.PRACTICE, Concern.REPETITION)
def check(report: Report) -> Iterator[Flaw]:
    """上年度反馈并已整改的问题，又原样列为今年的不足，要说明为什么仍然存在。

    反例：
        针对2021年度考核反馈的“深入基层调研不够”问题，本人每月下乡，问题已经解决。
        个人存在的不足：一是深入基层调研不够。到村里去得少。

    正例：
        针对2021年度考核反馈的“深入基层调研不够”问题，本人每月下乡。
        个人存在的不足：一是深入基层调研不够。上年度反馈后有所改进，但仍有不少村没有走到。
    """
    text = "\n".join(passage.text for passage in feedback(report))
    issues = QUOTED.findall(text)[:MANY]
    for point in report.shortcomings if issues else ():
        said = point.lead or point.text[:FAR]
        again = [issue for issue in issues if shared_run(issue, said) >= SHARED]
        if again and not AGAIN.search(point.text):
            message = f"上年度已反馈“{again[0]}”，今年又列为不足，没有说明原因"
            yield Flaw(point.span, message, "说明整改到什么程度、为什么仍然存在")
