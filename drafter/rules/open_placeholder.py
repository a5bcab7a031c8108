"""What a draft leaves open for a person to fill in."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, rule


@rule("open-placeholder", "待补未填", Severity.SUGGESTION, Level.PROJECT, Concern.READY)
def check(report: Report) -> Iterator[Flaw]:
    """〔待补：……〕是起草时留给人填的空，交稿前要填完；定稿时（--final）还没填的是错误。

    反例：
        改进措施：一是建立台账，在〔待补：完成时限〕前完成。

        定稿：是
        改进措施：一是建立台账，由〔待补：责任人〕负责。

    正例：
        改进措施：一是建立台账，在6月底前完成。
    """
    severity = Severity.ERROR if report.is_final else None
    for found in re.finditer(r"〔待补[：:]?([^〔〕\n]*)〕", report.text):
        message = f"待补：{found[1]}"
        yield Flaw(found.span(), message, "填上实际内容", severity=severity)
