"""Shortcomings or measures that the report has not, or has in the wrong order."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.document.views import form, opening, sentences
from drafter.rules import Level, rule
from drafter.text import any_of

# Words of what may be one all the same: then it is only asked.
ADMITTED = re.compile(
    "(?:存在|还有|有|主要|自身|上述|以上)[^。；，]{0,8}(?:不足|短板|差距|薄弱|弱项)|不足之处"
)
MEANT = re.compile("下一步|下步|今后|明年|来年|接下来|努力方向|改进|整改|新的一年")


@rule("missing-label", Severity.ERROR, Level.PROJECT)
def check(report: Report) -> Iterator[Flaw]:
    """不足和改进措施都要写（叫什么名字都可以），不足在前、措施在后。

    反例：
        个人存在的不足：一是调研不够。下乡少。二是学习不深。读书少。

        改进措施：一是每月下乡。二是每周读书。
        个人存在的不足：一是调研不够。下乡少。二是学习不深。读书少。

    正例：
        个人存在的不足：一是调研不够。下乡少。二是学习不深。读书少。
        改进措施：一是每月下乡。二是每周读书。

        三、不足与展望
        调研不够，全年只下乡6次。
        今后要每月下乡两次。
    """
    weight = form(report).severity
    if weight is None:
        return
    genre = report.genre
    place = report.paragraphs[-1].span if report.paragraphs else opening(report)
    if not report.shortcomings:
        label = genre.shortcomings.label
        severity = Severity.SUGGESTION if _hints(report, ADMITTED) else weight
        yield Flaw(place, f"没有写“{label}”", f"补写“{label}：一是……”", severity=severity)
    if not report.measures:
        label = genre.measures.label
        severity = Severity.SUGGESTION if _hints(report, MEANT) else weight
        yield Flaw(place, f"没有写“{label}”", f"补写“{label}：一是……”", severity=severity)
    if report.shortcomings and report.measures:
        measure = report.measures[0]
        if measure.span < report.shortcomings[0].span:
            yield Flaw(measure.span, "措施写在了不足前面", "先写不足，再写措施", severity=weight)


def _hints(report: Report, words: re.Pattern[str]) -> bool:
    """A sentence outside the answers may be meant as one."""
    tails = any_of(report.genre.shortcomings.lead_tails)
    told = [
        s for s in sentences(report) if s.kind in (ParagraphKind.BODY, ParagraphKind.SHORTCOMINGS)
    ]
    return any(
        words.search(each.text) and (words is MEANT or tails.search(each.text)) for each in told
    )
