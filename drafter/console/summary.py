"""What a person is told when a draft is done."""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from drafter.chain.chain import Spend
from drafter.console.progress import minutes
from drafter.document import Finding, Report, Severity
from drafter.drafting import TOLERANCE, Draft
from drafter.drafting.material import UNSAID, Refused
from drafter.rules import title
from drafter.text import length, shorten

SHOWN = 8  # findings told one by one; `drafter check` tells all
BRIEF = 20  # characters of a line that is not told
WORDED = 5  # wordings that are listed
THIN = 2  # parts that are named where facts are wanting
BARRED = f"{UNSAID}：模型服务的内容审查"
OPEN = re.compile("〔待补：([^〕]*)〕")


def show(draft: Draft, spend: Spend | None, seconds: float, saved: Iterable[Path]) -> None:
    """Sum a draft up on standard error."""
    sys.stderr.writelines(f"{line}\n" for line in lines(draft, spend, seconds, saved))


def lines(draft: Draft, spend: Spend | None, seconds: float, saved: Iterable[Path]) -> list[str]:
    """The summary: facts, findings, what the author is asked, spend, files."""
    report = draft.report
    facts = report.facts
    rate = report.genre.limits.minutes_rate
    rows = [
        _counted(draft),
        f"全文 {length(report.text)} 字，念一遍约 {minutes(report.text, rate):.0f} 分钟",
        *_missing_length(report),
        _findings(draft.findings),
    ]
    rows += [
        f"  第 {f.line} 行 {f.message}（{title(f.rule)}）" for f in _weightiest(draft.findings)
    ]
    rows += [f"注意：{note}" for note in (facts.notes if facts else ())]
    rows += _asked(draft)
    rows += [_heard(draft, spend), *spend.troubles, *_filtered(draft)] if spend else []
    rows.append(spent(spend, seconds))
    rows += [f"已保存 {path}" for path in saved]
    return rows


def explain(refused: Refused) -> None:
    """Every refused sentence with its reason, on standard error."""
    sys.stderr.writelines(f"{line}\n" for line in refusals(refused))


def refusals(refused: Refused) -> list[str]:
    """The sentences of a model that may not stand, and why.

    >>> for line in refusals([("成效显著。", "“成效显著”没有依据"), ("", "没有写 F3")]):
    ...     print(line)
    模型的话没有采用 2 处：
      “成效显著。”：“成效显著”没有依据
      （没有写出来）：没有写 F3
    >>> refusals([])
    ['没有采用的话一句也没有']
    """
    if not refused:
        return ["没有采用的话一句也没有"]
    rows = [(f"“{text}”" if text else "（没有写出来）", reason) for text, reason in refused]
    return [f"模型的话没有采用 {len(rows)} 处：", *(f"  {said}：{why}" for said, why in rows)]


def _counted(draft: Draft) -> str:
    """How many facts are told, and which lines of the sheet are not."""
    facts, plan = draft.report.facts, draft.report.plan
    dropped = dict(plan.dropped) if plan else {}
    total = len(facts) if facts else 0
    head = f"要点 {total} 条：写入 {total - len(dropped)} 条"
    texts = {fact.id: fact.text for fact in facts or ()}
    rows = [
        f"  没有写 {id}“{shorten(texts.get(id, ''), BRIEF)}”：{why}" for id, why in dropped.items()
    ]
    return "\n".join([head + (f"，没有写 {len(dropped)} 条" if dropped else ""), *rows])


def _missing_length(report: Report) -> list[str]:
    """How far a wanted length is missed, and which parts want more facts."""
    wanted = report.facts.length if report.facts else 0
    now = length(report.text)
    if not wanted or abs(now - wanted) <= TOLERANCE * wanted:
        return []
    if now > wanted:
        return [f"要求 {wanted} 字，多 {now - wanted} 字：要点一条不少，已经并到最密"]
    counts = [
        (sum(len(point.facts) for point in section.points), report.genre.section(section.role).name)
        for section in (report.plan.sections if report.plan else ())
    ]
    thin = "、".join(name for _, name in sorted(counts)[:THIN])
    return [f"要求 {wanted} 字，差 {wanted - now} 字：要点撑不起，没有凑字数；先给{thin}补要点"]


