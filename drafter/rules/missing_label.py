"""Shortcomings or measures that the report has not, or has in the wrong order."""

import re
from collections.abc import Callable, Iterator

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.document.forms import form
from drafter.document.views import ProseSentence, answer_labels, opening, sentences
from drafter.rules import Concern, Level, Mender, rule
from drafter.text import Span, any_of

# A sentence that tells one all the same: it is shown, and only a part of its own is asked for.
ADMITTED = re.compile(
    "(?:存在|还有|有|主要|自身|上述|以上)[^。；，]{0,8}(?:不足|短板|差距|薄弱|弱项)|不足之处"
)
LACKED = re.compile(
    "(?:经验|能力|水平|知识)(?:还|仍|尚|较|比较|相对)?(?:不足|不够|欠缺|缺乏)|(?:以上|上述|这些)问题的?(?:主要)?原因"
    "|(?:需要?|有待)(?:进一步)?(?:加强|提高|改进|改善)的(?:地方|方面)"
)
MEANT = re.compile(
    r"(?:\A|[，；：])(?:在)?(?:下一步|下步|今后|明年|来年|接下来|新的一年|以后的工作)(?!的今天|要?干什么)|努力方向"
)
# Headings of the parts that have them, whatever else they have: 成就与不足.
TOLD = re.compile("不足|短板|差距|弱项")
PLANNED = re.compile("规划|打算|计划|下一步|下步|今后|努力方向|改进")
LAST = (ParagraphKind.TITLE, ParagraphKind.CLOSING, ParagraphKind.SIGNATURE)


@rule(
    "missing-label",
    "缺不足或措施",
    Severity.ERROR,
    Level.PROJECT,
    Concern.PARTS,
    mended_by=(Mender.REWRITE,),
)
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

        工作总结
        一、成就与不足
        全年开发系统6个，工作经验不足。
        二、个人发展规划
        要多学业务。
    """
    weight = form(report).severity
    if weight is None:
        return
    told, measures = answer_labels(report)
    if not report.shortcomings and not _has_part(report, TOLD):
        yield _lacking(report, told, weight, _admits(report))
    if not report.measures and not _has_part(report, PLANNED):
        yield _lacking(report, measures, weight, _intends)
    if report.shortcomings and report.measures:
        measure = report.measures[0]
        if measure.span < report.shortcomings[0].span:
            yield Flaw(measure.span, "措施写在了不足前面", "先写不足，再写措施", severity=weight)


def _has_part(report: Report, words: re.Pattern[str]) -> bool:
    """A heading says that they are told below it."""
    return any(words.search(section.heading) for section in report.sections)


def _lacking(
    report: Report, label: str, weight: Severity, tells: Callable[[ProseSentence], bool]
) -> Flaw:
    """They are nowhere, or in a sentence that has no part of its own."""
    advice = f"“{label}：一是……”"
    prose = (ParagraphKind.BODY, ParagraphKind.SHORTCOMINGS, ParagraphKind.PREAMBLE)
    found = next((each for each in sentences(report) if each.kind in prose and tells(each)), None)
    if found is None:
        return Flaw(_end(report), f"没有写“{label}”", f"补写{advice}", severity=weight)
    message = f"“{label}”没有单独写，像是写在这句话里"
    return Flaw(found.span, message, f"单独写一段{advice}", severity=Severity.SUGGESTION)


def _end(report: Report) -> Span:
    """The last paragraph that is no signature and no date."""
    told = [each.span for each in report.paragraphs if each.kind not in LAST]
    return told[-1] if told else opening(report)


def _admits(report: Report) -> Callable[[ProseSentence], bool]:
    """What says whether a sentence admits a shortcoming."""
    tails = any_of(report.genre.shortcomings.lead_tails)

    def admits(each: ProseSentence) -> bool:
        is_opening = each.kind is ParagraphKind.PREAMBLE  # which says what is to be told
        admitted = not is_opening and ADMITTED.search(each.text) and tails.search(each.text)
        return bool(LACKED.search(each.text) or admitted)

    return admits


def _intends(each: ProseSentence) -> bool:
    """Whether a sentence says what is meant to be done."""
    return each.kind is not ParagraphKind.PREAMBLE and bool(MEANT.search(each.text))
