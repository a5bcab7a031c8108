"""What a person is told when an old report was rewritten, or left as it is."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from drafter.chain.chain import Spend
from drafter.console.summary import spent
from drafter.document import Finding, Severity
from drafter.rewriting import Rewritten
from drafter.text import shorten

SHOWN = 5  # set phrases and passages told one by one
BRIEF = 40  # characters of a passage that is told


def show(
    made: Rewritten,
    notes: Sequence[str],
    spend: Spend | None,
    seconds: float,
    saved: Iterable[Path],
) -> None:
    """Sum a rewriting up on standard error."""
    lines = [*told(made), *(f"注意：{note}" for note in notes), spent(spend, seconds)]
    lines += [f"已保存 {path}" for path in saved]
    sys.stderr.writelines(f"{line}\n" for line in lines)


def told(made: Rewritten) -> list[str]:
    """Sentences kept, by kind, findings before and after, what waits for the author."""
    proof = made.proof
    if made.is_left:
        lines = [f"原文照旧：{made.reason}", f"检查：{_counted(made.after)}"]
        lines += [f"  没有采用的改写丢了或多了：{each}" for each in (*proof.lost, *proof.invented)]
        lines += [f"  没有采用的改写挪了地方：{each}" for each in proof.moved]
        return [*lines, *_unread(made)]
    kinds = "，".join(f"{part} {before} → {after}" for part, before, after in made.kinds)
    lines = [
        f"原文 {proof.facts} 句：保留 {proof.kept} 句，多出 {len(proof.invented)} 处；{kinds}",
        f"检查：{_counted(made.before)} → {_counted(made.after)}",
    ]
    if made.is_formal:
        lines.append("只改了标点、空格、编号，字句没有动")
    if made.open:
        lines.append(f"待补 {made.open} 处，写在〔待补：…〕里，请本人补上")
    if made.left_out:
        phrases = "”“".join(made.left_out[:SHOWN])
        lines.append(f"删去的套话 {len(made.left_out)} 处：“{phrases}”")
    return [*lines, *_unread(made)]


def _unread(made: Rewritten) -> list[str]:
    """The passages that were not understood."""
    if not made.unread:
        return []
    passages = [shorten(text, BRIEF) for text in made.unread[:SHOWN]]
    more = f" 等 {len(made.unread)} 段" if len(made.unread) > SHOWN else ""
    return [f"没读懂、原样未动的{more}：", *(f"  {each}" for each in passages)]


def _counted(findings: tuple[Finding, ...]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return "，".join(f"{severity.word} {counts[severity]} 条" for severity in Severity)
