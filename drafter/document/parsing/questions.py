"""The questions of a form, numbered through it, as the headings of what is answered below them."""

import re
from collections import Counter
from dataclasses import replace

from drafter.document.parsing.series import BARE, HeadingLine
from drafter.document.parsing.vocabulary import APART

_SEVERAL = 3
# 你觉得工作流程有什么不足？: what others lack
_OTHERS = re.compile("流程|代码|团队|部门|公司|单位|领导|同事|成员")


def asked(candidates: dict[int, HeadingLine]) -> dict[int, HeadingLine]:
    """With the questions of a form as a series, where these are most of their level.

    What is answered about others is apart: it is none of the author's own shortcomings.
    """
    levels = Counter(each.level for each in candidates.values() if each.level < BARE)
    asking = Counter(each.level for each in candidates.values() if "？" in each.title)
    series = {x for x, told in asking.items() if told >= _SEVERAL and 2 * told > levels[x] > 0}
    return {
        start: _question(each) if each.level in series else each
        for start, each in candidates.items()
    }


def _question(each: HeadingLine) -> HeadingLine:
    is_other = "？" in each.title and _OTHERS.search(each.title) is not None
    return replace(each, is_series=True, role=APART if is_other else each.role)
