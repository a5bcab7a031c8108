"""Words of time that mean another day to a later reader."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, ParagraphKind, Report, Severity
from drafter.document.views import holding, is_quoted
from drafter.rules import Concern, Level, rule
from drafter.text import HAN, any_of

NOW = ("目前", "近日", "日前", "近期", "最近")  # when that was, the date of the text says
DATE = re.compile(  # of the text, at the start of its line; 2022年1月至12月 is none
    r"[（(]?(?:时间|日期)?[：:]?(?:19|20)\d\d"
    r"(?:[年./-]\d{1,2}(?!\d)(?!月?[-—－–~～至到])|(?P<mark>[./-])\d{1,2}(?P=mark)\d{1,2}(?!\d))"
)
DATED = (ParagraphKind.TITLE, ParagraphKind.SIGNATURE)
TURN = ("年初", "年底")  # of the year that the sentence names
YEAR = re.compile(r"(?:19|20)\d\d\s*年(?!度)|[今去明本当]年(?=\Z)")
AGED = re.compile(rf"[已刚才满将近]{{0,2}}(?:\d{{1,3}}|[{HAN}]{{1,3}})[周多]?岁")
RHETORIC = re.compile(r"(?<=[以照按从])目前的?(?:趋势|形势|势头|情况|进度)|目前(?:我|本人)?所?能做")
INSIDE = re.compile(r"(?<=[项题科栏曲剧])目前")  # 项目|前端


@rule("relative-time", "时间不具体", Severity.SUGGESTION, Level.PRACTICE, Concern.DATES)
def check(report: Report) -> Iterator[Flaw]:
    """报告要存档，时间写具体：不写今年、去年、近日，写年份、月份。写了日期的，目前、近日看得出是什么时候。

    反例：
        年底组织班子成员开展调研。

        目前已完成四项，今年还要再完成两项。

    正例：
        2022年底组织班子成员开展调研，围绕“明年怎么干”听意见。

        2018年，在县委领导下，完成了年初确定的目标任务，项目前期工作全部就绪。

        我今年43岁，以目前的趋势，目前我所能做的就是做好本职工作。

        工作总结
        新系统目前已经上线。
        2020年4月12日

        工作总结
        新系统目前已经上线。
        2020-4-12
    """
    words = any_of(report.genre.phrases.relative_time)
    is_dated = _is_dated(report)
    for sentence in holding(report, words):
        for found in words.finditer(sentence.text):
            start = sentence.span[0] + found.start()
            is_known = _is_known(sentence.text, found) or (is_dated and found[0] in NOW)
            if not is_known and not is_quoted(report, start):
                span = (start, start + len(found[0]))
                yield Flaw(span, f"“{found[0]}”日后看不出是什么时候", "写明年份或月份")


def _is_dated(report: Report) -> bool:
    """It says on which day or in which month it was written."""
    lines = (each.text for each in report.paragraphs if each.kind in DATED)
    return any(DATE.match(re.sub(r"\s", "", line)) for line in lines)


def _is_known(text: str, found: re.Match[str]) -> bool:
    """The sentence says when that is, or speaks of no time."""
    word, start = found[0], found.start()
    before = text[:start].rstrip("年")[-1:]
    if before.isdigit() or (before in "比较" and word == "年初"):
        return True
    if word in TURN and YEAR.search(text[:start]):
        return True
    is_none = INSIDE.match(text, start) or RHETORIC.match(text, start)
    return bool(is_none or AGED.match(text, found.end()))
