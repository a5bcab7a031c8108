"""What a person is told when an old report was rewritten, or left as it is."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from drafter.chain import Spend
from drafter.console.summary import WORDS, spent
from drafter.document import Finding, Severity
from drafter.rewriting import Rewritten

SHOWN = 5  # set phrases told one by one


def show(
    made: Rewritten,
    notes: Sequence[str],
    spend: Spend | None,
    seconds: float,
    saved: Iterable[Path],
) -> None:
    """A few lines on standard error."""
    lines = [*told(made), *(f"注意：{note}" for note in notes), spent(spend, seconds)]
    lines += [f"已保存 {path}" for path in saved]
    sys.stderr.writelines(f"{line}\n" for line in lines)


def told(made: Rewritten) -> list[str]:
    """Facts kept, findings before and after, what waits for the author."""
    proof = made.proof
    if made.is_left:
        lines = [f"原文照旧：{made.reason}", f"检查：{_counted(made.after)}"]
        lines += [f"  没有采用的改写丢了或多了：{each}" for each in (*proof.lost, *proof.invented)]
        return lines
    lines = [
        f"事实 {proof.facts} 条：保留 {proof.kept} 条，多出 {len(proof.invented)} 处",
        f"检查：{_counted(made.before)} → {_counted(made.after)}",
    ]
    if made.open:
        lines.append(f"待补 {made.open} 处，写在〔待补：…〕里，请本人补上")
    if made.left_out:
        phrases = "”“".join(made.left_out[:SHOWN])
        lines.append(f"没有写入的套话 {len(made.left_out)} 句：“{phrases}”")
    return lines


def _counted(findings: tuple[Finding, ...]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return "，".join(f"{WORDS[severity]} {counts[severity]} 条" for severity in Severity)
