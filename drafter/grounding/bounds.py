"""What bounds a figure, beside it or further off in its clause: 不低于95%, 至少每周下乡2次. Pure.

A bound that is lost, added or turned round makes another statement of the same number; that 余
or 约 is lost makes it only less careful.
"""

import re

from drafter.figures import Figure
from drafter.grounding.index import FactFigure, FigureMention

_TOUCHING = frozenset(  # words that bound a figure they touch, and nothing besides
    (
        *("不少于", "不低于", "不下于", "不下", "至少", "最少", "超过了", "超过", "超出", "多于"),
        *("高于", "大于", "突破了", "突破", "逾", "超", ">", "以上", "不超过", "不高于", "不到"),
        *("不足", "低于", "少于", "小于", "至多", "最多", "不超", "<", "以下", "以内", "之内"),
    )
)
APART = {  # words that bound the next figure of their clause, whatever stands between
    "above": re.compile("不少于|不低于|不下于|不得少于|不得低于|至少|最少"),
    "below": re.compile("不高于|不超过|不多于|不得超过|不得高于|至多|最多"),
}
_TIMES = frozenset(("分钟", "刻钟", "小时", "天", "周", "月", "季度", "年"))
_WITHIN = re.compile("内(?![设部容外控])")  # 3天内 is 3天以内
_FIRM = frozenset(("", "above", "below"))


def other_bound(figure: Figure, scene: FigureMention, mark: FactFigure) -> bool:
    """A text bounds a figure in another way than a fact bounds the same: 95%以上 for 95%.

    >>> from drafter.figures import figures
    >>> from drafter.grounding.index import FactIndex
    >>> def differs(text, fact):
    ...     found = figures(text)
    ...     return other_bound(found[0], FigureMention(text, found, 0), FactIndex([fact]).marks[0])
    >>> differs("到岗率95%以上", "到岗率95%"), differs("至少每月走访3次", "每月走访3次以上")
    (True, False)
    """
    said, is_said = _bound(figure, scene.before, scene.after)
    known, is_known = _bound(mark.figure, mark.before, mark.after)
    return said != known and (is_said or is_known) and {said, known} <= _FIRM


def bounded(figure: Figure, before: str) -> str:
    """A figure as it is written, with the word that bounds it from afar.

    >>> from drafter.figures import figures
    >>> bounded(figures("至少每月走访3次")[0], "至少每月走访")
    '至少…3次'
    """
    found = (pattern.search(before) for pattern in APART.values())
    word = None if figure.approx else next(filter(None, found), None)
    return f"{word[0]}…{figure.text}" if word else figure.text


def _bound(figure: Figure, before: str, after: str) -> tuple[str, bool]:
    """Which way a figure is open, and whether a word says so that means nothing else."""
    if figure.approx:
        return figure.approx, figure.word in _TOUCHING
    for way, pattern in APART.items():
        if pattern.search(before):
            return way, True
    return ("below" if figure.unit in _TIMES and _WITHIN.match(after) else ""), False
