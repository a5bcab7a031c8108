"""Letters or crosses that stand for a name, beside the masks of the rest."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.document.views import LETTERS, is_masked
from drafter.rules import Concern, Level, rule

STAR = re.compile(r"[*＊]+")
CROSS = re.compile(r"[×ＸX](?<![A-Za-z]X)(?:(?<=X)X+(?![A-Za-z])|(?<!X)[×Ｘ]+)")
BLANKS = re.compile(r"[某○〇_](?<![某○〇_二].)[某○〇_]++(?=[\u4e00-\u9fff])")


@rule("pseudo-mask", "掩码写法不一", Severity.WARNING, Level.PROJECT, Concern.READY)
def check(report: Report) -> Iterator[Flaw]:
    """掩码全文用一种写法；不用字母、叉号、“某某”代替名称。

    反例：
        第一小学、CC幼儿园如期开学。

        ***中学建成，××小学开工。

    正例：
        建立QQ工作群***个。

        第一小学、***幼儿园如期开学，“3＋X”学习制度和GDP核算有序推进。

        ××中学建成，××小学开工。
    """
    crosses, found = list(CROSS.finditer(report.text)), list(BLANKS.finditer(report.text))
    if not is_masked(report):  # else they are the business of mask-leak
        found += LETTERS.finditer(report.text)
    if not crosses and not found:
        return
    stars = list(STAR.finditer(report.text))
    if stars and crosses:
        found += stars if len(stars) <= len(crosses) else crosses
    right = "**" if len(stars) >= len(crosses) else "××"
    for mask in found:
        yield Flaw(mask.span(), f"“{mask[0]}”像是掩码，与全文写法不一致", f"改为“{right}”")
