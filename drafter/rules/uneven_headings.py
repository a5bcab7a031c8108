"""Headings that do not match each other."""

from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, rule
from drafter.text import length

SERIES = 3  # headings from which they are to match
MARKS = "。；;"
NEAR = 2  # characters by which they may differ


@rule("uneven-headings", "标题不整齐", Severity.WARNING, Level.PRACTICE, Concern.PARALLEL)
def check(report: Report) -> Iterator[Flaw]:
    """各部分标题都是“前半句，后半句”的，前半句字数要相近；标题末尾不加句号、分号。“某某情况”一类的标题不管。

    反例：
        一、讲政治。
        深入学习。
        二、担当实干勤履职，全力推动各项工作提质增效
        抓好项目。

        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习。
        二、勤履职，全力推动各项工作提质增效
        抓好项目。
        三、强基固本带队伍，着力建设团结奋进的坚强集体
        抓好班子。

    正例：
        一、旗帜鲜明讲政治，坚定不移把准前进方向
        深入学习。
        二、担当实干勤履职，全力推动各项工作提质增效
        抓好项目。

        一、理论学习和思想政治建设情况
        深入学习。
        二、主要工作完成情况
        抓好项目。
        三、落实中央八项规定精神和个人廉洁自律情况
        遵守规定。
    """
    sections = [section for section in report.sections if section.role in report.genre.roles]
    for section in sections:
        line = report.text[slice(*section.heading_span)]
        if line[-1] in MARKS:
            yield Flaw(section.heading_span, f"标题末尾有“{line[-1]}”", "去掉末尾的标点")
    if len(sections) < SERIES or not all("，" in section.heading for section in sections):
        return
    heads = [length(section.heading.partition("，")[0]) for section in sections]
    common = max(heads, key=heads.count)
    count = heads.count(common)
    for section, own in zip(sections, heads, strict=True):
        if 2 * count > len(heads) and abs(own - common) > NEAR:
            message = f"标题前半句{own}字，其他标题{common}字"
            yield Flaw(section.heading_span, message, f"改成{common}字")
