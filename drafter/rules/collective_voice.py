"""A personal report that reads like the unit's."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.forms import form
from drafter.document.views import opening, prose
from drafter.rules import Concern, Level, rule

WHOLE = 600  # characters of prose in which the author has to appear
UNIT = re.compile("[全我][县市区镇乡村局校院厅部所队街]|集团上下|各项事业|班子成员")
NOT_SELF = "们县市区镇乡村省国校院局委厅部所队党军"  # 我县, 我们: the unit again


@rule("collective-voice", "写成单位总结", Severity.WARNING, Level.PRACTICE, Concern.VOICE)
def check(report: Report) -> Iterator[Flaw]:
    """个人述职要写本人做了什么，不能通篇是单位总结。

    反例：
        2022年，在市委的坚强领导下，全县上下团结一心，我县经济稳步增长，各项事业全面发展。

    正例：
        2022年，在市委的坚强领导下，本人团结带领班子抓项目、促发展。
    """
    if not form(report).is_personal:
        return
    count = sum(end - start for start, end in prose(report))
    if not count or (count < WHOLE and not UNIT.search(report.text)):
        return
    words = "|".join(re.escape(word) for word in report.genre.preamble.person)
    mentions = len(re.findall(rf"(?:{words})(?![{NOT_SELF}])", report.text)) if words else 0
    if 1000 * mentions / count < report.genre.limits.self_per_1000:
        names = "、".join(f"“{word}”" for word in report.genre.preamble.person)
        told = f"只有{mentions}处" if mentions else "没有一处"
        message = f"{count}字里{told}{names}，读起来像单位总结"
        yield Flaw(opening(report), message, "写明本人主持、参与、推动了什么")
