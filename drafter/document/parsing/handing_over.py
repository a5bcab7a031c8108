"""Sentences that end a report and hand it to those who judge it, also behind its last words.

Such a sentence is told clause by clause: that the report is over, that it may fall short, that it
is to be judged, that what is said of it will be accepted, thanks. It tells nothing else.
"""

import re

from drafter.document.parsing.enumeration import opens
from drafter.document.parsing.series import SourceLine
from drafter.text import sentences

_LONGEST = 80  # characters of one
_WHOSE = "(?:以上|上述|前面|这|就?是|便是|为|我们?|本人|自己|个人|的|今天)*+"
_NAMED = (  # what is handed over
    "(?:述[职责廉德学]|报告|汇报|总结|发言|对照检查|检查|剖析|检视|自查|自评|材料|履职|履责"
    "|情况|工作|廉洁|个人|年度|[的和及、])"
)
_OVER = (
    "(?:就|便)?(?:完毕|完了?|结束|到此(?:结束|为止)?|到这[里儿]?(?:结束)?"
    "|(?:[讲说]|汇报|报告)(?:完了?|到这[里儿]|这么多|这些))了?"
)
_ENDS = re.compile(rf"(?:以上|上述|前面){_WHOSE}{_NAMED}++(?:{_OVER})?|{_WHOSE}{_NAMED}*+{_OVER}")
_LESS = r"(?:不[^，。；\d]{1,5}|遗漏|疏漏|偏差|错误)"
_FLAWED = re.compile(  # 以上检查如有不深不透之处, 说得不对的地方, not 梯子搬得稳不稳
    rf"{_WHOSE}{_NAMED}*+(?:[^，。；：！？\d]{{0,8}}{_LESS}的?(?:地方|之处)"
    rf"|(?:[如若倘还有]|难免)[^，。；：！？\d]{{0,4}}{_LESS})"
)
_JUDGED = (
    "批评|指正|指教|指出|评议|评判|评价|审议|审查|审阅|质询|询问|提问|打分|投票|画票|表决|考评|考察"
    "|考核|监督|帮助|意见|建议"
)
_ASKS = re.compile(
    r"(?:并|也|还|再次|随时|现)?(?:恭?敬?请|恳请|欢迎|希望)[^。；：！？\d]{0,14}"
    rf"(?:{_JUDGED})[^。；：！？\d]{{0,8}}"
)
_ACCEPTS = re.compile(
    r"(?:并|也|还)?(?:我|本人|自己)?[^。；：！？\d]{0,10}(?:接受|改正|整改|采纳|照单全收|听取|回答|解答|答复|感[激谢]|一定改)"
    r"[^。；：！？\d]{0,8}"
)
_THANKS = re.compile(
    r"(?:最后[，,]?)?(?:再次|衷心)?(?:谢谢|感谢)(?:大家|各位|[^。；：！？，\d]{0,6}们)?(?:的?聆听)?"
)
_CLAUSE = re.compile("[，,。！!；]|(?<=之处|地方|完毕)(?=恭?敬?请|恳请|欢迎|希望)")
_MARKS = "。！!；"


def hands_over(told: str) -> bool:
    """What is told says that the report is over or may fall short, and asks to be judged.

    >>> hands_over("以上检查如有不透之处，恳请同志们批评，我一定改正。")
    True
    >>> hands_over("账目每月公布，请群众监督。")
    False
    """
    if len(told) > _LONGEST or opens(told) is not None:
        return False
    clauses = [each for each in _CLAUSE.split(told.strip()) if each]
    is_about = any(each.fullmatch(clauses[0]) for each in (_ENDS, _FLAWED)) if clauses else False
    is_asking = any(map(_ASKS.fullmatch, clauses[1:]))
    ways = (_ENDS, _FLAWED, _ASKS, _ACCEPTS, _THANKS)
    return is_about and is_asking and all(any(x.fullmatch(y) for x in ways) for y in clauses)


def parted(line: SourceLine) -> tuple[SourceLine, ...]:
    """A line, parted before its last sentences that hand the report over or thank for hearing it.

    >>> [x.text for x in parted(SourceLine("六月修好水渠。述职完毕，请评议。谢谢大家！", (0, 22)))]
    ['六月修好水渠。', '述职完毕，请评议。谢谢大家！']
    """
    at = len(line.text)
    for start, end in reversed(list(sentences(line.text))):
        told = line.text[start:end].strip()
        bare = told.rstrip(_MARKS)
        is_over = at < len(line.text) and _ENDS.fullmatch(bare) is not None
        if not (is_over or hands_over(told) or _THANKS.fullmatch(bare)):
            break
        at = start
    (first, last), before, behind = line.span, line.text[:at].rstrip(), line.text[at:].lstrip()
    if not (before and behind):
        return (line,)
    return (
        SourceLine(before, (first, first + len(before))),
        SourceLine(behind, (last - len(behind), last)),
    )
