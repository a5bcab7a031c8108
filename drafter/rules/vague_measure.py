"""Measures nobody could check in a year's time."""

import re
from collections.abc import Iterator

from drafter.document import Flaw, Report, Severity
from drafter.rules import Concern, Level, rule
from drafter.text import any_of, clauses

FIXED = re.compile(  # it begins with a set, which is found fastest
    r"[\d*＊百〔每底月年上下一二三四五六七八九十两几《](?:(?<=\d)|(?<=[*＊])(?=[%％个次名家项场期人件处万亿元条])"
    r"|(?<=百)分之|(?<=〔)待补|(?<=每)[年季月周日天半]|(?<=底)前|(?<=月)底|(?<=年)内|(?<=[上下])半年"
    r"|(?<=[一二三四五六七八九十百两几])(?:[个次名家项场期件处条年月天周批篇]|季度)|(?<=《)[^》]+》)"
)

SOFT = 2  # words that promise nothing, from which a measure is judged


@rule("vague-measure", "措施空泛", Severity.WARNING, Level.PRACTICE, Concern.MEASURES)
def check(report: Report) -> Iterator[Flaw]:
    """措施要能检查：有数量、时限、责任人，或者具体的办法、平台、活动，至少有一样。

    反例：
        个人存在的不足：一是学习不深。读书少。
        改进措施：一是加强理论学习，不断提高政治素质，进一步健全学习制度。

    正例：
        个人存在的不足：一是学习不深。读书少。
        改进措施：一是每周集中学习一次，年底前交流体会四篇。

        个人存在的不足：一是学习不深。读书少。
        改进措施：一是列出读书清单，由办公室跟踪落实。

        个人存在的不足：一是到夜间抢修现场少。
        改进措施：一是把夜间抢修现场作为经常要去的地方，现场了解困难、解决问题。
    """
    spec = report.genre.measures
    soft = any_of(spec.soft)
    deeds = any_of((*spec.acts, *(word for word in spec.concrete if len(word) > 1)))
    for point in report.measures:
        if FIXED.search(point.text) or len(soft.findall(point.text)) < SOFT:
            continue
        parts = (point.text[start:end] for start, end in clauses(point.text))
        if not any(_is_deed(part, deeds, soft) for part in parts):
            message = "没有数量、时限、责任人，也没有具体的办法、平台或活动"
            advice = "写明做什么、做多少、谁负责、何时完成；未定的写〔待补：完成时限〕"
            yield Flaw(point.span, message, advice)


def _is_deed(clause: str, deeds: re.Pattern[str], soft: re.Pattern[str]) -> bool:
    """It names something to be done; 进一步健全…制度 only means to do more of the same."""
    deed = deeds.search(clause)
    before = soft.search(clause) if deed else None
    return deed is not None and (before is None or deed.start() < before.start())
