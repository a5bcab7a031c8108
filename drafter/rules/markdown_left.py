"""Marks of Markdown or HTML that were meant for a machine."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, Mender, rule
from drafter.text.blanks import EMPHASIS, UNIT

# `__` is a blank to be filled in; between Latin letters `**` masks nothing.
LIKELY = re.compile(r"[ \t#+*>`|=_!\[<&-]")  # what any of them begins with: found fastest
LEFT = re.compile(
    r"(?:^[ \t]*(?:#{1,6}[ \t]|#{2,6}(?=[^#\s])|[-+*][ \t]+(?=\S)|>[ \t]|```.*$|\|[^|\n]*\|"
    r"|(?:-{3,}|={3,}|_{3,})[ \t]*\r?$)"
    r"|```|`[^`\n]{1,80}`|!?\[[^\[\]\n]{1,60}\]\([^()\n]{1,200}\)"
    rf"|(?<!_)__(?=[^_\s{UNIT}])[^_\n；。]{{1,60}}(?<=[^_\s])__(?![_{UNIT}])"
    r"|</?(?:b|br|p|strong|em|i|u|h[1-6]|center|font|ul|ol|li|div|span|table|tr|td|hr)\b[^<>\n]{0,60}>"
    r"|(?:&(?:nbsp|ensp|emsp|amp|lt|gt|quot);)+"
    r"|\*\*[A-Za-z](?:[A-Za-z\d .+#-]{0,40}[A-Za-z\d])?\*\*(?![A-Za-z\d*])"
    rf"|{EMPHASIS}(?<=\S)\*\*(?![{UNIT}]))",
    re.MULTILINE,
)


@rule(
    "markdown-left",
    "残留标记",
    Severity.ERROR,
    Level.PROJECT,
    Concern.FORM,
    mended_by=(Mender.REWRITE,),
)
def check(report: Report) -> Iterator[Flaw]:
    """正文里不能留有 #、-、**、``` 等标记；掩码 *、**、*** 不是标记。

    反例：
        ## 一、旗帜鲜明讲政治，坚定不移把准前进方向

        - 新建学校6所

        一是**强化理论武装**，带头研读。

        ```

        ###二、存在不足

        &emsp;&emsp;使用**App**巡河。

    正例：
        GDP增速列全省第**位、全市第**位，引进项目***个，***县获评先进。

        游客接待量分别增长**％和**％，**个村完成改造。

        述职人：______ 日期：______

        信访量同比下降__％；查处案件__件。
    """
    if report.source.lower().endswith((".md", ".markdown")):
        return  # that is how such a file is written
    end = 0
    for place in LIKELY.finditer(report.text):
        found = LEFT.match(report.text, place.start()) if place.start() >= end else None
        if found:
            end = found.end()
            mark = found[0].strip()
            yield Flaw(found.span(), f"“{mark[:20]}”是排版标记", "删去标记，只留文字")
