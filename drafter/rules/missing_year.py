"""A report that does not say which year it is about."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.document.forms import form
from drafter.document.parsing import opens
from drafter.document.views import opening, sentences
from drafter.rules import Concern, Level, rule
from drafter.text import OPEN, Span

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*年)|[一二][〇○零一二三四五六七八九]{3}年")
TITLED = re.compile(r"((?:19|20)\d\d)年(?!\d{1,2}月)")  # 2022年度, not the day of writing
NAMED = re.compile(r"(?<!\d)20\d\d(?!\d|[.．/-]\d)")  # 2018抓基层党建工作述职报告, Review in 2019
SPAN = re.compile(r"20\d\d\s*[-—–－~至]+\s*20\d\d")  # 2023—2024学年
STOP = re.compile("[，。；！,]")  # a line without one is a heading


@rule("missing-year", "述职年度不明", Severity.ERROR, Level.PROJECT, Concern.YEAR)
def check(report: Report) -> Iterator[Flaw]:
    """开头要写明述职年度，并与标题、要点的年度一致。

    反例：
        今年，在县委的坚强领导下，本人认真履行职责。

        年度：2022
        2021年，在县委的坚强领导下，本人认真履行职责。

        2022年度述职述廉报告
        2023年，在县委的坚强领导下，本人认真履行职责，较好完成了各项任务。

        年度：2023
        2022年度述职述廉报告
        2023年，在县委的坚强领导下，本人认真履行职责，较好完成了各项任务。

    正例：
        2022年，在县委的坚强领导下，本人认真履行职责。

        个人述职报告
        （2023年1月）
        2022年，在县委的坚强领导下，本人认真履行职责，较好完成了各项任务。

        2023年度述职报告
        2021年3月起，我任副镇长。2023年，我认真履行职责，较好完成了各项任务。
    """
    preamble = report.of(ParagraphKind.PREAMBLE)
    text = "\n".join(paragraph.text for paragraph in preamble)
    span = _opening(report)
    title = "\n".join(paragraph.text for paragraph in report.of(ParagraphKind.TITLE))
    titled = TITLED.search(title)
    if not YEAR.search(text):
        if OPEN not in text:
            is_named = bool(YEAR.search(title) or SPAN.search(title) or NAMED.search(title))
            severity = Severity.SUGGESTION if is_named else form(report).dated
            message, advice = "开头没有写明是哪一年的", "以“某某年，”开头"
            if severity and (not is_named or form(report).has_feedback):
                yield Flaw(span, message, advice, severity=severity)
        return
    given = report.facts.year if report.facts is not None else None
    said, asked = report.genre.year_in(text), given or (int(titled[1]) if titled else None)
    if given and titled and int(titled[1]) != given:
        place = report.of(ParagraphKind.TITLE)[0].span
        yield Flaw(place, f"标题写的是{titled[1]}年，要点是{given}年", f"改为{given}年")
    term = SPAN.search(title)
    within = term and int(term[0][:4]) <= (said or 0) <= int(term[0][-4:])
    if said and asked and said != asked and f"{asked}年" not in text and not within:
        yield Flaw(span, f"开头写的是{said}年，标题或要点是{asked}年", f"改为{asked}年")


def _opening(report: Report) -> Span:
    """Where the year should be said: the first paragraph of prose, the title; no heading."""
    preambles = report.of(ParagraphKind.PREAMBLE)
    preamble = next((p for p in preambles if STOP.search(p.text) and not opens(p.text)), None)
    title = next(iter(report.of(ParagraphKind.TITLE)), None)
    told = next((each for each in sentences(report) if STOP.search(each.text)), None)
    return next((each.span for each in (preamble, title, told) if each), opening(report))
