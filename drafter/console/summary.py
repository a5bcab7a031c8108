"""What a person is told when a draft is done."""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from drafter.chain import Spend
from drafter.console.progress import minutes
from drafter.document import Finding, Severity
from drafter.drafting import Draft
from drafter.text import length

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.SUGGESTION: "建议"}
SHOWN = 8  # findings told one by one; `drafter check` tells all


def show(draft: Draft, spend: Spend | None, seconds: float, saved: Iterable[Path]) -> None:
    """A few lines on standard error."""
    sys.stderr.writelines(f"{line}\n" for line in lines(draft, spend, seconds, saved))


def lines(draft: Draft, spend: Spend | None, seconds: float, saved: Iterable[Path]) -> list[str]:
    """The summary: facts, findings, spend, files."""
    report = draft.report
    facts, plan = report.facts, report.plan
    dropped = plan.dropped if plan else ()
    total = len(facts) if facts else 0
    rate = report.genre.limits.minutes_rate
    told = [
        f"要点 {total} 条：写入 {total - len(dropped)} 条"
        + (f"，其中 {len(draft.written_in)} 条按原文补入" if draft.written_in else "")
        + (f"，按要求舍去 {len(dropped)} 条" if dropped else ""),
        f"全文 {length(report.text)} 字，念一遍约 {minutes(report.text, rate):.0f} 分钟",
        _findings(draft.findings),
    ]
    told += [f"  第 {f.line} 行 {f.message}（{f.rule}）" for f in _weightiest(draft.findings)]
    told += [f"注意：{note}" for note in (facts.notes if facts else ())]
    told += [_heard(draft)] if spend else []
    told.append(spent(spend, seconds))
    told += [f"已保存 {path}" for path in saved]
    return told


def _weightiest(findings: tuple[Finding, ...]) -> list[Finding]:
    """Errors and warnings, the weightiest first, as many as fit a screen."""
    grave = [f for f in findings if f.severity is not Severity.SUGGESTION]
    return sorted(grave, key=lambda f: (f.severity.rank, f.span))[:SHOWN]


def _findings(findings: tuple[Finding, ...]) -> str:
    counts = Counter(finding.severity for finding in findings)
    told = "，".join(f"{WORDS[severity]} {counts[severity]} 条" for severity in Severity)
    return f"检查：{told}" if findings else "检查：没有发现问题"


def _heard(draft: Draft) -> str:
    """What became of the model's words."""
    if draft.accepted:
        refused = sum(bool(text) for text, _ in draft.refused)
        return f"模型写的话用上 {draft.accepted} 句，没通过核对的 {refused} 句未用"
    return "模型写的话一句也没用上，全文由要点原文和语料写成；可以换一个 --model 试试"


def spent(spend: Spend | None, seconds: float) -> str:
    """Calls, tokens, money where it costs any, and time."""
    if spend is None:
        return f"未用模型；用时 {seconds:.1f} 秒"
    used = spend.usage
    told = (
        f"模型 {spend.calls} 次，用过的回答 {spend.cached} 次；词元 {used.prompt}+{used.completion}"
    )
    money = f"；费用 {spend.price.told(spend.cost)}" if spend.cost else ""
    return f"{told}{money}；用时 {seconds:.1f} 秒"
