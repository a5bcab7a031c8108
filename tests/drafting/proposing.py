"""What every table of proposed measures is held to."""

from dataclasses import replace

from drafter import grounding, rules
from drafter.document import Fact, Facts, Severity
from drafter.document.genre import load
from drafter.document.parsing import parse

ISSUE = "开会时间偏长"


def flaws_of(proposed, allowed):
    """What the rules call an error in a proposed measure, and what no fact bears."""
    text = f"2024年度述职述廉报告\n个人存在的不足：{ISSUE}。\n改进措施：拟{proposed}。"
    report = replace(parse(text, load("shuzhi")), facts=Facts((Fact("F1", ISSUE),), year=2024))
    assert report.measures
    start = report.text.index("改进措施")
    errors = [
        each.message
        for each in rules.check(report)
        if each.severity is Severity.ERROR and each.span[0] > start
    ]
    return [*errors, *grounding.support(report.text[start:], [ISSUE], allowed=allowed, year=2024)]
