"""Headings that do not match each other."""

from collections import Counter
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Level, rule
from drafter.text import length


@rule("uneven-headings", Severity.WARNING, Level.PRACTICE)
def check(report: Report) -> Iterator[Flaw]:
    """各部分标题前半句字数一致，后半句长短适当，末尾不加标点。

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
    """
    wanted = report.genre.heading
    told = [section for section in report.sections if section.role in report.genre.roles]
    heads = [length(section.heading.partition("，")[0]) for section in told]
    common, count = Counter(heads).most_common(1)[0] if heads else (wanted.head, 0)
    head = common if count * 2 > len(heads) else wanted.head
    for section, own in zip(told, heads, strict=True):
        line = report.text[slice(*section.heading_span)]
        tail = length(section.heading.partition("，")[2])
        least, most = wanted.tail
        if line[-1] in "。：；:;":
            yield Flaw(section.heading_span, f"标题末尾有“{line[-1]}”", "去掉末尾的标点")
        elif own != head:
            yield Flaw(
                section.heading_span, f"标题前半句{own}字，其他标题{head}字", f"改成{head}字"
            )
        elif tail and head == wanted.head and not least <= tail <= most:
            message = f"标题后半句{tail}字，一般{least}至{most}字"
            yield Flaw(section.heading_span, message, "增减后半句")
