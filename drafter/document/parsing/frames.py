"""Lines that web pages and chats put around a report: who sent it when, how often it was read.

They are taken out before a report is read, and stand in it again as what they are. A single such
line may as well be a report's own, so there have to be several.
"""

import re
from collections import Counter
from collections.abc import Iterator

from drafter.text import Span

_READ = "(?:浏览|阅读|点击)"
_ROUND = (  # names before a colon
    "分享到|分享至|扫一扫|字号|字体|【字体|责任编辑|责编|编辑|初审|复审|终审|审核|校对|供稿|编者按"
    "|[上下]一[篇条]|相关链接|附件下载|(?:发布|更新|发表)(?:时间|日期|人|单位)"
)
_PRESSED = "打印|关闭|返回|收藏|分享|纠错|大|中|小"
_PAGE = re.compile(  # 首页 > 党建, 发布时间：… 浏览次数：…, 上一篇：…
    r"^[ \t\u3000]*(?:"
    r"(?:您?(?:当前|现在)?的?位置[：:][ \u3000]*)?首页[ \u3000]*[>＞»›][^\n]*"
    rf"|(?:{_ROUND}|{_READ}(?:次数|率|量|数)?)[：:][^\n]*"
    r"|(?:信息)?来源[：:][^\n。]{2,30}(?:[ \u3000]{2,}[^\n。]*|$)"
    rf"|[^\n。；]{{0,40}}[ \u3000]{_READ}[^\n。；]{{0,4}}[：:][^\n。]*"
    rf"|(?:[【\[](?:{_PRESSED})[^】\]\n]{{0,6}}[】\]][ \u3000]*)+"
    r"|(?:(?:打印本页|关闭窗口|返回顶部|返回列表)[ \u3000|]*)+"
    r")[ \t\u3000\r]*(?:\n|\Z)",
    re.MULTILINE,
)
_STAMP = re.compile(  # 李梅 2024-12-27 16:20:08, above what she wrote
    r"^[ \t\u3000]*(?P<name>[^\s，。：；]{2,12})[ \t\u3000]+"
    r"(?:20\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}日?[ \u3000]+)?"
    r"(?:[上下]午|晚上|早上)?\d{1,2}:\d\d(?::\d\d)?[ \t\r]*(?:\n|\Z)",
    re.MULTILINE,
)
_SEVERAL = 3


def frames(text: str) -> Iterator[tuple[Span, bool]]:
    r"""Lines around the text, with whether somebody else says something in them.

    >>> told = "李梅 16:20\n一、工作\n王海 16:21\n收到\n李梅 16:22\n学习两次。\n"
    >>> [told[start:end] for (start, end), _ in frames(told)]
    ['李梅 16:20\n', '王海 16:21\n收到\n', '李梅 16:22\n']
    """
    page = [found.span() for found in _PAGE.finditer(text)]
    if len(page) >= _SEVERAL:
        yield from ((span, False) for span in page)
    stamps = list(_STAMP.finditer(text))
    if len(stamps) < _SEVERAL:
        return
    author = Counter(each["name"] for each in stamps).most_common(1)[0][0]
    ends = [*(each.start() for each in stamps), len(text)][1:]
    for each, end in zip(stamps, ends, strict=True):
        is_other = each["name"] != author
        yield (each.start(), end if is_other else each.end()), is_other