def _asked(draft: Draft) -> list[str]:
    """What only the author knows: open places in the text, and questions about the facts."""
    holes = OPEN.findall(draft.report.text)
    rows = [f"待补 {len(holes)} 处：{'；'.join(dict.fromkeys(holes))}"] if holes else []
    if draft.proposed:
        rows.append(f"标着“拟”的措施 {len(draft.proposed)} 条，要点里没有，照不足拟的，请本人定")
    if draft.offers:
        rows.append(f"模型建议的措施 {len(draft.offers)} 条，没有写进正文，合用再抄：")
        rows += [f"  “{shorten(place, BRIEF)}”：{offer}" for place, offer in draft.offers]
    if draft.wordings:
        rows.append(
            f"口语化的句子，模型建议的说法 {len(draft.wordings)} 处，没有写进正文，核对后再抄："
        )
        rows += [f"  {offer}" for _, offer in draft.wordings[:WORDED]]
        left = len(draft.wordings) - WORDED
        rows += [f"  其余 {left} 处见 Word 批注（--comments）或 --json"] if left > 0 else []
    if draft.queries:
        rows.append(f"要请作者核实的 {len(draft.queries)} 处：")
    for query in draft.queries:
        ids = "、".join(query.facts)
        rows.append(f"  {ids + ' ' if ids else ''}{query.text}")
    return rows


def _weightiest(findings: tuple[Finding, ...]) -> list[Finding]:
    """Errors and warnings, the weightiest first, as many as fit a screen."""
    grave = [f for f in findings if f.severity is not Severity.SUGGESTION]
    return sorted(grave, key=lambda f: (f.severity.rank, f.span))[:SHOWN]


def _findings(findings: tuple[Finding, ...]) -> str:
    counts = Counter(finding.severity for finding in findings)
    counted = "，".join(f"{severity.word} {counts[severity]} 条" for severity in Severity)
    return f"检查：{counted}" if findings else "检查：没有发现问题"


def _heard(draft: Draft, spend: Spend) -> str:
    """What became of the model's words."""
    if not (spend.calls or spend.cached):
        return "没有要问模型的：这个模型只替没有措施的不足拟措施、给口语化的要点换说法"
    if draft.accepted:
        refused = sum(bool(text) for text, _ in draft.refused)
        return f"模型写的话用上 {draft.accepted} 句，没通过核对的 {refused} 句未用{_led(draft)}"
    if draft.leads:
        return f"正文里模型只起了领句：{'、'.join(draft.leads)}；措施和说法只在旁边建议"
    if draft.offers or draft.wordings:
        return "正文没有用模型的话；这个模型只在旁边建议措施和说法"
    return "模型写的话一句也没用上，全文由要点原话写成；可以换一个 --model 试试"


def _led(draft: Draft) -> str:
    """The leads that a small model gave, for whoever checks them."""
    return f"；领句是模型起的：{'、'.join(draft.leads)}" if draft.leads else ""


def _filtered(draft: Draft) -> list[str]:
    """What a service's filter let not through, each reason once."""
    reasons = Counter(why.partition("：")[2] for _, why in draft.refused if why.startswith(BARRED))
    return [f"{why}：{count} 处改用要点原话" for why, count in reasons.items() if why]


def spent(spend: Spend | None, seconds: float) -> str:
    """Calls, tokens, money where it costs any, and time."""
    if spend is None:
        return f"未用模型；用时 {seconds:.1f} 秒"
    used = spend.usage
    said = (
        f"模型 {spend.calls} 次，用过的回答 {spend.cached} 次；词元 {used.prompt}+{used.completion}"
    )
    money = f"；费用 {spend.price.told(spend.cost)}" if spend.cost else ""
    return f"{said}{money}；用时 {seconds:.1f} 秒"
